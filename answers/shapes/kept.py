"""Of a passport that is kept: `acquis passport import`, `show`, `export`, `correct`; what such answers begin with."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from answers.shapes.base import Count, Document, Item, Probability, RecordStanding
from passport.access.actor import ActorKind
from passport.access.terms import Action, Ground
from passport.proof.registry import RecordKind
from recommend.gap.gap import Status
from recommend.profile.evidence import Guarantee


class ActorShown(Document):
    """Who acted. On the command line it is stated, by who has the keys of the vault; the journal tells it came so."""

    kind: ActorKind
    id: str
    """opaque: of the holder, the agent, the issuer, whom one shares with, or the operator"""


class Done(Document):
    """What every answer about passports that are kept begins with."""

    format: str
    """what the answer is"""
    version: Literal[1] = 1
    """goes up when a field changes meaning or leaves; fields may be added without notice"""
    acquis: str
    """version of acquis, with a digest of its code and rules"""
    at: datetime
    """when it was done, as the journal has it"""
    actor: ActorShown


class GroundShown(Document):
    """On what ground it was allowed."""

    ground: Ground
    article: str | None
    """of the code du travail"""
    told: str
    """the same in French"""


class ContestShown(Document):
    """What the holder says against a line of an issuer; for them and for that issuer."""

    at: datetime
    words: str


class LineShown(Document):
    """A line of a passport that is kept."""

    id: str
    """of the line in the vault: what `correct`, `share` and the journal name it by"""
    kind: RecordKind
    record: dict[str, Any]
    """as `passport.schema.json` describes it, without id and attestation; what is not said or not shown is left out"""
    title: str
    """what it is, in short, in French"""
    standing: RecordStanding
    received_at: datetime
    contested: bool
    """whether its holder contests it"""
    contest: ContestShown | None
    """null for other readers, and where it is not contested"""
    withdrawn: bool
    """whether its issuer took it back"""
    hidden: bool
    """whether its holder keeps it out of every share; false for other readers"""
    row_version: Count
    """goes up with each change of the line"""


class ShowAnswer(Done):
    """A passport that is kept, as much of it as the one who acts may see."""

    format: Literal["acquis/passport-show"] = "acquis/passport-show"
    """what the answer is"""
    holder: str
    """id of the holder; of the share, where a share hides who it is"""
    name: str | None
    """null where it is not shown"""
    ground: GroundShown
    registry: str
    """digest of the registry of issuers that lines were checked against"""
    share: str | None
    """id of the share that lets see it"""
    purpose: str | None
    """what that share is for"""
    limited_at: datetime | None
    """since when its holder has its use limited (R6323-38)"""
    competencies_only: bool
    """whether its lines are not for this reader: then `lines` is empty, and `acquis passport show --competencies` tells
    what follows from them"""
    lines: list[LineShown]
    """those that stand first, by section, the newest first"""


class ExportedAnswer(Done):
    """All that is kept of a holder, for them to take away (GDPR art. 20; R6323-38)."""

    format: Literal["acquis/passport-export"] = "acquis/passport-export"
    """what the answer is"""
    exported_at: datetime
    holder: dict[str, Any]
    """civil status, by the names that FranceConnect+ gives its claims; id, since when, limited since when"""
    passport: dict[str, Any]
    """as `passport.schema.json` describes it, proofs included: `acquis analyse` and `acquis passport import` read it"""
    records: list[dict[str, Any]]
    """all that is kept of each line, hidden, contested and withdrawn ones too, with what a check found"""
    shares: list[dict[str, Any]]
    """every share given; secrets of links are kept nowhere"""
    cvs: list[dict[str, Any]]
    """every signed CV, without the file, which is not kept"""
    journal: list[dict[str, Any]]
    """who did what with the passport, for as long as it is kept"""


class OpenedAnswer(Done):
    """A passport that was opened, or that was there."""

    format: Literal["acquis/passport-open"] = "acquis/passport-open"
    """what the answer is"""
    holder: str
    """id of its holder"""


class KeptLine(Document):
    """What became of one record of an imported document."""

    record: str
    """its id in the document"""
    line: str
    """its id in the vault"""
    added: bool
    """false where it was there already: nothing was written"""


class ImportedAnswer(Done):
    """A passport document put into the vault: all its lines are the holder's own, with the proofs that they bring."""

    format: Literal["acquis/passport-import"] = "acquis/passport-import"
    """what the answer is"""
    holder: str
    added: Count
    already: Count
    """records that were there"""
    lines: list[KeptLine]


class ChangedAnswer(Done):
    """What was corrected, withdrawn, contested, hidden or limited."""

    format: Literal["acquis/passport-correct"] = "acquis/passport-correct"
    """what the answer is"""
    action: Action
    """what was done, by the name that the matrix of rights and the journal have for it"""
    line: str | None
    """id of the line; null where the passport as a whole is concerned"""
    told: str
    """the same in French"""
    on: date
    """day in France"""


class CompetencyShown(Item):
    """A competency, and nothing of the lines that it follows from."""

    probability: Probability
    guaranteed_probability: Probability
    """the same, on what issuers vouch for alone"""
    guarantee: Guarantee
    """what an issuer vouches for"""
    status: Status


class CompetenciesAnswer(Done):
    """What follows from a passport, for a reader whom its lines are not for: no record, no word of it, no issuer."""

    format: Literal["acquis/passport-competencies"] = "acquis/passport-competencies"
    """what the answer is"""
    snapshot: str
    """id of the referentials it was made with"""
    model: str
    """id of the model that reads texts"""
    as_of: date
    """day of the analysis, in France"""
    ground: GroundShown
    share: str | None
    """id of the share that lets see it"""
    competencies: list[CompetencyShown]
    """surest first"""
