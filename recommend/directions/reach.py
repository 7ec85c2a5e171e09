"""Where could I go? Occupations within reach now, after one bloc, after one certification, after two moves.

Within reach: covered at `reach` of the weights. Blocs and certifications are those that still take people in, and bring
the holder no lower than a level below the usual one there. An occupation that the law regulates is told apart:
competencies alone do not open it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix, diags_array

from graph.matrices import Matrices
from recommend.directions.efforts import Efforts
from recommend.directions.explore import Demands
from recommend.directions.mobilities import Mobilities
from recommend.directions.what_if import added, together
from recommend.law.levels import BELOW
from recommend.law.standing import Entry, entry_of
from recommend.profile.held import Equivalence, equivalences, followed, triggers
from recommend.profile.profile import Profile
from recommend.weights import W
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


def reach(
    profile: Profile, efforts: Efforts, mobilities: Mobilities, allowed: set[str], planning: Matrices,
    openings: Openings, catalogue: Catalogue,
) -> Reach:  # fmt: skip
    """Occupations within reach of a profile, allowed and never exercised; each is told once, the soonest way."""
    now = 1.0 - efforts.first
    standing = profile.practised
    occupations = [catalogue.occupations[code] for code in planning.occupations]
    open_to = np.array([one.code in allowed and one.code not in standing for one in occupations])
    regulated = np.array([one.regulated for one in occupations])
    told = np.zeros(len(now), dtype=bool)
    entries = {code: _entry(code, profile, catalogue) for code in openings.certifications}
    blocs, certifications = (
        _offers(codes, given, entries, efforts.believed, profile, openings)
        for codes, given in (
            (openings.blocs, openings.blocs_given),
            (openings.certifications, openings.certifications_given),
        )
    )
    lists: list[tuple[Reached, ...]] = []
    apart: list[Reached] = []
    for then, names in (
        (now, [""] * len(now)),
        _best(now, blocs, openings),
        _best(now, certifications, openings),
        _two_moves(now, efforts, mobilities, planning, open_to & ~regulated),
    ):
        fresh = open_to & ~told & (then >= W["reach"])
        told |= fresh
        lists.append(_listed(np.flatnonzero(fresh & ~regulated), now, then, names, entries, planning, catalogue))
        apart += _listed(np.flatnonzero(fresh & regulated), now, then, names, entries, planning, catalogue)
    now_, one_bloc, one_certification, two_moves = lists
    return Reach(now_, one_bloc, one_certification, two_moves, tuple(apart))


@dataclass(frozen=True, eq=False)
class Openings:
    """What units and whole certifications confer, and the share of each occupation that an item is: built once."""

    matrices: Matrices
    catalogue: Catalogue
    correspondences: tuple[Equivalence, ...]
    blocs: tuple[str, ...]
    certifications: tuple[str, ...]
    """Those of which a unit is described."""
    shares: csr_matrix
    """(items, occupations) share of the weights."""
    usual: tuple[float, ...]
    """Usual level of each occupation; 0 when none is known."""

    @classmethod
    def build(cls, planning: Matrices, demands: Demands, catalogue: Catalogue) -> Self:
        """Cut them from the matrices."""
        described = [catalogue.units[code] for code in planning.units if catalogue.units[code].is_described]
        blocs = tuple(unit.code for unit in described if unit.is_bloc)
        certifications = tuple(sorted({unit.certification for unit in described}))
        scale = np.divide(1.0, demands.total, where=demands.total > 0, out=np.zeros_like(demands.total))
        shares = csr_matrix(demands.weights.multiply(scale[:, None])).T.tocsr()
        usual = tuple(catalogue.usual_levels.get(code, 0.0) for code in planning.occupations)
        return cls(planning, catalogue, tuple(equivalences(catalogue)), blocs, certifications, shares, usual)

    @cached_property
    def blocs_given(self) -> csr_matrix:
        """What each of `blocs` gives to who holds nothing: (blocs, items)."""
        return self.given_by(self.blocs, frozenset())

    @cached_property
    def certifications_given(self) -> csr_matrix:
        """The same of `certifications`."""
        return self.given_by(self.certifications, frozenset())

    @cached_property
    def conferring(self) -> frozenset[str]:
        """Blocs and certifications that may confer others."""
        units = triggers(self.correspondences, self.catalogue)
        return frozenset({*units, *(self.catalogue.units[unit].certification for unit in units)})

    def given_by(self, codes: Sequence[str], held: Collection[str]) -> csr_matrix:
        """What each gives to who holds these, its correspondences included: (codes, items)."""
        places = self.matrices.unit_index
        groups = [[places[unit] for unit in self._units(code, held) if unit in places] for code in codes]
        return together(self.matrices.certifies, groups)

    def _units(self, code: str, held: Collection[str]) -> Iterable[str]:
        if code in self.conferring:
            return followed((code,), held, self.catalogue, self.correspondences)
        return [unit for unit in self.catalogue.units_of(code) if unit not in held]

    def moved_by(self, held: Collection[str]) -> set[str]:
        """Blocs and certifications that give something else to who holds these: those begun, those that confer."""
        begun = {self.catalogue.blocs[code].certification for code in held if code in self.catalogue.blocs}
        return begun | self.conferring if held else set()


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


def _offers(
    codes: Sequence[str], given: csr_matrix, entries: Mapping[str, Entry], believed: Vector, profile: Profile,
    openings: Openings,
) -> Offers:  # fmt: skip
    """Those of these that the holder lacks and may enter, as far as is known; `given` to who holds nothing."""
    catalogue, held = openings.catalogue, profile.holdings
    owners = [catalogue.blocs[code].certification if code in catalogue.blocs else code for code in codes]
    kept = [
        at for at, (code, owner) in enumerate(zip(codes, owners, strict=True))
        if entries[owner] in {Entry.OPEN, Entry.UNKNOWN}
        and owner not in held
        and any(unit not in held for unit in catalogue.units_of(code))
    ]  # fmt: skip
    names = tuple(codes[at] for at in kept)
    given = given[kept]
    moved = openings.moved_by(held)
    if others := [at for at, name in enumerate(names) if name in moved]:
        given = _replaced(given, others, openings.given_by([names[at] for at in others], held))
    given.data = added(believed[given.indices], given.data)
    highest = catalogue.highest_level(held) or 0
    own = np.array([catalogue.certifications[owners[at]].level or W["level.unknown"] for at in kept])
    return Offers(
        names,
        csc_matrix(given @ openings.shares),
        np.maximum(own, highest),
        np.array([entries[owners[at]] is Entry.OPEN for at in kept], dtype=bool),
        own <= max(highest, FIRST) + ABOVE,
    )


def _replaced(matrix: csr_matrix, rows: Sequence[int], by: csr_matrix) -> csr_matrix:
    """The matrix with some of its rows replaced."""
    kept = np.ones(matrix.shape[0])
    kept[list(rows)] = 0.0
    place = csr_matrix((np.ones(len(rows)), (rows, np.arange(len(rows)))), shape=(matrix.shape[0], len(rows)))
    return csr_matrix(diags_array(kept) @ matrix + place @ by)


def _entry(code: str, profile: Profile, catalogue: Catalogue) -> Entry:
    """Whether one enters a certification; one known by its code alone is taken for closed."""
    certification = catalogue.certifications[code]
    if certification.title is None:
        return Entry.CLOSED
    return entry_of(certification, profile.as_of, catalogue)


def _best(now: Vector, offers: Offers, openings: Openings) -> tuple[Vector, list[str]]:
    """Coverage with the offer to take for each occupation, and its code: each (occupations,).

    Of those high enough for it and that add about as much: one that brings it within reach, then that surely takes
    people in, then whose level is near the holder's, then that adds most.
    """
    then, through = now.copy(), [""] * len(now)
    for column, expected in enumerate(openings.usual):
        part = slice(offers.adds.indptr[column], offers.adds.indptr[column + 1])
        rows, data = offers.adds.indices[part], offers.adds.data[part]
        high = offers.level[rows] >= expected - BELOW
        if high.any():
            high &= data >= COMPARABLE * data[high].max()
            rows, data = rows[high], data[high]
            reaches = now[column] + data >= W["reach"]
            at = int(np.lexsort((rows, -data, ~offers.is_near[rows], ~offers.is_open[rows], ~reaches))[0])
            then[column] += data[at]
            through[column] = offers.codes[rows[at]]
    return then, through


def _two_moves(
    now: Vector, efforts: Efforts, mobilities: Mobilities, planning: Matrices, open_to: NDArray[np.bool_]
) -> tuple[Vector, list[str]]:
    """Coverage after the occupation within reach that teaches most of it and that a move leads from, and its code."""
    firsts = np.flatnonzero(open_to & (now >= W["reach"]))
    if not firsts.size:
        return now, [""] * len(now)
    covered = (1.0 - efforts.after(firsts)) * _led_to(firsts, mobilities, planning)
    best = covered.argmax(axis=0)
    return np.maximum(covered.max(axis=0), now), [planning.occupations[firsts[at]] for at in best]


def _led_to(firsts: NDArray[np.intp], mobilities: Mobilities, planning: Matrices) -> NDArray[np.bool_]:
    """Whether a move leads from each of these to each occupation: (firsts, occupations)."""
    found = np.zeros((len(firsts), len(planning.occupations)), dtype=bool)
    for row, first in enumerate(firsts):
        targets = [planning.occupation_index[move.target] for move in mobilities.of(planning.occupations[first])]
        found[row, targets] = True
    return found


def _listed(
    places: NDArray[np.intp], now: Vector, then: Vector, names: Sequence[str], entries: Mapping[str, Entry],
    planning: Matrices, catalogue: Catalogue,
) -> tuple[Reached, ...]:  # fmt: skip
    found = []
    for at in places:
        occupation, name = catalogue.occupations[planning.occupations[at]], names[at] or None
        owner = catalogue.blocs[name].certification if name in catalogue.blocs else name
        certification = catalogue.certifications.get(owner or "")
        entry = entries[certification.code] if certification else None
        level = certification.level if certification else None
        found.append(Reached(occupation, round(float(now[at]), 6), round(float(then[at]), 6), name, level, entry))
    return tuple(sorted(found, key=lambda one: (-one.then, one.occupation.code)))
