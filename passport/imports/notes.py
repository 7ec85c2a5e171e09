"""What became of each thing that a file says: kept, mapped, left aside, doubted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Fate(StrEnum):
    """What became of it."""

    KEPT = "kept"
    MAPPED = "mapped"
    """Said otherwise than it was written: a kind, a code, a date."""
    ASIDE = "left_aside"
    DOUBTED = "doubted"


class About(StrEnum):
    """What a note is about."""

    RECORD = "record"
    NAME = "name"
    KIND = "kind"
    DATES = "dates"
    ONGOING = "ongoing"
    """No end: it goes on."""
    SINGLE_DATE = "single_date"
    LANGUAGE_LEVEL = "language_level"
    LOWEST_LEVEL = "lowest_level"
    """Several levels for one language: the lowest."""
    CODE = "code"
    FRAMEWORK = "framework"
    """A code of another framework."""
    QUALIFICATION = "qualification"
    PARTS = "parts"
    """How a line was cut into a title and an organisation."""
    CONTACT = "contact"
    PLACE = "place"
    SKILL = "skill"
    INTEREST = "interest"
    SUMMARY = "summary"
    REFERENCE = "reference"
    AWARD = "award"
    PUBLICATION = "publication"
    OTHER = "other"
    """Something that a passport has no line for."""
    HEADER = "header"
    """A line that no section precedes."""
    NO_DATE = "no_date"
    NO_TITLE = "no_title"
    NO_LEVEL = "no_level"
    NO_LANGUAGE = "no_language"
    ATTESTATION = "attestation"
    """That somebody is said to vouch for it, without a proof that could be checked: an import declares."""
    PROOF = "proof"
    """What somebody signed: it is kept as it is, to be checked against a registry of issuers."""
    SIGNATURE = "signature"
    DUPLICATE = "duplicate"
    REVERSED = "reversed"
    IMPOSSIBLE = "impossible_date"
    UNREAD_DATE = "unread_date"
    UNSURE_LEVEL = "unsure_level"
    CUT = "cut"
    """A text longer than a passport takes."""
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: a path in its structure, a line, or both."""

    path: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """One thing and what became of it; `said`: as it was written, cut short; `record`: the id of the line it is in."""

    fate: Fate
    about: About
    place: Place
    said: str = field(default="", repr=False)
    record: str | None = None
    parameters: Mapping[str, object] = field(default_factory=dict, repr=False)
