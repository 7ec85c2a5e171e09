"""What parts the columns of a CSV file: the publisher's sign, or the one that a spreadsheet put in its place."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator

_SIGNS = (",", ";", "\t", "|")
_ANNOUNCED = "sep="
_BEGINNING, _LINES = 1 << 16, 10
"""Characters and lines in which a header stands."""


def is_before(fields: list[str]) -> bool:
    """Whether a record says nothing: blank, or the line by which a spreadsheet tells the sign."""
    return not any(map(str.strip, fields)) or (fields[0].startswith(_ANNOUNCED) and len(fields) <= 2)


def sign_of(text: str, usual: str, columns: Collection[str] = ()) -> str:
    r"""The sign by which the header of a text has these columns; without any, the usual one where it parts anything.

    >>> sign_of("a;b\n1;2", ","), sign_of("sep=;\n\na,b;c", ","), sign_of("a,b;c", ",", ("a,b", "c"))
    (';', ',', ';')
    """
    header = next(_headers(text), "")
    parted = {sign: fields(header, sign) for sign in dict.fromkeys((usual, *_SIGNS))}
    if columns:
        return next((sign for sign, found in parted.items() if set(columns) <= set(found)), usual)
    return usual if len(parted[usual]) > 1 else max(parted, key=lambda sign: len(parted[sign]))


def header_in(text: str, usual: str) -> list[str]:
    """Names of the columns that a text begins with, whatever parts them."""
    return fields(next(_headers(text), ""), sign_of(text, usual))


def fields(line: str, sign: str) -> list[str]:
    """Fields of one line; none where it is no CSV."""
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=sign), [])]
    except csv.Error:
        return []


def _headers(text: str) -> Iterator[str]:
    """The lines that may be a header, in order."""
    lines = text[:_BEGINNING].lstrip("\ufeff").splitlines()[:_LINES]
    return (line for line in lines if not is_before([line]))
