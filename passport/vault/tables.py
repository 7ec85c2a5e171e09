"""Tables of the vault. What tells of a person is in `sealed`; the other columns are ids, codes, times and indexes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from passport.vault.library import sa


class Instant(sa.types.TypeDecorator[datetime]):
    """An aware time, kept in UTC to the microsecond. Raises ValueError for a time without a zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """To UTC; SQLite has no zones, and is given none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time of the vault has a zone")
        there = value.astimezone(UTC)
        return there.replace(tzinfo=None) if dialect.name == "sqlite" else there

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """From UTC, or from the zone of the session."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def fitting(table: sa.Table, columns: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same columns, once they are seen to fit, in both databases alike: whoever feeds the vault refuses them first.

    Raises ValueError for a text that is too long, or has the character NUL.
    """
    for name, most in _lengths(table).items():
        text = columns[name]
        if isinstance(text, str) and (len(text) > most or "\0" in text):
            raise ValueError(f"{table.name}.{name}: at most {most} characters, none of them NUL")
    return columns


@lru_cache
def _lengths(table: sa.Table) -> Mapping[str, int]:
    """How long texts may be, by column; None is no bound."""
    kinds = {column.name: column.type for column in table.columns}
    return {name: kind.length for name, kind in kinds.items() if isinstance(kind, sa.String) and kind.length}


metadata = sa.MetaData()
_LINES = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""Number of a line: SQLite counts by itself in INTEGER only."""


def _sealed() -> tuple[sa.Column[str], sa.Column[bytes], sa.Column[int]]:
    return (
        sa.Column("data_key", sa.String(40), sa.ForeignKey("vault_keys.id"), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )


def _holder() -> sa.Column[str]:
    return sa.Column("holder", sa.String(80), sa.ForeignKey("holders.id"), nullable=False, index=True)


keys = sa.Table(
    "vault_keys",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("use", sa.String(10), nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("wrapped", sa.LargeBinary, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
)
"""Keys as the master key wraps them; `use`: data or index; `state`: active, or retiring while rows are sealed again."""

holders = sa.Table(
    "holders",
    metadata,
    sa.Column("id", sa.String(80), primary_key=True),
    sa.Column("sub_index", sa.String(64), unique=True),
    sa.Column("civil_index", sa.String(64), nullable=False, index=True),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("limited_at", Instant),
    sa.Column("died_on", sa.Date, index=True),
    *_sealed(),
)
records = sa.Table(
    "records",
    metadata,
    sa.Column("id", sa.String(80), primary_key=True),
    _holder(),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("issuer", sa.String(200)),
    sa.Column("external_id", sa.String(200)),
    sa.Column("method", sa.String(20)),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("declared", sa.Boolean, nullable=False),
    sa.Column("received_at", Instant, nullable=False),
    *_sealed(),
    sa.UniqueConstraint("issuer", "external_id", name="records_external"),
)
shares = sa.Table(
    "shares",
    metadata,
    sa.Column("id", sa.String(80), primary_key=True),
    _holder(),
    sa.Column("grantee_index", sa.String(64), nullable=False, index=True),
    sa.Column("from_", Instant, nullable=False),
    sa.Column("until", Instant, nullable=False),
    sa.Column("revoked_at", Instant),
    sa.Column("token_digest", sa.String(64), unique=True),
    *_sealed(),
)
cvs = sa.Table(
    "cvs",
    metadata,
    sa.Column("id", sa.String(80), primary_key=True),
    _holder(),
    sa.Column("issued_at", Instant, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("status_index", sa.Integer, nullable=False, unique=True),
    sa.Column("language", sa.String(3), nullable=False),
    sa.Column("revoked_at", Instant),
    sa.Column("superseded_by", sa.String(80)),
    *_sealed(),
)
receipts = sa.Table(
    "receipts",
    metadata,
    sa.Column("line", _LINES, primary_key=True, autoincrement=True),
    sa.Column("feed", sa.String(200), nullable=False),
    sa.Column("position", sa.Integer, nullable=False, server_default="0"),
    sa.Column("issuer", sa.String(200), nullable=False),
    sa.Column("external_id", sa.String(200), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("reason", sa.String(80)),
    sa.Column("parameters", sa.JSON, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("record", sa.String(80)),
)
_ACCEPTED = sa.text("outcome = 'accepted'")
_PLACED = sa.text("position > 0")
sa.Index(
    "receipts_accepted",
    receipts.c.issuer,
    receipts.c.external_id,
    unique=True,
    sqlite_where=_ACCEPTED,
    postgresql_where=_ACCEPTED,
)
sa.Index(
    "receipts_position",
    receipts.c.feed,
    receipts.c.position,
    unique=True,
    sqlite_where=_PLACED,
    postgresql_where=_PLACED,
)

counters = sa.Table(
    "counters",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)

journal = sa.Table(
    "journal",
    metadata,
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("actor_kind", sa.String(40), nullable=False),
    sa.Column("actor_id", sa.String(200), nullable=False),
    sa.Column("action", sa.String(40), nullable=False),
    sa.Column("holder", sa.String(80), index=True),
    sa.Column("records", sa.JSON, nullable=False),
    sa.Column("nature", sa.String(80), nullable=False),
    sa.Column("ground", sa.String(200)),
    sa.Column("outcome", sa.String(10), nullable=False),
    sa.Column("details", sa.JSON, nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)
chain = sa.Table(
    "journal_chain",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("journal", sa.String(40), nullable=False),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)
"""One row: the end of the journal. Who appends holds it until the transaction ends, so that no two follow one entry."""

heads = sa.Table(
    "journal_heads",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.Column("signed_at", Instant, nullable=False),
    sa.Column("jws", sa.Text, nullable=False),
)
anchors = sa.Table(
    "journal_anchors",
    metadata,
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.Column("until", sa.Date, nullable=False),
    sa.Column("jws", sa.Text, nullable=False),
)
