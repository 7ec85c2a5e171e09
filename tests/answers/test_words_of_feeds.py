"""Each reason of a receipt has a sentence that says what was expected, whatever its parameters."""

from __future__ import annotations

import pytest

from answers.words.feeds import ENDING, FORM, MESSAGE, PROBLEM, refusal_told
from passport.feeds.errors import FeedProblem
from passport.feeds.receipt import Ending, Reason
from passport.feeds.schema import forms

SAID = {
    "element": "sexe", "expected": ["M", "F"], "type": "RS", "start": "2021-08-09", "end": "2020-01-01",
    "on": "2026-11-23", "certification": "RNCP1", "last": "2024-12-31", "issuer": "03VML243", "sender": "04CRP001",
    "kind": "certification", "count": 2, "at": "2026-11-20", "signed": "2026-01-01", "kept": "2026-01-02", "kid": "k",
    "most": 9, "fault": "missing", "reason": "no_rule", "ending": "cut",
}  # fmt: skip


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_sentence(reason: Reason) -> None:
    """It ends as one, and leaves nothing unsaid."""
    civil = {"element": "family_name", "fault": "no_letter"} if reason is Reason.UNUSABLE_IDENTITY else {}
    said = refusal_told(str(reason), SAID | civil)
    assert said.endswith(".")
    assert "{" not in said.replace('{"holder", "signed"}', "")


def test_every_problem_every_ending_and_every_type_of_the_schema_has_words() -> None:
    """Nothing is missing, and nothing is there for nothing."""
    assert set(PROBLEM) | {FeedProblem.HEADER} == set(FeedProblem)
    assert (set(MESSAGE), set(ENDING), set(FORM)) == (set(Reason), set(Ending), forms())


def test_a_refusal_says_the_element_and_what_was_expected() -> None:
    """And how many other faults there are."""
    assert refusal_told("value", {"element": "sexe", "expected": ["M", "F"], "more": 2}) == (
        "La valeur de « sexe » n'est pas recevable ; attendu : M ou F. Et 2 autres à la suite."
    )
    assert refusal_told("missing", {"element": "titulaire", "expected": ["sexe"]}) == (
        "Il manque un élément dans « titulaire » ; attendu : sexe."
    )
    assert refusal_told("already_accepted", {"at": "2026-11-26T19:05:00+00:00"}) == (
        "Déjà accepté le 26/11/2026 à 20 h 05, à l'identique : ne le renvoyez plus."
    )
    assert "du 2021-08." in refusal_told("closed_certification", {**SAID, "start": "2021-08"})
    assert refusal_told("of_tomorrow", {}) == "of_tomorrow"
