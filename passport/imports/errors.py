"""Errors of imports: a file that nothing can be read of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from referentials.errors import AcquisError


class PaperProblem(StrEnum):
    """Why nothing can be read of a file."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_BIG = "too_big"
    LONG_TEXT = "long_text"
    UNKNOWN = "unknown_kind"
    OTHER_KIND = "other_kind"
    """It is not of the kind that was said."""
    ENCODING = "encoding"
    BAD_JSON = "bad_json"
    BAD_XML = "bad_xml"
    BAD_CSV = "bad_csv"
    BAD_ZIP = "bad_zip"
    ENCRYPTED_ZIP = "encrypted_zip"
    TOO_LARGE_INSIDE = "too_large_inside"
    """An archive whose members are too large, or too much larger than they are packed."""
    BAD_PDF = "bad_pdf"
    ENCRYPTED_PDF = "encrypted_pdf"
    SCANNED_PDF = "scanned_pdf"
    """Pages without text."""
    BAD_DOCX = "bad_docx"
    OLD_WORD = "old_word"
    OTHER_WRITER = "other_writer"
    """A document of another word processor: ODT, RTF, Pages."""
    IMAGE = "image"
    BAD_TOKEN = "bad_token"  # noqa: S105 - the name of a problem
    NOTHING = "nothing"
    """Nothing in it is of a passport."""


@dataclass(eq=False)
class PaperError(AcquisError):
    """A file that cannot be made a passport; `parameters`: what the problem says more."""

    code: ClassVar[str] = "paper"
    problem: PaperProblem
    file: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)
