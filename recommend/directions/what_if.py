"""What if this were held? Competencies that a bloc or certification would add, occupations it brings nearer.

What is held gives what its correspondences confer too (`law/following.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recommend.errors import UnknownCertificationError
from recommend.law.levels import BELOW
from recommend.law.rules import Law
from recommend.law.standing import Standing
from recommend.profile.abilities import Abilities
from recommend.profile.access import shut_of
from recommend.profile.held import Held
from recommend.profile.profile import Profile
from recommend.weights import W
from recommend.world import World
from recommend.world.openings import level_counted
from referentials.catalogue import Catalogue, Certification, Occupation


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
    """Whether it is what brings it within reach: never one exercised or shut, nor of too high a level for it, nor one
    of which the holder brings less than `reach.brings`."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What holding a bloc or certification would change; items and occupations by what they gain, most first."""

    code: str
    certification: str
    title: str | None
    """None for a certification that the snapshot knows by its code alone."""
    held: Held | None
    """How it is held already: then nothing changes."""
    standing: Standing
    """Where its certification stands."""
    confers: tuple[str, ...]
    """Blocs and certifications that its correspondences would confer (R6113-9)."""
    added: tuple[Added, ...]
    occupations: tuple[Nearer, ...]

    @property
    def opened(self) -> list[Nearer]:
        """Occupations that come within reach."""
        return [one for one in self.occupations if one.opened]


def what_if(code: str, profile: Profile, world: World) -> WhatIf:
    """Add a bloc or a certification to a profile, and compare.

    Raises UnknownCertificationError when the snapshot lacks it.
    """
    catalogue, matrices = world.catalogue, world.planning
    if code not in catalogue.blocs and code not in catalogue.certifications:
        raise UnknownCertificationError([code])
    bloc, owner = catalogue.blocs.get(code), catalogue.owner_of(code)
    gives = world.following.followed((code,), profile.holdings)
    level = level_with(catalogue.certifications[owner], profile)
    before = profile.abilities
    after = before.with_units([matrices.unit_index[one] for one in gives if one in catalogue.units])
    was, becomes = before.direct, after.direct
    items = [Added(matrices.items[i], _digits(was[i]), _digits(becomes[i])) for i in np.flatnonzero(becomes > was)]
    return WhatIf(
        code=code,
        certification=owner,
        title=bloc.title if bloc else catalogue.certifications[code].title,
        held=profile.holdings.get(code),
        standing=world.register(profile.as_of).standing(owner),
        confers=tuple(sorted(one for one, law in gives.items() if law is Law.EQUIVALENCE)),
        added=tuple(sorted(items, key=lambda one: (one.before - one.after, one.item))),
        occupations=nearer(before, after, level, profile, world),
    )


def nearer(before: Abilities, after: Abilities, level: float, profile: Profile, world: World) -> tuple[Nearer, ...]:
    """Occupations brought nearer by `plan.minimum_gain` points: those opened first, then by what they gain.

    `level`: the highest that the holder then has.
    """
    was, becomes, shut = before.coverage, after.coverage, shut_of(profile, world)
    found = []
    for row in np.flatnonzero(100 * (becomes - was) >= W["plan.minimum_gain"]):
        occupation = world.catalogue.occupations[world.matrices.occupations[row]]
        comes = bool(W["reach.brings"] <= was[row] < W["reach"] <= becomes[row])
        opened = comes and occupation.code not in shut and may_open(occupation, level, profile, world.catalogue)
        found.append(Nearer(occupation, _digits(was[row]), _digits(becomes[row]), opened))
    return tuple(sorted(found, key=lambda one: (not one.opened, one.before - one.after, one.occupation.code)))


def may_open(occupation: Occupation, level: float, profile: Profile, catalogue: Catalogue) -> bool:
    """Whether an occupation that is not shut may be said to open to a holder of that level: not exercised already."""
    if occupation.code in profile.practised:
        return False
    return level >= catalogue.usual_levels.get(occupation.code, 0.0) - BELOW


def level_with(certification: Certification, profile: Profile) -> float:
    """Highest level of what is held and of one certification more, `level.unknown` when its own is not known."""
    return max(level_counted(certification), profile.level or 0)


def _digits(value: float) -> float:
    return round(float(value), 6)
