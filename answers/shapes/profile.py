"""`POST /v1/profile`."""

from __future__ import annotations

from typing import Literal

from answers.shapes.base import Advice, Bloc, Document, Item, Probability, Rome
from recommend.gap.gap import Status
from recommend.profile.evidence import Rule


class EvidenceOf(Document):
    """One reason to believe one item."""

    record: str
    """id of the record of the passport that it rests on"""
    rule: Rule
    detail: str
    """the sentence read, the occupation or the bloc"""
    probability: Probability
    guaranteed: bool
    """whether an issuer vouches for what the inference rests on"""
    reason: str
    """in French"""


class Recognised(Item):
    """A competency that the passport attests, and all that speaks for it."""

    probability: Probability
    guaranteed_probability: Probability
    guarantee: Literal["garanti", "garanti en partie", "déclaré"]
    """how far issuers vouch for it"""
    status: Status
    evidence: list[EvidenceOf]


class Exercised(Document):
    """An occupation that an experience may be."""

    record: str
    """id of the experience"""
    code: Rome
    label: str
    probability: Probability
    reason: str
    """in French"""


class BlocHeld(Document):
    """A bloc held: obtained, or following from what was."""

    code: Bloc
    record: str
    """id of the record that it goes back to"""
    rule: Rule
    guaranteed: bool
    """whether an issuer vouches for it"""
    via: str | None
    """what the last correspondence rests on; null without one"""


class LanguageSpoken(Document):
    """A language of the passport."""

    record: str
    language: str
    """ISO 639 code"""
    level: Literal["A1", "A2", "B1", "B2", "C1", "C2"]
    """of the European framework"""
    guaranteed: bool


class Ignored(Document):
    """What was left out of the passport."""

    path: str
    """place in the passport, e.g. `experiences[0].rome`"""
    reason: str
    """in French"""


class ProfileAnswer(Advice):
    """Competencies that a passport attests, most probable first, each with its evidence."""

    format: Literal["acquis/profile"]
    competencies: list[Recognised]
    occupations_exercised: list[Exercised]
    blocs_held: list[BlocHeld]
    languages: list[LanguageSpoken]
    ignored: list[Ignored]
