"""Verify the PDF of a CV: its signature, the content that is signed with it, what its pages print, whether it stands.

Nothing that the pages say is believed: lines and what they rest on come from the content attached, that the signature
covers. The pages are then compared with it: made again from it, byte for byte; or, where another version laid them
out, read: the same texts in the same order, and the same QR code.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from answers.cv.attached import NAME, read_content
from answers.cv.keeping import Known
from answers.cv.layout import rendered
from answers.cv.reading import Reading, read_pages
from answers.cv.version import layout_version
from answers.shapes.cv import CvContent
from passport.proof.cv_issuers import CV_ISSUERS
from passport.proof.errors import RefusedProofError
from passport.proof.pdf import PdfCheck, PdfProblem, TrustRoots, attached_file, check_pdf, signed_part
from passport.proof.registry import EMPTY, Registry
from passport.proof.status_list import open_list
from referentials.days import day_of
from referentials.errors import MissingExtraError


class CvProblem(StrEnum):
    """Why the PDF of a CV is not to be relied on, its signature apart."""

    NO_CONTENT = "no_content"
    """No content of a CV is attached, or it does not have the id that it says."""
    PRINTED_DIFFERS = "printed_differs"
    """The pages say other than the content."""
    NOT_COMPARED = "pages_not_compared"
    """Nothing here can read the pages: nobody knows what they say."""
    UNREGISTERED = "unregistered"
    """The register has not this file."""
    REVOKED = "revoked_cv"
    SUPERSEDED = "superseded"


class CvStands(StrEnum):
    """Whether a CV stands."""

    STANDS = "stands"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


class Printed(StrEnum):
    """Whether the pages say what the content says."""

    SAME = "same"
    """Byte for byte."""
    SAME_WORDS = "same_words"
    """Laid out by another version: the same texts, in the same order, and the same code."""
    DIFFERS = "differs"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True, slots=True, kw_only=True)
class CvCheck:
    """What a verification found; `content` is None where nothing is to be believed."""

    pdf: PdfCheck
    content: CvContent | None = None
    problems: tuple[PdfProblem | CvProblem, ...] = ()
    stands: CvStands = CvStands.UNKNOWN
    superseded_by: str | None = None
    printed: Printed = Printed.NOT_COMPARED

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong, and the pages were compared."""
        return not self.problems

    @property
    def undecided(self) -> bool:
        """Whether nothing is wrong but that the pages could not be compared."""
        return self.problems == (CvProblem.NOT_COMPARED,)


def check_cv(
    document: bytes, trust: TrustRoots, at: datetime, register: Known | None = None, lists: Registry = EMPTY
) -> CvCheck:
    """Verify a CV. Raises MissingExtraError.

    Whether it stands, `register` says, or a list of revocations that is in the registry of issuers (`lists`), signed by
    an operator that is in it; without either, nobody knows.
    """
    signature = check_pdf(document, trust, at)
    if not signature.valid:
        return CvCheck(pdf=signature, problems=signature.problems)
    content = read_content(attached_file(document, NAME) or b"")
    if content is None:
        return CvCheck(pdf=signature, problems=(CvProblem.NO_CONTENT,))
    printed = _printed(document, content)
    stands, by, doubts = _standing(document, content, register)
    if not doubts and (listed := _listed(content, lists, at)) is not CvStands.UNKNOWN:
        stands, doubts = listed, [CvProblem.REVOKED] if listed is CvStands.REVOKED else []
    problems = [_OF_PAGES[printed]] if printed in _OF_PAGES else []
    return CvCheck(
        pdf=signature,
        content=content,
        problems=(*problems, *doubts),
        stands=stands,
        superseded_by=by,
        printed=printed,
    )


def _standing(
    document: bytes, content: CvContent, register: Known | None
) -> tuple[CvStands, str | None, list[CvProblem]]:
    """Whether the register says that this very file was issued, and stands."""
    entry = register.of(content.id) if register else None
    if register is None or (entry is None and not register.complete):
        return CvStands.UNKNOWN, None, []
    if entry is None or hashlib.sha256(document).hexdigest() not in entry.digests:
        return CvStands.UNKNOWN, None, [CvProblem.UNREGISTERED]
    if entry.revoked:
        return CvStands.REVOKED, entry.superseded_by, [CvProblem.REVOKED]
    if entry.superseded_by:
        return CvStands.SUPERSEDED, entry.superseded_by, [CvProblem.SUPERSEDED]
    return CvStands.STANDS, None, []


def _listed(content: CvContent, lists: Registry, at: datetime) -> CvStands:
    """What the list that the CV names says; UNKNOWN where it is not at hand, not of now, or of nobody who may."""
    status = content.status
    text = lists.status_lists.get(status.address) if status else None
    if status is None or text is None:
        return CvStands.UNKNOWN
    try:
        found = open_list(text, status.address, lists, day_of(at))
    except RefusedProofError:
        return CvStands.UNKNOWN
    issuer = lists.of(found.issuer)
    bit = found.is_set(status.index)
    if issuer is None or issuer.role not in CV_ISSUERS or found.purpose != "revocation" or bit is None:
        return CvStands.UNKNOWN
    if bit:
        return CvStands.REVOKED
    return CvStands.STANDS if found.since <= at <= found.until else CvStands.UNKNOWN


_OF_PAGES = {Printed.DIFFERS: CvProblem.PRINTED_DIFFERS, Printed.NOT_COMPARED: CvProblem.NOT_COMPARED}


def _printed(document: bytes, content: CvContent) -> Printed:
    """Compare the pages with those that the content makes here; read them where another version laid them out."""
    page = signed_part(document)
    try:
        if page == rendered(content)[0]:
            return Printed.SAME
        if content.layout == layout_version():
            return Printed.DIFFERS
    except MissingExtraError:
        pass  # what lays out is absent: they may still be read
    return _AS_READ[read_pages(page, content)]


_AS_READ = {
    Reading.SAME: Printed.SAME_WORDS,
    Reading.DIFFERS: Printed.DIFFERS,
    Reading.UNREAD: Printed.NOT_COMPARED,
}
