"""Of feeds: `acquis passport feed`."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from answers.shapes.base import Count, Document
from answers.shapes.kept import Done
from passport.feeds.receipt import Ending, Outcome, Reason


class PassageShown(Document):
    """What became of one passage that was not accepted."""

    external_id: str | None
    """its issuer's own id (idTechnique); null where it could not be read"""
    issuer: str
    rank: Count
    """its place in the file, from 1"""
    line: int | None
    """line of the file"""
    outcome: Outcome
    """`duplicate`: it was accepted before, the very same; or `refused`"""
    reason: Reason | None
    parameters: dict[str, Any]
    """what the reason says more; nothing of a person"""
    told: str
    """the same in French, with what to do"""


class FeedAnswer(Done):
    """A feed that was taken: what became of its passages. The receipt, a file of its own, has every one of them."""

    format: Literal["acquis/passport-feed"] = "acquis/passport-feed"
    """what the answer is"""
    feed: str
    """its name in the vault: the digest of the file, and how many times that file was taken"""
    name: str
    """id that its sender gives it; empty where it has none"""
    kind: str
    """`certifiers_xml` or `signed_lines`"""
    sender: str | None
    """who sends it, by its own header; null for signed lines, each of which says its issuer"""
    written_at: datetime | None
    resumed_after: Count
    """passages that an earlier call had done, of a feed that was cut short"""
    ending: Ending
    """whether it was read to its end; what was whole before is taken anyway"""
    line: int | None
    """where it ends, if it is not whole"""
    certifications_compared: bool
    """with a referential, for every passage; false where none was in use, or while the feed is not taken to its end"""
    counts: dict[Outcome, Count]
    """passages by outcome"""
    receipt: str | None
    """file of the receipt; null where it could not be written, and is to be made again (`--receipt-only`)"""
    told: str
    """how it ended, in French"""
    others: list[PassageShown]
    """the first passages that were not accepted"""
