"""An entry of the journal: identifiers and codes, never an identity (R6323-40: who, when, nature of the operation)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

ID_MOST = 200
"""Characters of an id, at most."""
_IDENTIFIER = re.compile(rf"[\w.:/+=@#%?&~-]{{0,{ID_MOST}}}")
"""Ids of issuers may be addresses."""


def is_identifier(text: str, most: int = ID_MOST) -> bool:
    """Whether a text may be the id of somebody, of a line, of a share: what the journal takes for one, and not empty.

    >>> is_identifier("urn:acquis:issuer:7"), is_identifier("Jean Dupont"), is_identifier("")
    (True, False, False)
    """
    return 0 < len(text) <= most and _IDENTIFIER.fullmatch(text) is not None


class Outcome(StrEnum):
    """What became of an operation."""

    ALLOWED = "allowed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRef:
    """Who acts, by kind (holder, agent, issuer, guest, operator…) and opaque id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One operation. `seq`, `previous` and `hash` are given by the journal when it appends the entry.

    `at`: aware; `holder`: whose passport, None where no single one is touched; `nature`: consultation, addition,
    correction…; `ground`: code of the rule that allowed it, or that refused it; `details`: codes, counts and digests.
    Raises ValueError for a time without a zone, and for what may be a person's words.
    """

    at: datetime
    actor: ActorRef
    action: str
    nature: str
    outcome: Outcome
    holder: str | None = None
    records: tuple[str, ...] = ()
    ground: str | None = None
    details: Mapping[str, str | int] = field(default_factory=dict)
    seq: int = 0
    previous: str = ""
    hash: str = ""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("an entry of the journal has a time zone")
        codes = (self.actor.kind, self.actor.id, self.action, self.nature, self.holder, self.ground)
        texts = (*codes, *self.records, *self.details, *self.details.values())
        if not all(_IDENTIFIER.fullmatch(one) for one in texts if isinstance(one, str)):
            raise ValueError("an entry of the journal holds identifiers and codes only, without spaces")
