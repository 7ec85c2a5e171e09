"""From a passport to a plan, on the teaching referential with the real encoder."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answers.words.evidence import guarantee, record_names, sources
from passport.document.errors import PassportError
from passport.document.model import ExperienceKind
from recommend.engine import Engine
from recommend.gap.gap import Status
from recommend.gap.target import parse_target
from recommend.law.standing import Entry
from recommend.plan.limits import Limits
from recommend.profile.evidence import Rule
from referentials.codes import BlocCode, RncpCode, RomeCode, RsCode
from referentials.errors import CodeError, UnknownCodeError
from tests.support.errors import refused
from tests.support.passports import DAY, EXAMPLES, GUARANTEED, TARGET, TARGETS, analysis, example, job, passport


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_each_example_leads_to_competencies_a_gap_and_a_plan(engine: Engine, path: Path) -> None:
    """Every belief names its records, every code is in the snapshot, every step adds something."""
    document = example(path)
    found = analysis(engine, document, TARGETS[path.stem])
    records = {record.id for record in document.records}
    assert len(found["competencies"]) > 5
    for belief in found["competencies"]:
        assert belief["code"] in engine.catalogue.items
        assert belief["evidence"]
        assert {e["record"] for e in belief["evidence"]} <= records
    assert 0 < found["gap"]["coverage"] < 1
    assert found["gap"]["guaranteed_coverage"] <= found["gap"]["coverage"]
    assert found["plan"]["steps"] or found["plan"]["ready"]
    assert all(step["gain"] > 0 for step in found["plan"]["steps"])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_the_same_question_gives_the_same_bytes(engine: Engine, path: Path) -> None:
    """Also from an engine opened anew."""
    document = example(path)
    first = json.dumps(analysis(engine, document), ensure_ascii=False)
    assert json.dumps(analysis(Engine.open(engine.snapshot), document), ensure_ascii=False) == first


def test_a_job_says_more_the_longer_and_the_more_recent_it_is(engine: Engine) -> None:
    """Two years beat two months; last year beats twenty years ago; full time beats a few hours."""

    def coverage(**fields: Any) -> float:
        return engine.gap(engine.profile(passport(experiences=[job(**fields)]), DAY), TARGET).coverage

    assert coverage(start="2022-01", end="2023-12") > coverage(start="2023-11", end="2023-12")
    assert coverage(start="2022-01", end="2023-12") > coverage(start="2002-01", end="2003-12")
    assert coverage(hours_per_week=35) > coverage(hours_per_week=4)
    assert coverage(kind="employment") > coverage(kind="internship")


def test_a_guaranteed_job_guarantees_its_occupation_but_not_its_description(engine: Engine) -> None:
    """The holder's own words stay declared, whoever vouches for the job."""
    words = "J'encaisse les clients et je rends la monnaie. Je conseille les clients sur les produits."
    profile = engine.profile(passport(experiences=[job(description=words, attestation=GUARANTEED)]), DAY)
    rules = {(e.rule, e.guaranteed) for b in profile.beliefs for e in b.evidence}
    assert rules - {(Rule.DOUBTFUL, False)} == {(Rule.OCCUPATION, True), (Rule.STATEMENT, False)}


def test_a_bloc_held_confers_its_competencies_and_is_not_proposed_again(engine: Engine) -> None:
    """The step a plan proposes, once obtained, raises coverage by its gain and leaves the next plan."""
    before = engine.profile(passport(experiences=[job(kind="internship", end="2020-02")]), DAY)
    step = engine.plan(before, TARGET, Limits(blocs=1, mix=True)).steps[0]
    bloc = {"id": "b1", "code": step.unit.code, "date": "2026-11", "attestation": GUARANTEED}
    after = engine.profile(passport(experiences=[job(kind="internship", end="2020-02")], blocs=[bloc]), DAY)
    gained = 100 * (engine.gap(after, TARGET).coverage - engine.gap(before, TARGET).coverage)
    assert gained == pytest.approx(step.gain, abs=0.2)
    assert engine.gap(after, TARGET).guaranteed > engine.gap(before, TARGET).guaranteed
    assert step.unit.code not in {s.unit.code for s in engine.plan(after, TARGET, Limits(blocs=20)).steps}


def test_a_certification_confers_its_blocs(engine: Engine) -> None:
    """Holding the whole is holding each part."""
    code = next(c for c, blocs in sorted(engine.catalogue.blocs_of.items()) if len(blocs) > 1)
    held = engine.profile(passport(certifications=[{"id": "c1", "code": code, "date": "2024"}]), DAY).held
    assert set(engine.catalogue.blocs_of[code]) <= set(held)


def test_a_record_that_had_not_begun_is_left_aside_and_said(engine: Engine) -> None:
    """Going back in time removes what came later, and coming back restores it."""
    document = passport(experiences=[job(), job("e2", start="2024", end="2025")])
    earlier = engine.profile(document, date(2023, 1, 1))
    assert [fault.path for fault in earlier.ignored] == ["experiences[1]"]
    assert {e.record for b in earlier.beliefs for e in b.evidence} == {"e1"}
    assert not engine.profile(document, DAY).ignored
    assert engine.profile(document, date(2023, 1, 1)) == earlier


