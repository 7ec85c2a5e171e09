"""Are paths careers? Five years in one occupation, another aimed at: the moves that ROME 3 calls « évolution ».

The moves are never a feature. A step is one that ROME 4 records or infers with enough certainty (`sure`); whether ROME
tells it (`told`: recorded by ROME 4 or by ROME 3, or of one family) is counted apart.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lab.errors import EvaluationError
from lab.evaluation.careers import Moves, exercised
from lab.evaluation.moves import FURTHER
from lab.evaluation.plans import Move, drawn
from recommend.directions.paths import CareerPath, CareerStep
from recommend.engine import Engine
from recommend.law.levels import BELOW
from recommend.profile.access import shut_of
from recommend.profile.profile import Profile
from recommend.weights import W
from referentials.catalogue import Catalogue

WORST = 20


@dataclass(frozen=True, slots=True)
class Walked:
    """What came of a move: its paths, how far its end is at first, and how long it took."""

    move: Move
    found: tuple[CareerPath, ...]
    straight: float
    """Effort of going straight."""
    barred: bool
    """Whether a path goes through an occupation that is shut."""
    levels: bool
    """Whether every step on the way is of a level between those of the start and of the end."""
    took: float
    """Milliseconds."""

    @property
    def chains(self) -> list[tuple[str, ...]]:
        """Occupations of each path, the one exercised first."""
        return [(self.move.exercised, *(step.occupation.code for step in path.steps)) for path in self.found]


def evolutions(moves: Iterable[tuple[str, str, str]], catalogue: Catalogue, most: int) -> list[Move]:
    """Moves that ROME 3 calls « évolution », each once, drawn by hash."""
    return drawn([move for move in dict.fromkeys(moves) if move[2] == FURTHER], catalogue, most)


def evaluate_paths(
    engine: Engine, moves: Sequence[Move], known: Sequence[tuple[str, str, str]], worst: int = WORST
) -> dict[str, Any]:
    """Over paths: shares whose steps are sure, told, of the right level, barred by no gate; and the worst to read."""
    if not moves:
        raise EvaluationError(f"L'instantané {engine.snapshot.id} n'a aucun des métiers de ces mobilités.")
    told = Moves.of(engine.catalogue, known)
    engine.paths(exercised(engine, moves[0].exercised), moves[0].aimed)  # what is made once is made
    described = engine.world.demands.total
    walked = [_walked(engine, move) for move in moves if described[engine.world.matrices.occupation_index[move.aimed]]]
    chains = [chain for one in walked for chain in one.chains]
    through = [chain for chain in chains if len(chain) > 2]
    took = sorted(one.took for one in walked)
    return {
        "moves": len(walked),
        "no_short_path": _share(not one.found for one in walked),
        "direct": _share(any(len(path.steps) == 1 for path in one.found) for one in walked),
        "paths_each": round(len(chains) / len(walked), 2),
        "steps_sure": _share(all(_is_sure(step) for step in path.steps) for one in walked for path in one.found),
        "steps_told_by_rome": _share(all(told.is_told(*step) for step in pairwise(chain)) for chain in chains),
        "through_others_told_by_rome": _share(all(told.is_told(*s) for s in pairwise(chain)) for chain in through),
        "levels_respected": _share(one.levels for one in walked if one.found),
        "barred": _share(one.barred for one in walked if one.found),
        "paths_ms_median": round(statistics.median(took), 1),
        "paths_ms_p95": round(took[int(0.95 * (len(took) - 1))], 1),
        "worst": [_told(engine, one) for one in _worst(walked)[:worst]],
    }


def _walked(engine: Engine, move: Move) -> Walked:
    profile = exercised(engine, move.exercised)
    straight = 1.0 - float(profile.abilities.coverage[engine.world.matrices.occupation_index[move.aimed]])
    begun = time.perf_counter()
    found = engine.paths(profile, move.aimed)
    took = 1000 * (time.perf_counter() - begun)
    stones = [step.occupation.code for path in found for step in path.steps[:-1]]
    return Walked(
        move=move,
        found=tuple(found),
        straight=straight,
        barred=bool(shut_of(profile, engine.world).intersection(stones)),
        levels=all(_is_level(engine, profile, move.aimed, code) for code in stones),
        took=took,
    )


def _is_sure(step: CareerStep) -> bool:
    """Whether a sure move leads to a step, or it was within reach as things stood."""
    return step.mobility is not None or step.effort <= 1.0 - W["reach"]


def _is_level(engine: Engine, profile: Profile, aimed: str, code: str) -> bool:
    levels = engine.catalogue.usual_levels
    ends = [levels[one] for one in (aimed, *profile.practised) if one in levels]
    if code not in levels or aimed not in levels:
        return True
    return min(ends) - BELOW <= levels[code] <= max(ends)


def _worst(walked: Sequence[Walked]) -> list[Walked]:
    """Hardest first step of the best path, by code when equal."""
    return sorted(
        (one for one in walked if one.found), key=lambda one: (-one.found[0].hardest, one.move.start, one.move.target)
    )


def _told(engine: Engine, one: Walked) -> dict[str, object]:
    labels = engine.catalogue.occupations
    named = [f"{code} {labels[code].label}" for code in one.chains[0]]
    return {"hardest": one.found[0].hardest, "straight": round(one.straight, 4), "path": " → ".join(named)}


def _share(values: Iterable[bool]) -> float | None:
    known = list(values)
    return round(sum(known) / len(known), 4) if known else None
