"""Openings: what blocs and whole certifications confer, so that all that they open is found at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from graph.matrices import Matrices
from recommend.law.following import Following
from recommend.law.on_day import Register
from recommend.law.standing import Entry
from recommend.weights import W
from recommend.world.given import together
from referentials.catalogue import Catalogue, Certification, Unit


@dataclass(frozen=True, eq=False)
class Offered:
    """Blocs, or certifications, of which something is described."""

    codes: tuple[str, ...]
    owners: tuple[str, ...]
    """The certification of each: itself, or that of the bloc."""
    given: csr_matrix
    """What each gives to who holds nothing: (codes, items)."""
    levels: NDArray[np.float64]
    """(codes,) level of the certification; `level.unknown` where it is not known."""

    @cached_property
    def places_of(self) -> dict[str, list[int]]:
        """Places of what each certification owns."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, owner in enumerate(self.owners):
            found[owner].append(at)
        return found


@dataclass(frozen=True, eq=False)
class Intake:
    """Which of the offered take people in on a day, as far as is known, and which surely do: each (codes,)."""

    may: NDArray[np.bool_]
    surely: NDArray[np.bool_]

    @classmethod
    def of(cls, offered: Offered, register: Register) -> Self:
        """Ask the register."""
        entries = [entry_as_known(owner, register) for owner in offered.owners]
        may = np.array([entry in {Entry.OPEN, Entry.UNKNOWN} for entry in entries], dtype=bool)
        return cls(may, np.array([entry is Entry.OPEN for entry in entries], dtype=bool))


def level_counted(certification: Certification) -> float:
    """The level of a certification, for what it may open; `level.unknown` where it is not known."""
    return certification.level or W["level.unknown"]


def entry_as_known(certification: str, register: Register) -> Entry:
    """Whether one enters a certification; one known by its code alone is taken for closed."""
    if register.catalogue.certifications[certification].title is None:
        return Entry.CLOSED
    return register.entries[certification]


@dataclass(frozen=True, eq=False)
class Openings:
    """What blocs and certifications give, their correspondences included."""

    planning: Matrices
    """Those where units count for macro-competencies too."""
    following: Following

    @property
    def catalogue(self) -> Catalogue:
        """Facts by code."""
        return self.following.catalogue

    @cached_property
    def blocs(self) -> Offered:
        """Blocs."""
        return self._offered([unit.code for unit in self._described if unit.is_bloc])

    @cached_property
    def certifications(self) -> Offered:
        """Certifications of which a unit is described."""
        return self._offered(sorted({unit.certification for unit in self._described}))

    @cached_property
    def conferring(self) -> frozenset[str]:
        """Blocs and certifications that may confer others."""
        units = self.following.conferring
        return frozenset({*units, *(self.catalogue.units[unit].certification for unit in units)})

    def given_by(self, codes: Sequence[str], held: Collection[str]) -> csr_matrix:
        """What each gives to who holds these, its correspondences included: (codes, items)."""
        places = self.planning.unit_index
        groups = [[places[unit] for unit in self._units(code, held) if unit in places] for code in codes]
        return together(self.planning.certifies, groups)

    def moved_by(self, held: Collection[str]) -> set[str]:
        """Blocs and certifications that give something else to who holds these: those begun, those that confer."""
        begun = {self.catalogue.blocs[code].certification for code in held if code in self.catalogue.blocs}
        return begun | self.conferring if held else set()

    @cached_property
    def _described(self) -> list[Unit]:
        units = (self.catalogue.units[code] for code in self.planning.units)
        return [unit for unit in units if unit.is_described]

    def _offered(self, codes: Sequence[str]) -> Offered:
        owners = tuple(self.catalogue.owner_of(code) for code in codes)
        levels = [level_counted(self.catalogue.certifications[owner]) for owner in owners]
        return Offered(tuple(codes), owners, self.given_by(codes, frozenset()), np.array(levels, dtype=np.float64))

    def _units(self, code: str, held: Collection[str]) -> Iterable[str]:
        if code in self.conferring:
            return self.following.followed((code,), held)
        return [unit for unit in self.catalogue.units_of(code) if unit not in held]
