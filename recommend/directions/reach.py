"""Where could I go? Occupations within reach now, after one bloc, after one certification, after two moves.

Within reach: covered at `reach` of the weights. Blocs and certifications are those that still take people in, and bring
the holder no lower than a level below the usual one there. An occupation that the law regulates is told apart:
competencies alone do not open it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix, diags_array

from recommend.directions.efforts import Efforts
from recommend.law.levels import BELOW
from recommend.law.standing import Entry
from recommend.profile.profile import Profile
from recommend.weights import W
from recommend.world import World
from recommend.world.given import added
from recommend.world.openings import Intake, Offered, entry_as_known
from referentials.catalogue import Catalogue, Occupation

Vector = NDArray[np.float64]
COMPARABLE = 0.5
"""Share of what the best one adds that another must add to be taken for what is surer of it."""
FIRST, ABOVE = 3, 1
"""A certification is near when its level is at most ABOVE the highest held; who holds none stands at FIRST."""


@dataclass(frozen=True, slots=True)
class Reached:
    """An occupation, how far it is covered now and then, and through what (None: as things stand)."""

    occupation: Occupation
    now: float
    then: float
    through: str | None
    """Code of the bloc, of the certification, or of the occupation passed through."""
    level: int | None
    """Of that certification, where it is known."""
    entry: Entry | None
    """Whether one enters it still; None when it is an occupation, or nothing."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Each list without what the ones before it hold, best covered first, ties by code."""

    now: tuple[Reached, ...]
    one_bloc: tuple[Reached, ...]
    one_certification: tuple[Reached, ...]
    two_moves: tuple[Reached, ...]
    regulated: tuple[Reached, ...]
    """Covered enough, in one of these ways, but regulated: their conditions of access decide."""


def reach(profile: Profile, world: World, allowed: set[str]) -> Reach:
    """Occupations within reach of a profile, allowed and never exercised; each is told once, the soonest way."""
    efforts, (blocs_in, certifications_in) = Efforts(profile, world), world.intakes(profile.as_of)
    now = 1.0 - efforts.first
    occupations = [world.catalogue.occupations[code] for code in world.matrices.occupations]
    open_to = np.array([one.code in allowed and one.code not in profile.practised for one in occupations])
    regulated = np.array([one.regulated for one in occupations])
    told = np.zeros(len(now), dtype=bool)
    lists: list[tuple[Reached, ...]] = []
    apart: list[Reached] = []
    for then, names in (
        (now, [""] * len(now)),
        _best(now, _offers(world.openings.blocs, blocs_in, efforts), world),
        _best(now, _offers(world.openings.certifications, certifications_in, efforts), world),
        _two_moves(now, efforts, open_to & ~regulated),
    ):
        fresh = open_to & ~told & (then >= W["reach"])
        told |= fresh
        lists.append(_listed(np.flatnonzero(fresh & ~regulated), now, then, names, efforts))
        apart += _listed(np.flatnonzero(fresh & regulated), now, then, names, efforts)
    now_, one_bloc, one_certification, two_moves = lists
    return Reach(
        now=now_, one_bloc=one_bloc, one_certification=one_certification, two_moves=two_moves, regulated=tuple(apart)
    )


@dataclass(frozen=True, eq=False)
class Offers:
    """Blocs, or certifications, that take people in: what each adds to each occupation, and what is known of it."""

    codes: tuple[str, ...]
    adds: csc_matrix
    """(codes, occupations) coverage."""
    level: Vector
    """(codes,) highest level that the holder then has."""
    is_open: NDArray[np.bool_]
    """(codes,) whether one surely enters it still."""
    is_near: NDArray[np.bool_]
    """(codes,) whether its level is at most ABOVE the holder's."""


def _offers(offered: Offered, intake: Intake, efforts: Efforts) -> Offers:
    """Those of these that the holder lacks and may enter, as far as is known."""
    world, held = efforts.world, efforts.profile.holdings
    kept = np.flatnonzero(intake.may & ~_had(offered, efforts.profile, world.catalogue))
    names = tuple(offered.codes[at] for at in kept)
    given, moved = offered.given[kept], world.openings.moved_by(held)
    if others := [at for at, name in enumerate(names) if name in moved]:
        given = _replaced(given, others, world.openings.given_by([names[at] for at in others], held))
    given.data = added(efforts.believed[given.indices], given.data)
    highest, own = efforts.profile.level or 0, offered.levels[kept]
    return Offers(
        codes=names,
        adds=csc_matrix(given @ world.demands.shares_by_item),
        level=np.maximum(own, highest),
        is_open=intake.surely[kept],
        is_near=own <= max(highest, FIRST) + ABOVE,
    )


