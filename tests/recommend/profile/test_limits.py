"""Limits of health, in the plain words that people write: read of oneself, and of nobody else."""

from __future__ import annotations

import pytest

from recommend.law.strains import STRAINS, Limit, strained
from recommend.profile.limits import limits_told, things_named
from tests.support.passports import passport


def told(text: str) -> set[str]:
    job = {"id": "e1", "kind": "employment", "title": "Agent", "start": "2010", "end": "2020", "description": text}
    return {limit.value for limit in limits_told(passport(experiences=[job]))}


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("livraisons. hernie L5 S1 opérée, plus de port de charge ni de vibrations, inapte", {"loads", "vibration"}),
        ("coloration. Eczéma et asthme aux persulfates (maladie pro), inaptitude", {"products"}),
        ("pétrissage. asthme du boulanger (farine)", {"dust"}),
        ("toilettes. mal de dos depuis deux ans, je ne peux plus porter", {"loads", "vibration"}),
        ("caisse, ne peut plus rester debout longtemps", {"standing"}),
        ("Restriction médecin du travail : pas de travail de nuit, pas de bruit (surdité)", {"night", "noise"}),
        ("inapte au port de charges lourdes et au travail en hauteur", {"loads", "heights"}),
        ("allergie aux produits d'entretien", {"products"}),
        ("RQTH, pas de port de charges de plus de 5 kg", {"loads"}),
        ("suite accident : station debout pénible", {"standing"}),
    ],
)
def test_what_health_forbids_is_read_in_plain_words(text: str, limits: set[str]) -> None:
    """A negation is a limit, and not a skill."""
    assert told(text) == limits


@pytest.mark.parametrize(
    "text",
    [
        "port de charges lourdes, travail de nuit, froid négatif",
        "plus de 200 clients par jour, port de charges",
        "poste sans port de charges",
        "animer des formations de prévention du mal de dos, produits chimiques, allergies professionnelles",
        "soigner le mal de dos, lombalgies des patients",
        "conseil en parapharmacie : asthme et eczéma",
        "accueil de clients allergiques aux fruits à coque",
        "plus de responsabilités et conduite de projet",
        "jamais de mal de dos",
        "je n'ai pas de restriction, port de charges ok",
        "reconnue travailleur handicapé, bureau adapté, pas de souci pour conduire",
        "membre du CHSCT : enquêtes, DUERP, TMS, mal de dos",
        "plus d'autonomie : conduite d'engins",
    ],
)
def test_what_one_did_or_says_of_others_is_no_limit(text: str) -> None:
    """Nothing is concluded of the holder's health."""
    assert told(text) == set()


def test_a_qualification_may_say_it_too() -> None:
    """« RQTH allergie aux solvants »."""
    assert limits_told(passport(qualifications=[{"id": "q1", "title": "RQTH allergie aux solvants"}])) == (
        Limit.PRODUCTS,
    )


def test_a_trade_whose_fiche_lacks_the_context_is_met_by_its_family() -> None:
    """ROME says nothing of products in a hairdresser's; a context says it of any other."""
    found = strained([Limit.PRODUCTS], {"D1202": "D1202", "M1607": "M1607"}, [("M1607", "300791"), ("D1202", "23376")])
    assert found == {"D1202": (Limit.PRODUCTS,), "M1607": (Limit.PRODUCTS,)}


def test_each_limit_is_met_somewhere() -> None:
    """One line of the table each."""
    assert [one.limit for one in STRAINS] == [*dict.fromkeys(one.limit for one in STRAINS)]
    assert {one.limit for one in STRAINS if one.contexts or one.families} == set(Limit)


@pytest.mark.parametrize(("words", "limit"), [("produits chimiques", Limit.PRODUCTS), ("porter", Limit.LOADS)])
def test_plain_words_name_a_limit(words: str, limit: Limit) -> None:
    """As `--avoid` takes them."""
    assert things_named(words) == (limit,)
