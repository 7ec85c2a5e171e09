"""`GET /health/…` and `/problems/{name}`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from answers.shapes.base import Document, one_of
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
