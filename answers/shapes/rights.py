"""`POST /v1/rights`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from answers.shapes.base import Advice, Bloc, Certification, Document, ItemLabel, Level, Probability, Rome, Unit
from answers.shapes.plan import VaeOf
from recommend.gap.gap import Status
from recommend.law.rules import Law
from recommend.law.standing import Entry
from recommend.law.whole import Outcome


class LinkOf(Document):
    """Holding all of `needs` gives `code`, by a rule."""

    rule: Law
    needs: list[Unit]
    code: Unit


class HeldBy(Document):
    """A certification or a bloc held."""

    code: Unit
    record: str
    """id of the record that it goes back to"""
    guaranteed: bool
    """whether an issuer vouches for it"""
    chain: list[LinkOf]
    """empty: a record of the passport itself"""


class WholeByBlocs(Document):
    """Whether every bloc gives the certification."""

    outcome: Outcome
    words: str | None
    """of the fiche; null when it says nothing"""


class StandingOf(Document):
    """Where a certification stands on the day of the analysis."""

    entry: Entry
    entry_until: date | None
    delivered: bool | None
    """to those who are in; null when nothing says"""
    delivered_until: date | None
    replaced_by: list[Certification]
    """open ones, nearest first"""
    replaced_through: list[Certification]
    """closed ones on the way there"""
    occupations: list[Rome]
    """those it led to, when it is closed and nothing open replaced it"""
    cpf: bool | None
    """whether the CPF may pay for it; null when nothing says"""
    rules: list[Law]


class LevelOf(Document):
    """Levels of the national framework (D6113-19)."""

    given: Level | None
    required: Level | None
    """lowest one that the fiche names to enter; null when it names none"""
    words: str | None
    """prerequisites, as the fiche has them"""


class SentenceOf(Document):
    """A sentence of a bloc, and how sure the evidence is of the surest item that it is linked to."""

    text: str
    items: list[ItemLabel]
    status: Status | None
    """null: it is linked to no item"""
    probability: Probability


class RightOf(Document):
    """What the holder has of a certification or a bloc, and may do with it."""

    code: Unit
    certification: Certification
    """that of the bloc, or itself"""
    title: str | None
    """of the certification"""
    held: bool
    blocs_held: list[Bloc]
    blocs_missing: list[Bloc]
    blocs_optional: list[Bloc]
    """those missing that not every holder takes, as their title says"""
    whole: WholeByBlocs
    standing: StandingOf
    claim: bool
    """begun before it closed, and still to be delivered as far as is known (L6113-9)"""
    claim_to_check: bool
    """perhaps so: a bloc is held, and nothing says when the holder enrolled"""
    level: LevelOf
    vae: VaeOf
    sentences: list[SentenceOf]
    """of a bloc asked about and not held"""
    why: list[str]
    """in French, a sentence each"""


class RuleOf(Document):
    """A rule that the answer names."""

    rule: Law
    article: Annotated[str, Field(description="of the code du travail")]
    since: date
    """day it takes effect"""
    text: str
    """in French"""


class RightsAnswer(Advice):
    """What is held and through what, what is open, what VAE allows, article by article."""

    format: Literal["acquis/rights"]
    held: list[HeldBy]
    begun: list[RightOf]
    """certifications of which a bloc is held"""
    asked: list[RightOf]
    """those of the request, in its order"""
    rules: list[RuleOf]
