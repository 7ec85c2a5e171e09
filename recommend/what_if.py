"""What if this were held? Competencies that a bloc or certification would add, occupations it brings nearer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.matrices import Matrices
from recommend.errors import UnknownCertificationError
from recommend.explore import Demands, beliefs_of
from recommend.held import Held
from recommend.levels import high_enough
from recommend.lookup import Lookup, Occupation
from recommend.profile import Profile
from recommend.standing import Standing, standing
from recommend.weights import W

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Added:
    """One item, and how sure the engine is of it without and with it."""

    item: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Nearer:
    """One occupation, and how far it is covered without and with it."""

    occupation: Occupation
    before: float
    after: float
    opened: bool
    """Whether it is what brings it within reach: never a regulated one, nor one of too high a level for it."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What holding a bloc or certification would change; items and occupations by what they gain, most first."""

    code: str
    certification: str
    title: str
    held: Held | None
    """How it is held already: then nothing changes."""
    standing: Standing
    """Where its certification stands."""
    added: tuple[Added, ...]
    occupations: tuple[Nearer, ...]

    @property
    def opened(self) -> list[Nearer]:
        """Occupations that come within reach."""
        return [one for one in self.occupations if one.opened]


def what_if(code: str, profile: Profile, matrices: Matrices, demands: Demands, lookup: Lookup) -> WhatIf:
    """Add a bloc or a certification to a profile, and compare.

    Raises UnknownCertificationError when the snapshot lacks it.
    """
    if code not in lookup.blocs and code not in lookup.certifications:
        raise UnknownCertificationError([code])
    bloc = lookup.blocs.get(code)
    owner = bloc.certification if bloc else code
    before, _ = beliefs_of(profile, matrices)
    after = before
    for unit in lookup.units_of(code):
        if unit not in profile.held:
            after = with_unit(after, matrices, matrices.unit_index[unit])
    items = [Added(matrices.items[i], _digits(before[i]), _digits(after[i])) for i in np.flatnonzero(after > before)]
    return WhatIf(
        code,
        owner,
        bloc.title if bloc else lookup.certifications[code].name,
        profile.holdings.get(code),
        standing(owner, profile.as_of, lookup),
        tuple(sorted(items, key=lambda one: (one.before - one.after, one.item))),
        nearer(before, after, level_with(owner, profile, lookup), matrices, demands, lookup),
    )


def nearer(
    before: Vector, after: Vector, level: int | None, matrices: Matrices, demands: Demands, lookup: Lookup
) -> tuple[Nearer, ...]:
    """Occupations brought nearer by `plan.minimum_gain` points: those opened first, then by what they gain.

    `level`: the highest that the holder then has; None when it is not known.
    """
    was, becomes = demands.coverage(before), demands.coverage(after)
    rows = np.flatnonzero(100 * (becomes - was) >= W["plan.minimum_gain"])
    found = []
    for row in rows:
        occupation = lookup.occupations[matrices.occupations[row]]
        comes = was[row] < W["reach"] <= becomes[row] and not occupation.regulated
        opened = bool(comes) and high_enough(level, lookup.usual_levels.get(occupation.code))
        found.append(Nearer(occupation, _digits(was[row]), _digits(becomes[row]), opened))
    return tuple(sorted(found, key=lambda one: (not one.opened, one.before - one.after, one.occupation.code)))


def level_with(certification: str, profile: Profile, lookup: Lookup) -> int | None:
    """Highest level of what is held and of one more certification; None when its own is not known."""
    if lookup.certifications[certification].level is None:
        return None
    return lookup.highest_level((*profile.holdings, certification))


def with_unit(believed: Vector, matrices: Matrices, unit: int) -> Vector:
    """Beliefs once a unit is held: 1 - (1 - p)(1 - what it confers), capped; none goes down. (items,)."""
    row = matrices.certifies[unit]
    after = believed.copy()
    gained = 1.0 - (1.0 - believed[row.indices]) * (1.0 - row.data.astype(np.float64))
    after[row.indices] = np.maximum(np.minimum(gained, W["ceiling"]), believed[row.indices])
    return after


def _digits(value: float) -> float:
    return round(float(value), 6)
