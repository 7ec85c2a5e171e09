"""Statements → items: words of the person, expectations, and texts read together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matching.french.wording import impersonal
from matching.index.expected import Expected
from matching.index.shares import WordShares
from matching.matcher import Matcher
from tests.support.matching_world import small_world

ROUNDING = 1e-5
"""A matrix product may differ in its last bits with the number of rows."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    """The matcher of the small world."""
    return Matcher.open(small_world(tmp_path_factory.mktemp("small")))


def test_everyday_words_find_the_official_competency(small: Matcher) -> None:
    """Said in the first person, in the past, without the official words."""
    (found,) = small.items(["J'encaissais les clients à la caisse"], 1)
    assert str(found[0].item) == "11"


def test_expecting_an_item_makes_it_likelier(small: Matcher) -> None:
    """Its features stay, other items stay possible, and the reason says so."""
    (alone,) = small.items(["Gérer des colis"], 9, [Expected()])
    (helped,) = small.items(["Gérer des colis"], 9, [small.item_index.expecting(["13"])])
    before, after = ({str(m.item): m for m in found} for found in (alone, helped))
    assert after["13"].probability > before["13"].probability
    assert (after["13"].dense, after["13"].lexical) == (before["13"].dense, before["13"].lexical)
    assert after["13"].expected
    assert not before["13"].expected
    assert replace(after["11"], probability=before["11"].probability) == before["11"]


def test_expected_items_unknown_to_the_snapshot_are_ignored(small: Matcher) -> None:
    """An older snapshot may have had them."""
    unknown = small.item_index.expecting(["424242"])
    assert small.items(["Vendre"], 5, [unknown]) == small.items(["Vendre"], 5, [Expected()])


def test_texts_read_together_are_read_as_if_alone(small: Matcher) -> None:
    """A passport's other lines do not change what one line tells."""
    texts = ["Tenir la caisse", "Ranger la réserve", "Accueillir les familles"]
    for together, text in zip(small.items(texts), texts, strict=True):
        (alone,) = small.items([text])
        assert [m.item for m in together] == [m.item for m in alone]
        assert np.allclose([m.probability for m in together], [m.probability for m in alone], atol=ROUNDING)


@pytest.mark.parametrize("text", ["", "12 345", "🎉", "…"])
def test_a_text_without_a_letter_tells_nothing(small: Matcher, text: str) -> None:
    """No answer rather than any answer."""
    assert small.items([text]) == [[]]


@pytest.mark.parametrize(
    ("said", "official"),
    [
        ("On tenait la caisse", "tenir la caisse"),
        ("Nous prenions les appels", "prendre les appels"),
        ("Le chef tenait la caisse", "le chef tenait la caisse"),
    ],
)
def test_what_a_team_did_is_put_in_the_infinitive(said: str, official: str) -> None:
    """As referentials word it; what somebody else did is left as it is."""
    assert impersonal(said) == official


def test_words_in_common_are_counted_the_same_for_one_text_and_for_many() -> None:
    """The sooner way for one sentence gives the same numbers to the bit."""
    labels = ["Encaisser un paiement", "Préparer des commandes", "Conduire un chariot élévateur"]
    shares, rows = WordShares(labels), np.arange(3)
    for text in ("préparer un paiement en chariot", "xyz", "commandes commandes"):
        many = shares.shares([text], rows)
        assert [one.tolist() for one in shares.share(text, rows)] == [one[0].tolist() for one in many]
    known = shares.stems_of(np.array([0]))
    assert shares.foreign("conduire", rows, known).tolist()[0] == 0.0
    assert 0.0 < shares.foreign("conduire", rows, known).tolist()[2] < 1.0
