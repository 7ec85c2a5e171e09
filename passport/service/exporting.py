"""Export: all that is kept of a holder, in one JSON document that another service can read (R6323-38, GDPR 20)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from passport.access.actor import Actor
from passport.access.terms import Action
from passport.document.model import Record
from passport.document.standing import Verification
from passport.journal.entry import Entry
from passport.service.door import Door
from passport.service.lines import checked, passport_of
from passport.vault.rows import CvRow, HolderRow, RecordRow, RecordState, ShareRow
from referentials.days import day_of

FORMAT = "acquis-export/1"


class Exporting(Door):
    """What holders take with them."""

    def export(self, actor: Actor, holder: str, at: datetime) -> dict[str, Any]:
        """Identity, lines with their proofs, shares, CVs, journal. Raises RefusedError.

        `passport` is a document that any acquis reads; what was hidden, contested or withdrawn is in `records`.
        """
        with self.visit(actor, Action.EXPORT, holder, at) as visit:
            visit.allow()
            store, owner = visit.store, visit.owner
            rows = store.records(owner.id)
            records = checked(owner.id, rows, self.registry, day_of(at))
            standing = [records[row.id] for row in rows if row.state is RecordState.CURRENT]
            name = f"{owner.identity.given_name} {owner.identity.family_name}"
            document = passport_of(owner.id, name, standing)
            visit.note(*records)
            return {
                "format": FORMAT,
                "exported_at": written(at),
                "holder": _holder(owner),
                "passport": document.model_dump(mode="json", exclude_none=True),
                "records": [_record(row, records[row.id]) for row in rows],
                "shares": [_share(row) for row in store.shares(owner.id)],
                "cvs": [_cv(row) for row in store.cvs(owner.id)],
                "journal": [entry_document(entry) for entry in store.entries(holder=owner.id)],
            }


def entry_document(entry: Entry) -> dict[str, Any]:
    """A line of the journal as JSON."""
    return plain(asdict(entry))


def written(value: datetime | date) -> str:
    """A time, or a day, as JSON has it."""
    return value.isoformat()


def plain(said: Mapping[str, Any]) -> dict[str, Any]:
    """A mapping as JSON: times and codes as text, what is not given left out."""
    return {name: _plain(value) for name, value in said.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return written(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return plain(value)
    if isinstance(value, frozenset):
        return sorted(value)
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value


def _holder(row: HolderRow) -> dict[str, Any]:
    return {**plain(asdict(row.identity)), **plain(
        {"id": row.id, "opened_at": row.opened_at, "limited_at": row.limited_at, "died_on": row.died_on}
    )}  # fmt: skip


def _record(row: RecordRow, record: Record) -> dict[str, Any]:
    said = {name: value for name, value in asdict(row).items() if name not in ("holder", "version")}
    return plain({**said, "verification": verification_document(record.verification)})


def verification_document(found: Verification) -> dict[str, Any]:
    """What a check found, as JSON."""
    return plain(asdict(found))


def _share(row: ShareRow) -> dict[str, Any]:
    """Without the digest of its secret, which lets in who has it."""
    said = {name: value for name, value in asdict(row).items() if name not in ("holder", "version", "token_digest")}
    if row.token_digest:
        said["grantee"] = {"kind": row.grantee.kind}
    return plain({**{name: value for name, value in said.items() if name != "from_"}, "since": row.from_})


def _cv(row: CvRow) -> dict[str, Any]:
    return plain({name: value for name, value in asdict(row).items() if name not in ("holder", "version")})
