"""Five years in one occupation, a plan to another: the moves that ROME 3 recorded, « proche » and « évolution ».

The moves are never a feature. Halves: the families one leaves whose code has an even sha256, on which weights were set,
and the odd ones, kept aside.
"""

from __future__ import annotations

import json
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from answers.builders.plan import plan_answer
from answers.words.surfaces import Surface
from lab.errors import EvaluationError
from lab.evaluation.moves import FURTHER, NEAR
from lab.evaluation.moves import Move as Recorded
from lab.halves import is_even
from passport.document.read import passport_from
from recommend.engine import Engine
from recommend.gap.target import Target
from recommend.law.requirements import Strength
from recommend.law.standing import Entry
from recommend.plan.records import Empty, Plan, Ready
from recommend.profile.profile import Profile
from referentials.catalogue import Catalogue

DAY, SAMPLE = date(2026, 11, 23), 300
KINDS = {NEAR: "near", FURTHER: "evolution"}
NEAR_LEVEL = 1.0
"""Levels from the usual one within which a step is of the right level."""


@dataclass(frozen=True, slots=True)
class Move:
    """A move between families of ROME 3, and the occupations of ROME 4 drawn for it."""

    start: str
    target: str
    kind: str
    exercised: str
    aimed: str

    @property
    def even(self) -> bool:
        """Which half it is of."""
        return is_even(self.start)


@dataclass(frozen=True, slots=True)
class Planned:
    """What came of a move."""

    move: Move
    plan: Plan
    exists: bool
    """Whether a certification that one may enter leads to the target."""
    leads: bool
    """Whether the first step is one."""
    away: float | None
    """Levels between the first step and the usual one there; None where either is unknown."""
    took: float
    """Milliseconds."""
    obligations: int
    """What the table of trades asks of everybody who exercises the occupation aimed at."""
    quoted: int
    """How many of these the answer quotes, with their article."""


