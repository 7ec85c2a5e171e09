"""Text of a Word document: paragraphs and tables in their order, lists as bullets (python-docx, MIT)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from passport.imports.archives import members
from passport.imports.errors import PaperError, PaperProblem
from referentials.errors import MissingExtraError


def text_of_docx(data: bytes, file: str) -> str:
    """Text of the document: a row of a table is a line, with tabs between its cells. Raises PaperError."""
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError("python-docx", "cv") from error
    members(data, file)
    try:
        document = docx.Document(io.BytesIO(data))
        found = list(_blocks(document))
    except Exception as error:
        raise PaperError(PaperProblem.BAD_DOCX, file) from error
    return "\n".join(found)


def _blocks(part: Any) -> Iterator[str]:
    for block in part.iter_inner_content():
        if hasattr(block, "rows"):
            yield from _table(block)
        else:
            yield from _paragraph(block)


def _paragraph(paragraph: Any) -> Iterator[str]:
    text = paragraph.text
    style = (paragraph.style.name or "").lower() if paragraph.style else ""
    listed = paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    yield f"• {text}" if text.strip() and (listed or "list" in style or "puce" in style) else text


def _table(table: Any) -> Iterator[str]:
    """A row is one line where its cells have one; a row of long cells is read cell by cell."""
    for row in table.rows:
        cells, seen = [], set[int]()
        for cell in row.cells:
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                cells.append([line for line in _blocks(cell) if line.strip()])
        cells = [cell for cell in cells if cell]
        if sum(len(cell) > 3 for cell in cells) >= 2:
            for cell in cells:
                yield from (*cell, "")
            continue
        yield "\t".join(cell[0] for cell in cells)
        for cell in cells:
            yield from cell[1:]
        yield ""
