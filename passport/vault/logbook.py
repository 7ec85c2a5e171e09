"""The journal in the database: entries appended at the end of one chain, heads, anchors.

Whoever appends holds the end of the chain until the transaction ends (a row locked in PostgreSQL; SQLite has one writer
at a time): two processes cannot follow the same entry. So append last. Triggers refuse what would rewrite an entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from passport.journal.chain import Tip, chained
from passport.journal.entry import ActorRef, Entry, Outcome
from passport.journal.heads import Anchor, Head
from passport.vault import tables
from passport.vault.errors import DamagedRowError
from passport.vault.library import sa
from passport.vault.sealed import Part

_J = tables.journal.c
_AT_ONCE = 2_000
_UNREADABLE = Entry(
    at=datetime.min.replace(tzinfo=UTC),
    actor=ActorRef(kind="unreadable", id=""),
    action="unreadable",
    nature="unreadable",
    outcome=Outcome.REFUSED,
)
"""What stands for an entry whose columns are no entry: its hash is not that of the entry that was."""


class Journal(Part):
    """What the store keeps of operations."""

    __slots__ = ()

    def append(self, entry: Entry) -> Entry:
        """Add an entry at the end of the journal; it is given back numbered and linked."""
        return self.append_many([entry])[0]

    def append_many(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Add entries at the end of the journal, in order, in few statements."""
        if not entries:
            return ()
        linked = tuple(chained(entries, self.tip(lock=True)))
        self.connection.execute(tables.journal.insert(), [_columns(entry) for entry in linked])
        end = {"seq": linked[-1].seq, "hash": linked[-1].hash}
        self.connection.execute(tables.chain.update().values(end))
        return linked

    def tip(self, *, lock: bool = False) -> Tip:
        """The end of the journal; `lock`: nobody else appends until this transaction ends."""
        query = sa.select(tables.chain.c.journal, tables.chain.c.seq, tables.chain.c.hash)
        row = self.connection.execute(query.with_for_update() if lock else query).mappings().one()
        return Tip(**row)

    def entries(self, *, holder: str | None = None, after: int = 0, until: int | None = None) -> Iterator[Entry]:
        """Entries in order, of a holder or of all, after a number and up to another; read as they are asked for."""
        wanted = [_J.seq > after]
        wanted += [_J.holder == holder] if holder is not None else []
        wanted += [_J.seq <= until] if until is not None else []
        query = sa.select(tables.journal).where(*wanted).order_by(_J.seq).limit(_AT_ONCE)
        while batch := self._batch(query):
            yield from batch
            query = query.where(_J.seq > batch[-1].seq)

    def _batch(self, query: sa.Select[Any]) -> list[Entry]:
        """Some entries; where one of them cannot be read, they are read one by one."""
        try:
            return [_entry(row) for row in self.connection.execute(query).mappings()]
        except (TypeError, ValueError):
            return [self._doubtful(seq) for seq in self.connection.execute(query.with_only_columns(_J.seq)).scalars()]

    def _doubtful(self, seq: int) -> Entry:
        """An entry; of one that cannot be what was written, what its hash does not cover: the check says that it is."""
        try:
            query = sa.select(tables.journal).where(_J.seq == seq)
            return _entry(self.connection.execute(query).mappings().one())
        except (TypeError, ValueError):
            row = self.connection.execute(sa.select(_J.previous, _J.hash).where(_J.seq == seq)).one()
            return replace(_UNREADABLE, seq=seq, previous=row.previous, hash=row.hash)

    def heads(self) -> tuple[Head, ...]:
        """Signed heads, by day. Raises DamagedRowError for what is no day, or no time."""
        query = sa.select(tables.heads).order_by(tables.heads.c.day)
        try:
            return tuple(Head(**row) for row in self.connection.execute(query).mappings())
        except (TypeError, ValueError) as error:
            raise DamagedRowError("journal_heads", "heads") from error

    def put_head(self, head: Head) -> None:
        """Keep the head of a day."""
        self.connection.execute(tables.heads.insert(), asdict(head))

    def anchor(self) -> Anchor | None:
        """What the journal goes on from; None while nothing was removed."""
        query = sa.select(tables.anchors).order_by(tables.anchors.c.seq.desc()).limit(1)
        row = self.connection.execute(query).mappings().first()
        return None if row is None else Anchor(**row)

    def first_since(self, moment: datetime) -> int | None:
        """Number of the first entry that is not before a moment; None where all are."""
        query = sa.select(_J.seq).where(_J.at >= moment).order_by(_J.seq).limit(1)
        return self.connection.execute(query).scalar_one_or_none()

    def forget(self, anchor: Anchor) -> int:
        """Keep an anchor, and remove the entries up to it (R6323-40: one year); how many."""
        self.connection.execute(tables.anchors.insert(), asdict(anchor))
        return self.connection.execute(tables.journal.delete().where(_J.seq <= anchor.seq)).rowcount


def _columns(entry: Entry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": entry.at,
        "actor_kind": entry.actor.kind,
        "actor_id": entry.actor.id,
        "action": entry.action,
        "holder": entry.holder,
        "records": list(entry.records),
        "nature": entry.nature,
        "ground": entry.ground,
        "outcome": entry.outcome,
        "details": dict(entry.details),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _entry(row: sa.RowMapping) -> Entry:
    said = {name: value for name, value in row.items() if name not in ("actor_kind", "actor_id")}
    said |= {"records": tuple(row["records"]), "outcome": Outcome(row["outcome"])}
    return Entry(**said, actor=ActorRef(kind=row["actor_kind"], id=row["actor_id"]))
