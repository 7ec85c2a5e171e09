"""Rows as columns and bodies: which part of a row is plain, what its body is bound to, and what is sealed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from passport.access.share import Grantee, GranteeKind
from passport.document.standing import ProofMethod
from passport.vault import tables
from passport.vault.crypto import Cipher, SealBrokenError
from passport.vault.errors import DamagedRowError
from passport.vault.library import sa
from passport.vault.rows import (
    Contest,
    CvRow,
    HolderRow,
    Identity,
    RecordRow,
    RecordState,
    ShareRow,
)
from passport.vault.sameness import civil_index, grantee_index, sub_index

Row = TypeVar("Row", HolderRow, RecordRow, ShareRow, CvRow)
Columns = Mapping[str, Any] | sa.RowMapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[Row]):
    """How one kind of row is kept.

    `plain`: columns that are fields of the row, to which the body is bound with the name of the table; `indexes`: blind
    indexes; `body`: what is sealed; `build`: the row again.
    """

    table: sa.Table
    plain: tuple[str, ...]
    body: Callable[[Row], dict[str, Any]]
    build: Callable[[dict[str, Any], dict[str, Any]], Row]
    indexes: Callable[[Row, Cipher], dict[str, str | None]] = lambda _, __: {}

    def columns(self, row: Row, cipher: Cipher) -> dict[str, Any]:
        """The row as it is written, sealed with the active key. Raises ValueError for what does not fit a column."""
        plain = {name: getattr(row, name) for name in self.plain}
        sealed = cipher.seal(self.body(row), self.bound(plain))
        columns = {**plain, **self.indexes(row, cipher), "data_key": cipher.active, "sealed": sealed}
        return dict(tables.fitting(self.table, columns))

    def read(self, columns: Columns, cipher: Cipher) -> Row:
        """The row that columns hold. Raises DamagedRowError."""
        plain = {name: columns[name] for name in self.plain}
        return self.build(plain, self.body_of(columns, cipher))

    def body_of(self, columns: Columns, cipher: Cipher) -> dict[str, Any]:
        """The body that columns hold. Raises DamagedRowError."""
        try:
            return cipher.unseal(columns["data_key"], columns["sealed"], self.bound(columns))
        except SealBrokenError as error:
            raise DamagedRowError(self.table.name, columns["id"]) from error

    def bound(self, columns: Columns) -> dict[str, Any]:
        """What a body is bound to."""
        return {"table": self.table.name, **{name: columns[name] for name in self.plain}}


def _holder_body(row: HolderRow) -> dict[str, Any]:
    said = row.identity
    return {
        "family_name": said.family_name,
        "given_name": said.given_name,
        "birthdate": said.birthdate.isoformat(),
        "sub": said.sub,
        "gender": said.gender,
        "birthplace": said.birthplace,
        "email": said.email,
    }


def _holder(plain: dict[str, Any], body: dict[str, Any]) -> HolderRow:
    said = {**body, "birthdate": date.fromisoformat(body["birthdate"])}
    return HolderRow(**plain, identity=Identity(**said))


def _record_body(row: RecordRow) -> dict[str, Any]:
    contest = row.contested and {"at": row.contested.at.isoformat(), "words": row.contested.words}
    said = {"content": dict(row.content), "proofs": list(row.proofs), "contested": contest, "hidden": row.hidden}
    return said | ({"details": dict(row.details)} if row.details else {})


def _record(plain: dict[str, Any], body: dict[str, Any]) -> RecordRow:
    contest = body["contested"]
    said = {**plain, "state": RecordState(plain["state"]), "method": plain["method"] and ProofMethod(plain["method"])}
    return RecordRow(
        **said,
        content=body["content"],
        proofs=tuple(body["proofs"]),
        contested=contest and Contest(at=datetime.fromisoformat(contest["at"]), words=contest["words"]),
        hidden=body["hidden"],
        details=body.get("details", {}),
    )


def _share_body(row: ShareRow) -> dict[str, Any]:
    return {
        "grantee": [row.grantee.kind, row.grantee.id],
        "purpose": row.purpose,
        "granted_at": row.granted_at and row.granted_at.isoformat(),
        "records": None if row.records is None else list(row.records),
        "fields": None if row.fields is None else sorted(row.fields),
        "competencies_only": row.competencies_only,
    }


def _share(plain: dict[str, Any], body: dict[str, Any]) -> ShareRow:
    kind, name = body["grantee"]
    return ShareRow(
        **plain,
        grantee=Grantee(kind=GranteeKind(kind), id=name),
        purpose=body["purpose"],
        granted_at=body["granted_at"] and datetime.fromisoformat(body["granted_at"]),
        records=None if body["records"] is None else tuple(body["records"]),
        fields=None if body["fields"] is None else frozenset(body["fields"]),
        competencies_only=body["competencies_only"],
    )


HOLDERS = Kind(
    table=tables.holders,
    plain=("id", "opened_at", "limited_at", "died_on", "version"),
    body=_holder_body,
    build=_holder,
    indexes=lambda row, cipher: {
        "sub_index": sub_index(row.identity.sub, cipher),
        "civil_index": civil_index(row.identity, cipher),
    },
)
RECORDS = Kind(
    table=tables.records,
    plain=(
        *("id", "holder", "kind", "issuer", "external_id", "method", "state", "declared", "received_at", "version"),
    ),
    body=_record_body,
    build=_record,
)
SHARES = Kind(
    table=tables.shares,
    plain=("id", "holder", "from_", "until", "revoked_at", "token_digest", "version"),
    body=_share_body,
    build=_share,
    indexes=lambda row, cipher: {"grantee_index": grantee_index(row.grantee, cipher)},
)
CVS = Kind(
    table=tables.cvs,
    plain=(
        *("id", "holder", "issued_at", "digest", "status_index", "language", "revoked_at", "superseded_by", "version"),
    ),
    body=lambda row: {"records": list(row.records)},
    build=lambda plain, body: CvRow(**plain, records=tuple(body["records"])),
)
KINDS: tuple[Kind[Any], ...] = (HOLDERS, RECORDS, SHARES, CVS)
"""Every kind of row that is sealed, in an order that foreign keys accept."""
