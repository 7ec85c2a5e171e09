"""Efforts: what each occupation asks for that nothing covers, from a profile and after other occupations."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import reduce
from math import exp

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from graph.matrices import IMPORTANCE_CODES, Matrices
from recommend.directions.explore import Demands, beliefs_of
from recommend.profile.profile import Profile
from recommend.weights import W

Vector = NDArray[np.float64]


class Efforts:
    """Efforts of every occupation, from the profile and after each other occupation."""

    def __init__(self, profile: Profile, matrices: Matrices, demands: Demands) -> None:
        self.believed, _ = beliefs_of(profile, matrices)
        scale = np.divide(1.0, demands.total, where=demands.total > 0, out=np.zeros_like(demands.total))
        self._shares = csr_matrix(demands.weights.multiply(scale[:, None]))
        self._practice = practice(matrices)
        self.first: Vector = 1.0 - demands.coverage(self.believed)
        """(occupations,) from the profile."""
        self._gained = self._practice.copy()
        self._gained.data = np.maximum(self._gained.data - self.believed[self._gained.indices], 0.0)

    def after(self, practised: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return the effort of every occupation once each of these was practised: (practised, occupations)."""
        taught: NDArray[np.float64] = (self._gained[practised] @ self._shares.T).toarray()
        return self.first[None, :] - taught

    def between(self, moves: Collection[tuple[int, int]]) -> dict[tuple[int, int], float]:
        """Effort of the second occupation of each move once the first was practised."""
        starts, ends = np.array(sorted(moves), dtype=np.intp).reshape(-1, 2).T
        taught = np.asarray(self._gained[starts].multiply(self._shares[ends]).sum(axis=1)).ravel()
        values = (self.first[ends] - taught).tolist()
        return dict(zip(zip(starts.tolist(), ends.tolist(), strict=True), values, strict=True))

    def opened(self, routes: Sequence[Sequence[int]], countable: NDArray[np.bool_]) -> list[int]:
        """How many countable occupations come within reach once all those of a route were practised, its own aside."""
        if not routes:
            return []
        longest = max(len(route) for route in routes)
        rank = [self._gained[[route[min(at, len(route) - 1)] for route in routes]] for at in range(longest)]
        together = csr_matrix(reduce(lambda one, other: one.maximum(other), rank))
        taught = csr_matrix(together @ self._shares.T)
        before = 1.0 - self.first[taught.indices]
        taught.data = (before < W["reach"]) & (before + taught.data >= W["reach"]) & countable[taught.indices]
        own = [sum(bool(taught[row, place]) for place in set(route)) for row, route in enumerate(routes)]
        return [int(all_) - mine for all_, mine in zip(np.asarray(taught.sum(axis=1)).ravel(), own, strict=True)]

    def items(self, place: int, before: int | None) -> list[tuple[float, int]]:
        """Items an occupation asks for that nothing covers, heaviest first: share of its effort, and column."""
        row = self._shares[place]
        covered = self.believed if before is None else np.maximum(self.believed, self._dense(before))
        found = row.data * (1.0 - covered[row.indices])
        return sorted(
            ((float(v), int(c)) for v, c in zip(found, row.indices, strict=True)), key=lambda x: (-x[0], x[1])
        )

    def taught(self, place: int, following: int) -> list[tuple[float, int]]:
        """Items an occupation teaches that the next one asks for, and that were not known, heaviest first."""
        row = self._shares[following]
        gain = np.maximum(self._dense(place) - self.believed, 0.0)[row.indices] * row.data
        found = ((float(v), int(c)) for v, c in zip(gain, row.indices, strict=True) if v > 0)
        return sorted(found, key=lambda x: (-x[0], x[1]))

    def _dense(self, place: int) -> Vector:
        return np.asarray(self._practice[place].todense()).ravel()


def practice(matrices: Matrices) -> csr_matrix:
    """What `path.months` in each occupation teach: (occupations, items) float64, `prior.*` of the weights."""
    of_code = np.zeros(max(IMPORTANCE_CODES.values()) + 1)
    for name, code in IMPORTANCE_CODES.items():
        of_code[code] = W[f"prior.{name}"]
    learnt = 1.0 - exp(-W["path.months"] / W["duration.time_constant"])
    factor = np.where(matrices.is_knowledge, W["prior.knowledge"], 1.0)
    requires = matrices.requires
    data = of_code[requires.data] * factor[requires.indices] * learnt
    return csr_matrix((data, requires.indices, requires.indptr), shape=requires.shape)