def test_unknown_codes_are_refused_by_path_or_left_aside_on_demand(engine: Engine) -> None:
    """A code that the snapshot lacks never passes in silence."""
    document = passport(
        experiences=[job(rome="N9999")],
        certifications=[{"id": "c1", "code": "RNCP999999", "date": "2020"}],
        blocs=[{"id": "b1", "code": "RNCP999999BC01", "date": "2020"}],
    )
    with pytest.raises(PassportError) as caught:
        engine.profile(document, DAY)
    paths = ["experiences[0].rome", "certifications[0].code", "blocs[0].code"]
    assert [p.path for p in caught.value.faults] == paths
    lenient = engine.profile(document, DAY, ignore_unknown=True)
    assert [p.path for p in lenient.ignored] == paths
    assert lenient.exercised, "the title is read instead of the unknown code"


def test_targets_may_be_an_occupation_a_certification_or_a_bloc(engine: Engine) -> None:
    """Each kind of code is told by its form; what is absent or no code says so."""
    assert isinstance(parse_target("d1106"), RomeCode)
    assert isinstance(parse_target("RS5719"), RsCode)
    assert isinstance(parse_target("37674"), RncpCode)
    assert isinstance(parse_target("RNCP37674BC01"), BlocCode)
    with refused(CodeError, "objectif"):
        parse_target("boulanger")
    profile = engine.profile(passport(experiences=[job()]), DAY)
    with refused(UnknownCodeError, "acquis search"):
        engine.gap(profile, "N9999")
    bloc = next(
        b
        for b in engine.world.matrices.units
        if engine.world.matrices.certifies[engine.world.matrices.unit_index[b]].nnz
    )
    for target in (bloc, bloc.split("BC")[0]):
        assert engine.gap(profile, target).target.kind in {"bloc", "certification"}


def test_an_empty_passport_covers_nothing_and_still_gets_a_plan(engine: Engine) -> None:
    """Nobody is sent away: the gap is the whole fiche, and the first blocs are proposed."""
    profile = engine.profile(passport(), DAY)
    gap = engine.gap(profile, TARGET)
    assert (gap.coverage, gap.guaranteed) == (0, 0)
    assert len(gap.of(Status.MISSING)) == len(gap.lines)
    assert engine.plan(profile, TARGET).steps


def test_plan_gains_shrink_and_add_up_to_the_coverage(engine: Engine) -> None:
    """Each step counts only what the ones before it left; gained points sum to the gain."""
    profile = engine.profile(passport(experiences=[job(end="2020-03")]), DAY)
    plan = engine.plan(profile, TARGET, Limits(blocs=6, mix=True))
    total = plan.coverage_before
    for step in plan.steps:
        total += step.gain / 100
        assert step.coverage_after == pytest.approx(total, abs=1e-4)
        assert sum(g.points for g in step.gained) == pytest.approx(step.gain, abs=1e-3)
    assert len({step.unit.code for step in plan.steps}) == len(plan.steps)


def test_no_step_belongs_to_a_certification_closed_at_the_date(engine: Engine) -> None:
    """Closed or replaced certifications take nobody in; at an earlier date they may."""
    profile = engine.profile(passport(), DAY)
    for target in ("D1106", "K1304"):
        if target not in engine.catalogue.occupations:
            continue
        for step in engine.plan(profile, target, Limits(blocs=20, mix=True)).steps:
            assert engine.world.register(DAY).entries[step.certification.code] in {Entry.OPEN, Entry.UNKNOWN}


romes = st.sampled_from(["D1106", "D1502", "K1304", "G1602", "N1103"])
experiences = st.builds(
    lambda rome, kind, year, months, guaranteed: {
        "kind": kind.value, "title": "x", "rome": rome, "start": f"{year}-01", "end": f"{year}-{months:02d}",
        **({"attestation": GUARANTEED} if guaranteed else {}),
    },
    romes, st.sampled_from(list(ExperienceKind)), st.integers(1995, 2025), st.integers(1, 12), st.booleans(),
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(experiences, max_size=4), experiences)
def test_adding_an_experience_never_lowers_a_coverage(
    engine: Engine, found: list[dict[str, Any]], more: dict[str, Any]
) -> None:
    """More evidence, more coverage, guaranteed part included; coverage stays a share."""
    known = [x for x in [*found, more] if x["rome"] in engine.catalogue.occupations]
    named = [{**x, "id": f"e{rank}"} for rank, x in enumerate(known)]
    before, after = (engine.gap(engine.profile(passport(experiences=e), DAY), TARGET) for e in (named[:-1], named))
    assert 0 <= before.coverage <= after.coverage + 1e-9 <= 1 + 1e-9
    assert before.guaranteed <= after.guaranteed + 1e-9 <= after.coverage + 2e-9


def test_sources_name_the_records_a_person_knows(engine: Engine) -> None:
    """A belief cites the title and years of the job, and says how far it is guaranteed."""
    document = passport(experiences=[job(title="Vendeuse chez Exemple", attestation=GUARANTEED)])
    profile = engine.profile(document, DAY)
    names = record_names(document, DAY)
    assert sources(profile.beliefs[0], names) == "Vendeuse chez Exemple (2020-2022)"
    assert guarantee(profile.beliefs[0]) == "emploi attesté"
