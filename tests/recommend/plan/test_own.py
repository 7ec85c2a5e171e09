"""What a VAE may recognise of the trades exercised; how long a step is said to take; what makes up for a level."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from answers.words.own_trade import opened, vae_for
from answers.words.plan import how, vae_asks
from recommend.engine import Engine
from recommend.plan.brief import Brief
from recommend.plan.limits import Limits, Route
from recommend.plan.modality import is_to_study
from recommend.profile.profile import Profile
from recommend.weights import W
from tests.support.data import ROOT
from tests.support.passports import DAY, TARGET, example, job, passport

MECHANIC, HIGHER = "I1304", "RNCP36247"


def of_years(engine: Engine, start: str, rome: str = MECHANIC, **sections: Any) -> Profile:
    return engine.profile(passport(experiences=[job(rome=rome, start=start, end="2026-06")], **sections), DAY)


def test_a_trade_exercised_has_certifications_that_a_vae_may_recognise(engine: Engine) -> None:
    """With its years, where the law says that none is asked for, and never as a certainty."""
    profile = of_years(engine, "2014-06")
    (trade,) = engine.own_trades(profile)
    said = vae_for(trade, profile, engine.catalogue)
    assert trade.occupation == MECHANIC
    assert "environ 12 ans" in said
    assert all(words in said for words in (HIGHER, "sans durée minimale (L6411-1)", "jury", "jamais une certitude"))
    assert engine.own_trades(engine.profile(passport(), DAY)) == ()


def test_above_the_certification_of_the_trade_that_is_held(engine: Engine) -> None:
    """A technician who holds the title of the trade is told of the next one alone."""
    training = {"id": "f", "title": "TP technicien de maintenance industrielle", "start": "2015", "end": "2016-06"}
    (trade,) = engine.own_trades(of_years(engine, "2016-07", trainings=[training]))
    assert {lead.certification.code for lead in trade.leads} == {HIGHER}


def test_no_rule_is_told_before_its_day(engine: Engine) -> None:
    """A VAE of 2020 asked for a year of experience."""
    assert "durée" not in vae_asks(date(2020, 1, 1))
    profile = replace(of_years(engine, "2014-06"), as_of=date(2018, 1, 1))
    assert not any("L6" in line or "R6" in line for line in opened((), profile, engine.catalogue))


def test_a_vae_is_to_be_weighed_beside_a_training(engine: Engine) -> None:
    """Where experience covers some of it, and too little to begin with it: said with the step."""
    profile = engine.profile(example(ROOT / "examples" / "vente-benevolat.json"), DAY)
    (step, *_) = engine.plan(profile, "D1106").steps
    assert step.modality.route is Route.TRAINING
    assert step.modality.vae_to_study
    assert "VAE à étudier aussi" in how(step)
    assert not is_to_study(W["plan.vae_to_study"] - 0.01)


@pytest.mark.parametrize(("start", "counted"), [("2026-01", False), ("2023-01", True)])
def test_years_make_up_for_a_level_and_months_do_not(engine: Engine, start: str, counted: bool) -> None:
    """Six months in an occupation of level 5 are no level 4."""
    profile = of_years(engine, start)
    brief = Brief(profile, engine.gap(profile, TARGET), Limits(), engine.world)
    assert (brief.level_counted > W["lead.untrained"]) is counted


def test_months_are_no_hours(engine: Engine) -> None:
    """Two school years are not 2,400 h; what the law tells of the title itself is not told otherwise."""
    (step, *_) = engine.plan(of_years(engine, "2026-05", rome=TARGET), TARGET).steps
    school = replace(step, modality=replace(step.modality, months=24, hours_known=False))
    assert "24 mois en école" in how(school)
    assert " h," not in how(school)
    assert "de la durée dite dans" in how(replace(school, told_by_law=True))
