"""Sign a PDF: PAdES B-B, B-T with a time-stamping authority, B-LTA with all that a later check needs.

The signature certifies the document with no change allowed, and is invisible: a visible seal breaks PDF/UA-1 (clauses
7.18.1 and 7.18.4), and proves nothing. What varies between two signings of the same bytes: the time, the random part of
the signature's own identifiers, and time stamps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from passport.proof.pdf.errors import SigningError, SigningProblem, needed
from passport.proof.pdf.files import quiet
from referentials.errors import MissingExtraError

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import Signer
    from pyhanko.sign.timestamps import TimeStamper
    from pyhanko_certvalidator import ValidationContext

DEVICES = "hsm"
"""Extra that brings PKCS#11."""
FIELD = "acquis"
"""Name of the signature's field."""
DIGEST = "sha256"
_SECONDS = 15
"""A time-stamping authority is waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """A private key with its certificate and those above it, as PKCS#12; `where`: its file, to name it."""

    content: bytes = field(repr=False)
    passphrase: str = field(default="", repr=False)
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyToken:
    """A private key in a device (PKCS#11): `module`, the vendor's library; names of the token, key and certificate."""

    module: str
    token: str
    label: str
    pin: str = field(default="", repr=False)
    others: tuple[bytes, ...] = ()
    """Certificates between the signer's and the root (DER); the device's own are taken too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTerm:
    """What long-term validation embeds is checked against: roots and lists of revocations (DER)."""

    roots: tuple[bytes, ...]
    revocations: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """How a document is signed; `stamper`: address of a time-stamping authority (RFC 3161)."""

    key: KeyFile | KeyToken
    stamper: str | None = None
    long_term: LongTerm | None = None
    reason: str | None = None


def sign_pdf(document: bytes, signing: Signing) -> bytes:
    """The document with a signature that certifies it. Raises SigningError, MissingExtraError."""
    writer = _writer(document)
    stamper = _stamper(signing.stamper)
    if isinstance(signing.key, KeyToken):
        with _session(signing.key) as signer:
            return _signed(writer, signer, stamper, signing)
    return _signed(writer, _of_file(signing.key), stamper, signing)


def _writer(document: bytes) -> IncrementalPdfFileWriter:
    try:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.pdf_utils.misc import PdfError
    except ImportError as error:
        raise needed("pyhanko") from error
    try:
        writer = IncrementalPdfFileWriter(BytesIO(document))
        signed = bool(writer.prev.embedded_signatures)
    except (PdfError, ValueError) as error:
        raise SigningError(SigningProblem.DOCUMENT, said=str(error)) from error
    if signed:
        raise SigningError(SigningProblem.DOCUMENT)
    return writer


def _of_file(key: KeyFile) -> Signer:
    from pyhanko.sign import signers

    try:
        signer: Signer = signers.SimpleSigner.load_pkcs12_data(key.content, [], key.passphrase.encode() or None)
    except (ValueError, AttributeError, TypeError) as error:  # the last two: a PKCS#12 without a key
        raise SigningError(SigningProblem.KEY, key.where) from error
    return signer


@contextmanager
def _session(key: KeyToken) -> Iterator[Signer]:
    """A signer whose key stays in its device. Raises SigningError, also for what the device refuses on the way."""
    try:
        import pkcs11
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
    except ImportError as error:
        raise MissingExtraError("python-pkcs11", DEVICES) from error
    criteria = TokenCriteria(label=key.token)
    try:
        with open_pkcs11_session(key.module, token_criteria=criteria, user_pin=key.pin) as session:
            yield PKCS11Signer(session, cert_label=key.label, key_label=key.label, ca_chain=_loaded(key.others))
    except (pkcs11.PKCS11Error, OSError) as error:
        raise SigningError(SigningProblem.TOKEN, key.token, type(error).__name__) from error


def _loaded(certificates: Iterable[bytes]) -> set[Any]:
    from asn1crypto import x509

    return {x509.Certificate.load(one) for one in certificates}


def _stamper(address: str | None) -> TimeStamper | None:
    if address is None:
        return None
    from pyhanko.sign.timestamps import HTTPTimeStamper

    return HTTPTimeStamper(address, timeout=_SECONDS)


def _signed(writer: IncrementalPdfFileWriter, signer: Signer, stamper: TimeStamper | None, signing: Signing) -> bytes:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import signers
    from pyhanko.sign.general import SigningError as Refused
    from pyhanko.sign.timestamps import TimestampRequestError
    from pyhanko_certvalidator.errors import PathBuildingError, ValidationError

    context = _context(signing.long_term) if stamper and signing.long_term else None
    metadata = signers.PdfSignatureMetadata(**_metadata(signing.reason, context))
    try:
        pdf_signer = signers.PdfSigner(metadata, signer=signer, timestamper=stamper)
        with quiet():
            signed: BytesIO = pdf_signer.sign_pdf(writer)
            if stamper and context:
                signed = _stamped(signed, stamper, context)
    except (TimestampRequestError, OSError) as error:
        raise SigningError(SigningProblem.STAMPER, signing.stamper or "", type(error).__name__) from error
    except (PathBuildingError, ValidationError) as error:
        raise SigningError(SigningProblem.LONG_TERM, said=str(error)) from error
    except (Refused, PdfError) as error:
        problem = SigningProblem.TOKEN if isinstance(signing.key, KeyToken) else SigningProblem.DOCUMENT
        raise SigningError(problem, said=str(error)) from error
    return signed.getvalue()


def _stamped(signed: BytesIO, stamper: TimeStamper, context: ValidationContext) -> BytesIO:
    """The document under a last time stamp, that is all that its revision adds.

    pyHanko's own B-LTA writes the day of the change into the metadata besides, as soon as a second has gone by since
    the signature, which lets nothing change.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    writer = IncrementalPdfFileWriter(signed)
    writer._update_meta = lambda: None  # type: ignore[method-assign]  # pyHanko has no other way to leave it be
    out: BytesIO = signers.PdfTimeStamper(stamper).timestamp_pdf(
        writer, DIGEST, context, dss_settings=_kept().get_settings_for_ts()
    )
    return out


def _kept() -> Any:
    """With the signature, so that the time stamp that comes last covers the whole file."""
    from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference

    return DSSContentSettings(placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE, include_vri=False)


def _metadata(reason: str | None, context: ValidationContext | None) -> dict[str, Any]:
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

    long_term = {"embed_validation_info": True, "validation_context": context, "dss_settings": _kept()}
    return {
        "field_name": FIELD,
        "md_algorithm": DIGEST,
        "subfilter": SigSeedSubFilter.PADES,
        "certify": True,
        "docmdp_permissions": MDPPerm.NO_CHANGES,
        "reason": reason,
        **(long_term if context else {}),
    }


def _context(long_term: LongTerm) -> ValidationContext:
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=list(_loaded(long_term.roots)),
        crls=list(long_term.revocations),
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
