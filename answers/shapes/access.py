"""What it takes to exercise an occupation: the first part of a gap, a plan, an analysis towards one."""

from __future__ import annotations

from datetime import date

from answers.shapes.base import Document, Occupation
from recommend.law.requirements import RequirementKind, Strength
from recommend.profile.access import Recognition, Shown


class AccessRequirement(Document):
    """One thing that the law asks for."""

    name: str
    """its name in the table of trades"""
    kind: RequirementKind
    strength: Strength
    """`may_be_asked`: by some employers, for some posts, or to set up on one's own"""
    label: str
    """in French"""
    when: str | None
    """in French: in which case only; null when always"""
    article: str
    """text of law and articles"""
    since: date
    """day from which that text applies, at the latest"""
    obtained: str
    """in French: how it is obtained"""
    any_of: list[str]
    """in French: other ways that the law has"""
    shown: Shown
    """whether the passport shows it; `outside`: no passport shows such a thing"""
    record: str | None
    """id of the record that shows it"""
    words: str | None
    """what that record says"""
    text: str
    """in French: all of this in a sentence or two"""


class AccessObligation(Document):
    """A sentence of ROME that asks for a title."""

    text: str
    """in French"""
    strength: Strength


class AbroadRecord(Document):
    """A diploma, training or licence from abroad, and what its recognition asks for."""

    record: str
    title: str
    country: str | None
    """ISO 3166 code; null when the passport does not say"""
    asks: list[Recognition]
    text: str
    """in French"""


class SpouseStatus(Document):
    """A job of collaborating spouse that goes on, and when the law ends it."""

    record: str
    title: str
    article: str
    until: date
    """its last day: five years, counted from 2022"""
    text: str
    """in French"""


class AccessAnswer(Document):
    """What it takes to exercise an occupation, and whether the passport shows it."""

    occupation: Occupation
    required: bool
    """whether something is asked of everybody; false: nothing is known to be, which promises nothing"""
    regulated: bool
    """ROME's own flag, which misses trades"""
    summary: str
    """in French, one sentence"""
    rome: str
    """all that ROME says of access to it, in French"""
    requirements: list[AccessRequirement]
    """of the law, those asked of everybody first"""
    obligations: list[AccessObligation]
    """sentences of `rome` that ask for a title"""
    recognition: list[AbroadRecord]
    """records from abroad"""
    spouse: list[SpouseStatus]
    """jobs of collaborating spouse, a status that ends by law"""
