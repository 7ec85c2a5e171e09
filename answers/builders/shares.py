"""Answers about shares."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from answers.builders.kept import begun
from answers.shapes import shares as shape
from answers.words.vault import share_told
from passport.access.actor import Actor
from passport.access.share import GranteeKind, ShareField
from passport.service.sharing import Given, Offer
from passport.vault.rows import ShareRow


def shared_answer(actor: Actor, at: datetime, offer: Offer, given: Given) -> shape.SharedAnswer:
    """A share that was given as it was asked for, with the secret of its link, told once."""
    row = ShareRow(
        id=given.id,
        holder=actor.id,
        grantee=offer.grantee,
        purpose=offer.purpose.strip(),
        from_=offer.since or at,
        until=offer.until,
        records=offer.records,
        fields=offer.fields,
        competencies_only=offer.competencies_only,
        granted_at=at,
    )
    return shape.SharedAnswer(**begun(actor, at), share=share_shown(row, at), token=given.token)


def shares_answer(actor: Actor, at: datetime, rows: Sequence[ShareRow]) -> shape.SharesAnswer:
    """Every share that a holder gave, the last first."""
    ordered = sorted(rows, key=lambda row: (row.from_, row.id), reverse=True)
    return shape.SharesAnswer(**begun(actor, at), shares=[share_shown(row, at) for row in ordered])


def revoked_answer(actor: Actor, at: datetime, share: str) -> shape.RevokedAnswer:
    """A share that was ended."""
    return shape.RevokedAnswer(**begun(actor, at), share=share)


def share_shown(row: ShareRow, at: datetime) -> shape.ShareShown:
    """A share, as its holder sees it at an instant."""
    kind = row.grantee.kind
    name = None if kind is GranteeKind.LINK else row.grantee.id
    return shape.ShareShown(
        id=row.id,
        grantee=kind,
        grantee_id=name,
        purpose=row.purpose,
        since=row.from_,
        until=row.until,
        revoked_at=row.revoked_at,
        state=_state(row, at),
        records=None if row.records is None else list(row.records),
        fields=None if row.fields is None else [one for one in ShareField if one in row.fields],
        competencies_only=row.competencies_only,
        told=share_told(kind, name, row.purpose, row.until),
    )


def _state(row: ShareRow, at: datetime) -> shape.ShareState:
    if row.revoked_at is not None and row.revoked_at <= at:
        return shape.ShareState.REVOKED
    if at < row.from_:
        return shape.ShareState.TO_COME
    return shape.ShareState.RUNNING if at < row.until else shape.ShareState.OVER
