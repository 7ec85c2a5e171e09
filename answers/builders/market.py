"""What the labour market says, beside an occupation that is proposed."""

from __future__ import annotations

from functools import lru_cache

from answers.shapes import market as shape
from answers.words.market import MAINLAND, market_told, preferred
from recommend.engine import Engine
from recommend.world.market import FACTORS, Market, Posts, Salary, Tension
from referentials.places import Place, places


def market(engine: Engine, occupation: str, near: Place | None = None) -> shape.Market:
    """What is known of an occupation near a place."""
    return _told(engine.market(occupation, near))


@lru_cache(2048)
def _told(found: Market) -> shape.Market:
    return shape.Market(
        place=somewhere(found.asked),
        tensions=[_tension(one) for one in found.tensions],
        salaries=[_salary(one) for one in found.salaries],
        posts=[_posts(one) for one in found.posts],
        text=market_told(found),
    )


def preference(found: Market, adds: float) -> shape.Preference:
    """What a preference adds to the ranking of an occupation, of which this is known."""
    return shape.Preference(adds=adds, why=preferred(found, adds))


def _tension(one: Tension) -> shape.MarketTension:
    return shape.MarketTension(
        family=one.family,
        value=one.value,
        factors=shape.MarketFactors(**dict(zip(FACTORS, one.factors, strict=True))),
        place=somewhere(one.place),
        year=one.year,
        source=one.source,
    )


def _salary(one: Salary) -> shape.MarketSalary:
    return shape.MarketSalary(
        family=one.family,
        low=one.low,
        high=one.high,
        place=_mainland(places().nation),
        since=one.since,
        until=one.until,
        source=one.source,
    )


def _posts(one: Posts) -> shape.MarketPosts:
    return shape.MarketPosts(
        families=one.families,
        label=one.label,
        posts=one.posts,
        jobs=one.jobs,
        place=_mainland(one.place),
        without=[somewhere(region) for region in one.without],
        since=one.since,
        until=one.until,
        source=one.source,
    )


def somewhere(place: Place) -> shape.Somewhere:
    """A place."""
    return shape.Somewhere(scope=place.scope, code=place.code, name=place.name)


def _mainland(place: Place) -> shape.Somewhere:
    """A region; of the nation, its metropolitan part, which these figures are of."""
    nation = places().nation
    return shape.Somewhere(scope=place.scope, code=place.code, name=MAINLAND if place == nation else place.name)
