"""What a diploma was on the day it was obtained: a fiche closed by then gives way to those that had replaced it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from matching.diplomas.index import DiplomaIndex, Fiche, Likely
from recommend.weights import W

AS_LIKELY = 0.03
"""Confidence less than the best one's under which a fiche is no equal reading."""


@dataclass(frozen=True, slots=True)
class Days:
    """From the day that a diploma was begun to the day that it was obtained; the same where only one is known."""

    begun: date
    obtained: date


def renewed(likely: Sequence[Likely], days: Days, index: DiplomaIndex) -> list[Likely]:
    """The same readings, those of closed fiches being of what had replaced them, most likely first.

    A closed fiche stays beside what replaced it where the diploma was begun in its time (L6113-9), and alone where the
    register describes nothing that did; it leaves where the same diploma has a fiche of the day.
    """
    current: dict[str, float] = {}
    for one in likely:
        if not _is_late(one.fiche, days.obtained):
            current[one.fiche.diploma] = max(one.confidence, current.get(one.fiche.diploma, 0.0))
    best: dict[str, Likely] = {}
    for one in likely:
        known = current.get(one.fiche.diploma, 0.0) >= one.confidence - AS_LIKELY
        for found in _on_time(one, days, index, known=known):
            if found.fiche.code not in best or best[found.fiche.code].confidence < found.confidence:
                best[found.fiche.code] = found
    return sorted(best.values(), key=lambda one: -one.confidence)


def _on_time(one: Likely, days: Days, index: DiplomaIndex, *, known: bool) -> Iterator[Likely]:
    """What a reading may be on the days of the diploma; `known`: its own diploma has a fiche of the day.

    What has replaced a closed one under the name that it had is the same diploma: begun in its time or not.
    """
    late = _is_late(one.fiche, days.obtained)
    if not late or one.confidence < W["diploma.asked"]:
        yield one
        return
    if known:
        return
    after = in_force(one.fiche, days.obtained, index)
    for fiche in after:
        yield Likely(fiche, one.confidence, one.fiche)
    begun_in_time = one.fiche.until is not None and one.fiche.until >= days.begun
    if not after or (begun_in_time and not any(_speciality(new) == _speciality(one.fiche) for new in after)):
        yield one


def in_force(fiche: Fiche, day: date, index: DiplomaIndex) -> tuple[Fiche, ...]:
    """What had replaced a fiche closed by a day, and was in force; else the last known to have been on the way.

    Of the same level: what replaced it at another is another diploma.
    """
    found: dict[str, Fiche] = {}
    last: dict[str, Fiche] = {}
    seen, generation = {fiche.code}, [fiche]
    while generation:
        following = [
            new for old in generation for new in index.after(old) if new.level == fiche.level and _has_begun(new, day)
        ]
        fresh = {one.code: one for one in following if one.code not in seen}
        seen |= fresh.keys()
        found |= {code: one for code, one in fresh.items() if not _is_late(one, day)}
        generation = [one for code, one in fresh.items() if code not in found]
        last = {one.code: one for one in generation} or last
    return tuple((found or last).values())


def _is_late(fiche: Fiche, day: date) -> bool:
    return fiche.until is not None and fiche.until < day


def _has_begun(fiche: Fiche, day: date) -> bool:
    return fiche.since is None or fiche.since <= day


def _speciality(fiche: Fiche) -> str:
    """Of a diploma, whatever its kind is called."""
    return fiche.diploma.removeprefix(f"{fiche.kind}: ")
