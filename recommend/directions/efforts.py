"""Efforts: what each occupation asks for that nothing covers, from a profile and after other occupations."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from recommend.profile.profile import Profile
from recommend.weights import W
from recommend.world import World

Vector = NDArray[np.float64]


class Efforts:
    """Efforts of every occupation, from the profile and after each other occupation."""

    def __init__(self, profile: Profile, world: World) -> None:
        self.profile, self.world = profile, world
        self.believed = profile.abilities.believed
        self._shares, self._practice = world.demands.shares, world.practice
        self._listed = world.demands.coverage(self.believed)
        self.first: Vector = 1.0 - profile.abilities.coverage
        """(occupations,) from the profile."""
        self._gained = self._practice.copy()
        self._gained.data = np.maximum(self._gained.data - self.believed[self._gained.indices], 0.0)

    def after(self, practised: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return the effort of every occupation once each of these was practised: (practised, occupations)."""
        taught: NDArray[np.float64] = (self._gained[practised] @ self._shares.T).toarray()
        near = np.maximum(self.profile.abilities.near, self.world.near_practised[practised])
        return (1.0 - self._listed - taught) * (1.0 - near)

    def between(self, moves: Collection[tuple[int, int]]) -> dict[tuple[int, int], float]:
        """Effort of the second occupation of each move once the first was practised."""
        starts, ends = np.array(sorted(moves), dtype=np.intp).reshape(-1, 2).T
        taught = np.asarray(self._gained[starts].multiply(self._shares[ends]).sum(axis=1)).ravel()
        near = np.maximum(self.profile.abilities.near[ends], self.world.near_practised[starts, ends])
        values = ((1.0 - self._listed[ends] - taught) * (1.0 - near)).tolist()
        return dict(zip(zip(starts.tolist(), ends.tolist(), strict=True), values, strict=True))

    def opened(self, chains: Sequence[Sequence[int]], countable: NDArray[np.bool_]) -> list[int]:
        """How many countable occupations come within reach once all those of a chain were practised, its own aside."""
        if not chains:
            return []
        closed = (1.0 - self.first < W["reach"]) & countable
        practised = sorted({place for chain in chains for place in chain})
        after = 1.0 - self.after(np.array(practised, dtype=np.intp))[:, closed] >= W["reach"]
        rows = {place: after[at] for at, place in enumerate(practised)}
        number = np.cumsum(closed) - 1
        found = []
        for chain in chains:
            opened = reduce(np.logical_or, (rows[place] for place in chain))
            found.append(int(opened.sum()) - sum(bool(opened[number[place]]) for place in set(chain) if closed[place]))
        return found

    def items(self, place: int, before: int | None) -> list[tuple[float, int]]:
        """Items an occupation asks for that are not held, heaviest first: share of its effort, and column."""
        row = self._shares[place]
        covered = self.believed if before is None else np.maximum(self.believed, self._dense(before))
        lacking = covered[row.indices] < W["status.held"]
        found = zip((row.data * (1.0 - covered[row.indices]))[lacking], row.indices[lacking], strict=True)
        return sorted(((float(v), int(c)) for v, c in found), key=lambda x: (-x[0], x[1]))

    def taught(self, place: int, following: int) -> list[tuple[float, int]]:
        """Items an occupation teaches that the next one asks for, and that were not known, heaviest first."""
        row = self._shares[following]
        gain = np.maximum(self._dense(place) - self.believed, 0.0)[row.indices] * row.data
        found = ((float(v), int(c)) for v, c in zip(gain, row.indices, strict=True) if v > 0)
        return sorted(found, key=lambda x: (-x[0], x[1]))

    def _dense(self, place: int) -> Vector:
        return np.asarray(self._practice[place].todense()).ravel()
