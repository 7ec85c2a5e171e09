"""A share: what of a passport its holder lets somebody see, for what, from when and until when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class GranteeKind(StrEnum):
    """With whom a passport is shared."""

    PERSON = "person"
    BODY = "body"
    LINK = "link"
    """Whoever has the link: they go by the digest of the secret that it carries."""


@dataclass(frozen=True, slots=True)
class Grantee:
    """With whom; the id is opaque."""

    kind: GranteeKind
    id: str = field(repr=False)


class ShareField(StrEnum):
    """What of a line, or of its holder, a share may show or not.

    The rest always comes with a line: without its kind, code, dates, country or hours, it would say something else.
    """

    NAME = "name"
    """The name of the holder."""
    ORGANISATION = "organisation"
    """Where it was, and so who vouches for it."""
    DESCRIPTION = "description"
    """What the holder wrote of the line, and what was read in it."""
    PROOFS = "proofs"
    """The proofs themselves. They carry every field that was signed, and go as soon as one of those is hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A leave that the holder gave; `records` and `fields` None: all of them.

    It runs from `since`, included, to `until`, excluded, and ends at once on `revoked_at`.
    """

    id: str
    holder: str
    grantee: Grantee
    purpose: str
    granted_at: datetime
    since: datetime
    until: datetime
    records: frozenset[str] | None = None
    fields: frozenset[ShareField] | None = None
    competencies_only: bool = False
    revoked_at: datetime | None = None

    def shows(self, record: str) -> bool:
        """Whether a line is one of those shared."""
        return self.records is None or record in self.records

    def shows_field(self, field: ShareField) -> bool:
        """Whether a field is one of those shared; proofs only with all that they carry."""
        if self.fields is None:
            return True
        if field is ShareField.PROOFS:
            return self.fields >= _SIGNED
        return field in self.fields


_SIGNED = frozenset(ShareField) - {ShareField.NAME}
"""Fields without which proofs are not shown: those that a proof carries, and proofs themselves."""
