"""Titles (diplomas, licences, cards) are held, never inferred."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passport.document.model import ExperienceKind
from recommend.engine import Engine
from recommend.law.obligations import obligations
from recommend.profile.evidence import Rule
from recommend.world.titles import TitleIndex
from referentials.catalogue import Item
from tests.support.passports import DAY, passport

SOME = {
    "1": "CAP cuisine",
    "2": "Permis de conduire catégorie C",
    "3": "CACES R489 catégorie 1-3-5 - Chariots élévateurs",
    "4": "Chariots élévateurs en porte-à-faux de capacité inférieure ou égale à 6000 kg (CACES R 389-3)",
    "5": "Master mention informatique",
    "6": "Habilitation électrique B2V chargé de travaux électriques au voisinage, basse tension",
    "7": "Bac pro maintenance des matériels option A : agricoles",
    "8": "Permis de conduire catégorie B",
    "9": "Certificat de sauveteur-secouriste du travail (SST)",
    "10": "Gardien d'immeubles",
}


class Some:
    """A catalogue of a few titles of ROME."""

    titles = frozenset(SOME)
    items = {code: Item(code, "knowledge", label) for code, label in SOME.items()}  # noqa: RUF012


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    return TitleIndex(Some())  # type: ignore[arg-type]


def held(index: TitleIndex, **sections: Any) -> set[str]:
    """Titles of these few that a passport holds."""
    from recommend.profile.qualified import titles_held

    titles = titles_held(passport(**sections), {}, {}, date(2026, 11, 26))
    return {code for one in titles for code in index.of(one.tokens, one.diploma)}


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Permis C", {"2", "8"}),
        ("CACES R489 cat 1,3,5", {"3", "4"}),
        ("CACES R489 cat. 3", {"4"}),
        ("habilitation électrique B2V", {"6"}),
        ("CAP Cuisine", {"1"}),
        ("Master Informatique", {"5"}),
        ("Bac pro maintenance des matériels option B", set()),
        ("SST", {"9"}),
        ("CAP pâtissier", set()),
        ("Gardien d'immeubles", {"10"}),
    ],
)
def test_a_qualification_is_the_titles_that_it_names(index: TitleIndex, title: str, codes: set[str]) -> None:
    """As people write it; an option is another title."""
    assert held(index, qualifications=[{"id": "q", "title": title}]) == codes


def test_a_training_shows_its_title_once_it_is_over(index: TitleIndex) -> None:
    """Not while it is followed; and a training of no level is no diploma."""
    one = {"id": "t", "title": "CAP cuisine", "start": "2025-09"}
    assert held(index, trainings=[{**one, "end": "2026-06"}]) == {"1"}
    assert held(index, trainings=[one]) == set()
    assert held(index, trainings=[{**one, "end": "2027-06"}]) == set()
    assert held(index, trainings=[{**one, "title": "Gardien d'immeubles", "end": "2026-06"}]) == set()


@pytest.mark.parametrize(
    ("said", "codes"),
    [("quai expé. CACES 1-3-5", {"3", "4"}), ("Permis C", {"2", "8"}), ("je passe le permis C", set()),
     ("préparation au CAP cuisine, permis C demandé", set()), ("livraison en poids lourd", set())],
)  # fmt: skip
def test_a_description_shows_what_it_says_to_be_held(index: TitleIndex, said: str, codes: set[str]) -> None:
    """In so many words, and never what is only spoken of."""
    job = {"id": "e", "kind": "employment", "title": "Cariste", "start": "2020", "description": said}
    assert held(index, experiences=[job]) == codes


def test_what_is_attested_is_guaranteed_and_what_has_run_out_is_not_believed(engine: Engine) -> None:
    """A title of the teaching referential, held by a qualification."""
    code = min(engine.catalogue.titles)
    one = {"id": "q", "title": engine.catalogue.items[code].label}
    attested = {**one, "attestation": {"status": "guaranteed", "issuer": "Organisme inventé"}}
    belief = engine.profile(passport(qualifications=[attested]), DAY).belief(code)
    assert belief
    assert belief.guaranteed == belief.probability
    assert {evidence.rule for evidence in belief.evidence} == {Rule.TITLE}
    declared = engine.profile(passport(qualifications=[one]), DAY).belief(code)
    assert declared
    assert declared.guaranteed == 0.0
    assert engine.profile(passport(qualifications=[{**one, "until": "2020"}]), DAY).belief(code) is None


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_title_is_inferred(engine: Engine, data: st.DataObject) -> None:
    """Whatever occupations were exercised, whatever is written of them, whatever blocs are held."""
    catalogue = engine.catalogue
    titled = [engine.world.matrices.occupations[row] for row in _asking(engine)]
    codes = data.draw(st.lists(st.sampled_from(titled), min_size=1, max_size=3, unique=True))
    said = data.draw(st.sampled_from([catalogue.items[one].label for one in sorted(catalogue.items)]))
    jobs = [
        {"id": f"e{code}", "kind": data.draw(st.sampled_from(list(ExperienceKind))), "title": "Métier", "rome": code,
         "start": "2000", "description": f"J'ai appris à {said.lower()}"}
        for code in codes
    ]  # fmt: skip
    blocs = data.draw(st.lists(st.sampled_from(sorted(catalogue.blocs)), max_size=2, unique=True))
    held = [{"id": f"b{code}", "code": code, "date": "2020"} for code in blocs]
    profile = engine.profile(passport(experiences=jobs, blocs=held), DAY)
    named = {item for one in profile.titles for item in engine.world.titles.of(one.tokens, one.diploma)}
    assert not {one.item for one in profile.beliefs if one.item in catalogue.titles} - named


def _asking(engine: Engine) -> list[int]:
    """Rows of the occupations that ask for a title."""
    matrices = engine.world.matrices
    return sorted(set(matrices.requires[:, matrices.is_title].tocoo().row.tolist()))


@pytest.mark.parametrize(
    ("text", "strengths"),
    [
        ("Cet emploi est accessible avec un Diplôme d'État d'infirmier, obligatoire pour exercer.", ["required"]),
        ("Etre détenteur d'une carte professionnelle délivrée par le CNAPS", ["required"]),
        ("Une habilitation électrique peut être demandée.", ["may_be_asked"]),
        ("Le CACES est souvent requis.", ["may_be_asked"]),
        ("Le BAFA n'est pas obligatoire mais est souvent recommandé.", []),
        ("Aucune obligation réglementaire spécifique n'est requise pour exercer ce métier.", []),
        ("La pratique de l'anglais est exigée.", []),
        ("Les niveaux d'études requis varient de Bac+3 à Bac+5.", []),
        ("Une bonne condition physique est requise.", []),
        ("Une autorisation de la Préfecture est requise pour le commerce d'armes et de munitions.", ["may_be_asked"]),
        ("Cet emploi est accessible sans diplôme mais un permis B est exigé pour exercer.", ["required"]),
    ],
)
def test_the_texts_of_rome_are_read_for_what_they_oblige_to(text: str, strengths: list[str]) -> None:
    """Sentences of ROME 4.0, version 460."""
    assert [one.strength.value for one in obligations(text)] == strengths
