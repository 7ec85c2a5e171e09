"""Whole texts, local terms, remembered vectors, and the encoder that ships."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answers.words.reading import item_reason
from answers.words.titles import title_reason
from matching.aliases import read_aliases
from matching.encoders.french import FrenchEncoder
from matching.errors import MatchingError
from matching.index.cache import CachedEncoder
from matching.index.fusion import best_first
from matching.index.groups import TOGETHER
from matching.index.occupations import NEAREST, _near
from matching.index.tables import items
from matching.matcher import Matcher
from matching.weights import ALIAS
from referentials.codes import OgrCode
from referentials.snapshot import Snapshot
from referentials.text import fold
from tests.support.errors import refused
from tests.support.matching_world import WORLD, small_world

PINNED = "f1aa45b2"
"""Beginning of the checksum of the model called acquis-fr-1: remembered vectors go by that name."""

ADVERT = (
    "Notre enseigne, leader du marché, recrute. Vous encaissez les achats des clients et vous rendez la monnaie. "
    "Vous mettez les produits en rayon. Mutuelle et tickets restaurant. Envoyez votre CV à emploi@example.fr."
)


@pytest.fixture(scope="module")
def matcher(teaching: Snapshot) -> Matcher:
    """The matcher of the teaching referential."""
    return Matcher.open(teaching)


def test_an_advertisement_calls_for_what_it_says_and_what_its_occupation_asks(matcher: Matcher) -> None:
    """The sentence about cashing up is cited; boilerplate never is."""
    found = matcher.read(ADVERT, "Vendeuse en boulangerie")
    cashing = next(read for read in found[:10] if "Encaisser" in read.label)
    assert "encaissez" in cashing.sentence
    assert str(cashing.occupation) == "D1106"
    assert all("Mutuelle" not in read.sentence and "CV" not in read.sentence for read in found)
    assert [read.probability for read in found] == sorted((read.probability for read in found), reverse=True)


def test_reading_is_the_same_each_time_and_without_accents(matcher: Matcher) -> None:
    """Folding changes no item."""
    first = matcher.read(ADVERT, "Vendeuse en boulangerie", 20)
    assert first == matcher.read(ADVERT, "Vendeuse en boulangerie", 20)
    assert [r.item for r in first] == [r.item for r in matcher.read(ADVERT, "vendeur en boulangerie h/f", 20)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200), st.text(max_size=30))
def test_any_text_gives_known_items_with_probabilities(
    matcher: Matcher, teaching: Snapshot, text: str, title: str
) -> None:
    """No text makes it fail."""
    found = matcher.read(text, title, 10)
    assert {str(read.item) for read in found} <= set(items(teaching)["ogr"])
    assert all(0 <= read.probability <= 1 for read in found)


def test_nothing_to_read_gives_nothing(matcher: Matcher) -> None:
    """Not every item with a small probability."""
    assert matcher.read("", "") == []
    assert matcher.read("☎ 01 02 03 04 05", " ") == []


def test_occupations_have_probabilities_of_sum_one(matcher: Matcher, teaching: Snapshot) -> None:
    """The occupation of a title and its sentences comes first."""
    found = matcher.occupations("Cariste", ["Conduire un chariot élévateur"], 1_000)
    assert str(found[0][0]) == "N1101"
    assert sum(chance for _, chance in found) == pytest.approx(1, abs=1e-4)
    assert len(found) == teaching.table("occupations").height


def _aliases(folder: Path, text: str) -> Path:
    file = folder / "termes.tsv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_local_term_comes_first_wherever_it_stands(tmp_path: Path) -> None:
    """In a title and in a sentence, whatever its gender of writing; the model's name says so."""
    world = small_world(tmp_path / "world")
    file = _aliases(tmp_path, "terme\tcode\nmitron\tD1106\nfaire le pilon\t11\n")
    matcher = Matcher.open(world, aliases=read_aliases(file, world))
    title = matcher.titles("Chef MITRON de nuit")[0]
    assert (str(title.occupation), title.probability) == ("D1106", ALIAS)
    assert "terme local « mitron »" in title_reason(title)
    item = matcher.items(["Je devais faire le pilon chaque soir"])[0][0]
    assert (str(item.item), item.probability) == ("11", ALIAS)
    read = matcher.read("Missions : faire le pilon chaque soir, à la main.")[0]
    assert (str(read.item), read.probability) == ("11", ALIAS)
    assert "faire le pilon" in item_reason(read)
    assert matcher.model_id != Matcher.open(world).model_id
    assert Matcher.open(world).titles("Chef mitron")[:1] != [title]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nom\tcode\nx\t11\n", "colonne terme absente"),
        ("terme\tcode\nmitron\tZ9999\n", "ligne 2, code : « Z9999 »"),
        ("terme\tcode\nmitron\t\n", "ligne 2 : code vide"),
        ('terme\tcode\n"mitron\tD1106\n"chef\tZ9999\n', "ligne 3, code : « Z9999 »"),
        ("terme\tcode\nmitron\t" + "1" * 200_000, "ligne 2, code"),
        ("terme\tcode\nde la\t11\n", "ligne 2, terme"),
    ],
)
def test_a_broken_file_of_local_terms_is_named(tmp_path: Path, text: str, said: str) -> None:
    """File, line, field and remedy."""
    with refused(MatchingError, said):
        read_aliases(_aliases(tmp_path, text), small_world(tmp_path / "world"))


