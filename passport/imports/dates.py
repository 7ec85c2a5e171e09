"""Dates as people write them, in French and English: `since 2021`, a season, a month of two digits, `present`.

What is impossible or reversed is doubted, and never mended into another date.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from referentials.text import fold

MONTHS = {
    1: "janvier|janv|jan|january", 2: "fevrier|fevr|fev|february|feb", 3: "mars|march|mar",
    4: "avril|avr|april|apr", 5: "mai|may", 6: "juin|june|jun", 7: "juillet|juill|juil|jul|july",
    8: "aout|august|aug", 9: "septembre|september|sept|sep", 10: "octobre|october|oct",
    11: "novembre|november|nov", 12: "decembre|december|dec",
}  # fmt: skip
SEASONS = {"printemps|spring": (3, 5), "ete|summer": (6, 8), "automne|autumn|fall": (9, 11)}
"""First and last month of each; winter spans two years, and is read of two only."""
NOW = (
    r"(?:(?:(?:a|jusqu'a) (?:ce jour|aujourd'hui|present|maintenant)|jusqu'a present|(?:a )?nos jours|aujourd'hui|"
    r"ce jour|auj(?:ourd)?|act(?:uel(?:le)?(?:ment)?)?|pres(?:\.|ente?)|en[ -]?cours|cours(?! d)|maintenant|now|"
    r"current(?:ly)?|today|ongoing|to date)\b\.?(?: en poste)?|en poste\b|\.{1,3}(?!\w))"
)
_MONTH = "|".join(sorted("|".join(MONTHS.values()).split("|"), key=len, reverse=True))
_SEASON = "|".join(SEASONS)
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:(?=\d+(?:er)?(?:/\d+/|\.\d+\.|-\d+-))(?P<d>\d{{1,2}})(?:er)?[/.-](?P<m>\d{{1,2}})[/.-](?P<y>{_YEAR})(?!\d)"
    rf"|(?P<iy>{_YEAR})-(?P<im>\d\d)-(?P<id>\d\d)(?:t[\d:.]+(?:z|[+-][\d:]+)?)?(?!\d)"
    rf"|(?P<ny>{_YEAR})[-/](?P<nm>0[1-9]|1[0-9])(?!\d)"
    rf"|(?P<my>\d{{1,2}})[/.-](?P<yy>{_YEAR})(?!\d)"
    rf"|(?P<sm>0?[1-9]|1[0-2])/(?P<sy>\d\d)(?![\d/])"
    rf"|(?:(?P<wd>\d{{1,2}})(?:er|st|nd|rd|th)? )?(?P<wm>{_MONTH})\b\.?"
    rf"(?:[-/](?=\d\d(?:\d\d)?(?![\d/])(?! ?(?:{_MONTH})\b))|,? ?(?:de |of )?)(?P<wy>{_YEAR}|'?\d\d(?!\d))?(?!\d)"
    rf"|(?P<season>{_SEASON}) (?:de )?(?P<seasony>{_YEAR})"
    rf"|(?P<only>{_YEAR})(?!\d))"
)


def _named(suffix: str) -> str:
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{suffix}>", _DATE)


_ABOUT = r"(?:(?:(?:le |la )?(?:debut|mi|fin|courant|early|mid|late)(?: (?:de |of )?|-))?)"
"""About when: the year or the month is kept."""
_FROM = rf"(?:(?:du|de|d'|des|from|entre) ?(?:le )?)?{_ABOUT}"
_TO = rf" ?(?:-|/|~|\bau\b|\ba\b|\bto\b|\buntil\b|\bjusqu'(?:en|a|au)\b|>|->)+ ?(?:le )?{_ABOUT}"
_RANGE = re.compile(rf"(?<![\w/]){_FROM}{_named('1')}{_TO}(?:{_named('2')}|(?P<now>{NOW})|(?P<short>\d\d)(?![\d/.-]))")
_BETWEEN = re.compile(
    rf"(?<!\w)(?:entre|between) {_ABOUT}{_named('1')} (?:et|and) {_ABOUT}(?:{_named('2')}|(?P<now>{NOW})|(?P<short>(?!)))"
)
_SINCE = re.compile(rf"(?<!\w)(?:depuis|a partir de|des|since|from)(?: le)?(?: l')? ?{_ABOUT}{_named('1')}(?: ?-)?")
_OPEN = re.compile(rf"(?<![\w/]){_named('1')} ?(?:-|->)(?P<open> ?$|(?= ?[\n\t|]))")
_UNTIL = re.compile(rf"(?<!\w)(?:jusqu'(?:en|a|au)|until|till)(?: le)? ?{_named('1')}")
_WINTER = re.compile(rf"(?<!\w)(?:hiver|winter) (?P<from>{_YEAR}) ?[-/] ?(?P<to>{_YEAR}|\d\d)(?!\d)")
_DAYS = re.compile(rf"(?<!\w)(?:du )?(?P<from>\d{{1,2}})(?:er)? ?(?:au|-) ?{_named('1')}")
_MONTHS = re.compile(rf"(?<![\w/-])(?P<from>0?[1-9]|1[0-2]) ?(?:a|-) ?(?P<to>0?[1-9]|1[0-2])/(?P<year>{_YEAR})(?!\d)")
_ONE = re.compile(
    rf"(?<![\w/'-])(?:(?:en|in|le|hiver|winter|promotion|promo|obtenue? en) )?{_named('1')}(?: ?\(?(?P<now>{NOW})\)?)?"
)
_PIVOT = 50
"""Two digits below it are of this century."""


class DateDoubt(StrEnum):
    """What is wrong with dates as they are written."""

    IMPOSSIBLE = "impossible"
    """No such month or day: what stands of it is kept."""
    REVERSED = "reversed"
    NO_START = "no_start"
    UNREAD = "unread"
    """An end that is no date: whether it goes on is not known."""


@dataclass(frozen=True, slots=True)
class Period:
    """Dates as they are read: ISO, of a year, a month or a day; `end` None and `ongoing`: it goes on."""

    start: str | None
    end: str | None
    said: str
    ongoing: bool = False
    single: bool = False
    """One date alone."""
    plain: bool = True
    """Whether the dates are as they were written, in figures."""
    doubts: tuple[DateDoubt, ...] = ()
    at: tuple[int, int] = field(default=(0, 0), compare=False)
    """Where in the text."""


@dataclass(frozen=True, slots=True)
class _Date:
    first: str
    last: str
    plain: bool = True
    doubted: bool = False


def find_period(text: str) -> Period | None:
    """The first dates of a text, whatever stands around them.

    >>> (p := find_period("sept. 2018 à juin 2020")) and (p.start, p.end)
    ('2018-09', '2020-06')
    """
    folded = _same_length(text)
    for read in (_winter, _days, _months, _range, _since, _open, _until, _one):
        found = read(folded)
        if found:
            start, end = found.at
            return _judged(replace(found, said=text[start:end].strip(" \t-–—:|()")))
    return None


def read_period(text: str) -> Period | None:
    """The dates that a text is, and nothing but them (and how long they last)."""
    found = find_period(text)
    return found if found and not left_of(text, found) else None


def left_of(text: str, period: Period) -> str:
    """What a text says besides its dates."""
    left = f"{text[: period.at[0]]}\t{text[period.at[1] :]}"
    left = re.sub(r"\(\s*(?:\d+\s*(?:ans?|mois|semaines?|jours?|years?|yrs?|months?|mos?)\s*(?:et\s*)?)+\)", " ", left)
    left = re.sub(r"[(\[]\s*[)\]]", " ", left)
    return "\t".join(part.strip(" -–—:|,;·•./") for part in left.split("\t") if part.strip(" -–—:|,;·•./()[]"))


def read_date(text: str) -> tuple[str | None, bool]:
    """One date of a field, ISO, and whether it is doubted; None when it is none."""
    found = re.fullmatch(_named("1"), _same_length(text).strip())
    date = _date(found, "1") if found else None
    return (date.first, date.doubted) if date else (None, False)


def is_now(text: str) -> bool:
    """Whether a field says that it goes on."""
    return bool(re.fullmatch(NOW, _same_length(text).strip(" .()")))


def _same_length(text: str) -> str:
    """Folded, each character in its place."""
    folded = "".join(fold(c)[:1] or " " for c in text)
    return re.sub(r"[\u00a0\u202f]", " ", folded).replace("→", "-").replace("_", "-")


def _winter(text: str) -> Period | None:
    found = _WINTER.search(text)
    if not found:
        return None
    end = found["to"] if len(found["to"]) == 4 else found["from"][:2] + found["to"]
    return Period(f"{found['from']}-12", f"{end}-02", "", plain=False, at=found.span())


def _range(text: str) -> Period | None:
    found = _BETWEEN.search(text) or _RANGE.search(text)
    if not found or (found["wm1"] and not found["wy1"] and found["only2"]):
        return None
    second = _date(found, "2") if not found["now"] and not found["short"] else None
    first = _date(found, "1", second.last[:4] if second else None)
    if found["short"]:
        year = found["only1"] or ""
        if not year or int(found["short"]) <= int(year[2:]):
            return None
        second = _Date(year[:2] + found["short"], year[:2] + found["short"])
    if first is None:
        return None
    doubted = first.doubted or bool(second and second.doubted)
    return Period(
        first.first,
        second.last if second else None,
        "",
        ongoing=second is None,
        plain=first.plain and (second is None or second.plain),
        doubts=(DateDoubt.IMPOSSIBLE,) if doubted else (),
        at=found.span(),
    )


def _days(text: str) -> Period | None:
    """Two days of one month, which is said once."""
    found = _DAYS.search(text)
    date = _date(found, "1") if found and found["wd1"] else None
    if not found or not date or len(date.first) < 10:
        return None
    first = _of(date.first[:4], int(date.first[5:7]), int(found["from"]), plain=False)
    doubts = (DateDoubt.IMPOSSIBLE,) if first.doubted else ()
    return Period(first.first, date.last, "", plain=False, doubts=doubts, at=found.span())


def _months(text: str) -> Period | None:
    """Two months of one year, which is said once."""
    found = _MONTHS.search(text)
    if not found:
        return None
    first, last = (f"{found['year']}-{int(found[name]):02}" for name in ("from", "to"))
    return Period(first, last, "", plain=False, at=found.span())


def _since(text: str) -> Period | None:
    return _going_on(_SINCE.search(text))


def _open(text: str) -> Period | None:
    return _going_on(_OPEN.search(text))


def _going_on(found: re.Match[str] | None) -> Period | None:
    date = _date(found, "1") if found else None
    if not found or not date:
        return None
    doubts = (DateDoubt.IMPOSSIBLE,) if date.doubted else ()
    return Period(date.first, None, "", ongoing=True, plain=date.plain, doubts=doubts, at=found.span())


def _until(text: str) -> Period | None:
    found = _UNTIL.search(text)
    date = _date(found, "1") if found else None
    if not found or not date:
        return None
    return Period(None, date.last, "", plain=date.plain, doubts=(DateDoubt.NO_START,), at=found.span())


def _one(text: str) -> Period | None:
    for found in _ONE.finditer(text):
        date = _date(found, "1")
        if date:
            doubts = (DateDoubt.IMPOSSIBLE,) if date.doubted else ()
            if found["now"]:
                return Period(date.first, None, "", ongoing=True, plain=date.plain, doubts=doubts, at=found.span())
            return Period(date.first, date.last, "", single=True, plain=date.plain, doubts=doubts, at=found.span())
    return None


def _date(found: re.Match[str], n: str, year: str | None = None) -> _Date | None:
    """One date of a match; `year`: that of the other date, where this one has none."""
    part = {name[:-1]: value for name, value in found.groupdict().items() if name.endswith(n) and value}
    if "season" in part:
        months = next(span for names, span in SEASONS.items() if part["season"] in names.split("|"))
        first, last = (f"{part['seasony']}-{month:02}" for month in months)
        return _Date(first, last, plain=False)
    if "wm" in part:
        month = next(rank for rank, names in MONTHS.items() if part["wm"] in names.split("|"))
        said = part.get("wy", "")
        own = _century(said) if said else year
        return _of(own, month, int(part["wd"]) if "wd" in part else None, plain=False) if own else None
    for y, m, d in (("y", "m", "d"), ("iy", "im", "id"), ("ny", "nm", ""), ("yy", "my", ""), ("sy", "sm", "")):
        if y in part and m in part:
            return _of(_century(part[y]), int(part[m]), int(part[d]) if d in part else None)
    return _Date(part["only"], part["only"]) if "only" in part else None


def _of(year: str, month: int, day: int | None, *, plain: bool = True) -> _Date:
    """A date of the calendar; what is impossible in it is left out, and doubted."""
    if day is not None and month > 12 >= day > 0:
        month, day = day, month  # the American order, the only one possible
    if not 1 <= month <= 12:
        return _Date(year, year, plain=False, doubted=True)
    if day is None:
        return _Date(f"{year}-{month:02}", f"{year}-{month:02}", plain)
    if not 1 <= day <= calendar.monthrange(int(year), month)[1]:
        return _Date(f"{year}-{month:02}", f"{year}-{month:02}", plain=False, doubted=True)
    whole = f"{year}-{month:02}-{day:02}"
    return _Date(whole, whole, plain)


def _century(text: str) -> str:
    digits = text.lstrip("'")
    return digits if len(digits) == 4 else ("20" if int(digits) < _PIVOT else "19") + digits


def _judged(period: Period) -> Period:
    if period.start and period.end and _after(period.start, period.end):
        return replace(period, doubts=(*period.doubts, DateDoubt.REVERSED))
    return period


def _after(start: str, end: str) -> bool:
    """Whether a date is after another, as far as both say."""
    shared = min(len(start), len(end))
    return start[:shared] > end[:shared]
