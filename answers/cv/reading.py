"""Read the pages of a CV, where they cannot be made again: the texts of the content in their order, and its QR code."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from answers.cv.layout import QR
from answers.cv.page import page_of
from answers.shapes.cv import CvContent

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


class Reading(StrEnum):
    """What the pages say, against a content."""

    SAME = "same"
    DIFFERS = "differs"
    UNREAD = "unread"
    """The library that reads them is absent, or cannot."""


def read_pages(pdf: bytes, content: CvContent) -> Reading:
    """Whether pages print the texts of a content, in order and nothing between them, and the QR code of its address."""
    try:
        import pypdfium2
        import segno  # noqa: F401 - the code is compared with what it makes
    except ImportError:
        return Reading.UNREAD
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return Reading.UNREAD
    with document:
        same = _same_texts(_texts_of(document), content) and _same_code(document, content)
    return Reading.SAME if same else Reading.DIFFERS


def _texts_of(document: PdfDocument) -> list[str]:
    return [_bare(one.get_textpage().get_text_bounded()) for one in document]


def _same_texts(pages: Sequence[str], content: CvContent) -> bool:
    """Each text after the one before, with signs alone between them; feet of pages apart."""
    said = page_of(content)
    bodies = [_without_foot(text, said, number, len(pages)) for number, text in enumerate(pages, 1)]
    if None in bodies:
        return False
    read = "".join(one or "" for one in bodies)
    for text in map(_bare, printed(said)):
        start = read.find(text)
        if start < 0 or not _between(read[:start]):
            return False
        read = read[start + len(text) :]
    return _between(read)


_SIGNS = frozenset("\u00b7,\u2013")
"""What stands between two texts."""


def _between(text: str) -> bool:
    return len(text) <= 2 and _SIGNS.issuperset(text)


def _without_foot(text: str, said: Mapping[str, Any], number: int, pages: int) -> str | None:
    """The text of a page without its foot, which is at one of its ends; None where it has none."""
    told = said["metadata"]["page"].format(page=number, pages=pages)
    foot = _bare(f"{said['name']}\u00b7{said['footer']}{told}")
    if text.endswith(foot):
        return text[: -len(foot)]
    return text[len(foot) :] if text.startswith(foot) else None


def printed(said: Mapping[str, Any]) -> Iterable[str]:
    """Texts of the pages, in the order in which they are printed, feet apart."""
    verify, skills, languages = said["verify"], said["competencies"], said["languages"]
    yield from filter(None, (said["name"], said["name_note"], said["headline"], *said["contact"]))
    yield verify["counts"]
    yield from filter(None, (verify["address"],))
    if said["summary"]["sentences"]:
        yield from (said["summary"]["heading"], *said["summary"]["sentences"])
    for section in said["sections"]:
        yield section["heading"]
        yield from _of_lines(section["lines"], ("title", "beside", "when", "standing", "by"))
    yield from _of_skills(skills) if skills["groups"] else ()
    if languages:
        yield languages["heading"]
        yield from _of_lines(languages["lines"], ("title", "beside", "standing", "by"))
    yield from (verify["heading"], *verify["sentences"])


def _of_lines(lines: Iterable[Mapping[str, Any]], names: Sequence[str]) -> Iterable[str]:
    return (line[name] for line in lines for name in names if line[name])


def _of_skills(skills: Mapping[str, Any]) -> Iterable[str]:
    yield from filter(None, (skills["heading"], skills["note"]))
    for group in skills["groups"]:
        yield from (group["heading"], group["note"])
        yield from _of_lines(group["items"], ("label", "rests"))


_PASSED_OVER = frozenset("-\u2010\u2011\u00ad\ufffe\x02")
"""Hyphens, which a reader of PDF renders in many ways at the end of a line."""


def _bare(text: str) -> str:
    """Letters, digits and signs, without the spaces, line ends and hyphens that a layout makes."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(one for one in plain if not one.isspace() and one not in _PASSED_OVER)


_POINTS = 72 / 2.54
"""Of a centimetre."""
_SCALE = 6
"""Dots for a point: a module of the code is a dozen wide."""
_CORNER = (1.7 + 2.3 + 0.2, 1.4 + 2.3 + 0.2)
"""Centimetres of the corner, at the top right of the first page, that the code alone is in."""
_DARK = 128


def _same_code(document: PdfDocument, content: CvContent) -> bool:
    """Whether the corner of the first page shows the QR code of the address, module by module; none without one."""
    if _has_images(document):
        return False
    dark = _corner(document)
    rows, columns = [any(row) for row in dark], [any(column) for column in zip(*dark, strict=True)]
    if content.address is None or not any(rows):
        return content.address is None and not any(rows)
    top, bottom = rows.index(True), len(rows) - rows[::-1].index(True)
    left, right = columns.index(True), len(columns) - columns[::-1].index(True)
    modules = _modules(content.address)
    size = len(modules)
    return all(
        dark[top + int((y + 0.5) * (bottom - top) / size)][left + int((x + 0.5) * (right - left) / size)]
        == modules[y][x]
        for y in range(size)
        for x in range(size)
    )


def _modules(address: str) -> list[list[bool]]:
    import segno

    return [[bool(one) for one in row] for row in segno.make(address, **QR).matrix]


def _has_images(document: PdfDocument) -> bool:
    """Whether a picture is on a page: what we lay out has none, its code is drawn."""
    import pypdfium2.raw as raw

    return any(any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=5)) for page in document)


def _corner(document: PdfDocument) -> list[list[bool]]:
    """Which dots of the corner are dark."""
    page = document[0]
    width, height = (one * _POINTS for one in _CORNER)
    crop = (page.get_width() - width, page.get_height() - height, 0, 0)
    bitmap = page.render(scale=_SCALE, crop=crop, grayscale=True)
    dots = bytes(bitmap.buffer)
    starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
    return [[one < _DARK for one in dots[start : start + bitmap.width]] for start in starts]
