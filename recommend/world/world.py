"""One snapshot and what its model derived, made ready for answers: everything that no passport changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from graph.matrices import Matrices
from matching.diplomas.index import DiplomaIndex
from matching.matcher import Matcher
from recommend.law.following import Following
from recommend.law.gates import Gates
from recommend.law.on_day import Register
from recommend.weights import W
from recommend.world.carrying import Carrying
from recommend.world.conferred import assessed
from recommend.world.demands import Demands, practice
from recommend.world.expectations import Expectations
from recommend.world.fit import Fits
from recommend.world.market import Markets
from recommend.world.mobilities import Mobilities
from recommend.world.openings import Openings
from recommend.world.straining import Straining
from recommend.world.titles import TitleIndex
from referentials.catalogue import Catalogue
from referentials.snapshot import Snapshot

DAYS = 8
"""Registers kept: services are asked about today, now and then about another day."""


@dataclass(frozen=True, eq=False)
class World:
    """What every answer reads. Each part is made when first asked for, and shared from then on."""

    snapshot: Snapshot
    matcher: Matcher

    @cached_property
    def catalogue(self) -> Catalogue:
        """Facts by code."""
        return Catalogue(self.snapshot)

    @cached_property
    def matrices(self) -> Matrices:
        """What occupations require, and what the statements of units say that juries assess."""
        return Matrices.build(self.snapshot, assessed(self.matcher.unit_links, self.catalogue.titles))

    @cached_property
    def planning(self) -> Matrices:
        """The same, with all that holding a unit lets one think: what the occupations that it leads to ask for too."""
        return replace(self.matrices, certifies=self.matrices.certifies.maximum(self.carrying.taught))

    @cached_property
    def carrying(self) -> Carrying:
        """How far what one does reaches what one has not shown."""
        return Carrying.build(self.matcher, self.matrices)

    @cached_property
    def expectations(self) -> Expectations:
        """What the record of each occupation leads one to expect of its sentences."""
        return Expectations(self.matrices, self.carrying, self.matcher.item_index.codes)

    @cached_property
    def demands(self) -> Demands:
        """What every occupation asks for, weighed."""
        return Demands.build(self.matrices)

    @cached_property
    def practice(self) -> csr_matrix:
        """What `path.months` in each occupation teach, which is never a title: (occupations, items)."""
        return practice(self.matrices)

    @cached_property
    def titles(self) -> TitleIndex:
        """Which titles of ROME something held is."""
        return TitleIndex(self.catalogue)

    @cached_property
    def near_practised(self) -> NDArray[np.float32]:
        """What `path.months` in each occupation give of the others for being near: (occupations, occupations)."""
        part = 1.0 - np.exp(-W["path.months"] / W["duration.plain"])
        return np.asarray(part * self.carrying.trades, dtype=np.float32)

    @cached_property
    def following(self) -> Following:
        """What follows by law from holding what."""
        return Following(self.catalogue)

    @cached_property
    def gates(self) -> Gates:
        """What one must hold to exercise each occupation."""
        return Gates.build(self.snapshot, self.catalogue.occupations)

    @cached_property
    def diplomas(self) -> DiplomaIndex:
        """Fiches by the titles that people give diplomas."""
        return DiplomaIndex(self.snapshot)

    @cached_property
    def markets(self) -> Markets:
        """What the labour market says of occupations."""
        return Markets(self.snapshot, self.catalogue)

    @cached_property
    def mobilities(self) -> Mobilities:
        """Moves between occupations, recorded and inferred."""
        return Mobilities(self.catalogue, self.matcher.neighbours())

    @cached_property
    def fits(self) -> Fits:
        """How much certifications speak of occupations."""
        return Fits(self.catalogue, self.matcher)

    @cached_property
    def straining(self) -> Straining:
        """Occupations where what somebody has to keep away from is met."""
        return Straining(self.catalogue)

    def register(self, day: date) -> Register:
        """What the law says of every certification on a day."""
        return self._register(day)

    def openings(self, day: date) -> Openings:
        """What leads to each occupation on a day."""
        return self._openings(day)

    @cached_property
    def _openings(self) -> Callable[[date], Openings]:
        return lru_cache(DAYS)(lambda day: Openings(self.planning, self.register(day)))

    @cached_property
    def _register(self) -> Callable[[date], Register]:
        return lru_cache(DAYS)(lambda day: Register(self.catalogue, day))
