"""Check a signed PDF: who signed, when, all of it, unchanged, and with the right to.

Nothing that the document says of itself is believed. pyHanko checks signatures and chains; what it leaves to its caller
is demanded here: one signature, that certifies with no change allowed, over the whole file and a single revision, by a
certificate made to sign documents, of somebody who may.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from passport.proof.pdf.files import open_pdf, quiet
from passport.proof.pdf.found import Level, PdfCheck, PdfProblem, TrustRoots

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus

PURPOSES = frozenset(
    {"1.3.6.1.5.5.7.3.36", "adobe_authentic_documents_trust", "microsoft_document_signing", "email_protection"}
)
"""Purposes of a certificate that signs documents: RFC 9336, Adobe's, Microsoft's, mail's."""
LEEWAY = timedelta(minutes=5)
"""Between two clocks."""


@dataclass
class _Found:
    """What is gathered on the way."""

    problems: list[PdfProblem] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def note(self, problem: PdfProblem, wrong: bool, said: object = "") -> None:
        """Keep a problem, once, where there is one."""
        if wrong and problem not in self.problems:
            self.problems.append(problem)
        if wrong and said:
            self.said.append(str(said))


def check_pdf(document: bytes, trust: TrustRoots, at: datetime) -> PdfCheck:
    """Check a PDF against trust roots, as of a moment. Raises MissingExtraError; no document makes it raise."""
    reader = open_pdf(document)
    if reader is None:
        return PdfCheck(problems=(PdfProblem.UNREADABLE,))
    with quiet():
        try:
            return _checked(document, reader, trust, at)
        except Exception as error:  # noqa: BLE001 - forged documents break a reader in many ways: none is valid
            return PdfCheck(problems=(PdfProblem.UNREADABLE,), said=(f"{type(error).__name__}: {error}",))


