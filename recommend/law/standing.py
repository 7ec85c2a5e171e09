"""Where a certification stands on a day: who may enter, until when it is delivered, what replaced it."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recommend.law.rules import FIGURES, RULES, Figure, Law
from referentials.catalogue import Catalogue, Certification


class Entry(StrEnum):
    """Whether one can begin it."""

    OPEN = "open"
    CLOSED = "closed"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """A certification on a day. Dates are those of the fiche, None where the snapshot has none."""

    code: str
    entry: Entry
    entry_until: date | None
    delivered: bool | None
    """Whether it is still delivered to those who are in; None when nothing says."""
    delivered_until: date | None
    replaced_by: tuple[str, ...]
    """Open ones among what replaced it, and what replaced that, nearest first."""
    replaced_through: tuple[str, ...]
    """Closed ones on the way there."""
    occupations: tuple[str, ...]
    """ROME codes it led to, when it is closed and nothing open replaced it."""
    cpf: bool | None
    """Whether the CPF may pay for it; None when nothing says."""
    laws: tuple[Law, ...]


def standing(code: str, as_of: date, entries: Mapping[str, Entry], catalogue: Catalogue) -> Standing:
    """Say where a certification of the snapshot stands on a day; `entries`: who may enter each, that day."""
    certification, entry = catalogue.certifications[code], entries[code]
    closed = entry is Entry.CLOSED
    successors, through = _successors(code, entries, catalogue) if closed else ((), ())
    return Standing(
        code=code,
        entry=entry,
        entry_until=certification.registration_end,
        delivered=_delivered(certification, entry, as_of),
        delivered_until=certification.last_delivery,
        replaced_by=successors,
        replaced_through=through,
        occupations=catalogue.romes_of.get(code, ()) if closed and not successors else (),
        cpf=_cpf(entry, as_of),
        laws=(Law.ENTRY, Law.CLAIM, Law.CPF) if closed else (Law.ENTRY, Law.CPF),
    )


def entry_of(certification: Certification, as_of: date, catalogue: Catalogue) -> Entry:
    """Whether one can still enter on a day (L6113-5); a date of the fiche goes before its state.

    A registration has a term: a fiche that is said active, without one, was so on the day of the export, no more; and
    its longest term after its date of effect, or after the export, it no more can be. A successor that the register
    does not describe closes nothing: it may have come after the export.
    """
    if certification.effective_date and certification.effective_date > as_of:
        return Entry.NOT_YET
    if certification.registration_end:
        return Entry.OPEN if certification.registration_end >= as_of else Entry.CLOSED
    if certification.dated and _term(certification.dated) < as_of:
        return Entry.CLOSED
    known = catalogue.certifications
    replaced = any(new in known and known[new].title for new in catalogue.successors.get(certification.code, ()))
    return Entry.CLOSED if certification.active is False or replaced else Entry.UNKNOWN


def _term(begun: date) -> date:
    """Last day that a registration begun by a day can run to (L6113-5)."""
    year = begun.year + FIGURES[Figure.ENTRY_YEARS].value
    leap_day = (begun.month, begun.day) == (2, 29) and not isleap(year)
    return begun.replace(year=year, day=28 if leap_day else begun.day)


def _cpf(entry: Entry, as_of: date) -> bool | None:
    """What is registered, blocs included, may be paid for (L6323-6)."""
    if entry is Entry.UNKNOWN or not RULES[Law.CPF].in_force(as_of):
        return None
    return entry is Entry.OPEN


def _delivered(certification: Certification, entry: Entry, as_of: date) -> bool | None:
    if certification.last_delivery:
        return certification.last_delivery >= as_of
    return {Entry.OPEN: True, Entry.NOT_YET: False}.get(entry)


def _successors(
    code: str, entries: Mapping[str, Entry], catalogue: Catalogue
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Follow what replaced a certification, generation after generation: the open ones, the closed ones passed."""
    seen, generation = {code}, [code]
    open_ones: list[str] = []
    through: list[str] = []
    while generation:
        following = sorted({new for old in generation for new in catalogue.successors.get(old, ())} - seen)
        seen.update(following)
        generation = []
        for new in following:
            if entries[new] is Entry.CLOSED:
                through.append(new)
                generation.append(new)
            else:
                open_ones.append(new)
    return tuple(open_ones), tuple(through)
