"""What if this were held? Competencies that a bloc or certification would add, occupations it brings nearer.

What is held gives what its correspondences confer too (`held.followed`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from graph.matrices import Matrices
from recommend.directions.explore import Demands, beliefs_of
from recommend.errors import UnknownCertificationError
from recommend.law.levels import BELOW
from recommend.law.rules import Law
from recommend.law.standing import Standing, standing
from recommend.profile.held import Held, equivalences, followed
from recommend.profile.profile import Profile
from recommend.weights import W
from referentials.catalogue import Catalogue, Certification, Occupation

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
    """Whether it is what brings it within reach: never one exercised or regulated, nor of too high a level for it."""


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


def what_if(code: str, profile: Profile, matrices: Matrices, demands: Demands, catalogue: Catalogue) -> WhatIf:
    """Add a bloc or a certification to a profile, and compare.

    Raises UnknownCertificationError when the snapshot lacks it.
    """
    if code not in catalogue.blocs and code not in catalogue.certifications:
        raise UnknownCertificationError([code])
    bloc = catalogue.blocs.get(code)
    owner = bloc.certification if bloc else code
    gives = followed((code,), profile.holdings, catalogue, equivalences(catalogue))
    level = level_with(catalogue.certifications[owner], profile, catalogue)
    before, _ = beliefs_of(profile, matrices)
    after = with_units(before, matrices, [matrices.unit_index[one] for one in gives if one in catalogue.units])
    items = [Added(matrices.items[i], _digits(before[i]), _digits(after[i])) for i in np.flatnonzero(after > before)]
    return WhatIf(
        code,
        owner,
        bloc.title if bloc else catalogue.certifications[code].title,
        profile.holdings.get(code),
        standing(owner, profile.as_of, catalogue),
        tuple(sorted(one for one, law in gives.items() if law is Law.EQUIVALENCE)),
        tuple(sorted(items, key=lambda one: (one.before - one.after, one.item))),
        nearer(before, after, level, profile, matrices, demands, catalogue),
    )


def nearer(
    before: Vector,
    after: Vector,
    level: float,
    profile: Profile,
    matrices: Matrices,
    demands: Demands,
    catalogue: Catalogue,
) -> tuple[Nearer, ...]:
    """Occupations brought nearer by `plan.minimum_gain` points: those opened first, then by what they gain.

    `level`: the highest that the holder then has.
    """
    was, becomes = demands.coverage(before), demands.coverage(after)
    found = []
    for row in np.flatnonzero(100 * (becomes - was) >= W["plan.minimum_gain"]):
        occupation = catalogue.occupations[matrices.occupations[row]]
        comes = bool(was[row] < W["reach"] <= becomes[row])
        opened = comes and may_open(occupation, level, profile, catalogue)
        found.append(Nearer(occupation, _digits(was[row]), _digits(becomes[row]), opened))
    return tuple(sorted(found, key=lambda one: (not one.opened, one.before - one.after, one.occupation.code)))


def may_open(occupation: Occupation, level: float, profile: Profile, catalogue: Catalogue) -> bool:
    """Whether an occupation may be said to open to a holder of that level: not regulated, not exercised already."""
    if occupation.regulated or occupation.code in profile.practised:
        return False
    return level >= catalogue.usual_levels.get(occupation.code, 0.0) - BELOW


def level_with(certification: Certification, profile: Profile, catalogue: Catalogue) -> float:
    """Highest level of what is held and of one certification more, `level.unknown` when its own is not known."""
    return max(certification.level or W["level.unknown"], catalogue.highest_level(profile.holdings) or 0)


def together(certifies: csr_matrix, groups: Sequence[Sequence[int]]) -> csr_matrix:
    """What each group of units, by row, gives as one record attests it: of each item the surest. (groups, items)."""
    owners = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    cells = certifies[[unit for group in groups for unit in group]].tocoo()
    places = owners[cells.row] * certifies.shape[1] + cells.col
    surest = np.lexsort((-cells.data, places))
    places, first = np.unique(places[surest], return_index=True)
    found = (cells.data[surest][first].astype(np.float64), np.divmod(places, certifies.shape[1]))
    return csr_matrix(found, shape=(len(groups), certifies.shape[1]))


def added(believed: Vector, given: Vector) -> Vector:
    """What beliefs gain when these are given: (1 - p) × given, up to the ceiling, never less than nothing."""
    return np.maximum(np.minimum(1.0 - (1.0 - believed) * (1.0 - given), W["ceiling"]) - believed, 0.0)


def with_units(believed: Vector, matrices: Matrices, units: Sequence[int]) -> Vector:
    """Beliefs once units, by row, are held by one record. (items,)."""
    after = believed.copy()
    if units:
        row = together(matrices.certifies, [units])
        after[row.indices] += added(believed[row.indices], row.data)
    return after


def _digits(value: float) -> float:
    return round(float(value), 6)