def _checked(document: bytes, reader: PdfFileReader, trust: TrustRoots, at: datetime) -> PdfCheck:
    signatures = list(reader.embedded_regular_signatures)
    if not signatures:
        return PdfCheck(problems=(PdfProblem.UNSIGNED,))
    found = _Found()
    found.note(PdfProblem.SEVERAL_SIGNATURES, len(signatures) > 1)
    signature = signatures[0]
    times = _Times.of(reader, signature, trust, at, found)
    status = _status(signature, reader, trust, times.signed or at)
    total = _is_total(document, reader, signature, times)
    _note_form(reader, signature, found)
    _note_integrity(status, total, found)
    _note_trust(signature, status, trust, found)
    found.note(PdfProblem.EXPIRED, not _in_force(signature, times.signed or at))
    claimed = signature.self_reported_timestamp
    found.note(PdfProblem.NOT_YET, bool(claimed and claimed > at + LEEWAY))
    return PdfCheck(
        problems=tuple(found.problems),
        said=tuple(found.said),
        total=total,
        intact=status.intact and status.valid,
        trusted=status.trusted and PdfProblem.OTHER_SIGNER not in found.problems,
        certified=_permission(reader, signature) is not None,
        signer=_name(signature),
        claimed_at=claimed,
        stamped_at=times.signed,
        level=times.level,
        revocation_known=_revocation_known(signature, reader, trust),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Times:
    """What time stamps prove; `total`: the last one covers the whole file."""

    signed: datetime | None
    level: Level
    total: bool = False

    @classmethod
    def of(
        cls, reader: PdfFileReader, signature: EmbeddedPdfSignature, trust: TrustRoots, at: datetime, found: _Found
    ) -> _Times:
        """Time stamps from the last to the first: each holds at the time that the one after it proves."""
        from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_timestamp

        moment, total = at, False
        documents = list(reader.embedded_timestamp_signatures)
        for one in reversed(documents):
            status = validate_pdf_timestamp(one, _context(reader, trust, moment))
            good = status.valid and status.intact and status.trusted and status.timestamp <= moment + LEEWAY
            found.note(PdfProblem.BAD_TIME_STAMP, not good)
            last = one is documents[-1] and _is_contiguous(one, reader)
            total = total or (good and last and status.coverage == SignatureCoverageLevel.ENTIRE_FILE)
            moment = status.timestamp if good else moment
        stamped = _stamped(reader, signature, trust, moment, found)
        level = Level.LONG_TERM if documents and stamped else Level.TIMED if stamped else Level.BASIC
        return cls(signed=stamped, level=level, total=total)


def _stamped(
    reader: PdfFileReader, signature: EmbeddedPdfSignature, trust: TrustRoots, moment: datetime, found: _Found
) -> datetime | None:
    """When the time stamp within the signature says that it was made; None without one that holds."""
    status = _status(signature, reader, trust, moment)
    stamp = status.timestamp_validity
    if stamp is None:
        return None
    good = stamp.valid and stamp.intact and stamp.trusted and stamp.timestamp <= moment + LEEWAY
    found.note(PdfProblem.BAD_TIME_STAMP, not good)
    return stamp.timestamp if good else None


def _status(
    signature: EmbeddedPdfSignature, reader: PdfFileReader, trust: TrustRoots, moment: datetime
) -> PdfSignatureStatus:
    from pyhanko.sign.validation import validate_pdf_signature

    return validate_pdf_signature(
        signature,
        _context(reader, trust, moment, signature),
        _context(reader, trust, moment),
        diff_policy=_allowed_after(),
    )


def _allowed_after() -> Any:
    """What may be added after signing: time stamps and what proves a chain, never a title or other metadata."""
    from pyhanko.sign import diff_analysis

    rules: Any = diff_analysis  # not all annotated
    level = rules.ModificationLevel.LTA_UPDATES
    return rules.StandardDiffPolicy(
        global_rules=[
            rules.CatalogModificationRule(),
            rules.XrefStreamRule().as_qualified(level),
            rules.ObjectStreamRule().as_qualified(level),
            rules.DSSCompareRule().as_qualified(level),
        ],
        form_rule=rules.FormUpdatingRule(field_rules=[rules.SigFieldCreationRule(), rules.SigFieldModificationRule()]),
    )


def _context(reader: PdfFileReader, trust: TrustRoots, moment: datetime, signature: Any = None) -> Any:
    """What pyHanko validates chains with: of a signature, or of time stamps when none is given."""
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy

    kept = _Store.of(reader)
    revocations = [*trust.revocations, *kept.revocations]
    roots = [*trust.roots, *(trust.stampers if signature is None else ())]
    return ValidationContext(
        trust_roots=_certificates(roots),
        other_certs=_certificates([*trust.others, *kept.certificates]),
        crls=revocations,
        ocsps=list(kept.answers),
        moment=moment,
        revinfo_policy=CertRevTrustPolicy(_revocation_rules(signature, roots, revocations), retroactive_revinfo=True),
    )


def _revocation_rules(signature: Any, roots: Iterable[bytes], revocations: Iterable[bytes]) -> Any:
    """A list at hand is obeyed, whether or not the certificate names one; a list that lacks is not asked for."""
    from pyhanko_certvalidator.policy_decl import RevocationCheckingPolicy, RevocationCheckingRule

    soft, firm = RevocationCheckingRule.CHECK_IF_DECLARED_SOFT, RevocationCheckingRule.CRL_REQUIRED
    if signature is None:
        return RevocationCheckingPolicy(soft, soft)
    issuers = _issuers(revocations)
    of_signer = firm if signature.signer_cert.issuer.hashable in issuers else soft
    of_others = firm if any(one.subject.hashable in issuers for one in _certificates(roots)) else soft
    return RevocationCheckingPolicy(of_signer, of_others)


def _issuers(revocations: Iterable[bytes]) -> set[str]:
    from asn1crypto import crl

    return {crl.CertificateList.load(one).issuer.hashable for one in revocations}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Store:
    """What a document keeps for later checks: certificates, lists of revocations, answers about one (OCSP)."""

    certificates: tuple[bytes, ...] = ()
    revocations: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()

    @classmethod
    def of(cls, reader: PdfFileReader) -> _Store:
        from pyhanko.sign.validation.dss import DocumentSecurityStore

        if "/DSS" not in reader.root:
            return cls()
        store = DocumentSecurityStore.read_dss(reader)
        return cls(
            certificates=tuple(one.get_object().data for one in store.certs.values()),
            revocations=tuple(one.get_object().data for one in store.crls),
            answers=tuple(one.get_object().data for one in store.ocsps),
        )


def _certificates(encoded: Iterable[bytes]) -> list[Any]:
    from asn1crypto import x509

    return [x509.Certificate.load(one) for one in encoded]


def _is_contiguous(signature: EmbeddedPdfSignature, reader: PdfFileReader) -> bool:
    """Whether all but the signature's own hexadecimal is signed, up to the end of what it covers."""
    if len(signature.byte_range) != 4:
        return False
    start, first, second, last = (int(one) for one in signature.byte_range)
    stream = reader.stream
    stream.seek(0)
    content: bytes = stream.read()
    gap = content[first:second]
    return (
        start == 0
        and min(first, second, last) >= 0
        and gap[:1] == b"<"
        and gap[-1:] == b">"
        and all(byte in b"0123456789abcdefABCDEF" for byte in gap[1:-1])
        and second + last <= len(content)
        and not any(_after_signature(gap[1:-1]))
    )


def _after_signature(hexadecimal: bytes) -> bytes:
    """What follows the signature in the room that was kept for it: zeros, where nobody hid anything."""
    from asn1crypto.parser import peek

    room = bytes.fromhex(hexadecimal.decode("ascii"))
    try:
        return room[peek(room) :]
    except ValueError:
        return room


def _is_total(document: bytes, reader: PdfFileReader, signature: EmbeddedPdfSignature, times: _Times) -> bool:
    """Whether every byte is signed; or, where time stamps were added for the long term, is under the last of them."""
    if not _is_contiguous(signature, reader):
        return False
    covered = int(signature.byte_range[2]) + int(signature.byte_range[3])
    return covered == len(document) or times.total


def _permission(reader: PdfFileReader, signature: EmbeddedPdfSignature) -> Any:
    """What the certification of the document allows, if this signature makes it; None when nothing certifies it."""
    from pyhanko.sign.validation import read_certification_data

    certified = read_certification_data(reader)
    if certified is None or certified.author_sig.get_object() != signature.sig_object:
        return None
    return certified.permission


def _note_form(reader: PdfFileReader, signature: EmbeddedPdfSignature, found: _Found) -> None:
    """What kind of signature it is, and over what."""
    from pyhanko.sign.fields import MDPPerm

    permission = _permission(reader, signature)
    found.note(PdfProblem.NOT_PADES, signature.sig_object.get("/SubFilter") != "/ETSI.CAdES.detached")
    found.note(PdfProblem.NOT_CERTIFIED, permission is None)
    found.note(PdfProblem.CHANGES_ALLOWED, permission not in {None, MDPPerm.NO_CHANGES})
    # one revision, the document as it was made, then the signature's own
    found.note(PdfProblem.EARLIER_REVISIONS, signature.signed_revision > 1)


def _note_integrity(status: PdfSignatureStatus, total: bool, found: _Found) -> None:
    """Whether the file is what was signed, all of it and nothing more."""
    from pyhanko.sign.diff_analysis import ModificationLevel

    found.note(PdfProblem.ALTERED, not status.intact)
    found.note(PdfProblem.BAD_SIGNATURE, not status.valid)
    found.note(PdfProblem.NOT_TOTAL, not total)
    level = status.modification_level
    allowed = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES}
    found.note(PdfProblem.CHANGED_AFTER, level not in allowed or not status.docmdp_ok, status.diff_result)


