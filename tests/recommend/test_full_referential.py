"""The engine on the whole of ROME 4.0 and RNCP."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from answers.words.plan import prerequisites
from recommend.directions.offers import Offers
from recommend.engine import Engine
from recommend.plan.limits import Limits
from recommend.profile.access import shut_of
from recommend.weights import W
from referentials.snapshot import read_quality
from tests.support.passports import DAY, EXAMPLES, TARGETS, analysis, example, obtained, passport

pytestmark = pytest.mark.data


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_each_example_gets_an_answer_made_of_what_the_snapshot_holds(full_engine: Engine, path: Path) -> None:
    """Real items, real blocs of certifications that still take people in; the same bytes twice."""
    document = example(path)
    found = analysis(full_engine, document, TARGETS[path.stem])
    assert found["competencies"]
    for step in found["plan"]["steps"]:
        assert step["unit"]["code"] in full_engine.catalogue.units
        assert step["certification"]["title"]
        assert step["gain"] > 0
        assert "apporte " in step["why"]
    again = analysis(full_engine, document, TARGETS[path.stem])
    assert json.dumps(again) == json.dumps(found)


def test_every_occupation_can_be_a_target(full_engine: Engine) -> None:
    """1,584 gaps for one profile; each coverage is a share, and its own occupation is among the best covered."""
    profile = full_engine.profile(example(EXAMPLES[-1]), DAY)
    coverages = {code: full_engine.gap(profile, code).coverage for code in full_engine.catalogue.occupations}
    assert len(coverages) == 1584
    assert all(0 <= coverage <= 1 for coverage in coverages.values())
    best = sorted(coverages, key=lambda code: -coverages[code])[:20]
    assert "D1106" in best


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_example_has_somewhere_to_go(full_engine: Engine, path: Path) -> None:
    """The threshold of reach is one that holders do meet, with one bloc or certification at most."""
    found = full_engine.reach(full_engine.profile(example(path), DAY))
    assert found.now or found.one_bloc or found.one_certification or found.regulated
    assert all(one.then >= W["reach"] for one in (*found.now, *found.one_bloc, *found.one_certification))


@pytest.mark.parametrize(("name", "held", "said"), [
    ("service-civique", None, "votre passeport n'en a aucun : à vérifier d'abord"),
    ("technicien-maintenance", 4, "votre passeport atteste un niveau 4"),
])  # fmt: skip
def test_a_step_says_what_its_fiche_asks_for_to_enter(
    full_engine: Engine, name: str, held: int | None, said: str
) -> None:
    """In the words of the fiche, beside the level that the passport attests; a VAE asks for no diploma."""
    path = next(one for one in EXAMPLES if one.stem == name)
    plan = full_engine.plan(full_engine.profile(example(path), DAY), "RNCP40344", Limits(mix=True))
    assert plan.steps
    for step in plan.steps:
        assert (step.level.required, step.level_held) == (4, held)
        assert said in prerequisites(step)


@pytest.mark.parametrize("name", ["technicien-maintenance", "vente-benevolat"])
def test_no_bloc_opens_an_occupation_shut_far_above_its_level_or_hardly_brought(full_engine: Engine, name: str) -> None:
    """Covered enough with a bloc of level 5 of human resources, and yet they do not open."""
    profile = full_engine.profile(example(next(one for one in EXAMPLES if one.stem == name)), DAY)
    found = full_engine.what_if(profile, "RNCP36612BC01").occupations
    crossed = [one for one in found if one.before < W["reach"] <= one.after]
    levels = full_engine.catalogue.usual_levels
    shut = shut_of(profile, full_engine.world)
    beyond = [
        one
        for one in crossed
        if one.occupation.code in shut or levels.get(one.occupation.code, 0.0) > 6.0 or one.before < W["reach.brings"]
    ]
    assert beyond
    assert [one for one in crossed if one.opened] == [one for one in crossed if one not in beyond]
    assert not any(one.opened for one in found if one not in crossed)


def test_what_is_within_reach_counts_what_is_conferred(full_engine: Engine) -> None:
    """RS6626 gives a bloc of RNCP36490, other blocs too: reach and what-if say the same, to the digit."""
    held = [obtained(code) for code in ("RNCP38038BC02", "RNCP37778BC01")]
    profile = full_engine.profile(passport(blocs=held, certifications=[obtained("RS6626")]), DAY)
    assert "RNCP36490BC04" in profile.held
    offers, matrices = Offers.of(profile, full_engine.world), full_engine.world.matrices
    code = next(one for one in sorted(full_engine.world.following.conferring) if one not in profile.holdings)
    found = full_engine.what_if(profile, code)
    assert found.confers
    assert found.occupations
    for one in found.occupations[:20]:
        place = matrices.occupation_index[one.occupation.code]
        assert round(offers.covered_with(code, place), 6) == one.after


def test_under_cpf_only_what_it_surely_pays_for_is_proposed(full_engine: Engine) -> None:
    """Not so without it: many registrations are not established."""
    profile = full_engine.profile(example(EXAMPLES[0]), DAY)

    def paid(limits: Limits) -> set[bool | None]:
        plans = (full_engine.plan(profile, target, limits) for target in ("D1106", "M1607", "K1302", "M1815"))
        codes = {step.certification.code for plan in plans for step in plan.steps}
        return {full_engine.world.register(DAY).standing(code).cpf for code in codes}

    assert paid(Limits(cpf=True, mix=True)) == {True}
    assert paid(Limits(mix=True)) - {True}


def test_blocs_of_both_sources_are_linked(full_engine: Engine) -> None:
    """Most blocs of 2024, by title, and those of the XML fiches, by their lists."""
    links = full_engine.matcher.unit_links
    assert links["unit"].n_unique() > 25_000
    assert "RNCP37674BC01" in links["unit"].to_list()
    assert read_quality(full_engine.snapshot)["rome_codes"]["counts"]["partial"] == 77


def test_a_plan_closes_more_of_the_gap_with_more_blocs(full_engine: Engine) -> None:
    """Ten steps cover at least what three do, and none repeats another."""
    profile = full_engine.profile(example(EXAMPLES[0]), DAY)
    three, ten = (full_engine.plan(profile, "F1113", Limits(blocs=n, mix=True)).steps for n in (3, 10))
    assert ten[-1].coverage_after > three[-1].coverage_after
    assert len({step.unit.code for step in ten}) == 10
