"""Search on the whole referential: what people type finds what they mean, and nothing beside it."""

from __future__ import annotations

import pytest

from answers.words.reading import hit_reason
from matching.index.search import SearchHit, SearchIndex
from referentials.snapshot import Snapshot


@pytest.fixture(scope="module")
def index(full_snapshot: Snapshot) -> SearchIndex:
    """Every label of the full referential."""
    return SearchIndex(SearchIndex.labels(full_snapshot), full_snapshot)


@pytest.fixture(scope="module")
def small(teaching: Snapshot) -> SearchIndex:
    """Those of the teaching referential."""
    return SearchIndex(SearchIndex.labels(teaching), teaching)


TYPED = {
    "BTS MCO": "RNCP38362",
    "cap aepe": "RNCP38565",
    "D110": "D1101",
    "D11": "D1101",
    "37099": "RNCP37099",
    "RNCP37099BC": "RNCP37099BC01",
    "rncp 37 099": "RNCP37099",
    "RNCP0037099": "RNCP37099",
    "037099": "RNCP37099",
    "RNCP37099BC2": "RNCP37099BC02",
    "vendeuse en boulangrie": "20560",
    "cuisinnier": "G1609",
    "boulangre": "D1102",
    "pizzaiollo": "G1604",
    "infermière scolaire": "J1511",
    "aide-soignante": "J1501",
    "soudeur": "H2913",
    "dev web": "M1855",
    "compta": "M1203",
    "ambulancier": "J1305",
    "macon": "F1703",
    "secretaire medicale": "M1609",
    "excel": "RS5252",
    "TP conseiller vente": "RNCP37098",
}
"""What is typed, and the code that comes first."""


@pytest.mark.parametrize("typed", TYPED)
def test_what_people_type_finds_first_what_they_mean(index: SearchIndex, typed: str) -> None:
    """Codes begun, acronyms, misspellings, beginnings of words."""
    assert index.search(typed)[0].code == TYPED[typed]


@pytest.mark.parametrize("typed", ["BTS MCO", "CAP AEPE", "BUT GEA", "vendeuse en boulangrie", "xyzzy", "vendre plugh"])
def test_a_label_without_a_word_typed_is_never_near(index: SearchIndex, typed: str) -> None:
    """Neither « / » nor « C », nor one that shares a small word."""
    for hit in index.search(typed):
        assert len(hit.label) >= len(typed)


@pytest.mark.parametrize("typed", ["RNCP37", "D11", "3709", "RS57"])
def test_codes_that_begin_so_come_in_their_order_titles_known_first(index: SearchIndex, typed: str) -> None:
    """Whole codes would come before."""
    codes = [hit.code for hit in index.search(typed) if hit_reason(hit) == "code qui commence ainsi"]
    assert codes
    assert all(typed in code for code in codes)


def hit_of(index: SearchIndex, code: str) -> SearchHit:
    """The hit of a whole code."""
    return next(hit for hit in index.search(code) if hit.code == code)


def test_an_appellation_says_the_occupation_that_it_names(small: SearchIndex) -> None:
    """And nothing else does."""
    assert hit_of(small, "905003").occupation == ("D1106", "Vendeur / Vendeuse en épicerie")
    assert hit_of(small, "D1106").occupation is None
    assert {hit.kind for hit in small.search("vendeu", n=50) if hit.occupation} == {"appellation"}


def test_only_the_kinds_asked_for_are_found_nearly_too(small: SearchIndex) -> None:
    """Near spellings and codes begun included."""
    assert {hit.kind for hit in small.search("boulengere", ["occupation"])} == {"occupation"}
    assert {hit.kind for hit in small.search("37099", ["bloc"])} == {"bloc"}
