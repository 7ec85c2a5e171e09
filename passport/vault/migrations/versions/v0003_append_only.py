"""The database itself refuses to change the journal, its heads and its anchors, or to remove what no anchor covers.

Revision: 0003, after 0002. Whoever may change the schema may take this away: it is against mistakes; what shows a
change is the chain and its signed heads.
"""

from __future__ import annotations

from alembic import op

revision, down_revision, branch_labels, depends_on = "0003", "0002", None, None

_TABLES = ("journal", "journal_heads", "journal_anchors")
_COVERED = "OLD.seq <= coalesce((SELECT max(seq) FROM journal_anchors), 0)"
_FUNCTION = f"""
CREATE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'journal' AND TG_OP = 'DELETE' THEN
    IF {_COVERED} THEN RETURN OLD; END IF;
  END IF;
  RAISE EXCEPTION 'the journal is append-only';
END $$
"""
_REFUSES = "SELECT RAISE(ABORT, 'the journal is append-only')"


def upgrade() -> None:
    """Put the triggers on."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_FUNCTION)
        for table in _TABLES:
            op.execute(
                f"CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION journal_refuses()"
            )
            op.execute(
                f"CREATE TRIGGER {table}_all BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses()"
            )
        return
    for table in _TABLES:
        when = f"WHEN NOT ({_COVERED})" if table == "journal" else ""
        op.execute(f"CREATE TRIGGER {table}_changed BEFORE UPDATE ON {table} BEGIN {_REFUSES}; END")
        op.execute(f"CREATE TRIGGER {table}_removed BEFORE DELETE ON {table} {when} BEGIN {_REFUSES}; END")


def downgrade() -> None:
    """Take the triggers off."""
    if op.get_bind().dialect.name == "postgresql":
        for table in _TABLES:
            op.execute(f"DROP TRIGGER {table}_rows ON {table}")
            op.execute(f"DROP TRIGGER {table}_all ON {table}")
        op.execute("DROP FUNCTION journal_refuses()")
        return
    for table in _TABLES:
        op.execute(f"DROP TRIGGER {table}_changed")
        op.execute(f"DROP TRIGGER {table}_removed")
