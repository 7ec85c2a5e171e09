"""What is not done, or no more, and one's own health: nothing is read there; who is led is read plainly."""

from __future__ import annotations

import pytest

from matching.french.publics import publics_of, publics_told
from matching.french.statements import statements
from matching.french.teams import LEADS, TRAINS, told_plainly


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("arrimage, plus de port de charge ni de vibrations, CMR", ["arrimage", "CMR"]),
        ("Je ne peux plus porter de charges, rester debout, conduire. Tri du courrier", ["Tri du courrier"]),
        ("vente, pas d'encadrement, caisse", ["vente", "caisse"]),
        ("hernie L5 S1 opérée 2025, RQTH, inapte en janvier, saisie", ["saisie"]),
        ("plus de 40 couverts par service", ["plus de 40 couverts par service"]),
        ("aide aux personnes qui ne peuvent plus marcher", ["aide aux personnes qui ne peuvent plus marcher"]),
        ("accueil des publics RQTH", ["accueil des publics RQTH"]),
        ("je n'hésite pas à demander conseil", ["je n'hésite pas à demander conseil"]),
    ],
)
def test_what_is_not_done_is_no_statement(said: str, kept: list[str]) -> None:
    """Amounts, the troubles of others and refusals to be afraid are none of that."""
    assert [one.text for one in statements(said, of_a_job=True)] == kept


def test_what_is_done_is_read_without_what_is_not() -> None:
    """The person's words stay whole; what is read of them ends where what is not done begins."""
    (one,) = statements("conduite de la ligne sans jamais encadrer", of_a_job=True)
    assert (one.text, one.read) == ("conduite de la ligne sans jamais encadrer", "conduite de la ligne")


def test_a_long_blank_costs_no_time() -> None:
    """What is searched for never begins by any number of blanks."""
    assert statements("tri" + " " * 50_000 + "envoi", of_a_job=True)


@pytest.mark.parametrize(
    ("said", "at_the_head", "read"),
    [
        ("J'encadre 8 à 12 hommes", False, LEADS),
        ("chef d'équipe de 3 la dernière année", False, LEADS),
        ("je remplace le chef d'équipe pendant ses congés", False, LEADS),
        ("1 apprenti puis 2 salariés", True, LEADS),
        ("1 apprentie", True, TRAINS),
        ("tuteur des alternants", False, TRAINS),
        ("PME de 12 salariés", True, "PME de 12 salariés"),
        ("12 salariés", False, "12 salariés"),
        ("responsable de 12 personnes âgées", False, "responsable de 12 personnes âgées"),
        ("rendre compte au chef d'équipe", False, "rendre compte au chef d'équipe"),
    ],
)
def test_who_is_led_is_read_plainly(said: str, at_the_head: bool, read: str) -> None:
    """A mere count of people tells whom somebody leads only where the record is of a head."""
    assert told_plainly(said, at_the_head=at_the_head) == read


def test_a_record_tells_of_whom_it_is() -> None:
    """By other words than those of labels too; the aged are no children."""
    assert publics_told("Toilette des petits, goûter") >= {"children"}
    assert publics_told("traite, agnelage") == {"animals"}
    assert not publics_told("la toilette des personnes âgées")
    assert publics_of("Techniques de tonte d'ovins") == {"animals"}
