"""Where could I go? Occupations within reach now, after one bloc, after one certification, after two moves.

Within reach: covered at `reach` of the weights. Blocs and certifications are those that still take people in, and bring
the holder no lower than a level below the usual one there. An occupation that the law regulates is told apart:
competencies alone do not open it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from graph.matrices import Matrices
from recommend.efforts import Efforts
from recommend.explore import Demands, beliefs_of
from recommend.levels import BELOW
from recommend.lookup import Lookup, Occupation
from recommend.moves import Moves
from recommend.profile import Profile
from recommend.standing import Entry, entry_of
from recommend.weights import W

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reached:
    """An occupation, how far it is covered now and then, and through what (None: as things stand)."""

    occupation: Occupation
    now: float
    then: float
    through: str | None
    """Code of the bloc, of the certification, or of the occupation passed through."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Each list without what the ones before it hold, best covered first, ties by code."""

    now: tuple[Reached, ...]
    one_bloc: tuple[Reached, ...]
    one_certification: tuple[Reached, ...]
    two_moves: tuple[Reached, ...]
    regulated: tuple[Reached, ...]
    """Covered enough, in one of these ways, but regulated: their conditions of access decide."""


def reach(
    profile: Profile, efforts: Efforts, moves: Moves, allowed: set[str], planning: Matrices, openings: Openings,
    lookup: Lookup,
) -> Reach:  # fmt: skip
    """Occupations within reach of a profile, allowed and never exercised; each is told once, the soonest way."""
    now = 1.0 - efforts.first
    standing = {e.occupation for e in profile.exercised if e.probability >= W["title.recognised"]}
    occupations = [lookup.occupations[code] for code in planning.occupations]
    open_to = np.array([one.code in allowed and one.code not in standing for one in occupations])
    regulated = np.array([one.regulated for one in occupations])
    told = np.zeros(len(now), dtype=bool)
    held = float(lookup.highest_level(profile.holdings) or 0)
    blocs, certifications = _gains(profile, planning, openings, lookup)
    lists: list[tuple[Reached, ...]] = []
    apart: list[Reached] = []
    for then, names in (
        (now, [""] * len(now)),
        _best(now, *blocs, held, openings, lookup),
        _best(now, *certifications, held, openings, lookup),
        _two_moves(now, efforts, moves, planning, open_to & ~regulated),
    ):
        fresh = open_to & ~told & (then >= W["reach"])
        told |= fresh
        lists.append(_listed(np.flatnonzero(fresh & ~regulated), now, then, names, occupations))
        apart += _listed(np.flatnonzero(fresh & regulated), now, then, names, occupations)
    now_, one_bloc, one_certification, two_moves = lists
    return Reach(now_, one_bloc, one_certification, two_moves, tuple(apart))


@dataclass(frozen=True, eq=False)
class Openings:
    """What units and whole certifications confer, and the share of each occupation that an item is: built once."""

    units: csr_matrix
    """(units, items) probability that holding the unit gives the item."""
    owners: tuple[str, ...]
    """Certification of each unit."""
    is_bloc: NDArray[np.bool_]
    """(units,)."""
    names: tuple[str, ...]
    """Certifications."""
    member: csr_matrix
    """(certifications, units) 1 where it has the unit."""
    shares: csr_matrix
    """(items, occupations) share of the weights."""
    usual: tuple[float, ...]
    """Usual level of each occupation; 0 when none is known."""
    levels: dict[str, float]
    """Level of each certification; infinite when it is not known, so that nothing is held against it."""

    @classmethod
    def build(cls, planning: Matrices, demands: Demands, lookup: Lookup) -> Self:
        """Cut them from the matrices."""
        units = [lookup.units[code] for code in planning.units]
        owners = tuple(unit.certification for unit in units)
        names = tuple(sorted(set(owners)))
        place = {name: at for at, name in enumerate(names)}
        cells = ([place[owner] for owner in owners], np.arange(len(owners)))
        scale = np.divide(1.0, demands.total, where=demands.total > 0, out=np.zeros_like(demands.total))
        return cls(
            csr_matrix(planning.certifies.astype(np.float64)),
            owners,
            np.array([unit.is_bloc for unit in units]),
            names,
            csr_matrix((np.ones(len(owners)), cells), shape=(len(names), len(owners))),
            csr_matrix(demands.weights.multiply(scale[:, None])).T.tocsr(),
            tuple(lookup.usual_levels.get(code, 0.0) for code in planning.occupations),
            {name: float(lookup.certifications[name].level or np.inf) for name in names},
        )


