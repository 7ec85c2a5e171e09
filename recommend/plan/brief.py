"""The brief of a plan: the gap of a profile to close within limits, with its needs as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recommend.gap.gap import Gap
from recommend.law.on_day import Register
from recommend.law.studies import Studies, studies
from recommend.plan.limits import Limits, Route
from recommend.plan.modality import Practice
from recommend.profile.access import is_shut
from recommend.profile.profile import Profile
from recommend.weights import W
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

    @cached_property
    def conferring(self) -> frozenset[str]:
        """Units that may confer others."""
        return frozenset(self.world.following.conferring)

    @cached_property
    def practice(self) -> Practice:
        """What experience alone says."""
        return Practice.of(self.profile, self.world)

    @cached_property
    def usual_level(self) -> float | None:
        """Usual level of the certifications of the target."""
        return self.world.catalogue.usual_level(self.gap.target.families)

    @cached_property
    def studies(self) -> Studies | None:
        """What ROME says of studies for the target; None where it is no occupation."""
        target = self.gap.target
        return studies(self.world.gates.text(target.code)) if target.kind == "occupation" else None

    @cached_property
    def level_counted(self) -> float:
        """That level, or what years of practice make up for: a level under the usual one of an occupation exercised."""
        usual, years = self.world.catalogue.usual_levels, self.profile.years
        long = (code for code in self.profile.practised if years.get(code, 0.0) >= W["lead.practised"])
        practised = (usual[code] - 1 for code in long if code in usual)
        return max(self.profile.level or 0, W["lead.untrained"], *practised, 0)

    @cached_property
    def practised(self) -> tuple[str, ...]:
        """Occupations exercised long enough for a VAE to rest on that alone (L6411-1)."""
        world = self.world
        core = world.demands.core_coverage(self.practice.believed)
        places = world.matrices.occupation_index
        return tuple(code for code in sorted(self.profile.practised) if core[places[code]] >= W["plan.vae_practised"])

    @cached_property
    def shut(self) -> bool:
        """Whether the law asks, to exercise the target, for a title that the passport does not show."""
        target = self.gap.target
        return target.kind == "occupation" and is_shut(self.profile, target.code, self.world)

    def prepared_by(self, certification: str) -> Route | None:
        """How a certification is being prepared; None where it is not."""
        if certification not in self.profile.preparing:
            return None
        return Route.APPRENTICESHIP if self.profile.apprentice else Route.TRAINING

    def held_of(self, certification: str) -> tuple[str, ...]:
        """Blocs of a certification that are held."""
        return tuple(unit for unit in self.world.catalogue.units_of(certification) if unit in self.profile.holdings)
