"""Of rights: `acquis rights`, `POST /v1/rights`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from answers.shapes.base import (
    Advice,
    BlocField,
    CertificationField,
    Document,
    ItemLabel,
    LevelField,
    Probability,
    RomeField,
    UnitField,
)
from answers.shapes.plan import VaeOpinion
from recommend.gap.gap import Status
from recommend.law.rules import Law
from recommend.law.standing import Entry
from recommend.law.whole import Outcome


class HeldLink(Document):
    """Holding all of `needs` gives `code`, by a rule."""

    rule: Law
    """the rule"""
    needs: list[UnitField]
    """all of them"""
    code: UnitField
    """what they give"""


class HeldThrough(Document):
    """A certification or a bloc held."""

    code: UnitField
    record: str
    """id of the record that it goes back to"""
    guaranteed: bool
    """whether an issuer vouches for it"""
    read_in: str | None
    """title of the record in which it was read; null where the record gives its code"""
    chain: list[HeldLink]
    """empty: a record of the passport itself"""


class WholeByBlocs(Document):
    """Whether every bloc gives the certification."""

    outcome: Outcome
    """what the fiche says"""
    words: str | None
    """of the fiche; null when it says nothing"""


class StandingOn(Document):
    """Where a certification stands on the day of the analysis."""

    entry: Entry
    """whether one can begin it"""
    entry_until: date | None
    """last day to begin it; null when nothing says"""
    delivered: bool | None
    """whether it is, to those who are in; null when nothing says"""
    delivered_until: date | None
    """last day; null when nothing says"""
    replaced_by: list[CertificationField]
    """open ones, nearest first"""
    replaced_through: list[CertificationField]
    """closed ones on the way there"""
    occupations: list[RomeField]
    """those it led to, when it is closed and nothing open replaced it"""
    cpf: bool | None
    """whether the CPF may pay for it; null when nothing says"""
    rules: list[Law]
    """those that this rests on"""


class LevelAsked(Document):
    """Levels of the national framework (D6113-19)."""

    given: LevelField | None
    """that of the certification; null when the snapshot does not say"""
    required: LevelField | None
    """lowest one that the fiche names to enter; null when it names none"""
    words: str | None
    """prerequisites, as the fiche has them"""


class BlocSentence(Document):
    """A sentence of a bloc, and how sure the evidence is of the surest item that it is linked to."""

    text: str
    """as the bloc has it"""
    items: list[ItemLabel]
    """of ROME, that it is linked to"""
    status: Status | None
    """null: it is linked to no item"""
    probability: Probability


class Right(Document):
    """What the holder has of a certification or a bloc, and may do with it."""

    code: UnitField
    certification: CertificationField
    """that of the bloc, or itself"""
    title: str | None
    """of the certification"""
    held: bool
    """whether it is held already"""
    blocs_held: list[BlocField]
    """of the certification"""
    blocs_missing: list[BlocField]
    """of the certification"""
    blocs_optional: list[BlocField]
    """those missing that not every holder takes, as their title says"""
    whole: WholeByBlocs
    standing: StandingOn
    """on the day of the analysis"""
    claim: bool
    """begun before it closed, and still to be delivered as far as is known (L6113-9)"""
    claim_to_check: bool
    """perhaps so: a bloc is held, and nothing says when the holder enrolled"""
    level: LevelAsked
    vae: VaeOpinion
    sentences: list[BlocSentence]
    """of a bloc asked about and not held"""
    why: list[str]
    """in French, a sentence each"""


class LawRule(Document):
    """A rule that the answer names."""

    rule: Law
    """its name here"""
    article: str
    """of the code du travail"""
    since: date
    """day it takes effect"""
    text: str
    """in French"""


class RightsAnswer(Advice):
    """What is held and through what, what is open, what VAE allows, article by article."""

    format: Literal["acquis/rights"] = "acquis/rights"
    opened: list[str]
    """what the law opens for what was done, in French, a sentence each: VAE to weigh, CPF, whom to ask"""
    held: list[HeldThrough]
    """certifications and blocs"""
    begun: list[Right]
    """certifications of which a bloc is held"""
    asked: list[Right]
    """those of the request, in its order"""
    rules: list[LawRule]
    """those that the answer names"""
