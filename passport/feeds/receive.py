"""Receive a batch of what a feed says, in one transaction of the vault, that the caller opens and closes.

All of it is done, or nothing. What was accepted once, by the same issuer under the same id, is accepted no more: sent
again the same it is a duplicate, otherwise it is to be sent as a correction. Each record of the feed leaves a receipt
under its rank, so that a feed cut short goes on from the last one that has any.

A holder who is not in the vault is opened: the passport exists for every holder of a CPF, whoever comes first. Where
several holders answer to what the issuer says, none is guessed.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from passport.document.model import Record
from passport.document.standing import ProofMethod
from passport.feeds.check import Fault, Rules, checked
from passport.feeds.holders import HolderStore, Holding
from passport.feeds.passage import Operation, Passage, Read, Refusal
from passport.feeds.receipt import SENDER, Outcome, Reason, Receipt
from passport.feeds.records import content_of
from passport.proof.registry import kind_of
from passport.vault.errors import ConflictError
from passport.vault.rows import ReceiptRow, RecordRow, RecordState
from referentials.days import day_of

UNTIL = "until"
"""Of the details of a record: the last day that it is vouched for."""
_SIGNED = "signed_at"
"""Since when the content of a record stands: the last line signed about it, or the reception of an unsigned one that
changed it; what was signed before is an old line, and changes nothing."""
_OURS = frozenset({_SIGNED, SENDER})
"""Details of a record that no feed says."""
_ID_DIGITS = 32


class FeedStore(HolderStore, Protocol):
    """What receiving needs of `passport.vault.store.Store`."""

    def receipts_of(self, issuer: str, external_ids: Sequence[str]) -> Mapping[str, ReceiptRow]: ...  # noqa: D102
    def records_of(self, issuer: str, external_ids: Sequence[str]) -> Mapping[str, RecordRow]: ...  # noqa: D102
    def last_position(self, feed: str) -> int: ...  # noqa: D102
    def put_records(self, rows: Sequence[RecordRow]) -> tuple[RecordRow, ...]: ...  # noqa: D102
    def put_receipts(self, rows: Sequence[ReceiptRow]) -> None: ...  # noqa: D102
    def hold_openings(self) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A batch: of which feed, handed in by which issuer, the rank of its first record from 1, when."""

    feed: str
    sender: str
    first: int
    at: datetime


def new_id() -> str:
    """An id of a holder, that says nothing."""
    return f"h-{secrets.token_hex(16)}"


def receive(store: FeedStore, delivery: Delivery, reads: Sequence[Read], rules: Rules) -> tuple[Receipt, ...]:
    """Put a batch in the vault; what became of each record, in order.

    Raises ConflictError: another has told what became of that place of the feed, or changed a record meanwhile; nothing
    is done then.
    Openings are held first, so that two feeds do not open the same holder side by side.
    """
    store.hold_openings()
    done = store.last_position(delivery.feed)
    if done >= delivery.first:
        raise ConflictError("receipts", delivery.feed, delivery.first - 1, done)
    batch = _Batch(store, delivery, reads, rules)
    receipts = tuple(batch.received(read) for read in reads)
    batch.put(reads, receipts)
    return receipts


Key = tuple[str, str]
"""Issuer, and what it calls the record."""


