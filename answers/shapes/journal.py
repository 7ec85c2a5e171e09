"""Of the journal: `acquis passport journal`, alone, with `--verify`, with `--sign-head`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from answers.shapes.base import Count, Document
from answers.shapes.kept import ActorShown, Done
from passport.access.terms import Action
from passport.journal.check import Fault
from passport.journal.entry import Outcome


class EntryShown(Document):
    """One operation on a passport: who, when, of what nature, on what ground (R6323-40)."""

    seq: int
    """its number in the journal of the vault"""
    at: datetime
    actor: ActorShown
    via: str | None
    """`console`: the operator's command line stated who acted; null where a login proved it"""
    body: str | None
    """body of the agent"""
    mission: str | None
    action: Action
    nature: str
    outcome: Outcome
    ground: str | None
    """code of the ground, or of the reason of a refusal, and the article"""
    records: list[str]
    """ids of the lines touched"""
    details: dict[str, str | int]
    """codes, counts and digests; never what a person wrote"""
    told: str
    """the same in French"""


class JournalAnswer(Done):
    """The journal of one passport, for its holder, for as long as it is kept."""

    format: Literal["acquis/passport-journal"] = "acquis/passport-journal"
    """what the answer is"""
    holder: str
    entries: list[EntryShown]
    """in order; reading them added one, which the next reading shows"""


class BreakShown(Document):
    """A fault of the journal."""

    fault: Fault
    seq: int
    """number of the entry at fault, the first of several"""
    last: int | None
    """the last of several"""
    day: date | None
    """of the head at fault"""
    told: str
    """the same in French"""


class JournalCheckAnswer(Done):
    """Whether the journal of the vault is what was written."""

    format: Literal["acquis/passport-journal-check"] = "acquis/passport-journal-check"
    """what the answer is"""
    whole: bool
    """false: the command ends with exit code 2; where `copies` is 0, a journal made again wholly is whole too"""
    journal: str
    """id drawn when the journal was made"""
    entries: Count
    """number of the last entry, those that were removed after a year included"""
    hash: str
    """of the last entry"""
    heads: Count
    """signed heads that were compared, those kept elsewhere included"""
    copies: Count
    """heads kept elsewhere, of this journal and signed, that were compared; 0: it was not compared with any"""
    compared: str
    """the same in French"""
    signed_until: int | None
    """number of the last entry that a signed head covers"""
    signed_on: date | None
    """day (in France) of the last signed head"""
    head_late: bool
    """true where no head was signed today or yesterday: what was written since could be rewritten unseen"""
    signatures: bool
    """whether signatures were checked: false where the key of the operator is not at hand"""
    removed_until: int | None
    """number of the last entry that was removed, after a year, up to a signed anchor"""
    breaks: list[BreakShown]
    notices: list[BreakShown]
    """what is to be looked into, and leaves the journal whole: a clock that was wrong"""


class HeadAnswer(Done):
    """The head of the journal, signed for the day: keep a copy elsewhere."""

    format: Literal["acquis/passport-journal-head"] = "acquis/passport-journal-head"
    """what the answer is"""
    signed: bool
    """false where the day has its head already, or nothing was ever written: it is told again"""
    day: date | None
    seq: int | None
    hash: str | None
    jws: str | None
    """compact, by the operator: a line of the file that `--verify --copies` reads"""
