"""Certifications of the répertoire spécifique: they have no blocs, and count all the same."""

from __future__ import annotations

import pytest

from answers.words.evidence import reason
from recommend.engine import Engine
from recommend.law.whole import Outcome
from recommend.plan.limits import Limits
from recommend.profile.evidence import Rule
from tests.support.passports import DAY, obtained, passport

RESCUER = "RS5801"


@pytest.fixture(scope="module")
def given(engine: Engine) -> set[str]:
    """Items that the certificate of first-aider at work is linked to."""
    return set(engine.matcher.unit_links.filter(unit=RESCUER)["item"])


def test_one_that_is_held_is_evidence(engine: Engine, given: set[str]) -> None:
    """Told as a certification obtained."""
    profile = engine.profile(passport(certifications=[obtained(RESCUER)]), DAY)
    assert given
    for item in given:
        belief = profile.belief(item)
        assert belief
        (own,) = (evidence for evidence in belief.evidence if evidence.rule is Rule.CERTIFICATION)
        assert reason(own).startswith(f"certification obtenue : {RESCUER} ")


def test_one_is_a_target_a_plan_and_a_what_if(engine: Engine, given: set[str]) -> None:
    """Towards itself it is the plan; never once it is held, and what it brings is what it is linked to."""
    profile = engine.profile(passport(), DAY)
    (step,) = engine.plan(profile, RESCUER).steps
    assert (step.unit.code, step.unit.is_bloc, step.whole) == (RESCUER, False, Outcome.GIVES)
    assert {one.item for one in engine.what_if(profile, RESCUER).added} >= given
    held = engine.profile(passport(certifications=[obtained(RESCUER)]), DAY)
    assert not engine.plan(held, RESCUER).steps


def test_the_plan_leaves_out_and_counts_what_is_not_described(engine: Engine) -> None:
    """An RNCP certification whose blocs are not known is never proposed: what it would give is not established."""
    profile = engine.profile(passport(), DAY)
    for occupation in engine.catalogue.occupations:
        plan = engine.plan(profile, occupation, Limits(blocs=10, mix=True))
        assert all(step.unit.is_described for step in plan.steps)
        assert plan.considered >= sum(plan.left_out.values())
