"""Plans on the teaching referential: limits, ways, what each step opens, and explanations that add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answers.builders.plan import plan_answer
from answers.shapes import plan as shape
from answers.words import plan as words
from answers.words.rights import notes, plan_notes
from answers.words.surfaces import Surface
from passport.document.model import Passport
from passport.document.read import passport_from
from recommend.engine import Engine
from recommend.errors import RecommendError, UnknownCertificationError
from recommend.law.whole import Outcome
from recommend.plan.choose import Method
from recommend.plan.limits import Aim, Limits, Route
from recommend.plan.records import Plan, Step
from recommend.plan.refusals import LeftOut
from recommend.profile.profile import Profile
from recommend.weights import W
from referentials.catalogue import Conditions, Insertion
from tests.support.authority import vouched
from tests.support.data import ROOT
from tests.support.errors import refused
from tests.support.passports import example

DAY, TARGET = date(2026, 11, 23), "D1106"
MIX = Limits(mix=True)
OCCUPATIONS = ("D1106", "G1203", "I1309", "N1105", "M1805")
ATTESTED = {"status": "guaranteed", "issuer": "Employeur inventé"}


def job(rank: int, rome: str, year: int, months: int, attested: bool) -> dict[str, Any]:
    """An invented job."""
    end = f"{year + months // 12}-{months % 12 + 1:02}"
    return {"id": f"e{rank}", "kind": "employment", "title": "Poste", "rome": rome, "start": f"{year}-01", "end": end,
            "attestation": ATTESTED if attested else {"status": "declared"}}  # fmt: skip


def passport(jobs: list[dict[str, Any]], units: list[str], day: str = "2024-06") -> Passport:
    """An invented passport; the units are blocs and certifications."""
    held = [{"id": f"b{code}", "code": code, "date": day, "attestation": ATTESTED} for code in units]
    blocs = [one for one in held if "BC" in one["code"]]
    whole = [one for one in held if "BC" not in one["code"]]
    everything = {"experiences": jobs, "blocs": blocs, "certifications": whole}
    return vouched(passport_from({"version": 1, "holder": {"id": "essai"}, **everything}))


@pytest.fixture(scope="module")
def known(engine: Engine) -> list[str]:
    """Occupations of the teaching referential that describe something."""
    described = engine.world.demands.total > 0
    return [code for code, any_need in zip(engine.world.matrices.occupations, described, strict=True) if any_need]


@st.composite
def passports(draw: st.DrawFn, engine: Engine, known: list[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """Up to three jobs and three units."""
    jobs = [
        job(rank, draw(st.sampled_from(known)), draw(st.integers(2005, 2024)), draw(st.integers(1, 23)),
            draw(st.booleans()))
        for rank in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    return jobs, draw(st.lists(st.sampled_from(list(engine.world.matrices.units)), max_size=3, unique=True))


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
        level_from=data.draw(st.sampled_from([None, 1, 3])),
        level_to=data.draw(st.sampled_from([None, 3, 4])),
        until=data.draw(st.sampled_from([None, date(2026, 12, 24), date(2027, 3, 1)])),
        within=data.draw(st.sampled_from([None, None, "RNCP37099", "RNCP40994"])),
        routes=data.draw(
            st.sampled_from([(), (Route.VAE,), (Route.APPRENTICESHIP,), (Route.APPRENTICESHIP, Route.VAE)])
        ),
        cpf=data.draw(st.booleans()),
        mix=data.draw(st.booleans()),
    )
    for plan in engine.plans(profile, data.draw(st.sampled_from(known)), limits):
        codes = [step.unit.code for step in plan.steps]
        assert len(set(codes)) == len(codes)
        assert len(plan.steps) <= limits.blocs
        assert (plan.empty is None) == bool(plan.steps)
        given = [unit for step in plan.steps for unit in (*step.parts, *step.confers)]
        assert len(set(given)) == len(given)
        assert not {*codes, *given} & set(profile.holdings)
        assert not {step.certification.code for step in plan.steps} & set(profile.holdings)
        assert limits.hours is None or plan.hours <= limits.hours + 0.1
        assert limits.budget is None or (plan.price is not None and plan.price <= limits.budget + 0.1)
        levels = [step.certification.level for step in plan.steps]
        assert all((level or 9) <= (limits.level_to or 9) for level in levels)
        assert all((level or 0) >= (limits.level_from or 0) for level in levels)
        weeks = (limits.until - DAY).days / 7 if limits.until else None
        assert weeks is None or plan.hours <= weeks * W["plan.hours_per_week"] + 0.1
        assert all(step.certification.code == limits.within for step in plan.steps) or limits.within is None
        taken = set(profile.holdings)
        for step in plan.steps:
            assert_law(step, limits, profile, engine)
            taken |= set(step.parts)
            assert (step.whole is not None) == taken.issuperset(engine.catalogue.units_of(step.certification.code))
        assert not limits.routes or all(step.modality.route in limits.routes for step in plan.steps)
        assert limits.mix or len({step.certification.code for step in plan.steps}) <= 1
        assert_adds_up(plan)


def assert_law(step: Step, limits: Limits, profile: Profile, engine: Engine) -> None:
    """The CPF pays for what one may enter, but for apprenticeships, of whole certifications; a VAE takes time."""
    if limits.cpf:
        assert engine.world.register(DAY).standing(step.certification.code).cpf is True
        assert step.modality.route is not Route.APPRENTICESHIP
    if not step.unit.is_bloc:
        blocs = engine.catalogue.units_of(step.certification.code)
        assert set(step.parts) == {bloc for bloc in blocs if bloc not in profile.holdings}
    else:
        assert step.parts == (step.unit.code,)
        assert step.modality.route is not Route.APPRENTICESHIP
    if step.modality.route is Route.VAE:
        assert limits.until is None or limits.until >= date(2027, 1, 23)


def assert_adds_up(plan: Plan) -> None:
    """Points of needs make the gain, terms the score, gains the coverage; no plan is worth more than the bound."""
    for step in plan.steps:
        assert sum(gained.points for gained in step.gained) == pytest.approx(step.gain, abs=1e-4)
        assert sum(step.terms.values()) == pytest.approx(step.score, abs=1e-5)
    assert sum(step.score for step in plan.steps) == pytest.approx(plan.score, abs=1e-5)
    gained = sum(step.gain for step in plan.steps) / 100
    assert plan.coverage_before + gained == pytest.approx(plan.coverage_after, abs=1e-5)
    assert plan.bound >= plan.score


@quiet
@given(data=st.data())
def test_the_same_question_at_another_date_and_back_gives_the_same_answer(
    engine: Engine, known: list[str], data: Any
) -> None:
    """Nothing is kept from one date to the next, in the gap, plan, rights, paths, or what is within reach."""
    document = passport(*data.draw(passports(engine, known)))
    target = data.draw(st.sampled_from(known))

    def at(day: date) -> tuple[Any, ...]:
        profile = engine.profile(document, day)
        asked = engine.gap(profile, target), engine.plan(profile, target), engine.rights(profile, ["RNCP37099"])
        return (*asked, engine.paths(profile, target), engine.reach(profile))

    first = at(DAY)
    at(data.draw(st.dates(date(2010, 1, 1), date(2040, 1, 1))))
    assert at(DAY) == first


def test_a_date_changes_the_answer(engine: Engine) -> None:
    """So that the one above can fail."""
    document = passport([job(1, TARGET, 2018, 20, attested=True)], [])
    now, then = (engine.plan(engine.profile(document, day), TARGET) for day in (DAY, date(2019, 6, 1)))
    assert now != then


@pytest.mark.parametrize(("obtained", "kept"), [("2026-05-04", True), ("2027-11-02", False)])
def test_a_closed_certification_stays_open_to_who_began_it_in_time(engine: Engine, obtained: str, kept: bool) -> None:
    """RNCP35191 closes on 31/08/2027 (L6113-9)."""
    document = passport([], ["RNCP35191BC01"], obtained)
    plan = engine.plan(engine.profile(document, date(2028, 1, 1)), "RNCP35191")
    assert bool(plan.steps) is kept
    assert ("closed" in plan.left_out) is not kept


def test_a_target_that_is_held_or_closed_is_told_so(engine: Engine) -> None:
    """By what it is replaced too; a plan to what is held is empty."""
    held = engine.plan(engine.profile(passport([], ["RNCP37674BC01"]), DAY), "RNCP37674BC01")
    assert not held.steps
    assert notes(held.held, held.standing, engine.catalogue) == ["vous l'avez déjà : obtenu"]
    closed = engine.plan(engine.profile(passport([], []), DAY), "RNCP31114")
    assert "RNCP37674" in " ".join(notes(closed.held, closed.standing, engine.catalogue))
    assert not notes(None, engine.plan(engine.profile(passport([], []), DAY), TARGET).standing, engine.catalogue)


def test_a_certification_all_of_whose_blocs_are_held_is_told_so(engine: Engine) -> None:
    """When the fiche does not say that they give it; no limit is to blame for the empty plan."""
    blocs = list(engine.catalogue.blocs_of["RNCP37099"])
    engine = Engine(engine.snapshot, engine.matcher)  # what it says of a fiche, it says of it ever after
    fiche = replace(engine.catalogue.certifications["RNCP37099"], partial_validation=None)
    with patch.dict(engine.catalogue.certifications, {"RNCP37099": fiche}):
        plan = engine.plan(engine.profile(passport([], blocs), DAY), "RNCP37099")
        assert plan.is_needless
        (note,) = plan_notes(plan, engine.catalogue)
        assert note.startswith("vous en tenez tous les blocs ; rien ne dit si tous les blocs suffisent")


def test_what_became_of_those_who_have_it_is_told_beside_what_is_proposed(engine: Engine) -> None:
    """With its year; what the fiche says of a regulated activity too; nothing where nothing is known."""
    profile = engine.profile(passport([], []), DAY)
    plan = engine.plan(profile, TARGET)
    step = plan.steps[0]
    assert (step.certification.insertion, words.known(step)) == (None, [])
    insertion = Insertion(year=2021, certified=760, employed=98, in_trade=None, in_trade_later=95)
    fiche = replace(step.certification, insertion=insertion, conditions=Conditions(regulations="Carte professionnelle"))
    told = words.known(replace(step, certification=fiche))
    assert told[0].endswith("(760 certifiés en 2021)")
    assert told[1] == "activité réglementée, dit la fiche : « Carte professionnelle »"
    changed = replace(plan, steps=(replace(step, certification=fiche), *plan.steps[1:]))
    (first, *_) = plan_answer(engine, profile, [changed], Surface.CLI).steps
    assert first.certification.insertion == shape.Insertion(
        year=2021, certified=760, employed=98, in_trade=None, in_trade_later=95
    )
    assert first.regulations == "Carte professionnelle"
    assert "98 % en emploi six mois après" in first.why


def test_a_budget_never_hides_a_training_whose_price_is_known(engine: Engine) -> None:
    """Practice that would allow a VAE, of unknown price, does not take away the priced training."""
    rich = engine.profile(example(ROOT / "examples" / "vente-benevolat.json"), DAY)
    codes = [step.unit.code for step in engine.plan(rich, TARGET, Limits(budget=5000, mix=True)).steps]
    assert "RNCP40994BC03" in codes


def test_a_bloc_that_practice_covers_goes_by_vae(engine: Engine) -> None:
    """Years in shops; without them, by training."""
    practised = engine.profile(example(ROOT / "examples" / "vente-benevolat.json"), DAY)
    by_vae = [step for step in engine.plan(practised, TARGET, MIX).steps if step.modality.route is Route.VAE]
    assert by_vae
    for step in by_vae:
        assert step.modality.covered >= W["plan.vae_covered"]
        assert step.modality.records
    fresh = engine.profile(passport([], []), DAY)
    assert {step.modality.route for step in engine.plan(fresh, TARGET, MIX).steps} == {Route.TRAINING}


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
        if target in engine.catalogue.occupations:
            for step in engine.plan(profile, target, Limits(blocs=1, mix=True)).steps:
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
    plan = engine.plan(profile, TARGET, Limits(budget=100_000, within="RNCP37099", mix=True))
    assert {step.certification.code for step in plan.steps} == {"RNCP37099"}
    assert plan.left_out[LeftOut.ELSEWHERE] > 0
    assert sum(plan.left_out.values()) <= plan.considered


@pytest.mark.parametrize("wrong", [{"level_from": 5, "level_to": 3}, {"level_to": 9}, {"hours": -1.0}])
def test_limits_that_nothing_can_keep_are_refused(wrong: dict[str, Any]) -> None:
    """With the remedy."""
    with refused(RecommendError, "donnez"):
        Limits(**wrong)


def test_a_certification_to_stay_in_must_be_known(engine: Engine) -> None:
    """It is not an empty plan, it is a mistake."""
    with refused(UnknownCertificationError, "RNCP99999"):
        engine.plan(engine.profile(passport([], []), DAY), TARGET, Limits(within="RNCP99999"))


@pytest.mark.parametrize(("asked", "until", "possible"), [
    (DAY, date(2027, 1, 22), False),
    (DAY, date(2027, 1, 23), True),
    (date(2026, 12, 31), date(2027, 2, 27), False),
    (date(2026, 12, 31), date(2027, 2, 28), True),
])  # fmt: skip
def test_a_vae_leaves_the_certifier_two_months_to_answer(
    engine: Engine, asked: date, until: date, possible: bool
) -> None:
    """From the day it is asked for (R6412-4); the reason is told, to who wants a VAE."""
    practised = engine.profile(example(ROOT / "examples" / "vente-benevolat.json"), asked)
    assert (
        "late" not in engine.plan(practised, TARGET, Limits(until=until, routes=(Route.DISTANCE,), mix=True)).left_out
    )
    plan = engine.plan(practised, TARGET, Limits(until=until, routes=(Route.VAE,), mix=True))
    assert bool(plan.steps) is possible
    assert ("late" in plan.left_out) is not possible


def test_an_apprenticeship_is_of_a_whole_certification(engine: Engine) -> None:
    """Its missing blocs are one step, of all their hours; left out, and told, when they are too many hours."""
    profile = engine.profile(passport([], []), DAY)
    plan = engine.plan(profile, TARGET, Limits(blocs=3, routes=(Route.APPRENTICESHIP,)))
    assert plan.steps
    for step in plan.steps:
        assert step.parts == engine.catalogue.blocs_of[step.unit.code]
        assert step.unit.code == step.certification.code
        assert step.hours >= 100 * len(step.parts)
        assert ", ".join(step.parts) in words.how(step)
        conferred = engine.what_if(profile, step.unit.code).confers
        assert step.confers == tuple(code for code in conferred if code in engine.catalogue.units)
    one = engine.plan(profile, TARGET, Limits(blocs=1, hours=100, routes=(Route.APPRENTICESHIP,)))
    assert not one.steps
    assert one.left_out[LeftOut.TOO_LONG] > 0


def test_a_bloc_counts_with_what_its_correspondences_confer(engine: Engine) -> None:
    """RNCP31114BC01 gives RNCP37674BC01 (R6113-9): towards the latter it is worth as much, and never both are taken."""
    old = engine.what_if(engine.profile(passport([], []), DAY), "RNCP31114BC01")
    assert old.confers == ("RNCP37674BC01",)
    in_force = date(2023, 1, 15)  # both fiches take people in
    plan = engine.plan(engine.profile(passport([], []), in_force), "D1106", Limits(blocs=20, mix=True))
    given = [unit for step in plan.steps for unit in (*step.parts, *step.confers)]
    assert len(set(given)) == len(given)


def test_a_date_that_is_too_near_leaves_no_time(engine: Engine) -> None:
    """At 35 hours a week."""
    profile = engine.profile(passport([], []), DAY)
    soon = engine.plan(profile, TARGET, Limits(until=date(2026, 12, 7)))
    assert soon.hours <= 70
    assert engine.plan(profile, TARGET, Limits(until=DAY)).steps == ()
