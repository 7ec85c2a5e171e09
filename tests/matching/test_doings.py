"""What a statement must tell to be kept: a doing of the person."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.french.gender import neutral
from matching.french.statements import statements
from referentials.snapshot import Snapshot
from tests.support.matching_world import texts

PIECES = st.sampled_from(
    ["J'encaissais les clients", "mise en rayon", "M. Dupont", "p. ex. du pain", "\n", "- ", "• ", " ; ", ". ", ", ",
     " et ", "1. ", "a) ", "🎉", "06 12 34 56 78", "x@exemple.fr", "https://exemple.fr/a.b", "Notre groupe recrute"]
)  # fmt: skip
DESCRIPTIONS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=25).map("".join))

HUGE = 100_000
SECONDS = 2.0


@given(DESCRIPTIONS)
def test_a_statement_is_its_own_only_statement(description: str) -> None:
    """Reading what was already cut cuts it no further and drops nothing."""
    assert all(texts(text) == [text] for text in texts(description))


@pytest.mark.parametrize(
    "text",
    [
        "Accompagner des élèves en situation de handicap",
        "Recruter et former les équipes",
        "Suivi des candidatures",
        "Veiller au respect du RGPD",
        "Tenir la comptabilité de la société",
        "Développer le chiffre d'affaires du magasin",
        "Missions : calculer les salaires",
        "Prendre les rendez-vous des patients",
        "J'aidais les candidats à écrire leur CV",
        "Gardé des enfants",
        "Vendu des vêtements sur les marchés",
    ],
)
def test_a_doing_is_kept_whatever_it_is_about(text: str) -> None:
    """Recruiting, handicap, pay and company accounts are some people's daily work."""
    assert texts(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Notre groupe est présent dans 12 pays, avec une croissance constante",
        "Le groupe accompagne la transformation de ses clients depuis 20 ans",
        "La société offre une mutuelle et des tickets restaurant",
        "Nous recherchons un vendeur motivé",
        "Établissement implanté à Lyon depuis 1987",
        "Leader européen de son secteur",
        "Fondé en 1990, le groupe a 300 salariés",
        "Employé dans une banque",
        "Poste ouvert aux personnes en situation de handicap",
        "Envoyez votre CV et une lettre de motivation",
        "Salaire selon expérience",
        "Conformément au RGPD, les données sont conservées deux ans",
    ],
)
def test_what_an_employer_says_of_itself_is_left_out(text: str) -> None:
    """Praise, notices and instructions tell nothing of the person."""
    assert texts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * HUGE, id="one word"),
        pytest.param("a." * (HUGE // 2), id="dots"),
        pytest.param("-" * HUGE, id="dashes"),
        pytest.param("a(" * (HUGE // 2), id="brackets"),
        pytest.param("encaisser" + " " * HUGE + "vendre", id="blanks"),
        pytest.param("a@" * (HUGE // 2), id="at signs"),
        pytest.param("J'encaissais les clients.\n" * (HUGE // 26), id="lines"),
    ],
)
def test_odd_text_of_100_kb_is_read_in_a_moment(text: str) -> None:
    """No expression goes back over the whole text; it takes 0.1 s where a quadratic one took 11."""
    start = time.process_time()
    statements(text)
    neutral(text, {})
    assert time.process_time() - start < SECONDS


@pytest.mark.data
def test_almost_every_official_competency_reads_as_a_doing(full_snapshot: Snapshot) -> None:
    """ROME's 17,810 competencies are doings by definition: the rule keeps 99.9 % of them."""
    labels = full_snapshot.table("competencies")["label"].to_list()
    assert sum(bool(statements(label)) for label in labels) / len(labels) > 0.999
