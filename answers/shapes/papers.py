"""Of a passport made from another document: `acquis passport from`."""

from __future__ import annotations

from typing import Any, Literal

from answers.shapes.base import Document
from passport.imports.detect import PaperKind
from passport.imports.notes import About, Fate


class NoteShown(Document):
    """One thing that a document says, and what became of it."""

    fate: Fate
    """kept, mapped (said otherwise), left aside, doubted"""
    about: About
    """what it is"""
    path: str
    """place in the structure of the document, `work[0]`, or name of its table; empty in a text"""
    line: int | None
    """line of a text (as it was read) or of a table; null elsewhere"""
    said: str
    """as it was written, cut short; empty for what reaches the person"""
    record: str | None
    """id of the record of the passport that it is in; null for what is in none"""
    reason: str
    """in French"""


class PaperAnswer(Document):
    """A passport made from another document, declared but for the proofs that came with it, and their fates."""

    format: Literal["acquis/passport-from"] = "acquis/passport-from"
    """what the answer is"""
    version: Literal[1] = 1
    """goes up when a field changes meaning or leaves; fields may be added without notice"""
    kind: PaperKind
    """what the document is"""
    passport: dict[str, Any]
    """as `passport.schema.json` describes it; what is not said is left out"""
    counts: dict[str, int]
    """notes by fate"""
    notes: list[NoteShown]
    """in the order of the document"""
