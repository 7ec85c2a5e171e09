"""Trades: how far one has each occupation, by practice or by what one holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from passport.document.model import Passport
from recommend.profile.abilities import trades_taught
from recommend.profile.held import Held
from recommend.profile.infer import Exercised, last_day, months, trade_practised
from recommend.world import World

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Trade:
    """How far one has an occupation, 0 to 1, and the record that tells most of it."""

    part: float
    record: str
    best: float
    """What that record tells alone."""

    def and_also(self, other: Trade) -> Trade:
        """Added up: 1 - (1 - p) (1 - q)."""
        surest = max(self, other, key=lambda one: one.best)
        return replace(surest, part=1.0 - (1.0 - self.part) * (1.0 - other.part))


def trades_of(
    passport: Passport, exercised: Sequence[Exercised], held: Iterable[Held], as_of: date, world: World
) -> dict[str, Trade]:
    """Occupations that one has."""
    found: dict[str, Trade] = {}
    experiences = {one.id: one for one in passport.experiences}
    for one in exercised:
        part = trade_practised(experiences[one.record], one, as_of)
        _add(found, one.occupation, Trade(part, one.record, part))
    of_owner: dict[str, list[Held]] = defaultdict(list)
    for unit in held:
        of_owner[world.catalogue.owner_of(unit.code)].append(unit)
    for units in of_owner.values():
        taught = trades_taught(sorted({world.matrices.unit_index[one.code] for one in units}), world)
        for place in np.flatnonzero(taught):
            part = float(taught[place]) * max(one.confidence for one in units)
            _add(found, world.matrices.occupations[place], Trade(part, units[0].record, part))
    return found


def years_of(passport: Passport, exercised: Iterable[Exercised], as_of: date) -> dict[str, float]:
    """Years given to each occupation, as if full time; those of a job of several occupations are of each."""
    experiences, found = {one.id: one for one in passport.experiences}, defaultdict[str, float](float)
    for one in exercised:
        experience = experiences[one.record]
        found[one.occupation] += months(experience, last_day(experience, as_of)) / _MONTHS
    return {code: round(years, 4) for code, years in found.items()}


def as_vector(trades: Mapping[str, Trade], world: World) -> NDArray[np.float64]:
    """Parts of all occupations: (occupations,)."""
    parts = np.zeros(len(world.matrices.occupations))
    for code, trade in trades.items():
        parts[world.matrices.occupation_index[code]] = trade.part
    return parts


def _add(found: dict[str, Trade], code: str, trade: Trade) -> None:
    found[code] = found[code].and_also(trade) if code in found else trade
