"""Openings: what blocs and whole certifications confer, so that all that they open is found at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from scipy.sparse import csr_matrix

from graph.matrices import Matrices
from recommend.law.following import Following
from recommend.world.given import together
from referentials.catalogue import Catalogue


@dataclass(frozen=True, eq=False)
class Openings:
    """Blocs and certifications of which something is described, and what each gives."""

    planning: Matrices
    following: Following
    blocs: tuple[str, ...]
    certifications: tuple[str, ...]
    """Those of which a unit is described."""

    @classmethod
    def build(cls, planning: Matrices, following: Following) -> Self:
        """List them from the matrices, those where units count for macro-competencies too."""
        units = following.catalogue.units
        described = [units[code] for code in planning.units if units[code].is_described]
        blocs = tuple(unit.code for unit in described if unit.is_bloc)
        return cls(planning, following, blocs, tuple(sorted({unit.certification for unit in described})))

    @property
    def catalogue(self) -> Catalogue:
        """Facts by code."""
        return self.following.catalogue

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

    def _units(self, code: str, held: Collection[str]) -> Iterable[str]:
        if code in self.conferring:
            return self.following.followed((code,), held)
        return [unit for unit in self.catalogue.units_of(code) if unit not in held]
