"""Values as official files write them: whole numbers, days. None where a text is none."""

from __future__ import annotations

import re
from datetime import date

_FRENCH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?:[ T].*)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T].*)?")
_YEARS = range(1900, 2200)
"""What a day of a register may be of: 01/01/0001 is what a base writes for none."""


def whole_number(text: str) -> int | None:
    """A whole number of nine digits at most, written with those of ASCII.

    >>> whole_number("12"), whole_number("1.0"), whole_number("\u00b2")
    (12, None, None)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def french_day(text: str) -> date | None:
    """A day written dd/mm/yyyy.

    >>> french_day("31/12/2027"), french_day("31/02/2026"), french_day("01/01/0001")
    (datetime.date(2027, 12, 31), None, None)
    """
    found = _FRENCH.fullmatch(text.strip())
    return _day(found[3], found[2], found[1]) if found else None


def iso_day(text: str) -> date | None:
    """A day written yyyy-mm-dd."""
    found = _ISO.fullmatch(text.strip())
    return _day(found[1], found[2], found[3]) if found else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day)) if int(year) in _YEARS else None
    except ValueError:
        return None
