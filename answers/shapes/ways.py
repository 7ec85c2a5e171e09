"""`POST /v1/explore`, `/v1/paths` and `/v1/what-if`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from answers.shapes.base import (
    Advice,
    Before,
    Certification,
    Count,
    Coverage,
    Document,
    ItemBefore,
    ItemLabel,
    Level,
    Occupation,
    Rome,
    Share,
    Target,
    Unit,
    UsualLevel,
    one_of,
)
from answers.words.advice import BEST_AT, TRANSITION
from recommend.law.standing import Entry


class Mobility(Document):
    """A mobility that ROME records."""

    start: Rome = Field(alias="from", description="the occupation exercised")
    rank: int
    """ROME's: 1 is the nearest"""


class Explored(Occupation):
    """An occupation, and how far the passport covers it."""

    coverage: Coverage
    """that of the gap"""
    guaranteed_coverage: Coverage
    core_coverage: Coverage
    exercised: bool
    mobility: Mobility | None
    """from an occupation exercised; null when ROME records none"""
    why: str
    """in French"""


class ExploreAnswer(Advice):
    """Occupations within the wishes, best covered first."""

    format: Literal["acquis/exploration"]
    total: Count
    """before the list was cut"""
    occupations: list[Explored]


class MoveOf(Document):
    """A move from one occupation to the next."""

    start: Rome = Field(alias="from")
    recorded: bool
    """whether ROME records it; if not it is inferred from nearness"""
    rank: int | None
    """ROME's, where it records the move"""
    nearness: float | None
    """of competencies, where it is known"""


class PathStepOf(Occupation):
    """One occupation on the way."""

    regulated: bool
    """whether the law says who may exercise it"""
    transitions: list[Annotated[str, one_of(TRANSITION)]]
    """those that ROME says call for it"""
    effort: Share
    """share of what it asks for that is still to be learnt, 0 to 1"""
    level: UsualLevel | None
    """usual level of certifications that lead there"""
    exercised: bool
    """whether the holder has exercised it"""
    move: MoveOf | None
    """the move that leads here; null when it starts from the profile alone"""
    takes: list[ItemLabel]
    """items that it asks for and nothing covers yet, heaviest first"""
    brings: list[ItemLabel]
    """items that it teaches and the next step asks for, heaviest first"""
    why: str
    """in French"""


class PathOf(Document):
    """Steps in order; the last one is the destination."""

    hardest: Share
    """effort of its hardest step, 0 to 1"""
    total: Annotated[float, Field(ge=0)]
    """effort of all its steps, 1 being a whole occupation"""
    level: UsualLevel | None
    """highest usual level on the way"""
    opens: Count
    """other occupations brought within reach at its end"""
    called: Share
    """share of its steps that a transition calls for, 0 to 1"""
    best_at: list[Annotated[str, one_of(BEST_AT)]]
    """counts on which no other path of the answer is as good"""
    why: str
    """in French"""
    steps: list[PathStepOf]


class PathsAnswer(Advice):
    """Ways to an occupation that no other beats on every count."""

    format: Literal["acquis/paths"]
    notes: list[str]
    """in French: the wishes and refusals of the request that the destination itself goes against"""
    paths: list[PathOf]


class ReachedBy(Occupation):
    """An occupation within reach."""

    now: Coverage
    then: Coverage
    through: Target | None
    """the bloc, the certification or the occupation passed through; null: as things stand"""
    level: Level | None
    """of that certification, where it is known"""
    entry: Entry | None
    """whether one enters that certification still; null: it is an occupation, or nothing"""


class ReachAnswer(Advice):
    """Occupations within reach, each told once, the soonest way."""

    format: Literal["acquis/reach"]
    reach: Share
    """coverage from which an occupation is within reach"""
    now: list[ReachedBy]
    one_bloc: list[ReachedBy]
    one_certification: list[ReachedBy]
    two_moves: list[ReachedBy]
    regulated: list[ReachedBy]
    """covered enough, in one of these ways, but the law says who may exercise it"""


PathsOrReach = Annotated[PathsAnswer | ReachAnswer, Field(discriminator="format")]
"""With a target, and without."""


class Nearer(Before):
    """An occupation that comes nearer."""

    regulated: bool
    """whether the law says who may exercise it"""
    opened: bool
    """whether it comes within reach: never a regulated one, nor one whose usual level is above by two or more"""


class WhatIfAnswer(Advice):
    """What holding a bloc or a certification would change."""

    format: Literal["acquis/what-if"]
    code: Unit
    title: str
    certification: Certification
    """that of the bloc, or itself"""
    held: bool
    """already: then nothing changes"""
    confers: list[Unit]
    """blocs and certifications that its correspondences would confer (R6113-9)"""
    notes: list[str]
    """in French: that it is held, closed, replaced"""
    reach: Share
    """coverage from which an occupation is within reach"""
    added: list[ItemBefore]
    occupations: list[Nearer]
    """those that come within reach first"""