Gains = tuple[csr_matrix, list[str]]


def _gains(profile: Profile, planning: Matrices, openings: Openings, lookup: Lookup) -> tuple[Gains, Gains]:
    """Coverage that each open bloc, and each open certification by its units, adds to each occupation."""
    believed, _ = beliefs_of(profile, planning)
    takes_in = {name: _takes_in(name, profile, lookup) for name in openings.names}
    described = (lookup.units[code].is_described and code not in profile.held for code in planning.units)
    usable = np.array([takes_in[owner] and kept for owner, kept in zip(openings.owners, described, strict=True)])
    rows, blocs = np.flatnonzero(usable), np.flatnonzero(usable & openings.is_bloc)
    doubt = openings.units[rows]
    doubt.data = np.log1p(-np.minimum(doubt.data, W["ceiling"]))
    together = csr_matrix(openings.member[:, rows] @ doubt)
    together.data = 1.0 - np.exp(together.data)
    some = np.flatnonzero(np.diff(together.indptr))

    def covers(given: csr_matrix) -> csr_matrix:
        gained = given.copy()
        gained.data = gained.data * (1.0 - believed[gained.indices])
        return csr_matrix(gained @ openings.shares)

    names = [openings.names[at] for at in some]
    return (covers(openings.units[blocs]), [planning.units[row] for row in blocs]), (covers(together[some]), names)


def _takes_in(code: str, profile: Profile, lookup: Lookup) -> bool:
    """Whether a certification, described, takes people in as far as is known."""
    certification = lookup.certifications[code]
    if certification.title is None:
        return False
    entry = entry_of(certification, profile.as_of, replaced=bool(lookup.successors.get(code)))
    return entry in {Entry.OPEN, Entry.UNKNOWN}


def _best(
    now: Vector, gains: csr_matrix, names: list[str], held: float, openings: Openings, lookup: Lookup
) -> tuple[Vector, list[str]]:
    """Coverage with the one that adds most, and its name: each (occupations,).

    Only those that, with the level `held`, are high enough for the occupation.
    """
    owners = (lookup.blocs[name].certification if name in lookup.blocs else name for name in names)
    level = np.maximum([openings.levels[owner] for owner in owners], held)
    by_occupation = gains.tocsc()
    then, through = now.copy(), [""] * len(now)
    for column, expected in enumerate(openings.usual):
        part = slice(by_occupation.indptr[column], by_occupation.indptr[column + 1])
        rows, data = by_occupation.indices[part], by_occupation.data[part]
        high = level[rows] >= expected - BELOW
        if high.any():
            rows, data = rows[high], data[high]
            at = int(np.lexsort((rows, -data))[0])
            then[column] += data[at]
            through[column] = names[rows[at]]
    return then, through


def _two_moves(
    now: Vector, efforts: Efforts, moves: Moves, planning: Matrices, open_to: NDArray[np.bool_]
) -> tuple[Vector, list[str]]:
    """Coverage after the occupation within reach that teaches most of it and that a move leads from, and its code."""
    firsts = np.flatnonzero(open_to & (now >= W["reach"]))
    if not firsts.size:
        return now, [""] * len(now)
    covered = (1.0 - efforts.after(firsts)) * _led_to(firsts, moves, planning)
    best = covered.argmax(axis=0)
    return np.maximum(covered.max(axis=0), now), [planning.occupations[firsts[at]] for at in best]


def _led_to(firsts: NDArray[np.intp], moves: Moves, planning: Matrices) -> NDArray[np.bool_]:
    """Whether a move leads from each of these to each occupation: (firsts, occupations)."""
    found = np.zeros((len(firsts), len(planning.occupations)), dtype=bool)
    for row, first in enumerate(firsts):
        targets = [planning.occupation_index[move.target] for move in moves.of(planning.occupations[first])]
        found[row, targets] = True
    return found


def _listed(
    places: NDArray[np.intp], now: Vector, then: Vector, names: Sequence[str], occupations: Sequence[Occupation]
) -> tuple[Reached, ...]:
    found = [
        Reached(occupations[at], round(float(now[at]), 6), round(float(then[at]), 6), names[at] or None)
        for at in places
    ]
    return tuple(sorted(found, key=lambda one: (-one.then, one.occupation.code)))
