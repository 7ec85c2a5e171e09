"""`POST /v1/gap`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from answers.shapes.base import Advice, Count, Coverage, Document, Item, ItemLabel, Probability, Share, Target
from answers.shapes.profile import EvidenceOf
from recommend.gap.gap import Proof, Status
from recommend.gap.target import Importance


class Aimed(Document):
    """What is aimed at."""

    code: Target
    kind: Literal["occupation", "certification", "bloc"]
    label: str


class Line(Item):
    """One item that the target asks for."""

    importance: Importance
    weight: Annotated[float, Field(ge=0)]
    """its part of the coverage, out of the sum of those of all lines"""
    status: Status
    proof: Proof
    """the status, with who vouches for it"""
    probability: Probability
    guaranteed_probability: Probability
    evidence: list[EvidenceOf]


class Question(ItemLabel):
    """One question to the holder."""

    settles: Share
    """share of the doubt that the answer settles, 0 to 1"""
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


class GapAnswer(Advice):
    """What of a target is held, likely, to confirm, missing; and the few questions that settle the most doubt."""

    format: Literal["acquis/gap"]
    target: Aimed
    coverage: Coverage
    guaranteed_coverage: Coverage
    counts: Counts
    proofs: Proofs
    lines: list[Line]
    questions: list[Question]
