"""The brief of a plan: the gap of a profile to close within limits, with its needs as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recommend.gap.gap import Gap
from recommend.law.on_day import Register
from recommend.plan.limits import Limits
from recommend.profile.profile import Profile
from recommend.world import World

Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Brief:
    """What a plan is asked for. Needs are in the order of the lines of the gap."""

    profile: Profile
    gap: Gap
    limits: Limits
    world: World

    @property
    def register(self) -> Register:
        """What the law says of every certification on the day of the profile."""
        return self.world.register(self.profile.as_of)

    @cached_property
    def weights(self) -> Vector:
        """(needs,) points of coverage."""
        weights: Vector = np.array([line.need.weight for line in self.gap.lines])
        points: Vector = 100.0 * weights / weights.sum()
        return points

    @cached_property
    def believed(self) -> Vector:
        """(needs,) probability of each."""
        return np.array([line.probability for line in self.gap.lines])

    @cached_property
    def everything(self) -> Vector:
        """(items,) probability of every item, needed or not."""
        return self.profile.abilities.believed

    @cached_property
    def confers(self) -> csr_matrix:
        """(units, needs) probability that holding the unit gives the need."""
        matrices = self.world.planning
        columns = np.array([matrices.item_index[line.need.item] for line in self.gap.lines])
        return csr_matrix(matrices.certifies_by_item[:, columns])

    @cached_property
    def brings(self) -> Vector:
        """(units,) points of coverage that each would bring, of those left."""
        return np.asarray(self.confers @ (self.weights * (1.0 - self.believed))).ravel()

    @cached_property
    def begun(self) -> frozenset[str]:
        """Certifications of which a bloc is held, and not the whole."""
        units = self.world.catalogue.units
        return frozenset({units[code].certification for code in self.profile.held} - self.profile.certifications)

    def held_of(self, certification: str) -> tuple[str, ...]:
        """Blocs of a certification that are held."""
        return tuple(unit for unit in self.world.catalogue.units_of(certification) if unit in self.profile.holdings)
