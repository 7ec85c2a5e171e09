"""What the vault keeps, as values: no SQL here. Versions begin at 1; a row that is not kept yet has version 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from passport.access.share import Grantee
from passport.document.standing import ProofMethod
from passport.vault.errors import IdentityError, IdentityProblem
from passport.vault.naming import family_words, given_names, kept_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Civil status of a holder; `sub`: who FranceConnect+ says it is, None for one that only feeds know yet.

    Whoever makes one, its texts are cleaned and bounded here, and both names have a letter: `naming` says how. Raises
    IdentityError. As text it says nothing: an identity goes into no log.
    """

    family_name: str = field(repr=False)
    given_name: str = field(repr=False)
    birthdate: date = field(repr=False)
    sub: str | None = field(default=None, repr=False)
    gender: str | None = field(default=None, repr=False)
    birthplace: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        for name in ("family_name", "given_name"):
            object.__setattr__(self, name, kept_text(name, getattr(self, name)))
        for name in ("sub", "gender", "birthplace", "email"):
            said = getattr(self, name)
            object.__setattr__(self, name, (kept_text(name, said) or None) if said else None)
        for name, words in (("family_name", family_words), ("given_name", given_names)):
            if not words(getattr(self, name)):
                raise IdentityError(name, IdentityProblem.NO_LETTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderRow:
    """A holder. `limited_at`: since when the processing is limited (R6323-38); `died_on`: R6323-39."""

    id: str
    identity: Identity
    opened_at: datetime
    limited_at: datetime | None = None
    died_on: date | None = None
    version: int = 0


class RecordState(StrEnum):
    """Whether a record still stands."""

    CURRENT = "current"
    WITHDRAWN = "withdrawn"
    """Its issuer took it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """What the holder says against a record of an issuer; it shows beside it."""

    at: datetime
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """A line of a passport. `content`: the record as `passport.document` writes it, without attestation.

    `issuer`: who vouches for it, None where the holder alone does; `external_id`: its id with the issuer (idTechnique
    of a feed), unique with it; `method`: how it came to be vouched for; `hidden`: the holder keeps it out of shares;
    `declared`: the holder's own line; `details`: what a feed says beyond the record (end of validity, mention, score).
    """

    id: str
    holder: str
    kind: str
    content: Mapping[str, Any] = field(repr=False)
    received_at: datetime
    declared: bool
    proofs: tuple[str, ...] = field(default=(), repr=False)
    issuer: str | None = None
    external_id: str | None = None
    method: ProofMethod | None = None
    state: RecordState = RecordState.CURRENT
    contested: Contest | None = None
    hidden: bool = False
    details: Mapping[str, Any] = field(default_factory=dict, repr=False)
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """A share (L6323-8 III). `records` and `fields`: None for all; `token_digest`: SHA-256 of what a link holds.

    `granted_at`: when the holder gave it, before it begins or then; None: when it begins.
    """

    id: str
    holder: str
    grantee: Grantee
    purpose: str
    from_: datetime
    until: datetime
    records: tuple[str, ...] | None = None
    fields: frozenset[str] | None = None
    competencies_only: bool = False
    granted_at: datetime | None = None
    revoked_at: datetime | None = None
    token_digest: str | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRow:
    """What became of one passage of a feed; at most one accepted for (issuer, external_id).

    `feed`: id of the feed; `position`: rank of the passage in it, from 1, unique with it (0: it has none); `digest`:
    SHA-256 of the passage; `outcome` and `reason`: codes; `record`: the record made.
    """

    feed: str
    issuer: str
    external_id: str
    digest: str
    outcome: str
    at: datetime
    position: int = 0
    reason: str | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    record: str | None = None


ACCEPTED = "accepted"
"""Outcome of the passages that are unique by issuer and id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CvRow:
    """A CV that was issued. `digest`: SHA-256 of the file; `status_index`: its place in the list of revocations."""

    id: str
    holder: str
    issued_at: datetime
    digest: str
    status_index: int
    language: str
    records: tuple[str, ...]
    revoked_at: datetime | None = None
    superseded_by: str | None = None
    version: int = 0
