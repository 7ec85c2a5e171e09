"""Paths from where a holder stands to an occupation: directly, or through one or two others that teach what is missing.

The effort of a step is what the occupation asks for and nothing yet covers, once the job before it has taught its own
competencies (`path.months` of practice). Of all paths, those are kept that no other beats on every count: number of
steps, hardest step, total effort, highest level on the way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from graph.matrices import IMPORTANCE_CODES, Matrices
from recommend.explore import Demands, beliefs_of
from recommend.lookup import Lookup, Occupation
from recommend.moves import Move, Moves
from recommend.profile import Profile
from recommend.weights import W

Vector = NDArray[np.float64]
STARTS = 30
"""Occupations, best covered, that a first step may lead to beside the moves from those exercised."""
CITED = 5
"""Competencies cited of what a step takes and of what it brings."""


@dataclass(frozen=True, slots=True)
class PathStep:
    """One occupation on the way. Efforts are shares, 0 to 1; items are cited heaviest first."""

    occupation: Occupation
    move: Move | None
    """The move that leads here; None when it starts from the profile and no occupation exercised has it."""
    effort: float
    takes: tuple[str, ...]
    """Items it asks for that nothing covers yet."""
    brings: tuple[str, ...]
    """Items it teaches that the next step asks for."""
    level: float | None
    """Median level of the certifications that lead there."""


@dataclass(frozen=True, slots=True)
class Path:
    """Steps in order; the last one is the destination."""

    steps: tuple[PathStep, ...]

    @property
    def hardest(self) -> float:
        """Effort of its hardest step."""
        return max(step.effort for step in self.steps)

    @property
    def total(self) -> float:
        """Effort of all its steps."""
        return round(sum(step.effort for step in self.steps), 6)

    @property
    def level(self) -> float:
        """Highest usual level on the way; 0 when none is known."""
        return max(step.level or 0.0 for step in self.steps)


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


def paths_to(
    destination: str, profile: Profile, efforts: Efforts, moves: Moves, allowed: set[str], matrices: Matrices,
    lookup: Lookup, n: int = 5,
) -> list[Path]:  # fmt: skip
    """The n best paths that no other beats on steps, hardest step, total effort, level; easiest hardest step first.

    `allowed`: occupations that may be passed through (the destination always may). Of paths through the same last
    occupation only the easiest is kept, so that they differ. No occupation comes twice.
    """
    standing = {e.occupation for e in profile.exercised if e.probability >= W["title.recognised"]}
    routes = [(destination,), *_routes(destination, standing, efforts, moves, allowed, matrices)]
    between = efforts.between({move for route in routes for move in pairwise(_places(route, matrices))})
    level: dict[str, float] = {}
    for code in {code for route in routes for code in route}:
        level[code] = usual_level_to(lookup.occupations[code], lookup) or 0.0
    scored = [
        (len(r), *_counts(_efforts(r, efforts, between, matrices)), max(level[code] for code in r), r) for r in routes
    ]
    best = sorted(_front(scored), key=lambda one: (one[1], one[0], *one[2:]))
    kept: dict[str, tuple[str, ...]] = {}
    for *_, route in best:
        kept.setdefault(route[-2] if len(route) > 1 else "", route)
    return [_path(route, standing, efforts, between, moves, matrices, lookup) for route in list(kept.values())[:n]]


def _routes(
    destination: str, standing: set[str], efforts: Efforts, moves: Moves, allowed: set[str], matrices: Matrices
) -> Iterator[tuple[str, ...]]:
    """Routes of two and three occupations, each a move from the one before."""
    nearest = np.argsort(efforts.first, kind="stable")[:STARTS]
    firsts = {move.target for code in standing for move in moves.of(code)} | {
        matrices.occupations[at] for at in nearest
    }
    for first in sorted((firsts & allowed) - standing - {destination}):
        following = {move.target for move in moves.of(first)}
        if destination in following:
            yield (first, destination)
        for second in sorted((following & allowed) - standing - {first, destination}):
            if destination in {move.target for move in moves.of(second)}:
                yield (first, second, destination)


def _counts(values: Sequence[float]) -> tuple[float, float]:
    """Hardest step and total effort."""
    return max(values), sum(values)


def _places(route: Sequence[str], matrices: Matrices) -> list[int]:
    return [matrices.occupation_index[code] for code in route]


Between = Mapping[tuple[int, int], float]


def _efforts(route: Sequence[str], efforts: Efforts, between: Between, matrices: Matrices) -> list[float]:
    places = _places(route, matrices)
    values = [efforts.first[places[0]], *(between[move] for move in pairwise(places))]
    return [round(float(value), 6) for value in values]


Scored = tuple[int, float, float, float, tuple[str, ...]]
"""Number of steps, hardest step, total effort, level; then the route."""


def _front(scored: Iterable[Scored]) -> list[Scored]:
    """Those that no other beats: no worse on any count, and better on one (Pareto)."""
    kept: list[Scored] = []
    for one in sorted(scored):  # what beats it comes before it
        if not any(_beats(other, one) for other in kept):
            kept.append(one)
    return kept


def _beats(one: Scored, other: Scored) -> bool:
    return all(a <= b for a, b in zip(one[:-1], other[:-1], strict=True)) and one[:-1] != other[:-1]


def _path(
    route: tuple[str, ...], standing: set[str], efforts: Efforts, between: Between, moves: Moves, matrices: Matrices,
    lookup: Lookup,
) -> Path:  # fmt: skip
    places = _places(route, matrices)
    values = _efforts(route, efforts, between, matrices)
    steps = []
    for rank, (code, place) in enumerate(zip(route, places, strict=True)):
        before = places[rank - 1] if rank else None
        origins = [route[rank - 1]] if rank else sorted(standing)
        takes = [matrices.items[column] for _, column in efforts.items(place, before)[:CITED]]
        taught = efforts.taught(place, places[rank + 1])[:CITED] if rank + 1 < len(places) else []
        steps.append(
            PathStep(
                lookup.occupations[code], _move(origins, code, moves), values[rank], tuple(takes),
                tuple(matrices.items[column] for _, column in taught), usual_level_to(lookup.occupations[code], lookup),
            )
        )  # fmt: skip
    return Path(tuple(steps))


def _move(origins: Sequence[str], target: str, moves: Moves) -> Move | None:
    """The move that leads to an occupation from one of these: recorded first, by rank."""
    found = [move for code in origins for move in moves.of(code) if move.target == target]
    return min(found, key=lambda move: (not move.recorded, move.rank or 0, -(move.nearness or 0.0)), default=None)


def usual_level_to(occupation: Occupation, lookup: Lookup) -> float | None:
    """Median level of the certifications that lead to an occupation; None when no level is known."""
    leading = {c for rome in (occupation.family, occupation.code) for c in lookup.certifications_to.get(rome, ())}
    levels = [level for code in leading if (level := lookup.certifications[code].level)]
    return float(np.median(levels)) if levels else None
