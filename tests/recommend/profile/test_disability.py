"""A recognised disability is told of oneself alone, wherever it is written."""

from __future__ import annotations

from typing import Any

import pytest

from recommend.profile.disability import tells_disability
from tests.support.passports import passport

JOB = {"id": "e", "kind": "employment", "title": "Agent", "start": "2010"}
OF_ONESELF: list[dict[str, Any]] = [
    {"qualifications": [{"id": "q", "title": "RQTH"}]},
    {"qualifications": [{"id": "q", "title": "Bénéficiaire de l'obligation d'emploi"}]},
    {"qualifications": [{"id": "q", "title": "Notification MDPH, orientation en ESAT"}]},
    {"certifications": [{"id": "c", "code": "RNCP99999", "title": "AAH depuis 2018", "date": "2018"}]},
    {"experiences": [{**JOB, "title": "Travailleuse handicapée, mise sous pli"}]},
    {"experiences": [{**JOB, "title": "Ouvrier ESAT conditionnement"}]},
    {"experiences": [{**JOB, "title": "Ouvrière blanchisserie", "organisation": "ESAT Les Essais"}]},
    {"experiences": [{**JOB, "description": "Mise en rayon. RQTH depuis 2020."}]},
    {"experiences": [{**JOB, "description": "J'accompagne les clients ; je suis reconnue travailleuse handicapée"}]},
    {"experiences": [{**JOB, "kind": "other", "title": "Sans emploi, je perçois l'AAH"}]},
]
OF_OTHERS: list[dict[str, Any]] = [
    {},
    {"experiences": [{**JOB, "title": "Monitrice d'atelier", "organisation": "ESAT Les Essais"}]},
    {"experiences": [{**JOB, "title": "Comptable ESAT"}]},
    {"experiences": [{**JOB, "description": "Instruction des dossiers RSA et AAH"}]},
    {"experiences": [{**JOB, "description": "Recrutement, suivi des salariés RQTH, déclaration OETH"}]},
    {"experiences": [{**JOB, "description": "Accompagnement vers l'emploi de travailleurs handicapés"}]},
    {"trainings": [{"id": "t", "title": "Formation au recrutement de personnes RQTH", "start": "2020"}]},
    {"qualifications": [{"id": "q", "title": "Référent handicap"}]},
]


@pytest.mark.parametrize("lines", OF_ONESELF)
def test_a_disability_told_of_oneself_is_read(lines: dict[str, Any]) -> None:
    """In a qualification, a title, an organisation or a description."""
    assert tells_disability(passport(**lines))


@pytest.mark.parametrize("lines", OF_OTHERS)
def test_what_is_told_of_others_says_nothing_of_oneself(lines: dict[str, Any]) -> None:
    """Who accompanies disabled people, or heads an ESAT's workshop."""
    assert not tells_disability(passport(**lines))
