"""Of directions: `acquis explore`, `paths`, `what-if`; `POST /v1/explore`, `/v1/paths`, `/v1/what-if`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from answers.shapes.base import (
    Advice,
    CertificationField,
    Count,
    Coverage,
    Document,
    ItemBefore,
    ItemLabel,
    LevelField,
    Occupation,
    RomeField,
    Rounded,
    Share,
    TargetField,
    UnitField,
    UsualLevelField,
    one_of,
)
from answers.shapes.market import Market, Preference
from answers.words.directions import BEST_AT, TRANSITION
from recommend.law.standing import Entry
from recommend.law.strains import Limit


class ExploredMobility(Document):
    """A mobility that ROME records."""

    start: RomeField = Field(serialization_alias="from")
    """the occupation exercised"""
    rank: int
    """ROME's: 1 is the nearest"""


class Explored(Occupation):
    """An occupation, and how far the passport covers it."""

    coverage: Coverage
    """that of the gap"""
    guaranteed_coverage: Coverage
    """the same, on what issuers vouch for alone"""
    core_coverage: Coverage
    """of what makes the heart of the occupation"""
    exercised: bool
    """whether the holder has exercised it"""
    mobility: ExploredMobility | None
    """from an occupation exercised; null when ROME records none"""
    market: Market
    preference: Preference | None
    """what it adds to the rank; null when none was asked for"""
    shut: bool
    """whether it asks everybody for a title that the passport does not show, or ROME says so without naming one"""
    asks: list[str]
    """in French: what it asks of everybody and the passport does not show; empty where ROME names none"""
    limits: list[Limit]
    """of what the passport says is to be kept away from, for health, what is met there"""
    why: str
    """in French"""


class ExploreAnswer(Advice):
    """Occupations within the wishes, best covered first."""

    format: Literal["acquis/exploration"] = "acquis/exploration"
    total: Count
    """before the list was cut"""
    occupations: list[Explored]
    """best covered first; where a preference was asked for, by the sum of coverage and what it adds"""
    regulated: list[Explored]
    """apart: within reach, but everybody needs a title that the passport does not show and that takes years of study;
    recorded moves first"""
    strained: list[Explored]
    """apart: within reach, but something is met there that the holder has to keep away from"""
    limits: str | None
    """in French: what was read of the holder's health, and whom to ask; null where nothing was"""


class Change(Occupation):
    """An occupation whose coverage is another."""

    before: Coverage | None
    """null: the older snapshot lacks it"""
    after: Coverage | None
    """null: the newer snapshot lacks it"""


class ChangedSince(Document):
    """What changed since another snapshot."""

    since: str
    """id of that snapshot"""
    came: list[Change]
    """within reach, which were not"""
    left: list[Change]
    """within reach no more"""
    appeared: list[Change]
    """occupations that are new"""
    gone: list[Change]
    """occupations that are no more"""
    moved: list[Change]
    """otherwise covered"""


class ExploreSinceAnswer(ExploreAnswer):
    """The same, and what changed since another snapshot (`acquis explore --since`)."""

    changes: ChangedSince


class PathMove(Document):
    """A move from one occupation to the next."""

    start: RomeField = Field(serialization_alias="from")
    """the occupation before"""
    recorded: bool
    """whether ROME records it; if not it is inferred from nearness"""
    rank: int | None
    """ROME's, where it records the move"""
    nearness: float | None
    """of competencies, where it is known"""


class PathStep(Occupation):
    """One occupation on the way."""

    regulated: bool
    """whether the law says who may exercise it"""
    transitions: list[Annotated[str, one_of(TRANSITION)]]
    """those that ROME says call for it"""
    effort: Share
    """share of what it asks for that is still to be learnt"""
    level: UsualLevelField | None
    """usual level of certifications that lead there"""
    exercised: bool
    """whether the holder has exercised it"""
    asks: list[str]
    """in French: what it asks for and the passport does not show; empty where it is open, or ROME names none"""
    limits: list[Limit]
    """of what the passport says is to be kept away from, for health, what is met there"""
    move: PathMove | None
    """the move that leads here; null when it starts from the profile alone"""
    takes: list[ItemLabel]
    """items that it asks for and nothing covers yet, heaviest first"""
    brings: list[ItemLabel]
    """items that it teaches and the next step asks for, heaviest first"""
    market: Market
    why: str
    """in French"""


