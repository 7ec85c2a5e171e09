"""Shares: what holders let others see, with whom, for what, until when; revoked at once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from passport.access.actor import Actor
from passport.access.share import Grantee, GranteeKind, ShareField
from passport.access.terms import Action
from passport.journal.entry import ID_MOST, is_identifier
from passport.service.door import Door, Visit, new_id
from passport.service.errors import ShareError, ShareProblem, UnknownShareError
from passport.service.reading import token_digest
from passport.vault.rows import RecordState, ShareRow

DAYS, PURPOSE = 366, 200
"""Days that a share may last; characters of what it is for."""
_TOKEN = 32
"""Random bytes of the secret of a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A share as it is asked for.

    `grantee`: a person, a body, or a link (whose id is left empty: it is drawn); `records` None: all, those to come
    too; `fields`: those that are shown, of those that may be hidden (None: all); `since` None: now.
    """

    grantee: Grantee
    purpose: str
    until: datetime
    since: datetime | None = None
    records: tuple[str, ...] | None = None
    fields: frozenset[str] | None = None
    competencies_only: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A share that was given; `token`: the secret of its link, told once and kept nowhere."""

    id: str
    token: str | None = None


class Sharing(Door):
    """What holders ask for about shares."""

    def share(self, actor: Actor, offer: Offer, at: datetime) -> Given:
        """Let somebody see all or part. Raises ShareError, RefusedError."""
        with self.visit(actor, Action.SHARE, actor.id, at) as visit:
            visit.allow()
            _check(visit, offer)
            token = secrets.token_urlsafe(_TOKEN) if offer.grantee.kind is GranteeKind.LINK else None
            row = _row(visit, offer, token)
            visit.store.put_share(row, 0)
            visit.note(*(row.records or ()), share=row.id)
            return Given(row.id, token)

    def narrow_share(self, actor: Actor, share: str, records: tuple[str, ...], at: datetime) -> None:
        """Show, in a share, these lines only, of those that it shows. Raises ShareError, RefusedError."""
        with self.visit(actor, Action.SHARE, actor.id, at) as visit:
            visit.allow()
            row = _own(visit, share)
            _check_lines(visit, records)
            beyond = set(records) - set(records if row.records is None else row.records)
            if beyond:
                raise ShareError(ShareProblem.UNKNOWN_LINE, {"line": min(beyond)})
            visit.store.put_share(replace(row, records=records), row.version)
            visit.note(*records, share=row.id)

    def revoke_share(self, actor: Actor, share: str, at: datetime) -> None:
        """End a share, from this instant. Once ended, it stays so. Raises UnknownShareError, RefusedError."""
        with self.visit(actor, Action.REVOKE_SHARE, actor.id, at) as visit:
            visit.allow()
            row = _own(visit, share)
            visit.store.put_share(replace(row, revoked_at=min(row.revoked_at or at, at)), row.version)
            visit.note(share=row.id)

    def shares(self, actor: Actor, holder: str, at: datetime) -> tuple[ShareRow, ...]:
        """Every share that the holder gave, those that ended too. Raises RefusedError."""
        with self.visit(actor, Action.SHARE, holder, at) as visit:
            visit.allow()
            visit.note(change="listed")
            return visit.store.shares(visit.owner.id)


def _own(visit: Visit, share: str) -> ShareRow:
    row = visit.store.share(share)
    if row is None or row.holder != visit.owner.id:
        raise UnknownShareError()
    return row


def _check(visit: Visit, offer: Offer) -> None:
    since = offer.since or visit.at
    if offer.until <= since:
        raise ShareError(ShareProblem.ENDS_BEFORE)
    if since < visit.at:
        raise ShareError(ShareProblem.BEGUN)
    if offer.until - since > timedelta(days=DAYS):
        raise ShareError(ShareProblem.TOO_LONG, {"most": DAYS})
    if not offer.purpose.strip() or len(offer.purpose) > PURPOSE:
        raise ShareError(ShareProblem.NO_PURPOSE, {"most": PURPOSE})
    if offer.grantee.kind is not GranteeKind.LINK and not offer.grantee.id.strip():
        raise ShareError(ShareProblem.NO_GRANTEE)
    if offer.grantee.kind is not GranteeKind.LINK and not is_identifier(offer.grantee.id):
        raise ShareError(ShareProblem.BAD_GRANTEE, {"most": ID_MOST})
    unknown = (offer.fields or frozenset()) - set(ShareField)
    if unknown:
        raise ShareError(ShareProblem.UNKNOWN_FIELD, {"field": min(unknown), "known": sorted(ShareField)})
    _check_lines(visit, offer.records or ())


def _check_lines(visit: Visit, records: tuple[str, ...]) -> None:
    rows = visit.store.records(visit.owner.id)
    missing = set(records) - {row.id for row in rows if row.state is RecordState.CURRENT}
    if missing:
        raise ShareError(ShareProblem.UNKNOWN_LINE, {"line": min(missing)})


def _row(visit: Visit, offer: Offer, token: str | None) -> ShareRow:
    digest = token_digest(token) if token else None
    return ShareRow(
        id=new_id("share"),
        holder=visit.owner.id,
        grantee=replace(offer.grantee, id=digest or offer.grantee.id),
        purpose=offer.purpose.strip(),
        from_=offer.since or visit.at,
        until=offer.until,
        records=offer.records,
        fields=offer.fields,
        competencies_only=offer.competencies_only,
        granted_at=visit.at,
        token_digest=digest,
    )
