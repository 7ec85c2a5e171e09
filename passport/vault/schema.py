"""The schema of a vault: made in an empty database, recognised in another."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from passport.journal.chain import GENESIS
from passport.vault import tables
from passport.vault.data_keys import Use, make_key
from passport.vault.engine import begun
from passport.vault.keys import KeyRing
from passport.vault.library import sa


def prepare(engine: sa.Engine, ring: KeyRing) -> None:
    """Make the tables and the first keys where there are none."""
    with begun(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(6323)"))
        if sa.inspect(connection).has_table("vault_keys"):
            return
        tables.metadata.create_all(connection)
        now = datetime.now(UTC)
        for use in Use:
            make_key(connection, ring, use, now)
        connection.execute(tables.counters.insert(), {"name": "status_index", "value": 0})
        begin = {"id": 1, "journal": secrets.token_hex(8), "seq": 0, "hash": GENESIS}
        connection.execute(tables.chain.insert(), begin)