class _Batch:
    def __init__(self, store: FeedStore, delivery: Delivery, reads: Sequence[Read], rules: Rules) -> None:
        self._store, self._delivery = store, delivery
        on = day_of(delivery.at)
        self._checked = {id(read): checked(read, rules, on) for read in reads if isinstance(read, Passage)}
        passages = [one for one in reads if isinstance(one, Passage) if not isinstance(self._checked[id(one)], tuple)]
        self._accepted: dict[Key, ReceiptRow] = {}
        self._rows: dict[Key, RecordRow] = {}
        for issuer in sorted({one.issuer for one in passages}):
            names = [one.external_id for one in passages if one.issuer == issuer]
            self._accepted |= {(issuer, name): row for name, row in store.receipts_of(issuer, names).items()}
            self._rows |= {(issuer, name): row for name, row in store.records_of(issuer, names).items()}
        self._changed: set[Key] = set()
        self._holding = Holding(store, rules.dossiers, delivery.at, new_id)
        self._holding.look_up([one.holder for one in passages if one.holder])

    def received(self, read: Read) -> Receipt:
        """What becomes of one record; `put` writes it."""
        if isinstance(read, Refusal):
            return _refusal(read)
        found = self._checked[id(read)]
        if isinstance(found, tuple):
            return _told(read, Outcome.REFUSED, fault=found)
        if read.operation is Operation.ADD:
            assert found is not None
            return self._added(read, found)
        return self._changed_record(read, found)

    def _added(self, passage: Passage, record: Record) -> Receipt:
        before = self._accepted.get((passage.issuer, passage.external_id))
        if before and self._is_withdrawn(passage):
            return _told(passage, Outcome.REFUSED, before.record, fault=(Reason.WITHDRAWN, {}))
        if before:
            said: dict[str, object] = {"at": before.at.isoformat(timespec="seconds"), "feed": before.feed}
            if before.digest == self._digest(passage):
                return _told(passage, Outcome.DUPLICATE, before.record, fault=(Reason.ALREADY_ACCEPTED, said))
            return _told(passage, Outcome.REFUSED, before.record, fault=(Reason.CORRECTION_EXPECTED, said))
        holder = self._holding.of(passage.holder) if passage.holder else (Reason.HOLDER_NOT_FOUND, {})
        if isinstance(holder, tuple):
            return _told(passage, Outcome.REFUSED, fault=holder)
        row = RecordRow(
            id=self._new_record_id(passage),
            holder=holder,
            kind=str(kind_of(record)),
            content=content_of(record),
            received_at=self._delivery.at,
            declared=False,
            issuer=passage.issuer,
            external_id=passage.external_id,
        )
        return self._kept(passage, row, Outcome.ACCEPTED)

    def _changed_record(self, passage: Passage, record: Record | None) -> Receipt:
        """A correction, or a withdrawal, by the issuer of the record: nobody else has its name for it."""
        row = self._rows.get((passage.issuer, passage.external_id))
        fault = self._fault(passage, row)
        if row is None or fault:
            return _told(passage, Outcome.REFUSED, row.id if row else None, fault=fault)
        if record is None:
            return self._kept(passage, replace(row, state=RecordState.WITHDRAWN), Outcome.WITHDRAWN)
        changed = replace(row, kind=str(kind_of(record)), content=content_of(record))
        same = changed.content == row.content and passage.details.items() <= _said(row).items()
        older = _older(passage, row)
        if same and (older or not passage.proof or passage.proof in row.proofs):
            return _told(passage, Outcome.DUPLICATE, row.id, fault=(Reason.ALREADY_ACCEPTED, {}))
        if older:
            return _told(passage, Outcome.REFUSED, row.id, fault=older)
        return self._kept(passage, changed, Outcome.CORRECTED)

    def _fault(self, passage: Passage, row: RecordRow | None) -> Fault | None:
        if row is None:
            return Reason.UNKNOWN_RECORD, {}
        if self._is_withdrawn(passage):
            return Reason.WITHDRAWN, {}
        if passage.holder and not self._holding.is_one(passage.holder, row.holder):
            return Reason.OTHER_HOLDER, {}
        return _older(passage, row) if passage.operation is Operation.WITHDRAW else None

    def _is_withdrawn(self, passage: Passage) -> bool:
        row = self._rows.get((passage.issuer, passage.external_id))
        return row is not None and row.state is RecordState.WITHDRAWN

    def _new_record_id(self, passage: Passage) -> str:
        """The same whenever the passage is sent; keyed, so that nobody finds its issuer by trying them all."""
        return f"feed-{self._store.cipher.blind('record', passage.issuer, passage.external_id)[:_ID_DIGITS]}"

    def _kept(self, passage: Passage, row: RecordRow, outcome: Outcome) -> Receipt:
        key, since = (passage.issuer, passage.external_id), self._since(passage, row.details)
        if passage.operation is not Operation.WITHDRAW:
            proofs = (passage.proof,) if passage.proof else ()
            said = _said(row) | dict(passage.details) | _handed_in(passage)
            row = replace(row, details=said, method=ProofMethod.FEED, proofs=proofs)
        self._rows[key] = row = replace(row, details={**row.details, **since})
        self._changed.add(key)
        receipt = _told(passage, outcome, row.id, row.holder)
        if outcome is Outcome.ACCEPTED:
            self._accepted[key] = self._receipt_row(passage, receipt, 0)
        return receipt

    def _since(self, passage: Passage, before: Mapping[str, Any]) -> dict[str, str]:
        """Since when what is now kept stands."""
        since = passage.signed_at
        if since is None and passage.operation is not Operation.ADD:
            since = self._delivery.at.astimezone(UTC).isoformat(timespec="seconds")
        stands = [one for one in (before.get(_SIGNED), since) if one]
        return {_SIGNED: max(stands)} if stands else {}

    def put(self, reads: Sequence[Read], receipts: Sequence[Receipt]) -> None:
        """Write what was decided."""
        self._holding.put()
        self._store.put_records([self._rows[key] for key in sorted(self._changed)])
        ranked = enumerate(zip(reads, receipts, strict=True), self._delivery.first)
        self._store.put_receipts([self._receipt_row(read, receipt, rank) for rank, (read, receipt) in ranked])

    def _receipt_row(self, read: Read, receipt: Receipt, rank: int) -> ReceiptRow:
        line = {"line": read.line} if read.line else {}
        return ReceiptRow(
            feed=self._delivery.feed,
            issuer=receipt.issuer or self._delivery.sender,
            external_id=receipt.external_id or "",
            digest=self._digest(read) if isinstance(read, Passage) else "",
            outcome=str(receipt.outcome),
            at=self._delivery.at,
            position=rank,
            reason=str(receipt.reason) if receipt.reason else None,
            parameters={**receipt.parameters, **line},
            record=receipt.record,
        )

    def _digest(self, passage: Passage) -> str:
        """Keyed: what was sent of a person cannot be guessed from it."""
        return self._store.cipher.blind("passage", passage.digest)


