"""Passports and the journal.

Revision: 0001, the first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "0001", None, None, None

_ID, _TIME, _DIGEST, _NAME = sa.String(80), sa.DateTime(timezone=True), sa.String(64), sa.String(200)
_BIG = sa.BigInteger()


def _sealed() -> tuple[sa.Column[str], sa.Column[bytes], sa.Column[int]]:
    return (
        sa.Column("data_key", sa.String(40), sa.ForeignKey("vault_keys.id"), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )


def _holder() -> sa.Column[str]:
    return sa.Column("holder", _ID, sa.ForeignKey("holders.id"), nullable=False, index=True)


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "vault_keys",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("use", sa.String(10), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
    )
    op.create_table(
        "counters", sa.Column("name", sa.String(40), primary_key=True), sa.Column("value", _BIG, nullable=False)
    )
    _passports()
    _feeds()
    _journal()


def _passports() -> None:
    op.create_table(
        "holders",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("sub_index", _DIGEST, unique=True),
        sa.Column("civil_index", _DIGEST, nullable=False, index=True),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.Column("limited_at", _TIME),
        sa.Column("died_on", sa.Date, index=True),
        *_sealed(),
    )
    op.create_table(
        "records",
        sa.Column("id", _ID, primary_key=True),
        _holder(),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("issuer", _NAME),
        sa.Column("external_id", _NAME),
        sa.Column("method", sa.String(20)),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("declared", sa.Boolean, nullable=False),
        sa.Column("received_at", _TIME, nullable=False),
        *_sealed(),
        sa.UniqueConstraint("issuer", "external_id", name="records_external"),
    )
    op.create_table(
        "shares",
        sa.Column("id", _ID, primary_key=True),
        _holder(),
        sa.Column("grantee_index", _DIGEST, nullable=False, index=True),
        sa.Column("from_", _TIME, nullable=False),
        sa.Column("until", _TIME, nullable=False),
        sa.Column("revoked_at", _TIME),
        sa.Column("token_digest", _DIGEST, unique=True),
        *_sealed(),
    )
    op.create_table(
        "cvs",
        sa.Column("id", _ID, primary_key=True),
        _holder(),
        sa.Column("issued_at", _TIME, nullable=False),
        sa.Column("digest", _DIGEST, nullable=False),
        sa.Column("status_index", sa.Integer, nullable=False, unique=True),
        sa.Column("language", sa.String(3), nullable=False),
        sa.Column("revoked_at", _TIME),
        sa.Column("superseded_by", _ID),
        *_sealed(),
    )


def _feeds() -> None:
    op.create_table(
        "receipts",
        sa.Column("line", _BIG.with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("feed", _NAME, nullable=False),
        sa.Column("issuer", _NAME, nullable=False),
        sa.Column("external_id", _NAME, nullable=False),
        sa.Column("digest", _DIGEST, nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("reason", _ID),
        sa.Column("parameters", sa.JSON, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("record", _ID),
    )
    accepted = sa.text("outcome = 'accepted'")
    op.create_index(
        "receipts_accepted",
        "receipts",
        ["issuer", "external_id"],
        unique=True,
        sqlite_where=accepted,
        postgresql_where=accepted,
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("seq", _BIG, primary_key=True, autoincrement=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("actor_kind", sa.String(40), nullable=False),
        sa.Column("actor_id", _NAME, nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("holder", _ID, index=True),
        sa.Column("records", sa.JSON, nullable=False),
        sa.Column("nature", _ID, nullable=False),
        sa.Column("ground", _NAME),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("previous", _DIGEST, nullable=False),
        sa.Column("hash", _DIGEST, nullable=False),
    )
    op.create_table(
        "journal_chain",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("journal", sa.String(40), nullable=False),
        sa.Column("seq", _BIG, nullable=False),
        sa.Column("hash", _DIGEST, nullable=False),
    )
    op.create_table(
        "journal_heads",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("seq", _BIG, nullable=False),
        sa.Column("hash", _DIGEST, nullable=False),
        sa.Column("signed_at", _TIME, nullable=False),
        sa.Column("jws", sa.Text, nullable=False),
    )
    op.create_table(
        "journal_anchors",
        sa.Column("seq", _BIG, primary_key=True, autoincrement=False),
        sa.Column("hash", _DIGEST, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("jws", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Nothing is before the first step: a vault is removed by whoever keeps the database, not by a migration."""
    raise NotImplementedError("there is nothing before the first schema")
