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
    issuer: str | None
    line: int | None
    """where it is in the file"""
    outcome: Outcome
    reason: Reason
    parameters: dict[str, Any]
    told: str
    """the same in French, with what to do"""


class FeedAnswer(Done):
    """A feed that was taken: what became of its passages. The receipt file has them all."""

    format: Literal["acquis/passport-feed"] = "acquis/passport-feed"
    """what the answer is"""
    feed: str
    """id that its sender gives it"""
    kind: str
    """`certifiers_xml`, or signed lines"""
    sender: str
    written_at: datetime | None
    ending: Ending
    """whether it was read to its end; what was whole before it is taken anyway"""
    line: int | None
    """where it ends, if not whole"""
    counts: dict[Outcome, Count]
    receipt: str | None
    """file of the receipt"""
    told: list[str]
    """the same in French, and how it ended"""
    refused: list[PassageShown]
    """the first of them; the receipt has all"""
