"""Efforts: what each occupation asks for that nothing covers, from a profile and after other occupations."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recommend.profile.beliefs import beliefs_of
from recommend.profile.profile import Profile
from recommend.weights import W
from recommend.world import World

Vector = NDArray[np.float64]


class Efforts:
    """Efforts of every occupation, from the profile and after each other occupation."""

    def __init__(self, profile: Profile, world: World) -> None:
        self.profile, self.world = profile, world
        self.believed, _ = beliefs_of(profile, world.matrices)
        self._shares, self._practice = world.demands.shares, world.practice
        self.first: Vector = 1.0 - world.demands.coverage(self.believed)
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

    def opened(self, chains: Sequence[Sequence[int]], countable: NDArray[np.bool_]) -> list[int]:
        """How many countable occupations come within reach once all those of a chain were practised, its own aside."""
        if not chains:
            return []
        longest = max(len(chain) for chain in chains)
        rank = [self._gained[[chain[min(at, len(chain) - 1)] for chain in chains]] for at in range(longest)]
        together = csr_matrix(reduce(lambda one, other: one.maximum(other), rank))
        taught = csr_matrix(together @ self._shares.T)
        before = 1.0 - self.first[taught.indices]
        taught.data = (before < W["reach"]) & (before + taught.data >= W["reach"]) & countable[taught.indices]
        own = [sum(bool(taught[row, place]) for place in set(chain)) for row, chain in enumerate(chains)]
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
