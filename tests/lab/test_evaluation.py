"""The benchmark: its measures against ir-measures, its tasks on a small world, its errors."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import ir_measures
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.main import app
from lab.errors import EvaluationError
from lab.evaluation import lay, melo, mobility, skills, statements, titles
from lab.evaluation.fairness import evaluate_fairness
from lab.evaluation.metrics import (
    average_precision,
    calibration_error,
    error_by_chance,
    ndcg_at,
    recall_at,
    reciprocal_rank,
    reliability,
    risk_coverage,
    success_at,
)
from lab.evaluation.rankers import Bm25, CharTfidf, Encoded, Ranker, RapidFuzz, StatementRanker, TitleRanker
from matching.encoders import open_encoder
from matching.errors import TextFileError
from matching.index.fusion import best_first
from matching.index.tables import items
from matching.matcher import Matcher
from referentials.errors import AcquisError
from referentials.snapshot import Snapshot
from tests.support.errors import refused
from tests.support.matching_world import small_world

DOCUMENTS = st.lists(st.sampled_from("abcdefghij"), unique=True, min_size=1, max_size=10)
GAINS = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(1, 5), min_size=1, max_size=6)


# ir-measures reads its names with ast.Num and ast.Str, which Python 3.12 deprecates.
@pytest.mark.filterwarnings(r"ignore:(ast\.\w+|Attribute \w+) is deprecated:DeprecationWarning")
@settings(max_examples=200, deadline=None)
@given(DOCUMENTS, GAINS)
def test_measures_are_those_of_ir_measures(ranked: list[str], gains: dict[str, int]) -> None:
    """MAP, MRR, success, recall and nDCG of one ranking, against an independent implementation."""
    run = {"q": {document: float(-rank) for rank, document in enumerate(ranked)}}
    measures = [ir_measures.parse_measure(name) for name in ("AP", "RR", "Success@1", "R@3", "nDCG@3")]
    theirs = ir_measures.calc_aggregate(measures, {"q": gains}, run)
    ours = [
        average_precision(ranked, gains),
        reciprocal_rank(ranked, gains),
        success_at(ranked, gains, 1),
        recall_at(ranked, gains, 3),
        ndcg_at(ranked, {d: float(gain) for d, gain in gains.items()}, 3),
    ]
    assert ours == pytest.approx([theirs[measure] for measure in measures], abs=1e-6)


def test_the_best_of_each_row_are_in_order_ties_by_position() -> None:
    """A worked case."""
    scores = np.array([[0.1, 0.9, 0.9, 0.5], [4.0, 3.0, 2.0, 1.0]])
    assert best_first(scores, 3).tolist() == [[1, 2, 3], [0, 1, 2]]
    assert best_first(scores, 9).tolist() == [[1, 2, 3, 0], [0, 1, 2, 3]]


def test_calibration_of_a_worked_case() -> None:
    """Four answers said .9, three right: an error of .15; none left above .95."""
    said, right = np.array([0.9, 0.9, 0.9, 0.9]), np.array([True, True, True, False])
    table = reliability(said, right)
    assert table == [{"from": 0.9, "n": 4, "said": 0.9, "right": 0.75}]
    assert calibration_error(table) == 0.15
    assert risk_coverage(said, right)[9] == {"threshold": 0.9, "coverage": 1.0, "risk": 0.25}


def test_a_small_sample_cannot_show_no_error() -> None:
    """Of n answers said .5, the share that is right strays from .5 by .4 / √n on average; certain ones never stray."""
    assert error_by_chance(np.ones(50)) == 0.0
    for n in (100, 400):
        assert error_by_chance(np.full(n, 0.5)) == pytest.approx(0.4 / n**0.5, rel=0.15)


def _melo(folder: Path, **changed: str) -> Path:
    files = {
        "queries.tsv": "Q1\tVendeur / Vendeuse de pain\nQ2\tFleuriste",
        "corpus_elements.tsv": "C1\tvendeuse de pain\nC2\tmarchand de pain\nC3\tfleuriste\nC4\tpilote de ligne",
        "annotations.tsv": "Q1\t0\tC1\t1\nQ1\t0\tC2\t1\nQ2\t0\tC3\t1",
        "concept_mapping.tsv": "C1\turi:1\nC2\turi:1\nC3\turi:2\nC4\turi:3",
        **{name.replace("_tsv", ".tsv"): text for name, text in changed.items()},
    }
    for name, text in files.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("ranker", [RapidFuzz(), CharTfidf(), Bm25()])
def test_melo_ranks_elements_and_concepts(tmp_path: Path, ranker: Ranker) -> None:
    """Each query finds its own label first; a concept is found by its best label."""
    found = melo.evaluate_melo(melo.read_melo(_melo(tmp_path)), ranker)
    assert found["success_at_1"] == found["concept"]["map"] == 1.0  # type: ignore[index]
    assert found["map"] >= 0.9  # type: ignore[operator]


def test_our_title_ranker_reads_both_genders_as_one(tmp_path: Path, teaching: Snapshot) -> None:
    """The feminine label of a concept is as good as the masculine one."""
    ranker = TitleRanker(open_encoder(), teaching.table("appellations")["label"].to_list())
    scores = ranker.scores(["Vendeur"], ["vendeuse", "vendeur", "pilote"])
    assert scores[0, 0] == scores[0, 1] > scores[0, 2]


@pytest.mark.parametrize(
    ("changed", "kind", "said"),
    [
        ({"queries_tsv": "Q1"}, EvaluationError, r"queries.tsv, ligne 1 : 1 cellules, 2 attendues"),
        ({"annotations_tsv": "Q9\t0\tC1\t1"}, EvaluationError, "Q9 ou C1 inconnu"),
        ({"concept_mapping_tsv": "C1\turi:1"}, EvaluationError, "'C2' absent"),
        ({"corpus_elements_tsv": ""}, TextFileError, "est vide"),
    ],
)
def test_a_broken_melo_file_is_named(
    tmp_path: Path, changed: dict[str, str], kind: type[AcquisError], said: str
) -> None:
    """File, line and remedy."""
    with refused(kind, said):
        melo.read_melo(_melo(tmp_path, **changed))


def test_melo_refuses_its_answer_key(tmp_path: Path, own_home: Path) -> None:
    """A snapshot that holds the ROME–ESCO mapping measures nothing."""
    world = small_world(
        tmp_path / "with",
        esco_concepts=[{"uri": "uri:1", "kind": "occupation", "label": "vendeur", "language": "fr"}],
        rome_esco=[{"appellation": "901", "esco": "uri:1", "relation": "exactMatch"}],
    )
    with refused(EvaluationError, "corrigé de MELO"):
        melo.refuse_answer_key(world)
    melo.refuse_answer_key(small_world(tmp_path / "without"))


def test_skills_are_strict_or_lenient(tmp_path: Path) -> None:
    """A close match counts in the lenient figure only; unknown uris and other relations in neither."""
    world = small_world(
        tmp_path / "world",
        esco_concepts=[
            {"uri": "s:1", "kind": "skill", "label": "vendre du pain", "language": "fr"},
            {"uri": "s:2", "kind": "skill", "label": "piloter un avion", "language": "fr", "alt_labels": ["voler"]},
        ],
    )
    rows = ["vendre du pain\ts:1\texactMatch", "piloter\ts:2\tcloseMatch", "x\ts:9\texactMatch", "y\ts:1\tbroadMatch"]
    file = tmp_path / "skills.tsv"
    file.write_text("\n".join(["label_fr\tesco_skill_uri\trelation", *rows]), encoding="utf-8")
    found = skills.evaluate_skills(file, world, StatementRanker(open_encoder()))
    assert found["strict"] == {"phrases": 1, "mrr": 1.0, "recall_at_5": 1.0}
    assert found["lenient"] == {"phrases": 2, "mrr": 1.0, "recall_at_5": 1.0}
    with refused(EvaluationError, "importez les archives ESCO"):
        skills.evaluate_skills(file, small_world(tmp_path / "none"), Bm25())


def test_titles_are_scored_at_both_grains(tmp_path: Path) -> None:
    """D1199 belongs to the family D1106: wrong exactly, right at parent grain."""
    world = small_world(tmp_path / "world")
    file = tmp_path / "titles.tsv"
    file.write_text("title_fr\trome_v3_codes\nfleuriste\tD1106\nvendeuse de pain\tD1106 N1103\n", encoding="utf-8")
    for reader in (titles.by_matcher(Matcher.open(world)), titles.by_ranker(world, Bm25())):
        found = titles.evaluate_titles(file, world, reader)
        assert found["exact"]["acc_at_1"] == 0.5  # type: ignore[index]
        assert found["parent"]["acc_at_1"] == 1.0  # type: ignore[index]


@pytest.mark.parametrize(
    ("read", "text", "kind", "said"),
    [
        (titles.read_titles, "title_fr\trome_v3_codes\n", EvaluationError, "aucun intitulé avec un code ROME"),
        (
            titles.read_titles,
            "title_fr\trome_v3_codes\nchef\tabc\n",
            EvaluationError,
            "aucun intitulé avec un code ROME",
        ),
        (titles.read_titles, "title_fr\trome_v3_codes\nchef\t\n", TextFileError, "ligne 2 : rome_v3_codes vide"),
        (
            lay.read_queries,
            "domain\twording\thalf\tquery\tcodes\nA\tdirect\tAside\tx\t11\n",
            EvaluationError,
            "ligne 2, half",
        ),
    ],
)
def test_a_broken_table_is_named(
    tmp_path: Path, read: Callable[[Path], object], text: str, kind: type[AcquisError], said: str
) -> None:
    """File, line, column and remedy; never a figure on nothing."""
    file = tmp_path / "table.tsv"
    file.write_text(text, encoding="utf-8")
    with refused(kind, said):
        read(file)


def test_a_title_in_lower_case_code_and_a_long_cell_are_read(tmp_path: Path) -> None:
    """Cells have no bound, quotation marks no meaning."""
    file = tmp_path / "titles.tsv"
    file.write_text('title_fr\trome_v3_codes\n"chef ' + "x" * 200_000 + "\td1106\n", encoding="utf-8")
    rows, without = titles.read_titles(file)
    assert (rows[0][1], without) == ({"D1106"}, 0)


def test_statements_measure_recall_and_what_would_be_shown(tmp_path: Path) -> None:
    """Codes that the snapshot lacks are counted and left out; a text without a known one is passed over."""
    world = small_world(tmp_path / "world")
    file = tmp_path / "texts.jsonl"
    cases = [
        {"text": "Vous encaissez le montant des ventes.", "title": "Vendeuse de pain", "gold": ["11", "999"]},
        {"text": "Autre chose", "gold": ["998"]},
    ]
    file.write_text("\n".join(json.dumps(case) for case in cases) + "\n\n", encoding="utf-8")
    for reader in (statements.by_matcher(Matcher.open(world)), statements.by_ranker(world, Bm25())):
        found = statements.evaluate_statements(file, world, reader)
        assert (found["texts"], found["gold_unknown"], found["recall_at_10"]) == (1, 2, 1.0)
        assert set(found["shown"]) == {"threshold", "recall", "precision", "per_text"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "ligne 1 : JSON illisible"),
        ("[]", "ligne 1 : un objet JSON"),
        ('{"text": "", "gold": ["11"]}', "ligne 1, text"),
        ('{"text": "x", "gold": "11"}', "ligne 1, gold"),
        ('{"text": "x", "gold": ["nul"]}', "aucun texte"),
    ],
)
def test_a_broken_statements_file_is_named(tmp_path: Path, line: str, said: str) -> None:
    """File, line, field and remedy."""
    file = tmp_path / "texts.jsonl"
    file.write_text(line, encoding="utf-8")
    with refused(EvaluationError, said):
        statements.read_cases(file, frozenset({"11"}))


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    """Not a traceback."""
    file = tmp_path / "titles.tsv"
    file.write_bytes("title_fr\trome_v3_codes\nélectricien\tF1602".encode("latin-1"))
    with refused(TextFileError, "n'est pas en UTF-8"):
        titles.read_titles(file)
    with refused(TextFileError, "ne se lit pas"):
        titles.read_titles(tmp_path / "absent.tsv")


def test_mobility_ranks_every_other_occupation(tmp_path: Path) -> None:
    """An occupation is never its own neighbour; a nearness that is the gold gets full marks."""
    targets = enumerate(("D1199", "N1103"), start=1)
    moves = [{"occupation": "D1106", "target": target, "rank": rank} for rank, target in targets]
    world = small_world(tmp_path, mobilities=moves)
    codes = world.table("occupations")["code"].to_list()
    perfect = np.array([[9.0, 2.0, 1.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    found = mobility.evaluate_mobility(world, codes, perfect)
    assert found == {"occupations": 1, "recall_at_10": 1.0, "map": 1.0, "ndcg_at_10": 1.0}


def test_nearness_never_reads_mobilities(tmp_path: Path) -> None:
    """The same with and without them; the nearest sell too."""
    moves = [{"occupation": "D1106", "target": "N1103", "rank": 1}]
    between = Matcher.open(small_world(tmp_path / "a")).between
    same = Matcher.open(small_world(tmp_path / "b", mobilities=moves)).between
    assert np.array_equal(between.nearness, same.nearness)
    nearest = between.neighbours().filter(occupation="D1106")
    assert nearest["target"][0] == "D1199"
    assert nearest["nearness"].is_between(0, 1).all()


def test_our_everyday_queries_cover_every_domain() -> None:
    """At least 200, over the 14 domains, half kept aside, each once."""
    queries = lay.read_queries()
    assert len(queries) >= 200
    assert {query.domain for query in queries} == set("ABCDEFGHIJKLMN")
    assert abs(sum(query.aside for query in queries) - len(queries) / 2) <= 14
    assert len({query.text for query in queries}) == len(queries)


@pytest.mark.data
def test_our_everyday_queries_have_codes_of_rome(full_snapshot: Snapshot) -> None:
    """Every gold code is an item of ROME v460."""
    known = set(items(full_snapshot)["ogr"])
    assert not {code for query in lay.read_queries() for code in query.codes} - known


def test_fairness_of_the_teaching_referential(teaching: Snapshot) -> None:
    """Gender and accents change no first answer."""
    found = evaluate_fairness(Matcher.open(teaching), lay.read_queries()[:20])
    assert found["masculine_feminine"]["unchanged"] >= 0.98
    assert found["title_accents"]["unchanged"] == 1.0


def test_evaluate_prints_json_and_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same bytes each time; an unknown method is a usage error."""
    file = tmp_path / "titles.tsv"
    file.write_text("title_fr\trome_v3_codes\nvendeuse en boulangerie\tD1106\n", encoding="utf-8")
    arguments = ["evaluate", "titles", str(file), "--snapshot", "teaching"]

    def run(*more: str) -> str:
        app([*arguments, *more], standalone_mode=False)
        return capsys.readouterr().out

    document = json.loads(run("--json"))
    assert (document["task"], document["parent"]["acc_at_1"]) == ("titles", 1.0)
    assert run("--json") == run("--json")
    assert "parent.acc_at_1" in run("--method", "bm25")
    with pytest.raises(Exception, match="inconnue"):
        run("--method", "magie")


def test_dense_alone_is_the_encoder(teaching: Snapshot) -> None:
    """Its scores are cosines."""
    encoder = open_encoder()
    scores = Encoded(encoder).scores(["vendre du pain"], ["vendre du pain", "piloter"])
    assert scores[0, 0] == pytest.approx(1.0, abs=1e-3)
    assert scores[0, 1] < scores[0, 0]
