"""Bytes of official files become text: UTF-8 with or without a mark, UTF-16, and what one bad byte loses."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = (
    (re.compile(rb"(?:[\t\n\r -~]\x00){4}"), "utf_16_le"),
    (re.compile(rb"(?:\x00[\t\n\r -~]){4}"), "utf_16_be"),
)
_BAD = re.compile("[\udc80-\udcff]")
_SEVERAL = re.compile(r"[\u0080-\ud7ff\ue000-\U0010ffff]")
_FEW = 0.1
"""Share of the lines that may have a bad byte in a file that is UTF-8 all the same."""


@dataclass(frozen=True, slots=True)
class BadByte:
    """The first byte of a text that is no UTF-8, and its line."""

    byte: str
    line: int


def encoding_of(start: bytes) -> str:
    """Encoding that the first bytes of a file tell; UTF-8 where they tell none."""
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    return next((name for form, name in _UNMARKED if form.match(start)), "utf-8")


def decoded(data: bytes, fallback: str | None = None) -> str | BadByte:
    """Text of a whole file.

    Where a few lines have bytes that are no UTF-8, they are left in as half surrogates, for the reader to reject
    those lines (`bad_byte`). Where the whole is of another encoding, the first such byte is told.
    """
    try:
        return data.decode(encoding_of(data))
    except UnicodeDecodeError:
        if fallback:
            return data.decode(fallback, errors="replace")
    text = data.decode("utf-8-sig", errors="surrogateescape")
    bad = [line for line in text.split("\n") if _BAD.search(line)]
    if _SEVERAL.search(text) or len(bad) <= _FEW * text.count("\n"):
        return text
    found = bad_byte(text)
    assert found
    return found


def bad_byte(text: str) -> BadByte | None:
    """The first byte of a decoded text that is no UTF-8; None where all are."""
    if text.isascii():
        return None
    found = _BAD.search(text)
    return BadByte(f"0x{ord(found[0]) - 0xDC00:02X}", text.count("\n", 0, found.start()) + 1) if found else None
