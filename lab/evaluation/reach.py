"""Is what is proposed of one's world? People who exercised one occupation for five years, and nothing else.

Everything proposed, by whichever way, is of one's world when it is of the same domain (the letter of the code), of a
family that ROME 3 calls near, or a mobility that ROME records. Two people of different domains should share little.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.errors import EvaluationError
from lab.evaluation.careers import Moves, exercised
from recommend.directions.reach import Reach
from recommend.engine import Engine

DRAWN = 300
THRESHOLDS = (0.20, 0.30, 0.40, 0.45, 0.50, 0.55, 0.60)
WAYS = tuple(field.name for field in fields(Reach) if field.name != "limits")
Measures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody was told: codes by way, and how long it took."""

    start: str
    ways: dict[str, tuple[str, ...]]
    coverage: NDArray[np.float64]
    took: float
    """Milliseconds."""

    @property
    def codes(self) -> set[str]:
        """Everything proposed."""
        return {code for told in self.ways.values() for code in told}


def drawn(engine: Engine, most: int = DRAWN) -> list[str]:
    """Occupations that describe something, in the order of the hash of their code."""
    world = engine.world
    described = (code for at, code in enumerate(world.matrices.occupations) if world.demands.total[at])
    return sorted(described, key=lambda code: sha256(code.encode()).hexdigest())[:most]


def evaluate_reach(engine: Engine, moves: Sequence[tuple[str, str, str]], most: int = DRAWN) -> Measures:
    """Shares of what is proposed that is of one's world, what strangers share, the cost, and each threshold."""
    starts = drawn(engine, most)
    if not starts:
        raise EvaluationError(f"L'instantané {engine.snapshot.id} ne décrit aucun métier.")
    known = Moves.of(engine.catalogue, moves)
    engine.reach(exercised(engine, starts[0]))  # what is made once is made
    told = [_told(engine, code) for code in starts]
    took = sorted(one.took for one in told)
    return {
        "people": len(told),
        "own_world": _share(known.own_world(one.start, code) for one in told for code in one.codes),
        "own_domain": _share(one.start[0] == code[0] for one in told for code in one.codes),
        "own_domain_of_three": _share(one.start[:3] == code[:3] for one in told for code in one.codes),
        "shared_by_strangers": _shared(told),
        "proposed_median": float(np.median([len(one.codes) for one in told])),
        "nothing_proposed": _share(not one.codes for one in told),
        "ways": {way: _way(told, way, known) for way in WAYS},
        "thresholds": [_threshold(engine, told, known, threshold) for threshold in THRESHOLDS],
        "reach_ms_median": round(took[len(took) // 2], 1),
        "reach_ms_p95": round(took[int(0.95 * (len(took) - 1))], 1),
    }


def _told(engine: Engine, start: str) -> Told:
    profile = exercised(engine, start)
    coverage = profile.abilities.coverage
    begun = time.perf_counter()
    found = engine.reach(profile)
    took = 1000 * (time.perf_counter() - begun)
    ways = {way: tuple(one.occupation.code for one in getattr(found, way)) for way in WAYS}
    return Told(start, ways, coverage, took)


def _way(told: Sequence[Told], way: str, known: Moves) -> Measures:
    proposed = [(one.start, code) for one in told for code in one.ways[way]]
    return {
        "each": round(len(proposed) / len(told), 2),
        "none": _share(not one.ways[way] for one in told),
        "own_world": _share(known.own_world(*pair) for pair in proposed),
    }


def _shared(told: Sequence[Told]) -> float | None:
    """Part of their lists that two people of different domains share: a mean over the pairs where both have one."""
    listed = [one for one in told if one.codes]
    pairs = ((a.codes, b.codes) for a, b in combinations(listed, 2) if a.start[0] != b.start[0])
    parts = [(len(a & b) / len(a) + len(a & b) / len(b)) / 2 for a, b in pairs]
    return round(float(np.mean(parts)), 4) if parts else None


def _threshold(engine: Engine, told: Sequence[Told], known: Moves, threshold: float) -> Measures:
    """What the weights `reach` and `reach.brings` are set from: occupations covered from a threshold on."""
    codes = engine.world.matrices.occupations
    pairs = [
        (one.start, codes[at])
        for one in told
        for at in np.flatnonzero(one.coverage >= threshold)
        if codes[at] != one.start
    ]
    return {
        "from": threshold,
        "each": round(len(pairs) / len(told), 1),
        "told_by_rome": _share(known.is_told(*pair) for pair in pairs),
        "own_world": _share(known.own_world(*pair) for pair in pairs),
    }


def _share(values: Iterable[bool]) -> float | None:
    known = list(values)
    return round(sum(known) / len(known), 4) if known else None