class CareerPath(Document):
    """Steps in order; the last one is the destination."""

    hardest: Share
    """effort of its hardest step"""
    total: Annotated[float, Field(ge=0), Rounded]
    """effort of all its steps, 1 being a whole occupation"""
    level: UsualLevelField | None
    """highest usual level on the way"""
    opens: Count
    """other occupations brought within reach at its end"""
    called: Share
    """share of its steps that a transition calls for"""
    best_at: list[Annotated[str, one_of(BEST_AT)]]
    """counts on which no other path of the answer is as good"""
    why: str
    """in French"""
    steps: list[PathStep]


class PathsAnswer(Advice):
    """Ways to an occupation that no other beats on every count."""

    format: Literal["acquis/paths"] = "acquis/paths"
    understood: str | None
    """what was understood of the words of the destination, in French; null where its code was given"""
    notes: list[str]
    """in French: the wishes and refusals of the request that the destination itself goes against"""
    paths: list[CareerPath]
    no_path: str | None
    """in French: that no short path leads there, and what would; null where there is a path"""


class Reached(Occupation):
    """An occupation within reach."""

    now: Coverage
    """as things stand"""
    then: Coverage
    """that way"""
    through: TargetField | None
    """the bloc, the certification or the occupation passed through; null: as things stand"""
    level: LevelField | None
    """of that certification, where it is known"""
    entry: Entry | None
    """whether one enters that certification still; null: it is an occupation, or nothing"""
    limits: list[Limit]
    """of what the passport says is to be kept away from, for health, what is met there"""
    market: Market


class ReachAnswer(Advice):
    """Occupations within reach, each told once, the soonest way."""

    format: Literal["acquis/reach"] = "acquis/reach"
    reach: Share
    """coverage from which an occupation is within reach"""
    brings: Share
    """coverage, as things stand, from which one is proposed after a training or another occupation"""
    now: list[Reached]
    """as things stand"""
    one_bloc: list[Reached]
    """after one bloc of a certification that leads there"""
    one_certification: list[Reached]
    """after one certification that leads there"""
    two_moves: list[Reached]
    """after an occupation that is itself within reach"""
    regulated: list[Reached]
    """covered enough, or after a certification that gives the title too, but shut: the passport does not show the title
    that it asks for"""
    strained: list[Reached]
    """covered enough and open, but something is met there that the holder has to keep away from"""
    limits: str | None
    """in French: what was read of the holder's health, and whom to ask; null where nothing was"""


PathsOrReach = Annotated[PathsAnswer | ReachAnswer, Field(discriminator="format")]
"""With a target, and without."""


class OccupationNearer(Occupation):
    """An occupation that comes nearer."""

    regulated: bool
    """whether the law says who may exercise it"""
    before: Coverage
    after: Coverage
    opened: bool
    """whether it comes within reach: never one shut to the holder, of a usual level above by two or more, or of which
    the holder brings too little"""


class WhatIfAnswer(Advice):
    """What holding a bloc or a certification would change."""

    format: Literal["acquis/what-if"] = "acquis/what-if"
    code: UnitField
    title: str
    certification: CertificationField
    """that of the bloc, or itself"""
    held: bool
    """already: then nothing changes"""
    confers: list[UnitField]
    """blocs and certifications that its correspondences would confer (R6113-9)"""
    notes: list[str]
    """in French: that it is held, closed, replaced"""
    reach: Share
    """coverage from which an occupation is within reach"""
    added: list[ItemBefore]
    """items that it would make surer"""
    occupations: list[OccupationNearer]
    """those that come within reach first"""
