"""Openings: what the blocs and certifications that lead to an occupation, and take people in on a day, teach of it.

Made for one occupation at a time, when asked for: of thirty thousand certifications a person is told of a few.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from graph.matrices import Matrices
from recommend.law.on_day import Register
from recommend.law.standing import Entry
from recommend.weights import W
from recommend.world.schooling import is_schooling
from referentials.catalogue import Catalogue, Certification

KEPT = 512
"""Occupations whose ways in are kept: those asked about of late."""


@dataclass(frozen=True, eq=False)
class WaysIn:
    """Units described of the certifications that lead to an occupation."""

    units: tuple[str, ...]
    owners: tuple[str, ...]
    """The certification of each."""
    teaches: csr_matrix
    """(units, items that the occupation asks for) probability that who holds the unit has the item."""
    levels: NDArray[np.float64]
    """(units,) level of the certification; `level.unknown` where it is not known."""
    surely: NDArray[np.bool_]
    """(units,) whether one surely enters the certification."""
    is_bloc: NDArray[np.bool_]
    """(units,) not a certification without blocs, which is a unit too, nor a bloc of general education."""


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
    """Ways in on a day, by occupation."""

    planning: Matrices
    """Those where units count for what the occupations they lead to ask for."""
    register: Register

    @property
    def catalogue(self) -> Catalogue:
        """Facts by code."""
        return self.register.catalogue

    def into(self, occupation: str) -> WaysIn:
        """The ways in of an occupation."""
        return self._into(occupation)

    @cached_property
    def _into(self) -> Callable[[str], WaysIn]:
        return lru_cache(KEPT)(self._find)

    def _find(self, occupation: str) -> WaysIn:
        catalogue, place = self.catalogue, self.planning.unit_index
        described = (unit for code in self._leading(occupation) for unit in catalogue.units_of(code))
        units = [unit for unit in described if unit in place and catalogue.units[unit].is_described]
        owners = tuple(catalogue.owner_of(unit) for unit in units)
        return WaysIn(
            units=tuple(units),
            owners=owners,
            teaches=self._teaches([place[unit] for unit in units], occupation),
            levels=np.array([level_counted(catalogue.certifications[one]) for one in owners], dtype=np.float64),
            surely=np.array([self.register.entries[one] is Entry.OPEN for one in owners], dtype=bool),
            is_bloc=np.array([self._is_of_a_trade(unit) for unit in units], dtype=bool),
        )

    def _is_of_a_trade(self, unit: str) -> bool:
        bloc = self.catalogue.blocs.get(unit)
        return bool(bloc and not is_schooling(bloc.title or ""))

    def _leading(self, occupation: str) -> list[str]:
        """Certifications that lead there and take people in, as far as is known."""
        catalogue = self.catalogue
        romes = (catalogue.occupations[occupation].family, occupation)
        leading = {code for rome in romes for code in catalogue.certifications_to.get(rome, ())}
        return sorted(code for code in leading if entry_as_known(code, self.register) in {Entry.OPEN, Entry.UNKNOWN})

    def _teaches(self, rows: Sequence[int], occupation: str) -> csr_matrix:
        asked = self.planning.requires[self.planning.occupation_index[occupation]].indices
        return csr_matrix(self.planning.certifies[list(rows)][:, asked])
