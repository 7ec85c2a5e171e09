"""The evaluation of plans: moves read, drawn and measured on the teaching referential."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from lab.errors import EvaluationError
from lab.evaluation.moves import read_moves
from lab.evaluation.plans import drawn, evaluate_plans
from lab.halves import is_even
from recommend.engine import Engine
from tests.support.errors import refused

HEADER = '"code_rome","code_rome_cible","code_appellation_source","code_appellation_cible","code_type_mobilite","libelle_type_mobilite"'  # noqa: E501


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Moves of which one goes nowhere that is known."""
    rows = ["D1102,D1106,,,1,Proche", "D1106,D1505,,,2,Evolution", "I1304,I1309,,,1,Proche", "A9999,D1106,,,1,Proche"]
    with ZipFile(tmp_path / "rome.zip", "w") as made:
        made.writestr("unix_rubrique_mobilite_v347_utf8.csv", "\n".join([HEADER, *rows]))
    return tmp_path / "rome.zip"


def test_plans_are_measured_over_known_moves(engine: Engine, archive: Path) -> None:
    """By half, by kind, and in all; every empty plan has its reason."""
    moves = drawn(read_moves(archive), engine.catalogue)
    assert {(move.start, move.target) for move in moves} == {("D1102", "D1106"), ("D1106", "D1505"), ("I1304", "I1309")}
    found = evaluate_plans(engine, moves)
    assert found["all"]["moves"] == 3
    assert found["near"]["moves"] == 2
    assert found["all"]["leads_and_entered"] == 1.0
    assert found["all"]["empty_unexplained"] == 0
    halves = [found[half]["moves"] for half in ("even", "odd") if half in found]
    assert sum(halves) == 3
    assert {is_even(move.start) for move in moves} <= {True, False}


def test_another_file_is_refused(tmp_path: Path) -> None:
    """With what was expected."""
    (tmp_path / "x.zip").write_text("no")
    with refused(EvaluationError, "ROME 3"):
        read_moves(tmp_path / "x.zip")
