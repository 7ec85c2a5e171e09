"""Certifications that lead to a target: named, weighed for the person, one of them the plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from answers.words.leading import leading_said, remarks, told_by
from passport.document.model import Passport
from recommend.engine import Engine
from recommend.gap.target import ToldBy
from recommend.plan.judged import Doubt
from recommend.plan.limits import Limits, Route
from recommend.plan.records import Empty, Plan, Ready
from referentials.snapshot import write_snapshot
from referentials.tables import TABLES
from tests.support.data import ROOT
from tests.support.passports import DAY, TARGET, example, job, passport

EQUIPIER, BEFORE, MECHANIC, HIGHER = "RNCP40994", "RNCP34947", "I1304", "RNCP36247"


def planned(engine: Engine, document: Passport, target: str = TARGET, limits: Limits | None = None) -> Plan:
    """A plan."""
    return engine.plan(engine.profile(document, DAY), target, limits)


@pytest.fixture(scope="module")
def bare(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The teaching referential, one certification having « Néant » for blocs, and its title written twice."""
    tables = {name: engine.snapshot.table(name) for name in TABLES}
    blocs, known = tables["blocs"], tables["certifications"]
    own = blocs.filter(certification=EQUIPIER)
    none = own.head(1).with_columns(title=pl.lit("Néant"))
    tables["blocs"] = pl.concat([blocs.filter(pl.col("certification") != EQUIPIER), none])
    twice = pl.when(pl.col("code") == EQUIPIER).then(pl.lit("CAP - CAP Équipier")).otherwise(pl.col("title"))
    tables["certifications"] = known.with_columns(title=twice)
    folder: Path = tmp_path_factory.mktemp("bare")
    return Engine.open(write_snapshot(tables, folder, sources=[], quality={}))


def test_a_plan_is_one_certification_and_the_others_are_named(engine: Engine) -> None:
    """Whole, for who has nothing; every certification that leads there is told, first the best."""
    plan = planned(engine, passport())
    (step,) = plan.steps
    assert not step.unit.is_bloc
    assert set(step.parts) == set(engine.catalogue.blocs_of[step.unit.code])
    assert step.certification == plan.leading[0].certification
    leading = set(engine.catalogue.certifications_to[TARGET])
    assert {lead.certification.code for lead in plan.leading} == leading - {BEFORE}
    assert all(leading_said(lead, plan) for lead in plan.leading)


def test_several_are_combined_only_when_asked_for(engine: Engine) -> None:
    """The mix covers at least as much."""
    profile = engine.profile(passport(), DAY)
    mixed = engine.plan(profile, TARGET, Limits(blocs=6, mix=True))
    assert all(step.unit.is_bloc for step in mixed.steps)
    assert len({step.certification.code for step in mixed.steps}) > 1


def test_who_holds_what_leads_there_is_ready(engine: Engine) -> None:
    """Nothing is proposed to a technician who holds the very title; it is said why."""
    plan = planned(engine, example(ROOT / "examples" / "technicien-maintenance.json"), MECHANIC)
    assert (plan.ready, plan.ready_by, plan.empty, plan.steps) == (Ready.HELD, ("RNCP35191",), Empty.READY, ())
    assert remarks(plan, engine.catalogue)[0].startswith("Vous avez déjà de quoi exercer : TP - Technicien de maint")


def test_years_of_practice_go_by_vae(engine: Engine) -> None:
    """The title that one's work is, first by VAE."""
    document = passport(experiences=[job(rome=MECHANIC, start="2010-01", end="2026-06")])
    step = next(iter(planned(engine, document, MECHANIC).steps), None)
    assert step is None or step.modality.route is Route.VAE


def test_what_one_prepares_is_to_be_finished(engine: Engine) -> None:
    """Not asked for by VAE, whatever practice covers; an apprentice finishes it as one."""
    years = job(start="2018-01", end="2023-12")
    under_way = {"id": "t1", "title": "TP employé commercial (1ère année)", "start": "2026-01"}
    apprentice = {"id": "e2", "kind": "apprenticeship", "title": "Vente", "rome": TARGET, "start": "2026-01"}
    for experiences, route in ([years], Route.TRAINING), ([years, apprentice], Route.APPRENTICESHIP):
        first = planned(engine, passport(experiences=experiences, trainings=[under_way])).steps[0]
        assert (first.unit.code, first.modality.route) == ("RNCP37099", route)
        assert "preparing" in first.factors
    given_up = {**under_way, "title": "TP employé commercial (abandonné)"}
    steps = planned(engine, passport(experiences=[years], trainings=[given_up])).steps
    assert not any("preparing" in step.factors for step in steps)


def test_french_comes_first_where_it_is_wanting(engine: Engine) -> None:
    """Above level 4 a certification is doubted, and French is the first thing said."""
    language = {"id": "l1", "language": "fr", "level": "B1"}
    plan = planned(engine, passport(languages=[language]), MECHANIC)
    doubted = {lead.certification.code for lead in plan.leading if Doubt.LANGUAGE in lead.doubts}
    assert doubted == {HIGHER}
    assert plan.steps[0].certification.code != HIGHER
    assert remarks(plan, engine.catalogue)[0].startswith("D'abord le français")
    assert plan.french_first == "B1"


def test_neant_is_no_bloc_and_a_title_is_written_once(bare: Engine) -> None:
    """Whatever the snapshot was made with."""
    assert EQUIPIER not in bare.catalogue.blocs_of
    assert bare.catalogue.certifications[EQUIPIER].title == "CAP - Équipier"
    assert EQUIPIER in bare.world.matrices.unit_index


def test_the_blocs_of_what_it_replaced_tell_what_it_teaches(bare: Engine, engine: Engine) -> None:
    """Named with whose they are; what is taken is still the certification."""
    blocs, whose = bare.catalogue.described_blocs_of(EQUIPIER)
    assert (blocs, whose) == (engine.catalogue.blocs_of[BEFORE], BEFORE)
    plan = planned(bare, passport(), limits=Limits(within=EQUIPIER))
    (step,) = plan.steps
    assert (step.unit.code, step.parts, step.blocs_from) == (EQUIPIER, (EQUIPIER,), BEFORE)
    assert step.gain > 0


def test_a_target_without_blocs_is_answered(bare: Engine) -> None:
    """By the blocs of what it replaced, said to be so."""
    plan = planned(bare, passport(), EQUIPIER)
    assert plan.target.told_by is ToldBy.PREDECESSOR
    assert BEFORE in told_by(plan)[0]
    assert [step.unit.code for step in plan.steps] == [EQUIPIER]


@pytest.mark.parametrize("limits", [{"hours": 1.0}, {"level_from": 8}, {"budget": 0.0}])
def test_an_empty_plan_says_why(engine: Engine, limits: dict[str, Any]) -> None:
    """The limits leave out what leads there, which is named all the same."""
    plan = planned(engine, passport(), limits=Limits(**limits))
    assert not plan.steps
    assert plan.empty is Empty.LIMITS
    assert plan.leading
    assert plan.left_out
