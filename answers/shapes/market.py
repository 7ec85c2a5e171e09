"""Of the labour market, beside an occupation: in `explore`, `paths`, `plan`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from answers.shapes.base import Count, Document
from recommend.world.market import HIGHEST, LOWEST
from referentials.codes import FapCode
from referentials.places import Scope

FapField = Annotated[str, Field(pattern=f"^{FapCode.PATTERN}$", title="family of occupations of the Dares (`J5Z60`)")]
Grade = Annotated[int, Field(ge=LOWEST, le=HIGHEST, title="1, tending to no tension, to 5, to a strong one")]


class Somewhere(Document):
    """A place."""

    scope: Scope
    """how wide it is"""
    code: str
    """of INSEE; `FR` of the nation; of a commune its name, folded"""
    name: str


class MarketFactors(Document):
    """What makes a tension; null where not known."""

    hiring: Grade | None
    """intensity of hiring"""
    training: Grade | None
    """how far one needs the training of the trade"""
    shortage: Grade | None
    """lack of available workers"""
    unstable: Grade | None
    """jobs that do not last"""
    conditions: Grade | None
    """hard conditions of work"""
    distance: Grade | None
    """distance between where jobs are and who looks for them"""


class MarketTension(Document):
    """How hard it is to recruit in a family of occupations."""

    family: FapField
    value: Grade
    factors: MarketFactors
    place: Somewhere
    """where the figure is of: the place asked for, or the region or the nation that it is in"""
    year: int
    source: str


class MarketSalary(Document):
    """Class of net monthly salary in which the median falls, of employees at full time, in metropolitan France."""

    family: FapField
    low: Count
    """euros"""
    high: Count | None
    """euros; null: the highest class has no end"""
    place: Somewhere
    since: int
    """first year of the survey"""
    until: int
    """last year of it"""
    source: str


class MarketPosts(Document):
    """Posts to fill: jobs created, or lost, and retirements."""

    families: str
    """codes of the families that the figure is of, as published"""
    label: str
    """their name, in French"""
    posts: int
    jobs: Count | None
    """there were in the first year"""
    place: Somewhere
    """a region, or metropolitan France"""
    without: list[Somewhere]
    """regions that the figure of the nation lacks"""
    since: int
    until: int
    source: str


class Market(Document):
    """What the labour market says of an occupation, by family that it belongs to; never in a score, unless asked."""

    place: Somewhere
    """asked for; the nation when none was"""
    tensions: list[MarketTension]
    salaries: list[MarketSalary]
    posts: list[MarketPosts]
    text: str
    """the same in French, with years, places and sources; « Pas de donnée » where there is none"""


class Preference(Document):
    """A term of ranking that was asked for."""

    by: Literal["tension"] = "tension"
    adds: Annotated[float, Field(ge=0, le=1, title="share that it adds to the coverage, to rank")]
    why: str
    """in French"""