def _note_trust(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, trust: TrustRoots, found: _Found) -> None:
    """Who signed, and whether they may."""
    from pyhanko.sign.ades.report import AdESIndeterminate

    trouble = status.trust_problem_indic
    expired = {
        AdESIndeterminate.OUT_OF_BOUNDS_NO_POE,
        AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED,
        AdESIndeterminate.NOT_YET_VALID,
        AdESIndeterminate.EXPIRED,
    }
    weak = {AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE, AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE}
    purpose = {AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE, AdESIndeterminate.SIG_CONSTRAINTS_FAILURE}
    wrong = not _signs_documents(signature.signer_cert)
    found.note(PdfProblem.WRONG_PURPOSE, wrong)
    found.note(PdfProblem.REVOKED, status.revoked)
    found.note(PdfProblem.EXPIRED, trouble in expired)
    found.note(PdfProblem.WEAK, trouble in weak)
    other = trouble is not None and trouble not in {*expired, *weak} and not status.revoked
    found.note(PdfProblem.UNTRUSTED, other and not (wrong and trouble in purpose), trouble)
    if trust.signers:
        found.note(PdfProblem.OTHER_SIGNER, not trust.signers & set(_names(signature)))


def _in_force(signature: EmbeddedPdfSignature, moment: datetime) -> bool:
    certificate = signature.signer_cert
    begins, ends = certificate.not_valid_before, certificate.not_valid_after
    return bool(begins - LEEWAY <= moment <= ends)


def _signs_documents(certificate: Any) -> bool:
    """Whether a certificate is one to sign documents with, by its usages and, where it says them, its purposes."""
    usage, purposes = certificate.key_usage_value, certificate.extended_key_usage_value
    usages = usage.native if usage is not None else set()
    return "non_repudiation" in usages and (purposes is None or bool(PURPOSES & set(purposes.native)))


def _names(signature: EmbeddedPdfSignature) -> list[str]:
    subject = signature.signer_cert.subject.native
    return [str(subject[key]) for key in ("organization_name", "common_name") if key in subject]


def _name(signature: EmbeddedPdfSignature) -> str | None:
    return next(iter(_names(signature)), None)


def _revocation_known(signature: EmbeddedPdfSignature, reader: PdfFileReader, trust: TrustRoots) -> bool:
    kept = _Store.of(reader)
    issuers = _issuers([*trust.revocations, *kept.revocations])
    return bool(kept.answers) or signature.signer_cert.issuer.hashable in issuers
