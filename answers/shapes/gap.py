"""Of a gap: `acquis gap`, `POST /v1/gap`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from answers.shapes.access import AccessAnswer
from answers.shapes.base import (
    Advice,
    Count,
    Coverage,
    Document,
    Item,
    ItemLabel,
    Probability,
    Rounded,
    Share,
    TargetField,
)
from answers.shapes.profile import Evidence
from graph.matrices import Importance
from recommend.gap.gap import Proof, Status
from recommend.profile.evidence import Guarantee


class Aimed(Document):
    """What is aimed at."""

    code: TargetField
    kind: Literal["occupation", "certification", "bloc"]
    """what the code is of"""
    label: str
    understood: str | None
    """what was understood of the words that it was told in, in French; null where its code was given"""


class GapLine(Item):
    """One item that the target asks for."""

    importance: Importance
    """for the target"""
    weight: Annotated[float, Field(ge=0), Rounded]
    """its part of the coverage, out of the sum of those of all lines"""
    status: Status
    """how sure the engine is that it is gained"""
    proof: Proof
    """the status, with who vouches for it"""
    probability: Probability
    guaranteed_probability: Probability
    """the same, on what issuers vouch for alone"""
    guarantee: Guarantee
    """what an issuer vouches for, as its proofs show"""
    evidence: list[Evidence]


class Question(ItemLabel):
    """One question to the holder."""

    settles: Share
    """share of the doubt that the answer settles"""
    text: str
    """in French"""


class Counts(Document):
    """Lines by status."""

    held: Count
    likely: Count
    to_confirm: Count
    missing: Count


class Proofs(Document):
    """Lines by proof."""

    proven: Count
    declared: Count
    likely: Count
    unknown: Count
    missing: Count


class GapFields(Document):
    """What of a target is held, likely, to confirm, missing; and the few questions that settle the most doubt."""

    access: AccessAnswer | None
    """what it takes to exercise the target, said first; null where the target is no occupation"""
    target: Aimed
    coverage: Coverage
    coverage_told: str
    """the same in French, with words beside the figure"""
    guaranteed_coverage: Coverage
    """the same, on what issuers vouch for alone"""
    counts: Counts
    proofs: Proofs
    lines: list[GapLine]
    """one for each item that the target asks for"""
    questions: list[Question]
    """at most 7, those that settle the most doubt; no more once 60 % is settled"""


class GapAnswer(GapFields, Advice):
    """What of a target is held, likely, to confirm, missing; and the few questions that settle the most doubt."""

    format: Literal["acquis/gap"] = "acquis/gap"
