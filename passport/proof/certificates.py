"""A throw-away development authority: certificates that sign documents, for tests, demonstrations and teaching.

A root, an authority below it, and what it certifies: a signer of documents and a time stamper. The root's private key
is never kept, and nobody else's software trusts it. A real service gets its certificate from an authority that its
readers trust, and keeps its key in a device (PKCS#11).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from passport.proof.pdf.errors import SigningError, SigningProblem

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

BITS = 2048
"""Of RSA: what every reader of PDF takes, Adobe's, poppler's and pyHanko's."""
DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36"
"""id-kp-documentSigning, RFC 9336."""
MAIL = "1.3.6.1.5.5.7.3.4"
"""id-kp-emailProtection: the one purpose that poppler (Evince, Okular, pdfsig) takes a signer's certificate for."""
ROOT, SIGNER, STAMPER, PASSPHRASE = "root.pem", "signer.p12", "timestamp.p12", "passphrase.txt"
REVOCATIONS = ("root.crl", "documents.crl")
"""Files of a folder of an authority."""
_YEARS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentAuthority:
    """What the authority made: its root (PEM), its lists of revocations (DER), keys with their certificates (PKCS#12).

    `intermediates`: the authority below the root (PEM), which the PKCS#12 carry too.
    """

    root: bytes
    intermediates: tuple[bytes, ...]
    revocations: tuple[bytes, ...]
    signer: bytes
    stamper: bytes
    passphrase: str = ""

    def __repr__(self) -> str:
        """Nothing of its keys."""
        return "DevelopmentAuthority()"


@dataclass(frozen=True, slots=True)
class _Certified:
    """A name with its key and certificate."""

    key: RSAPrivateKey
    certificate: x509.Certificate


def make_authority(
    name: str, signer: str, at: datetime, *, passphrase: str = "", revoked: bool = False
) -> DevelopmentAuthority:
    """Make an authority of this name, and a signer of documents, certified from `at` on, for three years.

    `revoked`: the list of revocations names the signer (to test those who check it).
    """
    root = _root(f"{name} - root", at)
    below = _certified(f"{name} - documents", name, root, _authority_uses(0), at)
    signing = _certified(signer, signer, below, _signer_uses(), at)
    stamping = _certified(f"{name} - time", name, below, _stamper_uses(), at)
    return DevelopmentAuthority(
        root=_pem(root.certificate),
        intermediates=(_pem(below.certificate),),
        revocations=(_revocations(root, (), at), _revocations(below, [signing] if revoked else (), at)),
        signer=_pkcs12(signing, below, passphrase),
        stamper=_pkcs12(stamping, below, passphrase),
        passphrase=passphrase,
    )


def write_authority(folder: Path, authority: DevelopmentAuthority) -> None:
    """Write the files of an authority, private ones readable by their owner alone; `folder` holds none yet.

    Raises SigningError where it does, or cannot be written.
    """
    private = {SIGNER: authority.signer, STAMPER: authority.stamper, PASSPHRASE: authority.passphrase.encode()}
    public = {ROOT: authority.root, **dict(zip(REVOCATIONS, authority.revocations, strict=True))}
    if any((folder / name).exists() for name in (*private, *public)):
        raise SigningError(SigningProblem.EXISTS, str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in private.items():
            _create(folder / name, content, 0o600)
        for name, content in public.items():
            _create(folder / name, content, 0o644)
    except OSError as error:
        raise SigningError(SigningProblem.UNREADABLE, str(folder), error.strerror or "") from error


def _create(path: Path, content: bytes, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)


def _root(name: str, at: datetime) -> _Certified:
    from cryptography.hazmat.primitives import hashes

    key, subject = _key(), _subject(name, name)
    builder = _builder(subject, subject, key, at)
    for extension, critical in (*_authority_uses(None), _identifier(key)):
        builder = builder.add_extension(extension, critical)
    certificate: x509.Certificate = builder.sign(key, hashes.SHA256())
    return _Certified(key, certificate)


def _certified(
    name: str, organisation: str, by: _Certified, uses: Iterable[tuple[x509.ExtensionType, bool]], at: datetime
) -> _Certified:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    key = _key()
    builder = _builder(_subject(name, organisation), by.certificate.subject, key, at)
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key())
    for extension, critical in (*uses, _identifier(key), (above, False)):
        builder = builder.add_extension(extension, critical)
    return _Certified(key, builder.sign(by.key, hashes.SHA256()))


def _key() -> RSAPrivateKey:
    from cryptography.hazmat.primitives.asymmetric import rsa

    return rsa.generate_private_key(public_exponent=65537, key_size=BITS)


def _subject(name: str, organisation: str) -> x509.Name:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    parts = ((NameOID.COUNTRY_NAME, "FR"), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, name))
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts])


def _builder(subject: x509.Name, issuer: x509.Name, key: RSAPrivateKey, at: datetime) -> x509.CertificateBuilder:
    from cryptography import x509

    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(minutes=5))
        .not_valid_after(at + timedelta(days=365 * _YEARS))
    )


def _identifier(key: RSAPrivateKey) -> tuple[x509.ExtensionType, bool]:
    from cryptography import x509

    return x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False


def _authority_uses(below: int | None) -> list[tuple[x509.ExtensionType, bool]]:
    """An authority; `below`: how many there may be under it."""
    from cryptography import x509

    constraints = x509.BasicConstraints(ca=True, path_length=below)
    return [(constraints, True), (_usage("key_cert_sign", "crl_sign"), True)]


def _signer_uses() -> list[tuple[x509.ExtensionType, bool]]:
    from cryptography import x509

    purpose = x509.ExtendedKeyUsage([x509.ObjectIdentifier(DOCUMENT_SIGNING), x509.ObjectIdentifier(MAIL)])
    usage = _usage("digital_signature", "content_commitment")
    return [(x509.BasicConstraints(ca=False, path_length=None), True), (usage, True), (purpose, False)]


def _stamper_uses() -> list[tuple[x509.ExtensionType, bool]]:
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    usage = _usage("digital_signature")
    return [(x509.BasicConstraints(ca=False, path_length=None), True), (usage, True), (purpose, True)]


def _usage(*uses: str) -> x509.KeyUsage:
    from cryptography import x509

    known = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{use: use in uses for use in known})


def _revocations(by: _Certified, revoked: Iterable[_Certified], at: datetime) -> bytes:
    """The list of what an authority revoked (DER), as long as it is valid itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization

    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(by.certificate.subject)
        .last_update(at - timedelta(minutes=5))
        .next_update(at + timedelta(days=365 * _YEARS))
        .add_extension(x509.CRLNumber(1), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), False)
    )
    for one in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number).revocation_date(at)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(by.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _pem(certificate: x509.Certificate) -> bytes:
    from cryptography.hazmat.primitives import serialization

    return certificate.public_bytes(serialization.Encoding.PEM)


def _pkcs12(one: _Certified, above: _Certified, passphrase: str) -> bytes:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.serialization import pkcs12

    secret = passphrase.encode()
    encryption = serialization.BestAvailableEncryption(secret) if secret else serialization.NoEncryption()
    name = one.certificate.subject.rfc4514_string().encode()
    return pkcs12.serialize_key_and_certificates(name, one.key, one.certificate, [above.certificate], encryption)