class _Counting(FrenchEncoder):
    encoded = 0

    def encode(self, texts):  # type: ignore[no-untyped-def]
        type(self).encoded += len(texts)
        return super().encode(texts)


def test_nothing_is_encoded_twice_from_one_snapshot_to_the_next(tmp_path: Path) -> None:
    """A second snapshot beside the first, with one more competency: one text is encoded."""
    _Counting.encoded = 0
    small = small_world(tmp_path)
    Matcher.open(small, _Counting())
    first = _Counting.encoded
    assert first > 10
    competencies = [*small.table("competencies").select("ogr", "label").to_dicts(), {"ogr": "15", "label": "Tresser"}]
    Matcher.open(small_world(tmp_path, competencies=competencies), _Counting())
    assert _Counting.encoded == first + 1


def test_a_long_text_is_read_in_bounded_memory(matcher: Matcher) -> None:
    """What it says twice counts once; more sentences than are compared at a time."""
    tasks = [f"Je range le rayon {number} de la réserve" for number in range(TOGETHER * 2 + 5)]
    once = matcher.read("\n".join(tasks), "Magasinier")
    assert matcher.read("\n".join(tasks * 3), "Magasinier") == once
    assert once[0].sentence in tasks


def test_rows_of_an_unknown_occupation_are_left_out(tmp_path: Path) -> None:
    """An appellation, a need or a mobility that names an occupation the snapshot lacks breaks nothing."""
    lost = {
        "appellations": [*WORLD["appellations"], {"ogr": "999", "label": "Fantôme", "occupation": "Z0000"}],
        "occupation_competencies": [
            *WORLD["occupation_competencies"],
            {"occupation": "Z0000", "item": "11", "kind": "competency", "importance": "core"},
        ],
        "mobilities": [{"occupation": "D1106", "target": "Z0000", "rank": 1}],
    }
    world = small_world(tmp_path, **lost)
    matcher = Matcher.open(world)
    assert matcher.read("J'encaissais les ventes.", "Vendeuse de pain")[0].item == OgrCode("11")
    assert all(str(match.occupation) != "Z0000" for match in matcher.titles("Fantôme"))
    assert matcher.between.nearness.shape == (3, 3)


def test_a_snapshot_without_occupations_reads_items_alone(tmp_path: Path) -> None:
    """No occupation is named, and nothing breaks."""
    tables = ("occupations", "appellations", "occupation_competencies", "occupation_knowledge")
    world = small_world(tmp_path, **{name: [] for name in tables})
    matcher = Matcher.open(world)
    reading = matcher.document_reader.read("J'encaissais les ventes.", "Vendeuse")
    assert (reading.occupations, reading.items[0].item) == ([], OgrCode("11"))
    between = matcher.between
    assert (between.occupations, between.nearness.shape, between.carry.nnz) == ((), (0, 0), 0)
    assert between.neighbours().is_empty()


def test_a_damaged_cache_teaches_nothing(tmp_path: Path) -> None:
    """It is computed again."""
    encoder = CachedEncoder(FrenchEncoder())
    expected = encoder.encode(["vendre"])
    encoder.save(tmp_path)
    again = CachedEncoder(FrenchEncoder())
    again.learn(tmp_path / "absent")
    for damage in (b"broken", b"", b"PK\x03\x04"):
        (tmp_path / "vectors.npy").write_bytes(damage)
        again.learn(tmp_path)
    assert np.array_equal(again.encode(["vendre"]), expected)


def test_the_model_that_ships_is_the_one_its_card_describes() -> None:
    """Checksums, and at most 45 MB."""
    folder = Path(str(files("matching.encoders") / "french_model"))
    sums = [line.split() for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    assert {name for _, name in sums} == {"model.onnx", "tokenizer.json"}
    for digest, name in sums:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert sum((folder / name).stat().st_size for _, name in sums) <= 45_000_000
    named = {name: digest[:8] for digest, name in sums}
    assert (FrenchEncoder().id, named["model.onnx"]) == ("acquis-fr-1", PINNED), "another model needs another name"
    assert "multilingual-e5-small" in (folder / "CARD.md").read_text(encoding="utf-8")


def test_accents_and_capitals_give_the_same_vector() -> None:
    """The tokenizer folds them."""
    encoder = FrenchEncoder()
    text = "Électricienne d’équipements — cœur de métier"
    assert np.array_equal(encoder.encode([text]), encoder.encode([fold(text)]))
    assert np.array_equal(encoder.encode([text]), encoder.encode([text.upper()]))


def test_a_text_gives_the_same_vector_alone_and_among_others() -> None:
    """To the bit: another line of a passport changes nothing of this one."""
    encoder = FrenchEncoder()
    texts = [f"préparer la commande numéro {n} du client" + " pressé" * n for n in range(20)]
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert np.array_equal(encoder.encode(texts), alone)


@given(seed=st.integers(0, 10_000), size=st.sampled_from([0, 1, 39, 40, 41, 700, 5_000]))
def test_items_near_a_sentence_hold_its_nearest(seed: int, size: int) -> None:
    """The NEAREST of each sentence are all there, and not many more."""
    cosines = np.random.default_rng(seed).random((3, size)).astype(np.float32)
    near = set(_near(cosines).tolist())
    for row in best_first(cosines, NEAREST):
        assert set(row.tolist()) <= near
    assert len(near) <= min(size, 3 * 3 * NEAREST)
