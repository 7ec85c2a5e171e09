"""Entries of a section: what stands around each line that has dates at its beginning, at its end, or alone.

1. A line is dated where its dates come first, last, between brackets or in a column of their own.
2. Where lines precede the first dated one of a section (three at most), each entry begins so many lines before its
   dates; else, or where a trade follows the dates on their line, it begins with them.
3. The next line is part of the heading where it names an organisation or ends with a town; what follows is told there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from passport.imports.cv.lines import Line
from passport.imports.cv.parts import is_organisation, is_place, is_trade, is_where
from passport.imports.dates import Period, find_period, left_of
from passport.imports.qualifications import is_diploma

_AHEAD = 3
"""Lines of a heading before its dates, at most."""
_HEADING = 110
"""Characters of a line of a heading, at most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands: its heading without the dates, its dates, its other lines."""

    heading: str
    period: Period
    body: tuple[Line, ...]
    line: int
    place: str = ""
    """Where it was, told on a line of its own or beside the dates."""


@dataclass(frozen=True, slots=True)
class _Dated:
    at: int
    period: Period
    rest: str
    first: bool
    """Whether the line begins with its dates."""


def entries_of(lines: Sequence[Line], *, loose: bool = False) -> tuple[list[Entry], list[Line]]:
    """Entries of a section, and the lines before them that are of none; `loose`: a year ends a line without a sign."""
    dated = [found for at, line in enumerate(lines) if (found := _dated(at, line, loose=loose))]
    if not dated:
        return [], list(lines)
    ahead = dated[0].at if dated[0].at <= _AHEAD and all(_may_head(line) for line in lines[: dated[0].at]) else 0
    if dated[0].first and is_trade(dated[0].rest):
        ahead = 0
    begins = [_begin(one.at, ahead, lines, dated[rank - 1].at if rank else -1) for rank, one in enumerate(dated)]
    ends = [*begins[1:], len(lines)]
    entries = [_entry(one, lines[begin:end], begin) for one, begin, end in zip(dated, begins, ends, strict=True)]
    return entries, list(lines[: begins[0]])


def _dated(at: int, line: Line, *, loose: bool) -> _Dated | None:
    """A line and its dates, where they stand apart from its words."""
    period = find_period(line.text)
    if not period:
        return None
    before, after = line.text[: period.at[0]], line.text[period.at[1] :]
    first = not re.search(r"\w", before)
    last = not re.search(r"\w", re.sub(r"\([^()]*(?:ans?|mois|jours|semaines?|years?|months?)\)", "", after))
    apart = (
        bool(re.search(r"(?:[-–—|,:;(\[•·]|\t|\s{2})\s*$", before)) or loose or not period.single or is_diploma(before)
    )
    between = not period.single and bool(re.match(r"\s*[,;:|)\]]|\s+[-–—]\s", after)) and not line.bullet
    bracketed = period.single and before.rstrip().endswith("(") and after.lstrip().startswith(")") and not line.bullet
    column = before.endswith("\t") or after.startswith("\t") or before.rstrip(" ").endswith("\t")
    if (
        first
        or column
        or between
        or bracketed
        or (last and apart and not line.bullet and len(line.text) <= _HEADING + 40)
    ):
        return _Dated(at, period, left_of(line.text, period), first)
    return None


def _begin(at: int, ahead: int, lines: Sequence[Line], previous: int) -> int:
    """Where an entry begins: so many lines before its dates as may be of its heading."""
    begin = at
    while begin > max(at - ahead, previous + 1) and _may_head(lines[begin - 1]) and not lines[begin].bullet:
        begin -= 1
        if lines[begin].blank_before:
            break
    return begin


def _may_head(line: Line) -> bool:
    return not line.bullet and len(line.text) <= _HEADING and not line.text.endswith((".", ";"))


def _entry(one: _Dated, lines: Sequence[Line], begin: int) -> Entry:
    before, after = lines[: one.at - begin], list(lines[one.at - begin + 1 :])
    place = one.rest if is_where(one.rest) else ""
    heading = [line.text for line in before] + ([one.rest] if one.rest and not place else [])
    if not heading and after and not after[0].bullet:
        heading.append(after.pop(0).text)
    if len(heading) == 1 and after and _of_organisation(after[0]):
        heading.append(after.pop(0).text)
    if after and is_where(after[0].text):
        place = after.pop(0).text
    return Entry("\n".join(heading), one.period, tuple(after), lines[0].number, place)


def _of_organisation(line: Line) -> bool:
    """Whether a line after a title says for whom it was, or where."""
    if line.bullet or line.blank_before or len(line.text) > _HEADING or line.text.endswith("."):
        return False
    parts = re.split(r",\s+|\s+[-–—|•]\s+", line.text)
    placed = len(parts) == 2 and is_place(parts[1]) and parts[0][:1].isupper()
    return is_organisation(line.text) or placed
