"""For how long things are kept, and from what age a passport is had: figures of the law, each with unit and article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Kept(StrEnum):
    """Names of the figures."""

    AFTER_DEATH = "after_death"
    JOURNAL = "journal"
    AGE = "age"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: its unit, where it is written, since when."""

    value: int
    unit: str
    article: str
    since: date


_REFORM = date(2019, 1, 1)
"""Loi 2018-771 and its decrees: the day on which the keeping of accounts went to the Caisse des Dépôts is later, and
changes none of these."""

KEPT = MappingProxyType(
    {
        Kept.AFTER_DEATH: Figure(3, "years", "R6323-39", _REFORM),
        Kept.JOURNAL: Figure(1, "years", "R6323-40", _REFORM),
        Kept.AGE: Figure(15, "years", "L6323-8 III", _REFORM),
    }
)
"""The age is that from which the account is reached through FranceConnect+."""


def years_after(day: date, years: int) -> date:
    """The same day, years later; of 29 February, 1 March in a year that has none.

    >>> years_after(date(2024, 2, 29), 1)
    datetime.date(2025, 3, 1)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def age_on(birth: date, day: date) -> int:
    """Age in full years.

    >>> age_on(date(2011, 3, 10), date(2026, 3, 9))
    14
    """
    years = day.year - birth.year
    return years if years_after(birth, years) <= day else years - 1


def removable_from(died_on: date) -> date:
    """First day on which the passport of somebody deceased may be removed: three years to the day, that day kept."""
    return date.fromordinal(years_after(died_on, KEPT[Kept.AFTER_DEATH].value).toordinal() + 1)