def drawn(moves: Iterable[Recorded], catalogue: Catalogue, most: int = SAMPLE) -> list[Move]:
    """As many moves of each half, drawn by their sha256, each between one occupation of either family."""
    families: dict[str, list[str]] = {}
    for one in catalogue.occupations.values():
        families.setdefault(one.family, []).append(one.code)
    named = sorted({(start, target, KINDS[kind]) for start, target, kind in moves})
    known = [move for move in named if move[0] in families and move[1] in families and move[0] != move[1]]
    order = sorted(known, key=lambda move: sha256(" ".join(move).encode()).hexdigest())
    halves = ([move for move in order if is_even(move[0])], [move for move in order if not is_even(move[0])])
    return [_move(*move, families) for half in halves for move in half[: most // 2]]


def evaluate_plans(engine: Engine, moves: Sequence[Move]) -> dict[str, Any]:
    """Return the table of `_measures` for all the moves, each half, and each kind."""
    if not moves:
        raise EvaluationError(f"L'instantané {engine.snapshot.id} n'a aucun des métiers de ces mobilités.")
    engine.plan(engine.profile(_person(moves[0].exercised), DAY), moves[0].aimed)  # what is made once is made
    planned = [found for move in moves if (found := _planned(engine, move))]
    halves = {"even": [p for p in planned if p.move.even], "odd": [p for p in planned if not p.move.even]}
    kinds = {kind: [p for p in planned if p.move.kind == kind] for kind in KINDS.values()}
    return {name: _measures(some) for name, some in ({"all": planned} | halves | kinds).items() if some}


def _measures(planned: Sequence[Planned]) -> dict[str, Any]:
    """Shares told with what they are of: `leads_and_entered` where such a certification exists and one is not ready.

    `obligations_quoted`: of what the table of trades asks of everybody, what the answer quotes with its article; where
    what the law asks for is the next step (`Empty.ACCESS`), no certification is looked for.
    """
    stepped = [one for one in planned if one.plan.steps]
    empty = [one for one in planned if not one.plan.steps and not _is_answered(one.plan)]
    could = [one for one in planned if one.exists and (one.plan.steps or not _is_answered(one.plan))]
    asked = sum(one.obligations for one in planned)
    levels = [one.away for one in stepped if one.away is not None]
    took = sorted(one.took for one in planned)
    return {
        "moves": len(planned),
        "leads_and_entered": _share(one.leads for one in could),
        "where_one_exists": len(could),
        "level_within_one": _share(away <= NEAR_LEVEL for away in levels),
        "level_known": len(levels),
        "empty": _share(one in empty for one in planned),
        "empty_reasons": dict(sorted(Counter(str(one.plan.empty) for one in empty).items())),
        "empty_unexplained": sum(one.plan.empty is None for one in empty),
        "ready": _share(one.plan.ready is not None for one in planned),
        "ready_held": _share(one.plan.ready is Ready.HELD for one in planned),
        "by_vae": _share(one.plan.steps[0].modality.route == "vae" for one in stepped),
        "whole": _share(not one.plan.steps[0].unit.is_bloc for one in stepped),
        "access_first": _share(one.plan.empty is Empty.ACCESS for one in planned),
        "obligations": asked,
        "obligations_quoted": round(sum(one.quoted for one in planned) / asked, 4) if asked else None,
        "plan_ms_median": round(statistics.median(took), 1),
        "plan_ms_p95": round(took[int(0.95 * (len(took) - 1))], 1),
    }


def _planned(engine: Engine, move: Move) -> Planned | None:
    """None where the occupation aimed at describes nothing."""
    profile = engine.profile(_person(move.exercised), DAY)
    places = engine.world.matrices.occupation_index
    if not engine.world.demands.total[places[move.aimed]]:
        return None
    gap = engine.gap(profile, move.aimed)
    begun = time.perf_counter()
    plan = engine.plan(profile, gap)
    took = 1000 * (time.perf_counter() - begun)
    enterable = _enterable(gap.target, engine)
    first = plan.steps[0].certification if plan.steps else None
    usual = engine.catalogue.usual_level(gap.target.families)
    away = abs(first.level - usual) if first and first.level and usual else None
    leads = first is not None and first.code in enterable
    asked, quoted = _obligations(engine, profile, plan)
    return Planned(
        move=move,
        plan=plan,
        exists=bool(enterable),
        leads=leads,
        away=away,
        took=took,
        obligations=asked,
        quoted=quoted,
    )


def _is_answered(plan: Plan) -> bool:
    """Whether a plan without a step says what to do."""
    return plan.ready is not None or plan.empty is Empty.ACCESS


def _obligations(engine: Engine, profile: Profile, plan: Plan) -> tuple[int, int]:
    """What the table asks of everybody, and how many of these the whole answer quotes."""
    gate = engine.world.gates.of(plan.target.code)
    asked = [one for one in gate.requirements if one.strength is Strength.REQUIRED] if gate else []
    if not asked:
        return 0, 0
    said = plan_answer(engine, profile, [plan], Surface.CLI).model_dump_json()
    return len(asked), sum(_within(one.label, said) and _within(str(one.article), said) for one in asked)


def _within(text: str, said: str) -> bool:
    return json.dumps(text, ensure_ascii=False)[1:-1] in said


def _enterable(target: Target, engine: Engine) -> frozenset[str]:
    """Certifications of the RNCP that lead to the target, or replaced one that does, and that one may enter."""
    catalogue, register = engine.catalogue, engine.world.register(DAY)
    leading = {code for rome in target.families for code in catalogue.certifications_to.get(rome, ())}
    closed = {code for code in leading if register.entries[code] is Entry.CLOSED}
    following = {new for code in closed for new in register.standing(code).replaced_by}
    return frozenset(
        code
        for code in (leading - closed) | following
        if catalogue.certifications[code].title
        and not catalogue.certifications[code].is_specific
        and register.entries[code] in {Entry.OPEN, Entry.UNKNOWN}
    )


def _move(start: str, target: str, kind: str, families: dict[str, list[str]]) -> Move:
    place = int(sha256(f"{start} {target} {kind} métiers".encode()).hexdigest(), 16)
    exercised, aimed = sorted(families[start]), sorted(families[target])
    return Move(start, target, kind, exercised[place % len(exercised)], aimed[place // 97 % len(aimed)])


def _person(occupation: str) -> Any:
    """Somebody invented who has five years in an occupation, and nothing else."""
    job = {"id": "e1", "kind": "employment", "title": "Poste", "rome": occupation, "start": "2021-01", "end": "2025-12"}
    return passport_from({"version": 1, "holder": {"id": "essai"}, "experiences": [job]})


def _share(values: Iterable[bool]) -> float | None:
    known = list(values)
    return round(sum(known) / len(known), 4) if known else None
