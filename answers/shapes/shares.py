"""Of shares: `acquis passport share create | list | revoke`."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Literal

from answers.shapes.base import Document
from answers.shapes.kept import Done
from passport.access.share import GranteeKind, ShareField


class ShareState(StrEnum):
    """Whether a share lets anybody in."""

    TO_COME = "to_come"
    RUNNING = "running"
    OVER = "over"
    REVOKED = "revoked"


class ShareShown(Document):
    """A share, as its holder sees it."""

    id: str
    grantee: GranteeKind
    """a person, a body, or whoever has the link"""
    grantee_id: str | None
    """null for a link: its secret is told once, and kept nowhere"""
    purpose: str
    since: datetime
    until: datetime
    revoked_at: datetime | None
    state: ShareState
    records: list[str] | None
    """ids of the lines shown; null: all, those to come too"""
    fields: list[ShareField] | None
    """what may be hidden, and is shown; null: all of it"""
    competencies_only: bool
    """whether what follows from the lines is shown, and they are not"""
    told: str
    """the same in French"""


class SharedAnswer(Done):
    """A share that was given."""

    format: Literal["acquis/passport-share"] = "acquis/passport-share"
    """what the answer is"""
    share: ShareShown
    token: str | None
    """secret of a link: told this once; null for a person or a body"""


class SharesAnswer(Done):
    """Every share that a holder gave, those that ended too."""

    format: Literal["acquis/passport-shares"] = "acquis/passport-shares"
    """what the answer is"""
    shares: list[ShareShown]


class RevokedAnswer(Done):
    """A share that was ended."""

    format: Literal["acquis/passport-share-revoked"] = "acquis/passport-share-revoked"
    """what the answer is"""
    share: str
