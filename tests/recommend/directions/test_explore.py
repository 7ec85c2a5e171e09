"""Every occupation at once, as the gap to each would say; wishes and refusals are honoured."""

from __future__ import annotations

import pytest

from answers.words.directions import against_told, reached
from recommend.directions.explore import apart
from recommend.directions.wishes import Wishes, against, allowed, read_wishes
from recommend.engine import Engine
from recommend.errors import TargetError, WishError
from recommend.profile.access import shut_of
from recommend.profile.profile import Profile
from recommend.weights import W
from tests.support.errors import refused
from tests.support.passports import DAY, obtained, passport


@pytest.fixture(scope="module")
def profile(engine: Engine) -> Profile:
    """A job and a bloc of the teaching referential."""
    job = {"id": "e1", "kind": "employment", "title": "Vendeuse", "rome": "D1106", "start": "2019", "end": "2023"}
    return engine.profile(passport(experiences=[job], blocs=[obtained("RNCP37674BC01", issuer="Ministère")]), DAY)


def test_an_occupation_is_covered_as_its_gap_says(engine: Engine, profile: Profile) -> None:
    """Coverage and guaranteed share are those of `gap`, for every occupation that has needs."""
    found = {one.occupation.code: one for one in engine.explore(profile)}
    for code in engine.catalogue.occupations:
        try:
            gap = engine.gap(profile, code)
        except TargetError:
            assert code not in found
            continue
        assert found[code].coverage == pytest.approx(gap.coverage, abs=2e-6)
        assert found[code].guaranteed == pytest.approx(gap.guaranteed, abs=2e-6)


def test_the_best_covered_comes_first_and_what_was_exercised_is_told(engine: Engine, profile: Profile) -> None:
    """In order of coverage; ROME's mobilities start from what was exercised."""
    found = engine.explore(profile)
    assert [one.coverage for one in found] == sorted((one.coverage for one in found), reverse=True)
    assert {one.occupation.code for one in found if one.exercised} == {"D1106"}
    recorded = {code for code, _ in engine.catalogue.mobilities.get("D1106", ())}
    assert {one.occupation.code for one in found if one.mobility_from} == recorded & {o.occupation.code for o in found}


def test_wishes_and_refusals_are_honoured(engine: Engine, profile: Profile) -> None:
    """A context refused, a domain and an interest wanted; words without accents or capitals are understood."""
    snapshot = engine.snapshot
    label = snapshot.table("work_contexts")["label"][0]
    refused = read_wishes(snapshot, avoid=[label.upper()])
    has_it = set(snapshot.table("occupation_contexts").filter(context=refused.avoid[0])["occupation"])
    assert has_it
    assert not has_it & allowed(refused, snapshot)
    assert all(one.occupation.code.startswith("D") for one in engine.explore(profile, Wishes(domains=("D",))))
    letters = snapshot.table("occupations").select("code", "riasec_major", "riasec_minor").rows()
    social = {code for code, *riasec in letters if "S" in riasec}
    assert allowed(read_wishes(snapshot, interests=["SOCIAL"]), snapshot) == social


@pytest.mark.parametrize("wish", [{"avoid": ["licornes"]}, {"domains": ["9"]}, {"interests": ["Z"]}, {"sectors": [""]}])
def test_an_unknown_wish_names_near_ones(engine: Engine, wish: dict[str, list[str]]) -> None:
    """Rather than being left aside in silence."""
    with refused(WishError, "n'est pas un"):
        read_wishes(engine.snapshot, **wish)


def test_a_title_that_takes_years_sets_a_trade_apart_and_a_licence_is_said_beside_it(
    engine: Engine, profile: Profile
) -> None:
    """Of a trade exercised, nothing is set apart; each says what the passport does not show."""
    found = engine.explore(profile)
    told = apart(found)
    free, far = told.free, told.far
    assert {one.occupation.code for one in found if one.shut} == shut_of(profile, engine.world) & {
        one.occupation.code for one in found
    }
    assert any(one.shut and one.asks for one in free)
    assert all(one.shut and not one.exercised and one.coverage >= W["reach"] for one in far)
    assert all(max(asked.years for asked in one.asks) >= W["explore.years"] for one in found if one.far)
    assert not any(one.far for one in free)


def test_plain_words_of_what_is_refused_find_the_context_or_what_is_met_in_the_trade(engine: Engine) -> None:
    """« Produits chimiques » is no context of ROME's; the trades where they are met are left out, and it is said."""
    wishes = read_wishes(engine.snapshot, avoid=["produits chimiques"])
    assert "F1602" in allowed(wishes, engine.snapshot)
    assert "A1203" not in allowed(wishes, engine.snapshot)
    assert against_told(against("A1203", wishes, engine.snapshot)) == [
        "A1203 : vous refusez ce qui s'y rencontre, produits chimiques ou irritants"
    ]


def test_what_health_keeps_away_from_is_told_apart(engine: Engine) -> None:
    """Never among those to propose, an exercised one neither; never hidden."""
    job = {"id": "e1", "kind": "employment", "title": "Maçon", "rome": "F1703", "start": "2010", "end": "2024"}
    ill = engine.profile(passport(experiences=[{**job, "description": "inapte au port de charges"}]), DAY)
    told = apart(engine.explore(ill))
    assert not any(one.limits for one in told.free)
    assert told.strained[0].occupation.code == "F1703"
    assert "médecin du travail" in reached(told.strained[0])
