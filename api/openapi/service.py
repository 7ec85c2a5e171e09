"""`GET /health/…`, `/problems/{name}` and `/v/{cv}`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from answers.shapes.base import Document, one_of
from answers.shapes.cv import CvId, Sha256
from api.problems import TYPES


class LiveAnswer(Document):
    """The process answers."""

    status: Literal["live"] = "live"


class ReadyAnswer(Document):
    """The engine is open."""

    status: Literal["ready"] = "ready"
    snapshot: str
    """id of the referentials"""
    acquis: str
    """version of acquis, with a digest of its code, weights and rules"""
    teaching: bool
    """whether these are the small teaching referential, which advises nobody"""
    model: str
    """id of the model that reads texts"""
    issuers: str
    """digest of the registry of issuers that proofs are checked against"""


class ProblemAnswer(Document):
    """What a `type` of problem means, and what to do about it."""

    type: Annotated[str, one_of(f"/problems/{name}" for name in TYPES)]
    status: Annotated[int, Field(ge=400, le=599)]
    """of the answers that have it"""
    title: str
    """in French"""
    remedy: str
    """in French"""


class VerificationAnswer(Document):
    """Whether a CV that was issued here stands; nothing of whom it is of."""

    id: CvId
    issued: date
    language: Literal["fr", "en"]
    standing: Literal["stands", "revoked", "superseded"]
    revoked: date | None
    """null unless it was revoked"""
    superseded_by: CvId | None
    """null unless another CV took its place"""
    digests: list[Sha256]
    """of its files as they were issued, one for each time that it was signed"""
