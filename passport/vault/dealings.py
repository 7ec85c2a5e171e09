"""Shares, receipts of feeds and CVs, as the store reads and writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from passport.access.share import Grantee
from passport.proof.status_list import free_place
from passport.vault import tables
from passport.vault.bodies import CVS, SHARES
from passport.vault.errors import ConflictError
from passport.vault.library import sa
from passport.vault.rows import ACCEPTED, CvRow, ReceiptRow, ShareRow
from passport.vault.sameness import grantee_index
from passport.vault.sealed import Part

_S, _C, _T = SHARES.table.c, CVS.table.c, tables.receipts.c
_FIELDS = tuple(one.name for one in fields(ReceiptRow))


class Shares(Part):
    """Shares, by holder, by id, by link, or by who receives them."""

    __slots__ = ()

    def shares(self, holder: str) -> tuple[ShareRow, ...]:
        """Every share that a holder made, those that ended too."""
        return self._every(SHARES, _S.holder == holder)

    def share(self, name: str) -> ShareRow | None:
        """The share of an id."""
        return self._one(SHARES, _S.id == name)

    def share_by_token(self, digest: str) -> ShareRow | None:
        """The share whose link holds a token of this SHA-256."""
        return self._one(SHARES, _S.token_digest == digest)

    def shares_with(self, grantee: Grantee) -> tuple[ShareRow, ...]:
        """Every share that somebody receives, those that ended too."""
        return self._every(SHARES, _S.grantee_index == grantee_index(grantee, self.cipher))

    def put_share(self, row: ShareRow, expected: int) -> ShareRow:
        """Write a share over the version that was read (0: new). Raises ConflictError."""
        return self._put(SHARES, row, expected)


class Receipts(Part):
    """What became of the passages of feeds; what is accepted once is so for ever."""

    __slots__ = ()

    def receipt(self, issuer: str, external_id: str) -> ReceiptRow | None:
        """The receipt of the passage of an issuer that was accepted."""
        return self.receipts_of(issuer, [external_id]).get(external_id)

    def receipts_of(self, issuer: str, external_ids: Sequence[str]) -> Mapping[str, ReceiptRow]:
        """The receipts of the passages of an issuer that were accepted, by the ids that it gave them."""
        query = sa.select(tables.receipts).where(
            _T.issuer == issuer, _T.external_id.in_(list(dict.fromkeys(external_ids))), _T.outcome == ACCEPTED
        )
        return {row["external_id"]: _receipt(row) for row in self.connection.execute(query).mappings()}

    def receipts(self, feed: str, after: int = 0, limit: int | None = None) -> tuple[ReceiptRow, ...]:
        """Receipts of a feed in the order in which they came: all, or at most so many of those ranked after a place."""
        query = sa.select(tables.receipts).where(_T.feed == feed)
        query = query.where(_T.position > after).order_by(_T.position) if after or limit else query.order_by(_T.line)
        query = query.limit(limit)
        return tuple(_receipt(row) for row in self.connection.execute(query).mappings())

    def last_position(self, feed: str) -> int:
        """Rank of the last passage of a feed that has a receipt; 0 where none has."""
        query = sa.select(sa.func.coalesce(sa.func.max(_T.position), 0)).where(_T.feed == feed)
        found: int = self.connection.execute(query).scalar_one()
        return found

    def put_receipt(self, row: ReceiptRow) -> None:
        """Keep a receipt. Raises ConflictError where that passage was accepted, or that place of the feed told."""
        self.put_receipts([row])

    def put_receipts(self, rows: Sequence[ReceiptRow]) -> None:
        """Keep receipts, in one statement. Raises ConflictError as `put_receipt`."""
        if not rows:
            return
        try:
            self.connection.execute(tables.receipts.insert(), [_columns(row) for row in rows])
        except sa.exc.IntegrityError as error:
            raise ConflictError("receipts", rows[0].external_id if len(rows) == 1 else "", 0) from error


class Cvs(Part):
    """CVs that were issued, and the places that they have in the list of revocations."""

    __slots__ = ()

    def cv(self, name: str) -> CvRow | None:
        """The CV of an id."""
        return self._one(CVS, _C.id == name)

    def cvs(self, holder: str) -> tuple[CvRow, ...]:
        """Every CV of a holder."""
        return self._every(CVS, _C.holder == holder)

    def put_cv(self, row: CvRow, expected: int) -> CvRow:
        """Write a CV over the version that was read (0: new). Raises ConflictError."""
        return self._put(CVS, row, expected)

    def revoked_indexes(self) -> tuple[int, ...]:
        """Places, in the list of revocations, of the CVs that stand no more: revoked, or superseded by another."""
        gone = _C.revoked_at.is_not(None) | _C.superseded_by.is_not(None)
        query = sa.select(_C.status_index).where(gone).order_by(_C.status_index)
        return tuple(self.connection.execute(query).scalars())

    def next_status_index(self) -> int:
        """A place in the list of revocations that no CV has, drawn by chance.

        Of two drafts that draw the same, the second that is kept is a conflict.
        """
        taken = frozenset(self.connection.execute(sa.select(_C.status_index)).scalars())
        return free_place(taken)


def _columns(row: ReceiptRow) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in _FIELDS} | {"parameters": dict(row.parameters)}
    return dict(tables.fitting(tables.receipts, said))


def _receipt(row: sa.RowMapping) -> ReceiptRow:
    return ReceiptRow(**{name: value for name, value in row.items() if name != "line"})
