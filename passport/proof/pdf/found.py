"""What a check of a signed PDF says, and what it is checked against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from passport.proof.pdf.errors import SigningError, SigningProblem


class Level(StrEnum):
    """How much of PAdES a signature has (ETSI EN 319 142-1)."""

    BASIC = "B-B"
    TIMED = "B-T"
    """With a time stamp, which says when, whatever the signer says."""
    LONG_TERM = "B-LTA"
    """With all that a check needs later, under a time stamp of its own."""


class PdfProblem(StrEnum):
    """Why a PDF is not what its signer signed."""

    UNREADABLE = "unreadable"
    UNSIGNED = "unsigned"
    SEVERAL_SIGNATURES = "several_signatures"
    NOT_PADES = "not_pades"
    """A signature of another kind (adbe.pkcs7…)."""
    NOT_CERTIFIED = "not_certified"
    """Signed, not certified: anyone may add to it."""
    CHANGES_ALLOWED = "changes_allowed"
    """Certified, but forms may be filled, or comments added."""
    ALTERED = "altered"
    """A byte of what was signed is another."""
    BAD_SIGNATURE = "bad_signature"
    """The signature is not of this key over this document."""
    NOT_TOTAL = "not_total"
    """The signature leaves a part of the file out."""
    CHANGED_AFTER = "changed_after"
    """Something was added after it was signed, beyond what proves its time."""
    EARLIER_REVISIONS = "earlier_revisions"
    """Signed over several revisions: contents hidden before signing may be shown after."""
    UNTRUSTED = "untrusted"
    """Its certificate does not go back to a root that is trusted."""
    OTHER_SIGNER = "other_signer"
    """Signed by somebody whom the same root certifies, but not by the one expected."""
    EXPIRED = "expired"
    """The certificate was not in force: not yet, or no more."""
    REVOKED = "revoked"
    """The certificate was revoked."""
    WRONG_PURPOSE = "wrong_purpose"
    """The certificate is not one to sign documents with."""
    WEAK = "weak"
    """An algorithm that is broken, a key too short."""
    NOT_YET = "not_yet"
    """Signed after the time of the check."""
    BAD_TIME_STAMP = "bad_time_stamp"
    """Its time stamp does not hold: of another document, or of no authority that is trusted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustRoots:
    """What a check trusts.

    `roots`: certificates (DER), of authorities or of signers themselves; `others`: certificates that may link to them;
    `stampers`: roots of time-stamping authorities, where they are others; `revocations`: lists at hand (DER);
    `signers`: names (organisation or common name) of those who may sign, any when empty: an authority that certifies
    everybody says who signed, not that they may.
    """

    roots: tuple[bytes, ...]
    others: tuple[bytes, ...] = ()
    stampers: tuple[bytes, ...] = ()
    revocations: tuple[bytes, ...] = ()
    signers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfCheck:
    """What was found of a PDF.

    `total`: every byte is covered by the signature, or by time stamps over it; `intact`: the signed bytes are those
    that were signed; `trusted`: by a signer that the roots say may; `signer`: the name in the certificate, the
    organisation first; `claimed_at`: when, as the signer says; `stamped_at`: as a time-stamping authority that is
    trusted says; `revocation_known`: a list of revocations of the certificate's authority was at hand.
    """

    problems: tuple[PdfProblem, ...]
    total: bool = False
    intact: bool = False
    trusted: bool = False
    certified: bool = False
    signer: str | None = None
    claimed_at: datetime | None = None
    stamped_at: datetime | None = None
    level: Level | None = None
    revocation_known: bool = False
    said: tuple[str, ...] = field(default=(), repr=False)
    """What the library said, in its words, for those who look into it."""

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    @property
    def issued_at(self) -> datetime | None:
        """When it was signed: as stamped, else as the signer says."""
        return self.stamped_at or self.claimed_at


def read_trust(
    paths: Iterable[Path], stampers: Iterable[Path] = (), revocations: Iterable[Path] = (), signers: Iterable[str] = ()
) -> TrustRoots:
    """Trust roots from files of certificates (PEM, one or several, or DER) and of revocations. Raises SigningError."""
    return TrustRoots(
        roots=tuple(one for path in paths for one in _certificates(path)),
        stampers=tuple(one for path in stampers for one in _certificates(path)),
        revocations=tuple(_revocations(path) for path in revocations),
        signers=frozenset(signers),
    )


def _certificates(path: Path) -> list[bytes]:
    """Certificates of a file, as DER."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    content = _read(path)
    try:
        if b"-----BEGIN" in content:
            found = x509.load_pem_x509_certificates(content)
        else:
            found = [x509.load_der_x509_certificate(content)]
    except ValueError as error:
        raise SigningError(SigningProblem.TRUST, str(path), str(error)) from error
    return [one.public_bytes(Encoding.DER) for one in found]


def _revocations(path: Path) -> bytes:
    """A list of revocations (DER, or PEM), as DER."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    content = _read(path)
    try:
        pem = b"-----BEGIN" in content
        found = x509.load_pem_x509_crl(content) if pem else x509.load_der_x509_crl(content)
    except ValueError as error:
        raise SigningError(SigningProblem.REVOCATIONS, str(path), str(error)) from error
    return found.public_bytes(Encoding.DER)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SigningError(SigningProblem.UNREADABLE, str(path), error.strerror or "") from error
