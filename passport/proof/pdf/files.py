"""What a signed PDF carries: the bytes that were there before it was signed, and the files attached to them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from passport.proof.pdf.errors import needed

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

MOST = 20_000_000
"""Bytes of a PDF that is read, and of a file attached to it."""
_DEPTH = 20
"""Levels of a tree of names."""


def open_pdf(document: bytes) -> PdfFileReader | None:
    """A PDF to look into; None when it is none. Raises MissingExtraError."""
    try:
        from pyhanko.pdf_utils.misc import PdfError
        from pyhanko.pdf_utils.reader import PdfFileReader
    except ImportError as error:
        raise needed("pyhanko") from error
    if len(document) > MOST:
        return None
    try:
        reader = PdfFileReader(BytesIO(document))
        assert reader.root is not None
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, AssertionError, IndexError, RecursionError):
        return None
    return reader


def signed_part(document: bytes) -> bytes:
    """A document as it was before its signature was added: all up to its first end."""
    end = document.find(b"%%EOF")
    return document if end < 0 else document[: end + len(b"%%EOF")]


def attached_file(document: bytes, name: str) -> bytes | None:
    """A file attached to a PDF, as its last revision has it; None without one of this name, or when it is no PDF.

    Raises MissingExtraError.
    """
    reader = open_pdf(document)
    if reader is None:
        return None
    from pyhanko.pdf_utils.misc import PdfError

    try:
        names = reader.root["/Names"]["/EmbeddedFiles"]
        content = _in_tree(names, name, _DEPTH)
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return None
    return content if content is None or len(content) <= MOST else None


def _in_tree(node: object, name: str, depth: int) -> bytes | None:
    """The file of this name in a tree of names (ISO 32000-1, 7.9.6)."""
    from pyhanko.pdf_utils import generic

    if depth == 0 or not isinstance(node, generic.DictionaryObject):
        return None
    pairs = node.get("/Names", [])
    for rank in range(1, len(pairs), 2):
        specification = pairs[rank]
        if name in {str(specification.get("/UF", "")), str(specification.get("/F", ""))}:
            data: bytes = specification["/EF"]["/F"].data
            return data
    kids = (_in_tree(kid, name, depth - 1) for kid in node.get("/Kids", []))
    return next((found for found in kids if found is not None), None)


@contextmanager
def quiet() -> Iterator[None]:
    """What libraries log of a forged document may hold what it says."""
    loggers = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    levels = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for one, level in zip(loggers, levels, strict=True):
            one.setLevel(level)