def _refusal(read: Refusal) -> Receipt:
    return Receipt(
        outcome=Outcome.ENDED if read.reason is Reason.ENDED else Outcome.REFUSED,
        external_id=read.external_id,
        issuer=read.issuer,
        reason=read.reason,
        parameters=read.parameters,
        line=read.line,
    )


def _said(row: RecordRow) -> dict[str, Any]:
    """What feeds say of a record beyond it; what a correction does not say again, stands."""
    return {name: value for name, value in row.details.items() if name not in _OURS}


def _handed_in(passage: Passage) -> dict[str, str]:
    """Who handed a passage in, where it was not its issuer."""
    return {SENDER: passage.sender} if passage.sender and passage.sender != passage.issuer else {}


def _older(passage: Passage, row: RecordRow) -> Fault | None:
    """Why a signed line comes too late: what is kept was signed, or received, since.

    Of the same second, neither is known to be the first: a withdrawal is heard, a correction is not.
    """
    signed, kept = passage.signed_at, row.details.get(_SIGNED)
    if not signed or not kept or signed > kept or (signed == kept and passage.operation is Operation.WITHDRAW):
        return None
    return Reason.OLDER, {"signed": signed, "kept": kept}


def _told(
    passage: Passage,
    outcome: Outcome,
    record: str | None = None,
    holder: str | None = None,
    *,
    fault: Fault | None = None,
) -> Receipt:
    reason, parameters = fault or (None, {})
    return Receipt(
        outcome=outcome,
        external_id=passage.external_id,
        issuer=passage.issuer,
        record=record,
        holder=holder,
        reason=reason,
        parameters=parameters if fault else _handed_in(passage),
        line=passage.line,
    )
