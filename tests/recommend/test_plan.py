"""Plans on the teaching referential: limits, ways, what each step opens, and explanations that add up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passport.model import Passport
from passport.read import passport_from, read_passport
from recommend.choose import Method
from recommend.engine import Engine
from recommend.errors import RecommendError, UnknownCertificationError
from recommend.limits import Aim, Limits, Route
from recommend.plan import Plan
from recommend.weights import W
from recommend.whole import Outcome
from tests.conftest import ROOT

DAY, TARGET = date(2026, 11, 23), "D1106"
OCCUPATIONS = ("D1106", "G1203", "I1309", "N1105", "M1805")
ATTESTED = {"status": "guaranteed", "issuer": "Employeur inventé"}


def job(rank: int, rome: str, year: int, months: int, attested: bool) -> dict[str, Any]:
    """An invented job."""
    end = f"{year + months // 12}-{months % 12 + 1:02}"
    return {"id": f"e{rank}", "kind": "employment", "title": "Poste", "rome": rome, "start": f"{year}-01", "end": end,
            "attestation": ATTESTED if attested else {"status": "declared"}}  # fmt: skip


def passport(jobs: list[dict[str, Any]], blocs: list[str]) -> Passport:
    """An invented passport."""
    held = [{"id": f"b{code}", "code": code, "date": "2024-06", "attestation": ATTESTED} for code in blocs]
    return passport_from({"version": 1, "holder": {"id": "essai"}, "experiences": jobs, "blocs": held})


@pytest.fixture(scope="module")
def known(engine: Engine) -> list[str]:
    """Occupations of the teaching referential that describe something."""
    return [
        code for code in engine.matrices.occupations if engine.demands.total[engine.matrices.occupation_index[code]]
    ]


@st.composite
def passports(draw: st.DrawFn, engine: Engine, known: list[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """Up to three jobs and three blocs."""
    jobs = [
        job(rank, draw(st.sampled_from(known)), draw(st.integers(2005, 2024)), draw(st.integers(1, 23)),
            draw(st.booleans()))
        for rank in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    return jobs, draw(st.lists(st.sampled_from(list(engine.matrices.units)), max_size=3, unique=True))


quiet = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quiet
@given(data=st.data())
def test_an_attested_experience_more_never_lowers_a_coverage(engine: Engine, known: list[str], data: Any) -> None:
    """Of any occupation, guaranteed or in all."""
    jobs, blocs = data.draw(passports(engine, known))
    more = job(9, data.draw(st.sampled_from(known)), data.draw(st.integers(2010, 2024)), 12, attested=True)
    before = engine.explore(engine.profile(passport(jobs, blocs), DAY))
    after = {one.occupation.code: one for one in engine.explore(engine.profile(passport([*jobs, more], blocs), DAY))}
    for one in before:
        assert after[one.occupation.code].coverage >= one.coverage - 1e-6
        assert after[one.occupation.code].guaranteed >= one.guaranteed - 1e-6


@quiet
@given(data=st.data())
def test_a_plan_keeps_every_limit_and_proposes_nothing_held(engine: Engine, known: list[str], data: Any) -> None:
    """Whatever the passport, the target and the limits."""
    profile = engine.profile(passport(*data.draw(passports(engine, known))), DAY)
    limits = Limits(
        blocs=data.draw(st.integers(0, 5)),
        hours=data.draw(st.sampled_from([None, 100.0, 400.0])),
        budget=data.draw(st.sampled_from([None, 0.0, 1500.0])),
        level_to=data.draw(st.sampled_from([None, 3, 4])),
        routes=data.draw(st.sampled_from([(), (Route.VAE,), (Route.APPRENTICESHIP, Route.DISTANCE)])),
        cpf=data.draw(st.booleans()),
        one_certification=data.draw(st.booleans()),
    )
    for plan in engine.plans(profile, data.draw(st.sampled_from(known)), limits):
        codes = [step.unit.code for step in plan.steps]
        assert len(set(codes)) == len(codes) <= limits.blocs
        assert not set(codes) & set(profile.holdings)
        assert not {step.certification.code for step in plan.steps} & set(profile.holdings)
        assert limits.hours is None or plan.hours <= limits.hours + 0.1
        assert limits.budget is None or (plan.price is not None and plan.price <= limits.budget + 0.1)
        assert all((step.certification.level or 9) <= (limits.level_to or 9) for step in plan.steps)
        assert not limits.routes or all(step.way.route in limits.routes for step in plan.steps)
        assert not limits.one_certification or len({step.certification.code for step in plan.steps}) <= 1
        assert_adds_up(plan)


def assert_adds_up(plan: Plan) -> None:
    """Points of needs make the gain, terms the score, gains the coverage; no plan is worth more than the bound."""
    for step in plan.steps:
        assert sum(gained.points for gained in step.gained) == pytest.approx(step.gain, abs=1e-4)
        assert sum(step.terms.values()) == pytest.approx(step.score, abs=1e-5)
    assert sum(step.score for step in plan.steps) == pytest.approx(plan.score, abs=1e-5)
    gained = sum(step.gain for step in plan.steps) / 100
    assert plan.coverage_before + gained == pytest.approx(plan.coverage_after, abs=1e-5)
    assert plan.bound >= plan.score


def test_the_same_question_at_another_date_and_back_gives_the_same_answer(engine: Engine) -> None:
    """Nothing is kept from one date to the next."""
    document = passport([job(1, TARGET, 2018, 20, attested=True)], [])

    def at(day: date) -> Plan:
        return engine.plan(engine.profile(document, day), TARGET)

    first, earlier, again = at(DAY), at(date(2019, 6, 1)), at(DAY)
    assert first == again
    assert earlier != first


def test_a_bloc_that_practice_covers_goes_by_vae(engine: Engine) -> None:
    """Years in shops; without them, by training."""
    practised = engine.profile(read_passport(ROOT / "examples" / "vente-benevolat.json"), DAY)
    by_vae = [step for step in engine.plan(practised, TARGET).steps if step.way.route is Route.VAE]
    assert by_vae
    for step in by_vae:
        assert step.way.covered >= W["plan.vae_covered"]
        assert step.way.records
    fresh = engine.profile(passport([], []), DAY)
    assert {step.way.route for step in engine.plan(fresh, TARGET).steps} == {Route.TRAINING}


def test_a_certification_aimed_at_is_closed_by_its_own_blocs(engine: Engine) -> None:
    """Blocs of others would not give it; when all that are missing are taken, it is said to be whole."""
    profile = engine.profile(passport([], ["RNCP37099BC02"]), DAY)
    plan = engine.plan(profile, "RNCP37099", Limits(blocs=5))
    assert {step.certification.code for step in plan.steps} == {"RNCP37099"}
    assert plan.steps[-1].whole is Outcome.GIVES
    assert plan.steps[-1].blocs_held == ("RNCP37099BC02",)
    assert plan.steps[-1].terms["completes"] == W["plan.whole"]


def test_what_a_step_opens_is_what_what_if_says(engine: Engine) -> None:
    """The first step, alone, on the profile as it stands."""
    profile = engine.profile(passport([job(1, TARGET, 2022, 23, attested=True)], []), DAY)
    for target in OCCUPATIONS:
        if target in engine.lookup.occupations:
            for step in engine.plan(profile, target, Limits(blocs=1)).steps:
                assert list(step.opens) == engine.what_if(profile, step.unit.code).opened


def test_the_quickest_plan_is_never_longer(engine: Engine) -> None:
    """Than the balanced one, and every aim is answered, priced ones included."""
    profile = engine.profile(passport([], []), DAY)
    found = {plan.aim: plan for plan in engine.plans(profile, TARGET)}
    assert set(found) == set(Aim)
    assert found[Aim.QUICKEST].hours <= found[Aim.BALANCED].hours
    assert {plan.method for plan in found.values()} <= set(Method)


def test_what_limits_leave_out_is_counted(engine: Engine) -> None:
    """A budget leaves out what has no known price; another certification leaves out all the others."""
    profile = engine.profile(passport([], []), DAY)
    plan = engine.plan(profile, TARGET, Limits(budget=100_000, within="RNCP37099"))
    assert {step.certification.code for step in plan.steps} == {"RNCP37099"}
    assert plan.left_out["elsewhere"] > 0
    assert sum(plan.left_out.values()) <= plan.considered


@pytest.mark.parametrize("wrong", [{"level_from": 5, "level_to": 3}, {"level_to": 9}, {"hours": -1.0}])
def test_limits_that_nothing_can_keep_are_refused(wrong: dict[str, Any]) -> None:
    """With the remedy."""
    with pytest.raises(RecommendError, match="donnez"):
        Limits(**wrong)


def test_a_certification_to_stay_in_must_be_known(engine: Engine) -> None:
    """It is not an empty plan, it is a mistake."""
    with pytest.raises(UnknownCertificationError, match="RNCP99999"):
        engine.plan(engine.profile(passport([], []), DAY), TARGET, Limits(within="RNCP99999"))


def test_a_date_that_is_too_near_leaves_no_time(engine: Engine) -> None:
    """At 35 hours a week."""
    profile = engine.profile(passport([], []), DAY)
    soon = engine.plan(profile, TARGET, Limits(until=date(2026, 12, 7)))
    assert soon.hours <= 70
    assert engine.plan(profile, TARGET, Limits(until=DAY)).steps == ()
