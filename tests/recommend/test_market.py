"""What the labour market says of an occupation, by family and place; courses near; a preference as a stated term."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from answers.builders.plan import plan_answer
from answers.words.market import NOTHING, beside_a_list, market_in_short, market_told, preferred, trainings_near
from answers.words.surfaces import Surface
from recommend.directions.explore import Prefer
from recommend.engine import Engine
from recommend.plan.limits import Limits, Route
from recommend.profile.profile import Profile
from recommend.weights import W
from recommend.world.market import Markets
from recommend.world.near import nearest
from referentials.catalogue import Catalogue, Course
from referentials.places import Scope, places
from referentials.snapshot import Snapshot
from tests.support.graph_world import snapshot_of
from tests.support.passports import DAY, job, passport

SHOP, BAKERY, GUARD, CARE, KITCHEN = "D1106", "D1102", "K2503", "K1302", "G1609"
COURSE = Course(
    id="1", title="CAP", provider=None, city=None, months=None, hours=None, price=None, mode=None, url=None,
    certification="RNCP1",
)  # fmt: skip


@pytest.fixture(scope="module")
def profile(engine: Engine) -> Profile:
    """Three years in a shop."""
    return engine.profile(passport(experiences=[job()]), DAY)


@pytest.mark.parametrize(
    ("near", "scope", "value"),
    [
        ("Tours", Scope.DEPARTMENT, 4),
        ("37", Scope.DEPARTMENT, 4),
        ("36", Scope.REGION, 2),
        ("Centre-Val de Loire", Scope.REGION, 2),
        ("Bretagne", Scope.NATION, 1),
        ("Valenciennes", Scope.NATION, 1),
        (None, Scope.NATION, 1),
    ],
)
def test_a_tension_is_that_of_the_nearest_place_that_has_one(
    engine: Engine, near: str | None, scope: Scope, value: int
) -> None:
    """The département, else the region, else the nation; a figure left empty is none; it says where it is of."""
    (found,) = engine.market(SHOP, engine.place(near) if near else None).tensions
    assert (found.place.scope, found.value, found.year) == (scope, value, 2019)


def test_an_occupation_of_two_families_has_the_figures_of_each(engine: Engine) -> None:
    """Never an average; families of 225 that are one of 87 have one number of posts."""
    found = engine.market(BAKERY)
    assert found.families == ("S0Z20", "S0Z42")
    assert [one.family for one in found.tensions] == ["S0Z20", "S0Z42"]
    assert [one.families for one in found.posts] == ["S0Z"]
    assert "3 à 4 sur 5" in market_told(found)
    assert "selon la famille (S0Z20, S0Z42)" in market_told(found)


def test_the_posts_of_a_place_are_those_of_its_region_else_the_sum_that_says_what_it_lacks(engine: Engine) -> None:
    """Figures of several families at once are kept apart, and named as published."""
    (here,) = engine.market(KITCHEN, engine.place("Bourges")).posts
    assert (here.place.name, here.label) == ("Centre-Val de Loire", "Cuisiniers")
    (corsica,) = engine.market(KITCHEN, engine.place("2A")).posts
    assert (corsica.families, corsica.place.code) == ("S0Z;S1Z", "94")
    (nation,) = engine.market(KITCHEN).posts
    assert [region.name for region in nation.without] == ["Corse"]
    assert nation.posts == sum(
        engine.market(KITCHEN, engine.place(name)).posts[0].posts for name in ("Paris", "Tours", "Nice")
    )


def test_what_is_not_known_is_said(engine: Engine) -> None:
    """An occupation of no family; a median that the shares do not tell; posts of no family."""
    assert market_told(engine.market(GUARD)) == NOTHING
    assert beside_a_list([engine.market(GUARD)]) == "Marché du travail : pas de donnée sur ces métiers."
    said = market_told(engine.market(CARE))
    assert "salaire : pas de donnée" in said
    assert "postes à pourvoir : pas de donnée" in said


def test_each_figure_is_told_with_its_year_its_place_and_its_source(engine: Engine) -> None:
    """In full, and in short with the sources under the list."""
    found = engine.market(SHOP, engine.place("Amboise (37)"))
    assert market_told(found) == (
        "tension 4 sur 5, par intensité des embauches, conditions de travail difficiles (Indre-et-Loire (37), 2019, "
        "Référentiel d'essai) ; salaire net médian à temps complet de 1250 à 1500 € (France métropolitaine, 2017-2019, "
        "Référentiel d'essai) ; postes à pourvoir de 2019 à 2030 : environ 3800 pour « Vendeurs » "
        "(Centre-Val de Loire, Référentiel d'essai)"
    )
    assert market_in_short(found) == (
        "tension 4 sur 5 (Indre-et-Loire (37), 2019) ; salaire médian de 1250 à 1500 € (2017-2019) ; 3800 postes à "
        "pourvoir d'ici 2030 pour « Vendeurs » (Centre-Val de Loire)"
    )
    assert beside_a_list([found]).count("Référentiel d'essai") == 3
    wider = market_told(engine.market(SHOP, engine.place("Bretagne")))
    assert "(France, 2019, Référentiel d'essai), faute de donnée plus proche de Bretagne" in wider


def test_a_snapshot_without_the_tables_knows_nothing(tmp_path: Path) -> None:
    """It answers all the same."""
    snapshot: Snapshot = snapshot_of({"occupations": [{"code": SHOP, "family": SHOP, "label": "Vente"}]}, tmp_path)
    found = Markets(snapshot, Catalogue(snapshot)).of(SHOP, places().find("Tours"))
    assert not found.is_known
    assert Markets(snapshot, Catalogue(snapshot)).preferences() == {SHOP: 0.0}


def test_a_preference_is_a_bounded_term_of_the_rank_and_never_of_the_coverage(engine: Engine, profile: Profile) -> None:
    """Unknown tension adds nothing; without the preference nothing moves."""
    place = engine.place("Tours")
    plain, ranked = engine.explore(profile), engine.explore(profile, prefer=Prefer.TENSION, near=place)
    assert {one.occupation.code: one.coverage for one in plain} == {one.occupation.code: one.coverage for one in ranked}
    assert all(one.preferred is None for one in plain)
    assert [one.coverage + (one.preferred or 0) for one in ranked] == sorted(
        (one.coverage + (one.preferred or 0) for one in ranked), reverse=True
    )
    terms = {one.occupation.code: one.preferred for one in ranked}
    assert terms[GUARD] == 0.0
    assert terms[SHOP] == pytest.approx(W["prefer.tension"] * 3 / 4)
    assert all(0 <= (term or 0) <= W["prefer.tension"] for term in terms.values())
    assert preferred(engine.market(SHOP, place), 0.075) == "rang avancé de 7,5 points pour sa tension (4 sur 5)"
    assert preferred(engine.market(GUARD, place), 0.0) == "tension inconnue : n'ajoute rien au rang"


def test_courses_near_come_first_and_the_others_are_counted() -> None:
    """Same commune, same département, from anywhere, same region, elsewhere, who knows where."""
    cities = (None, "Lille", "Blois", "37400 Amboise", "TOURS", "Tours (37)")
    courses = [replace(COURSE, id=f"{n}", city=city) for n, city in enumerate(cities)]
    courses.append(replace(COURSE, id="9", city="Lille", mode="distance"))
    found = nearest(courses, places().find("Tours"))
    assert [course.id for course in found.courses] == ["4", "5", "3", "9", "2", "1", "0"]
    assert (found.here, found.remote, found.elsewhere, found.unplaced) == (3, 1, 2, 1)
    assert (
        trainings_near(found)
        == "3 connues ici, Tours (37) et son département ; 1 à distance ; 2 ailleurs ; 1 sans lieu connu"
    )
    assert trainings_near(nearest(courses[:2], places().find("Bretagne"))) == (
        "Pas de formation connue ici, Bretagne ; 1 ailleurs ; 1 sans lieu connu"
    )


def test_a_plan_near_a_place_shows_its_courses_first_and_the_market_there(engine: Engine, profile: Profile) -> None:
    """A step by VAE has no course to look for; without a place nothing is said of places."""
    place = engine.place("Tours")
    limits = Limits(near=place, routes=(Route.TRAINING, Route.APPRENTICESHIP))
    told = plan_answer(engine, profile, engine.plans(profile, SHOP, limits), Surface.CLI, place)
    assert told.market
    assert told.market.tensions[0].place.code == "37"
    assert told.steps
    for step in told.steps:
        assert step.trainings_near
        counted = step.trainings_near
        assert counted.here + counted.remote + counted.elsewhere + counted.unplaced == step.trainings_known
    plain = plan_answer(engine, profile, engine.plans(profile, SHOP), Surface.CLI)
    assert all(step.trainings_near is None for step in plain.steps)
    assert plain.market
    assert plain.market.tensions[0].place.code == "FR"
    certified = plan_answer(engine, profile, engine.plans(profile, "RNCP37099"), Surface.CLI)
    assert certified.market is None
