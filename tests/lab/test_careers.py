"""The evaluations of what is within reach and of paths, on the teaching referential."""

from __future__ import annotations

import pytest

from lab.evaluation.careers import Moves, exercised
from lab.evaluation.paths import evaluate_paths, evolutions
from lab.evaluation.reach import WAYS, drawn, evaluate_reach
from recommend.engine import Engine

MOVES = [("D1102", "D1106", "Proche"), ("D1106", "D1505", "Evolution"), ("I1304", "I1309", "Evolution")]


def test_what_is_proposed_is_measured_by_way_and_in_all(engine: Engine) -> None:
    """Shares, what strangers share, thresholds that never rise, and the cost."""
    found = evaluate_reach(engine, MOVES, 12)
    assert found["people"] == 12
    assert set(found["ways"]) == set(WAYS)
    each = [row["each"] for row in found["thresholds"]]
    assert each == sorted(each, reverse=True)
    assert found["reach_ms_p95"] > 0
    assert drawn(engine, 5) == drawn(engine, 12)[:5]


def test_a_move_is_of_ones_world_by_domain_by_family_or_by_record(engine: Engine) -> None:
    """And told by ROME by family, by record, or by ROME 3."""
    known = Moves.of(engine.catalogue, MOVES)
    start, end = next(iter(known.recorded))
    assert known.own_world(start, end)
    assert known.is_told(start, end)
    assert known.own_world("D1106", "D1505")
    assert known.is_told("D1106", "D1505")
    assert not known.own_world("D1106", "I1304")


def test_paths_are_measured_over_evolutions(engine: Engine) -> None:
    """Every step sure, no gate passed through, levels respected; the worst said with their labels."""
    moves = evolutions(MOVES, engine.catalogue, 10)
    assert {(move.start, move.target) for move in moves} == {("D1106", "D1505"), ("I1304", "I1309")}
    found = evaluate_paths(engine, moves, MOVES)
    assert found["moves"] == 2
    assert found["steps_sure"] in {1.0, None}
    assert found["barred"] in {0.0, None}
    assert found["levels_respected"] in {1.0, None}
    assert exercised(engine, "D1106").practised == {"D1106"}


@pytest.mark.parametrize("task", ["reach", "paths"])
def test_the_worst_and_the_ways_are_read_by_code(task: str) -> None:
    """Both are commands of `acquis evaluate`."""
    from lab.commands import evaluate

    assert task in {one.name or one.callback.__name__ for one in evaluate.app.registered_commands if one.callback}
