"""Verify the PDF of a CV: its signature, the content that is signed with it, what its pages print, whether it stands.

Nothing that the pages say is believed: lines and what they rest on come from the content attached, that the signature
covers. The pages are then compared with it: made again from it, byte for byte, or, by another version of acquis or of
typst, read and compared as text.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from answers.cv.attached import NAME, read_content
from answers.cv.keeping import Known
from answers.cv.layout import rendered
from answers.cv.page import page_of
from answers.shapes.cv import CvContent
from passport.proof.errors import RefusedProofError
from passport.proof.pdf import PdfCheck, PdfProblem, TrustRoots, attached_file, check_pdf, signed_part
from passport.proof.registry import EMPTY, IssuerRole, Registry
from passport.proof.status_list import open_list
from referentials.errors import MissingExtraError


class CvProblem(StrEnum):
    """Why the PDF of a CV is not to be relied on, its signature apart."""

    NO_CONTENT = "no_content"
    """No content of a CV is attached, or it does not have the id that it says."""
    PRINTED_DIFFERS = "printed_differs"
    """The pages say other than the content."""
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
        """Whether nothing is wrong."""
        return not self.problems


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
    problems = [CvProblem.PRINTED_DIFFERS] if printed is Printed.DIFFERS else []
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
    """What the list that the CV names says of it; UNKNOWN where it is not at hand, stale, or of nobody who may."""
    status = content.status
    text = lists.status_lists.get(status.address) if status else None
    if status is None or text is None:
        return CvStands.UNKNOWN
    try:
        found = open_list(text, status.address, lists, at.date())
    except RefusedProofError:
        return CvStands.UNKNOWN
    issuer = lists.of(found.issuer)
    bit = found.is_set(status.index)
    if issuer is None or issuer.role not in _LISTING or found.purpose != "revocation" or bit is None:
        return CvStands.UNKNOWN
    if bit:
        return CvStands.REVOKED
    return CvStands.STANDS if at <= found.until else CvStands.UNKNOWN


_LISTING = frozenset({IssuerRole.OPERATOR, IssuerRole.TEACHING})
"""Who may say that a CV is revoked: who keeps passports; of invented ones, who teaches."""


def _printed(document: bytes, content: CvContent) -> Printed:
    """Compare the pages with those that the content makes here."""
    page = signed_part(document)
    try:
        again = rendered(content)[0]
    except MissingExtraError:
        again = b""
    if page == again:
        return Printed.SAME
    return _printed_as_text(page, content)


def _printed_as_text(page: bytes, content: CvContent) -> Printed:
    """Whether the pages print all texts of the content, and nothing else. NOT_COMPARED without a reader of PDF."""
    read = _text(page)
    if read is None:
        return Printed.NOT_COMPARED
    rest = read
    for text in sorted(set(_texts(page_of(content))), key=len, reverse=True):
        plain = _bare(text)
        if plain not in read:
            return Printed.DIFFERS
        rest = rest.replace(plain, "")
    return Printed.SAME if len(rest) <= len(read) * _SLACK else Printed.DIFFERS


_SLACK = 0.02
"""Of the text of the pages, what signs between texts and page numbers come to."""


def _texts(value: Any) -> Iterable[str]:
    """Every text that a page prints."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner) if name != "metadata" else ()
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str) and value:
        yield value


_PASSED_OVER = frozenset("-\u2010\u2011\u00ad\ufffe\x02")
"""Hyphens, which a reader of PDF renders in many ways at the end of a line."""


def _bare(text: str) -> str:
    """Letters, digits and signs, without the spaces, line ends and hyphens that a layout makes."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(one for one in plain if not one.isspace() and one not in _PASSED_OVER)


def _text(page: bytes) -> str | None:
    """The text of the pages, bare; None without the library that reads it, or where it cannot be read."""
    try:
        import pypdfium2
    except ImportError:
        return None
    try:
        document = pypdfium2.PdfDocument(page)
    except pypdfium2.PdfiumError:
        return None
    with document:
        texts = [one.get_textpage().get_text_bounded() for one in document]
    return _bare("".join(texts))
