"""Text of a PDF, in the order in which a reader reads it: columns where headings stand on both sides of a gap.

Characters and their places come from PDFium (pypdfium2, Apache-2.0 and BSD-3-Clause).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from passport.imports.cv.headings import heading_of
from passport.imports.errors import PaperError, PaperProblem
from referentials.errors import MissingExtraError

PAGES, CHARACTERS = 30, 200_000
"""Pages and characters read at most."""
_GAP = 1.1
"""Heights of a line beyond which a blank parts two pieces of it."""
_COLUMN = 8.0
"""Points of a gap between columns."""
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters on one line."""

    left: float
    right: float
    bottom: float
    top: float
    text: str

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.bottom + self.top) / 2


def attached(data: bytes, file: str) -> Iterator[bytes]:
    """XML files that a PDF carries: a CV of Europass has itself in one."""
    document = _open(data, file)
    with _damaged(file):
        found = [document.get_attachment(rank) for rank in range(min(document.count_attachments(), 20))]
        named = [one for one in found if one.get_name().lower().endswith(".xml")]
        yield from [bytes(one.get_data()) for one in named]


def text_of_pdf(data: bytes, file: str) -> str:
    """Text of the pages, columns one after the other with a form feed between. Raises PaperError."""
    document = _open(data, file)
    with _damaged(file):
        texts = [document[rank].get_textpage() for rank in range(min(len(document), PAGES))]
        size = sum(text.count_chars() for text in texts)
        if size > CHARACTERS:
            raise PaperError(PaperProblem.LONG_TEXT, file, {"size": size, "most": CHARACTERS})
        pages = [_pieces(text) for text in texts]
    if not any(piece.text.strip() for page in pages for piece in page):
        raise PaperError(PaperProblem.SCANNED_PDF, file, {"pages": len(document)})
    wide, narrow = list[str](), list[str]()
    for page in pages:
        columns = _columns(page)
        wide.append(_text(columns[0]))
        narrow += [_text(columns[1])] if len(columns) > 1 else []
    return "\n\n".join(wide) + ("\f" + "\n\n".join(narrow) if narrow else "")


def _open(data: bytes, file: str) -> Any:
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtraError("pypdfium2", "cv") from error
    try:
        document = pypdfium2.PdfDocument(data)
        len(document)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise PaperError(PaperProblem.ENCRYPTED_PDF if locked else PaperProblem.BAD_PDF, file) from error
    return document


@contextmanager
def _damaged(file: str) -> Iterator[None]:
    """Tell what PDFium cannot read of a document that it opened."""
    import pypdfium2

    try:
        yield
    except (pypdfium2.PdfiumError, UnicodeError, ValueError) as error:
        raise PaperError(PaperProblem.BAD_PDF, file) from error


def _pieces(text: Any) -> list[Piece]:
    """Runs of characters of a page: a new one at each line, and at each wide blank."""
    found: list[Piece] = []
    words, boxes = list[str](), list[Box]()
    for rank in range(text.count_chars()):
        character = text.get_text_range(rank, 1)
        box = text.get_charbox(rank, loose=True) if character.strip() else None
        if boxes and (character in ("\r", "\n") or (box and _parted(boxes[-1], box))):
            found.append(_piece(words, boxes))
            words, boxes = [], []
        words.append(character.replace("\ufffe", "\u00ad"))
        if box:
            boxes.append(box)
    return [*found, _piece(words, boxes)] if boxes else found


def _parted(before: Box, box: Box) -> bool:
    """Whether a character is of another line or column than the one before it; a blank has no place of its own."""
    height = max(before[3] - before[1], 1.0)
    same_line = abs((before[1] + before[3]) - (box[1] + box[3])) / 2 < height * 0.6
    return not same_line or box[0] - before[2] > _GAP * height or box[0] < before[0] - height


def _piece(words: Sequence[str], boxes: Sequence[Box]) -> Piece:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Piece(min(lefts), max(rights), min(bottoms), max(tops), "".join(words).strip())


def _columns(pieces: list[Piece]) -> list[list[Piece]]:
    """The page, or its two columns, the wider first: where a gap has headings on both sides."""
    for edge in sorted({round(piece.left, 1) for piece in pieces}):
        left = [piece for piece in pieces if piece.right <= edge - _COLUMN / 2]
        right = [piece for piece in pieces if piece.left >= edge - 1]
        across = len(pieces) - len(left) - len(right)
        if min(len(left), len(right)) < 4 or across > max(2, len(pieces) // 12):
            continue
        if all(sum(heading_of(piece.text) is not None for piece in side) >= 1 for side in (left, right)):
            rest = [piece for piece in pieces if piece not in left and piece not in right]
            first, second = sorted((left, right), key=lambda side: -sum(len(piece.text) for piece in side))
            return [[*rest, *first], second]
    return [pieces]


def _text(pieces: list[Piece]) -> str:
    """Lines from top to bottom, their pieces from left to right with tabs between; a blank line where there is one."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: -one.middle):
        height = piece.top - piece.bottom
        if lines and abs(lines[-1][0].middle - piece.middle) < height * 0.5:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    found: list[str] = []
    for rank, line in enumerate(lines):
        height = max(piece.top - piece.bottom for piece in line)
        if rank and lines[rank - 1][0].middle - line[0].middle > 1.9 * height:
            found.append("")
        found.append("\t".join(piece.text for piece in sorted(line, key=lambda one: one.left)))
    return "\n".join(found)
