"""Receipts have the rank of their passage in its feed: a feed that was cut is taken up where it stopped.

Revision: 0002, after 0001. Receipts that are there already are ranked as they came. Down: the ranks are lost, which the
order of the lines gives again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None

_RANKED = """
UPDATE receipts SET position =
  (SELECT count(*) FROM receipts AS before WHERE before.feed = receipts.feed AND before.line <= receipts.line)
"""


def upgrade() -> None:
    """Rank, and let no two have one rank."""
    op.add_column("receipts", sa.Column("position", sa.Integer, nullable=False, server_default="0"))
    op.create_index("receipts_feed", "receipts", ["feed", "line"])
    op.execute(_RANKED)
    op.drop_index("receipts_feed", "receipts")
    placed = sa.text("position > 0")
    op.create_index(
        "receipts_position",
        "receipts",
        ["feed", "position"],
        unique=True,
        sqlite_where=placed,
        postgresql_where=placed,
    )


def downgrade() -> None:
    """Forget the ranks."""
    op.drop_index("receipts_position", "receipts")
    op.drop_column("receipts", "position")
