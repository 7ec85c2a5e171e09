"""What the kind of an experience says by itself, and what is asked where nothing says what was done."""

from __future__ import annotations

from typing import Any

import pytest

from answers.words.titles import title_question
from passport.document.model import ExperienceKind
from recommend.engine import Engine
from recommend.law.activities import MEANS
from recommend.profile.evidence import Rule
from recommend.profile.profile import Profile
from recommend.weights import W
from tests.support.passports import DAY, job, passport


def read(engine: Engine, **fields: Any) -> Profile:
    """The profile of one experience without a ROME code."""
    return engine.profile(passport(experiences=[job(**{"rome": None, "description": "", **fields})]), DAY)


def test_every_kind_that_says_something_names_its_law() -> None:
    """And gives an occupation, or competencies."""
    assert all(means.law and (means.occupations or means.items) for means in MEANS.values())
    assert {ExperienceKind.VOLUNTEER_FIREFIGHTER, ExperienceKind.CAREGIVING, ExperienceKind.MANDATE} <= MEANS.keys()


def test_an_apprentice_trained_is_no_judicial_guardian(engine: Engine) -> None:
    """« Tuteur » of an apprentice is sure to be nothing that the passport would claim as a trade."""
    found = read(engine, kind="apprenticeship_mentoring", title="Tuteur")
    assert not [one for one in found.exercised if one.probability >= W["title.certain"]]
    assert not found.titled[0].choices


def test_a_title_that_joins_two_occupations_shares_its_time(engine: Engine) -> None:
    """Both count, each for half of the months."""
    found = read(engine, kind="employment", title="Caissière / cariste")
    assert {(one.occupation, one.share) for one in found.exercised if one.probability > 0.5} == {
        ("D1505", 0.5),
        ("N1101", 0.5),
    }


@pytest.mark.parametrize("title", ["Bénévole", "Équipier divers", "xyz"])
def test_what_is_not_sure_is_asked_and_gives_nothing_but_to_confirm(engine: Engine, title: str) -> None:
    """Two or three choices, a question, and no competency said to be likely by that title."""
    found = read(engine, kind="employment", title=title, description="Je rends service aux gens.")
    read_title = found.titled[0]
    assert len(read_title.choices) <= 3
    assert (title_question(read_title) is None) == (not read_title.choices)
    by_title = [e for b in found.beliefs for e in b.evidence if e.rule is Rule.OCCUPATION]
    assert all(e.probability < W["status.likely"] for e in by_title)
