"""Where could I go? Every occupation of the snapshot scored at once, as a gap to each would say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from graph.matrices import IMPORTANCE_CODES, Matrices
from recommend.directions.wishes import Wishes, allowed
from recommend.profile.profile import Profile
from recommend.weights import W
from referentials.catalogue import Catalogue, Occupation

Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Demands:
    """How much each occupation asks for each item, and in all."""

    weights: csr_matrix
    """(occupations, items) float64: `need.*` of the weights."""
    core: csr_matrix
    """The same, core needs only."""
    total: Vector
    """(occupations,) sum of the weights; 0 where the fiche describes nothing."""

    @classmethod
    def build(cls, matrices: Matrices) -> Self:
        """Weigh what occupations require."""
        requires = matrices.requires
        of_code = np.zeros(max(IMPORTANCE_CODES.values()) + 1)
        for name, code in IMPORTANCE_CODES.items():
            of_code[code] = W[f"need.{name}"]
        factor = np.where(matrices.is_knowledge, W["need.knowledge"], 1.0)
        data = of_code[requires.data] * factor[requires.indices]
        weights = csr_matrix((data, requires.indices, requires.indptr), shape=requires.shape)
        core = csr_matrix(
            (np.where(requires.data == IMPORTANCE_CODES["core"], data, 0.0), requires.indices, requires.indptr),
            shape=requires.shape,
        )
        return cls(weights, core, np.asarray(weights.sum(axis=1)).ravel())

    def coverage(self, beliefs: Vector) -> Vector:
        """Σ weight × probability / Σ weight of each occupation, (occupations,); 0 where nothing is described."""
        return np.asarray(
            np.divide(self.weights @ beliefs, self.total, where=self.total > 0, out=np.zeros_like(self.total))
        )


@dataclass(frozen=True, slots=True)
class Explored:
    """An occupation, how far a profile covers it, and the rank of a recorded mobility from one exercised, if any."""

    occupation: Occupation
    coverage: float
    guaranteed: float
    core: float
    """Coverage of the core needs alone; 0 when none is core."""
    exercised: bool
    mobility_from: str | None
    mobility_rank: int | None


def explore(
    profile: Profile, wishes: Wishes, matrices: Matrices, demands: Demands, catalogue: Catalogue
) -> list[Explored]:
    """Every occupation that the wishes leave, best covered first, ties by code; `coverage` is that of the gap."""
    believed, guaranteed = beliefs_of(profile, matrices)
    cover, sure = demands.coverage(believed), demands.coverage(guaranteed)
    core_total = np.asarray(demands.core.sum(axis=1)).ravel()
    core = np.divide(demands.core @ believed, core_total, where=core_total > 0, out=np.zeros_like(core_total))
    kept = allowed(wishes, catalogue.snapshot)
    exercised = profile.practised
    moves = _moves(exercised, catalogue)
    found = []
    for row, code in enumerate(matrices.occupations):
        if code in kept and demands.total[row] > 0:
            covered, vouched, at_core = (round(float(x[row]), 6) for x in (cover, sure, core))
            origin, rank = moves.get(code, (None, None))
            occupation = catalogue.occupations[code]
            found.append(Explored(occupation, covered, vouched, at_core, code in exercised, origin, rank))
    return sorted(found, key=lambda one: (-one.coverage, one.occupation.code))


def beliefs_of(profile: Profile, matrices: Matrices) -> tuple[Vector, Vector]:
    """Probability of each item, and the share of it that is guaranteed: twice (items,)."""
    believed, guaranteed = np.zeros((2, len(matrices.items)))
    for belief in profile.beliefs:
        place = matrices.item_index[belief.item]
        believed[place], guaranteed[place] = belief.probability, belief.guaranteed
    return believed, guaranteed


def _moves(exercised: frozenset[str], catalogue: Catalogue) -> dict[str, tuple[str, int]]:
    """For each target of a mobility that ROME records from an occupation exercised: from which, at which rank."""
    found: dict[str, tuple[str, int]] = {}
    for code in sorted(exercised):
        for target, rank in catalogue.mobilities.get(code, ()):
            if target not in found or rank < found[target][1]:
                found[target] = (code, rank)
    return found
