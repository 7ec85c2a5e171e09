"""What experience, moves and certifications cover, and what carries over: measured on small inputs."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from cli.main import app
from lab.errors import EvaluationError
from lab.evaluation.carry import agreement, evaluate_carry
from lab.evaluation.moves import FURTHER, NEAR, Families, read_moves
from lab.evaluation.readiness import MEASURES
from lab.training.judged import Judged, read_judged
from lab.training.links import fit_carry, fit_nearness
from matching.links.carry import ItemFacts
from matching.matcher import Matcher
from matching.weights import CARRY, NEARNESS, values
from recommend.engine import Engine
from tests.support.errors import refused
from tests.support.matching_world import small_world

HEADER = '"code_rome","code_rome_cible","libelle_type_mobilite"'
MOVES = [
    "D1102,D1106,Proche",
    "D1106,D1102,Proche",
    "D1106,D1505,Evolution",
    "I1304,I1309,Proche",
    "Z9999,D1106,Proche",
]


def archive_of(folder: Path, *rows: str, header: str = HEADER, table: str = "unix_rubrique_mobilite_v347") -> Path:
    """An archive of ROME 3 with these moves."""
    with ZipFile(folder / "rome3.zip", "w") as made:
        made.writestr(f"{table}_utf8.csv", "\n".join([header, *rows]))
    return folder / "rome3.zip"


def test_readiness_is_printed_in_words_and_in_json(
    tmp_path: Path, engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line for each measure, both halves; the same measures in JSON, between 0 and 1."""
    archive = archive_of(tmp_path, *MOVES)
    arguments = [
        "evaluate",
        "readiness",
        str(archive),
        "--snapshot",
        str(engine.snapshot.path),
        "--certifications",
        "2",
    ]
    app([*arguments, "--json"], standalone_mode=False)
    found = json.loads(capsys.readouterr().out)
    assert found["task"] == "readiness"
    for half in ("even", "odd"):
        assert set(found[half]) == {one.name for one in MEASURES}
        assert all(value is None or 0 <= value <= 1 for value in found[half].values())
    app(arguments, standalone_mode=False)
    printed = capsys.readouterr().out
    assert "deux ans dans un métier" in printed
    assert "moitié impaire" in printed


@pytest.mark.parametrize(
    ("rows", "changed", "said"),
    [
        ([], {}, "mobilités"),
        (MOVES, {"table": "unix_referentiel"}, "mobilités"),
        (["D1102,D1106"], {"header": "code_rome,cible"}, "mobilités"),
        (["D1102,D1106,Lointaine"], {}, "mobilités"),
    ],
)
def test_another_archive_is_refused(tmp_path: Path, rows: list[str], changed: dict[str, str], said: str) -> None:
    """Without the table, without its columns, with kinds that are not those of ROME 3."""
    with refused(EvaluationError, said):
        read_moves(archive_of(tmp_path, *rows, **changed))


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    """As one that is absent."""
    (tmp_path / "x.zip").write_text("no")
    for name in ("x.zip", "absent.zip"):
        with refused(EvaluationError, "ROME 3"):
            read_moves(tmp_path / name)


def test_families_take_the_best_of_both_sides() -> None:
    """A worked case: two occupations in one family, one in another."""
    moves = [("A", "B", NEAR), ("B", "A", FURTHER), ("A", "A", NEAR), ("A", "Z", NEAR)]
    families = Families.of({"a1": "A", "a2": "A", "b1": "B"}, moves)
    assert families.near.tolist() == [[False, True], [False, False]]
    assert families.further.tolist() == [[False, False], [True, False]]
    assert not families.others.any()
    square = np.array([[0.0, 0.1, 0.2], [0.3, 0.0, 0.4], [0.5, 0.6, 0.0]])
    assert families.between(square).tolist() == [[0.3, 0.4], [0.6, 0.0]]


def test_judges_agree_as_worked_by_hand() -> None:
    """Three of four alike, one letter apart on the last."""
    pairs = [Judged("1", "2", first, second) for first, second in ("ee", "nn", "mm", "pn")]
    found = agreement(pairs)
    assert (found["exact"], found["within_one"]) == (0.75, 1.0)
    by_chance = np.mean([(a - b) ** 2 for a in (0, 3, 1, 2) for b in (0, 3, 1, 3)])
    assert found["kappa"] == pytest.approx(1 - 0.25 / by_chance, abs=1e-4)


def test_pairs_judged_are_two_thousand_and_half_is_aside() -> None:
    """Each pair once, both judges answering with one of the four letters."""
    pairs = read_judged()
    assert len(pairs) >= 2_000
    assert len({(pair.holds, pair.needs) for pair in pairs}) == len(pairs)
    assert {answer for pair in pairs for answer in (pair.first, pair.second)} == set("empn")
    assert abs(sum(pair.aside for pair in pairs) / len(pairs) - 0.5) < 0.05


def judged_over(codes: list[str]) -> list[Judged]:
    """Invented judgements: the first letters of the alphabet for neighbours in the list."""
    pairs = [(a, b) for a in codes for b in codes if a != b]
    return [Judged(a, b, "empn"[at % 4], "empn"[(at + at // 7) % 4]) for at, (a, b) in enumerate(pairs)]


def test_carry_over_is_measured_aside_and_fitted_on_the_rest(tmp_path: Path) -> None:
    """On invented judgements of a small world; without any known pair both refuse."""
    matcher = Matcher.open(small_world(tmp_path))
    facts, place = ItemFacts.of(matcher.snapshot, matcher.item_index), matcher.item_index.position
    pairs = judged_over(["11", "12", "13", "14", "21", "31"])
    found = evaluate_carry(facts, place, pairs)
    assert found["aside"]["pairs"] == sum(pair.aside for pair in pairs)
    assert 0 <= found["aside"]["rmse"] <= 1
    fitted = fit_carry(facts, place, pairs)
    assert set(fitted) == set(values(CARRY))
    assert fitted == fit_carry(facts, place, [pair for pair in pairs if not pair.aside])
    lost = [Judged("0", "1", "e", "e")]
    for refusing in (evaluate_carry, fit_carry):
        with refused(EvaluationError, "paires jugées"):
            refusing(facts, place, lost)


def test_nearness_is_fitted_on_even_families_alone() -> None:
    """The moves left from odd ones, and all evolutions, change no coefficient."""
    even, odd = ["A1101", "D1102", "I1304"], ["A1201", "A1202", "A1203"]
    codes = [*even, *odd]
    near = np.random.default_rng(1).random((len(codes), len(codes)))
    signals = {name: near.astype(np.float32) for name in values(NEARNESS) if name != "intercept"}
    owners = {code: code for code in codes}
    moves = [("A1101", "A1201", NEAR)]
    fitted = fit_nearness(signals, Families.of(owners, moves))
    assert set(fitted) == set(values(NEARNESS))
    assert fitted == fit_nearness(signals, Families.of(owners, [*moves, ("A1201", "A1202", NEAR)]))