def _had(offered: Offered, profile: Profile, catalogue: Catalogue) -> NDArray[np.bool_]:
    """Which of the offered the holder has: their certification or the same diploma, or every unit of them. (codes,)."""
    held, already = profile.holdings, profile.already
    had = np.zeros(len(offered.codes), dtype=bool)
    owners = already.union(catalogue.owner_of(code) for code in held)
    for at in (at for owner in owners for at in offered.places_of.get(owner, ())):
        units = catalogue.units_of(offered.codes[at])
        had[at] = offered.owners[at] in already or all(unit in held for unit in units)
    return had


def _replaced(matrix: csr_matrix, rows: Sequence[int], by: csr_matrix) -> csr_matrix:
    """The matrix with some of its rows replaced."""
    kept = np.ones(matrix.shape[0])
    kept[list(rows)] = 0.0
    place = csr_matrix((np.ones(len(rows)), (rows, np.arange(len(rows)))), shape=(matrix.shape[0], len(rows)))
    return csr_matrix(diags_array(kept) @ matrix + place @ by)


def _best(now: Vector, offers: Offers, world: World) -> tuple[Vector, list[str]]:
    """Coverage with the offer to take for each occupation, and its code: each (occupations,).

    Of those high enough for it and that add about as much: one that brings it within reach, then that surely takes
    people in, then whose level is near the holder's, then that adds most.
    """
    then, through = now.copy(), [""] * len(now)
    for column, occupation in enumerate(world.matrices.occupations):
        part = slice(offers.adds.indptr[column], offers.adds.indptr[column + 1])
        rows, data = offers.adds.indices[part], offers.adds.data[part]
        high = offers.level[rows] >= world.catalogue.usual_levels.get(occupation, 0.0) - BELOW
        if high.any():
            high &= data >= COMPARABLE * data[high].max()
            rows, data = rows[high], data[high]
            reaches = now[column] + data >= W["reach"]
            at = int(np.lexsort((rows, -data, ~offers.is_near[rows], ~offers.is_open[rows], ~reaches))[0])
            then[column] += data[at]
            through[column] = offers.codes[rows[at]]
    return then, through


def _two_moves(now: Vector, efforts: Efforts, open_to: NDArray[np.bool_]) -> tuple[Vector, list[str]]:
    """Coverage after the occupation within reach that teaches most of it and that a move leads from, and its code."""
    firsts = np.flatnonzero(open_to & (now >= W["reach"]))
    if not firsts.size:
        return now, [""] * len(now)
    covered = (1.0 - efforts.after(firsts)) * _led_to(firsts, efforts.world)
    best = covered.argmax(axis=0)
    return np.maximum(covered.max(axis=0), now), [efforts.world.matrices.occupations[firsts[at]] for at in best]


def _led_to(firsts: NDArray[np.intp], world: World) -> NDArray[np.bool_]:
    """Whether a move leads from each of these to each occupation: (firsts, occupations)."""
    places, occupations = world.matrices.occupation_index, world.matrices.occupations
    found = np.zeros((len(firsts), len(occupations)), dtype=bool)
    for row, first in enumerate(firsts):
        found[row, [places[move.target] for move in world.mobilities.of(occupations[first])]] = True
    return found


def _listed(
    places: NDArray[np.intp], now: Vector, then: Vector, names: Sequence[str], efforts: Efforts
) -> tuple[Reached, ...]:
    """Occupations reached through these names (empty: as things stand), best covered first, ties by code."""
    catalogue, occupations = efforts.world.catalogue, efforts.world.matrices.occupations
    register = efforts.world.register(efforts.profile.as_of)
    found = []
    for at in places:
        name = names[at] or None
        certification = catalogue.certifications.get(catalogue.owner_of(name)) if name else None
        found.append(
            Reached(
                occupation=catalogue.occupations[occupations[at]],
                now=round(float(now[at]), 6),
                then=round(float(then[at]), 6),
                through=name,
                level=certification.level if certification else None,
                entry=entry_as_known(certification.code, register) if certification else None,
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.then, one.occupation.code)))
