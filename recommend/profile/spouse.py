"""Who works as the collaborating spouse of a head of business: a status that no one keeps beyond five years.

Loi n° 2021-1754 of 23 December 2021, article 24: of all the periods since 1 January 2022, whatever the business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from passport.document.model import Experience, Passport
from referentials.text import fold

YEARS, SINCE = 5, date(2022, 1, 1)
"""How long it may last, and from when that is counted."""
FARM, BUSINESS = "code rural et de la pêche maritime, L321-5", "code de commerce, L121-4"
_SPOUSE = re.compile(r"\bconjointe?s? collab|\bcollabora(?:teur|trice) d'exploitation\b")
_FARM = re.compile(r"\bagricol|\bexploitation\b|\bfermes?\b|\bgaec\b|\bearl\b|\belevage|\bmaraich|\bviti|\bmsa\b")


@dataclass(frozen=True, slots=True)
class Collaborating:
    """A job of collaborating spouse that goes on; `last`: the last day that the law leaves it."""

    record: str
    title: str
    article: str
    last: date


def collaborating(passport: Passport, as_of: date) -> tuple[Collaborating, ...]:
    """Those of a passport that go on at a date."""
    return tuple(_found(passport, as_of))


def _found(passport: Passport, as_of: date) -> Iterator[Collaborating]:
    for one in passport.experiences:
        goes_on = one.start.first <= as_of and (one.end is None or one.end.last >= as_of)
        if goes_on and _SPOUSE.search(fold(one.title)):
            last = _years_after(max(one.start.first, SINCE)) - timedelta(days=1)
            yield Collaborating(one.id, one.title, FARM if _is_farm(one) else BUSINESS, last)


def _years_after(begun: date) -> date:
    """YEARS later, the 1 March for a 29 February."""
    try:
        return begun.replace(year=begun.year + YEARS)
    except ValueError:
        return date(begun.year + YEARS, 3, 1)


def _is_farm(one: Experience) -> bool:
    return bool(_FARM.search(fold(f"{one.title} ; {one.organisation or ''} ; {one.description}")))
