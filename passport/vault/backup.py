"""Backup and restore: every table as it is kept, in one file that either database takes.

    gzip of JSON lines: {"acquis-vault": 1, "schema": "0003"} · one [table, row] a line · {"sha256": …, "rows": …}

What is sealed stays sealed: a backup tells nothing without the master key, which is kept apart. It is taken in one
reading transaction, as the vault is at one moment, while others write. A restore wants an empty database; it is done
whole, its digest, its keys and its journal checked, or not at all.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from passport.journal.check import check
from passport.journal.heads import Head
from passport.journal.keeping import refuse_broken, said_of
from passport.proof.registry import IssuerKey
from passport.vault import tables
from passport.vault.data_keys import load_cipher
from passport.vault.dump import Dump, Line, lines_of, read_lines
from passport.vault.engine import begun, connect, named
from passport.vault.errors import BackupError, BackupProblem, UnusableVaultError, VaultProblem
from passport.vault.keys import KeyRing
from passport.vault.library import sa
from passport.vault.schema import build, latest, steps
from passport.vault.store import Store, Vault
from referentials.placing import PRIVATE, placed

_BATCH, _LEVEL = 1_000, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """What a backup holds: rows of all tables, the journal's id, the number of its last entry, and when that was.

    `last_at`: said of a backup that is restored; its journal has its making, as the last of its entries.
    """

    rows: int
    journal: str
    seq: int
    last_at: datetime | None = None


def back_up(vault: Vault, path: Path) -> BackedUp:
    """Write the vault, as it is now, in a file that its owner alone may read. Raises BackupError."""
    try:
        with vault.reading() as store, placed(path, PRIVATE) as raw:
            made = _write(store, raw)
    except OSError as error:
        raise BackupError(BackupProblem.UNWRITABLE, str(path)) from error
    return made


def restore(
    path: Path, url: str, ring: KeyRing, keys: Sequence[IssuerKey] | None = None, copies: Sequence[Head] = ()
) -> BackedUp:
    """Make a vault of a backup in an empty database, at the schema of today.

    `keys`: public keys of the operator, that signed the heads (None: what is signed is not checked); `copies`: heads
    kept elsewhere. Raises BackupError, UnusableVaultError, UnusableKeyError, BrokenJournalError: nothing is written.
    """
    engine = connect(url)
    try:
        with begun(engine) as connection:
            if sa.inspect(connection).get_table_names():
                raise UnusableVaultError(VaultProblem.NOT_EMPTY, named(engine.url))
            rows = _fill(connection, path)
            store = Store(connection, load_cipher(connection, ring))
            refuse_broken(check(store.entries(), said_of(store, keys, copies)))
            tip = store.tip()
            last = next(store.entries(after=tip.seq - 1), None) if tip.seq else None
            return BackedUp(rows=rows, journal=tip.journal, seq=tip.seq, last_at=last.at if last else None)
    finally:
        engine.dispose()


def _write(store: Store, raw: IO[bytes]) -> BackedUp:
    dump = Dump()
    with gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=_LEVEL, mtime=0) as packed:
        packed.write(dump.head(latest()))
        for line in lines_of(_rows(store)):
            packed.write(dump.add(line))
        packed.write(dump.tail())
    tip = store.tip()
    return BackedUp(rows=dump.rows, journal=tip.journal, seq=tip.seq)


def _rows(store: Store) -> Iterator[Line]:
    for table in tables.metadata.sorted_tables:
        query = sa.select(table).order_by(*table.primary_key).execution_options(yield_per=_BATCH)
        for row in store.connection.execute(query).mappings():
            yield table.name, dict(row)


def _fill(connection: sa.Connection, path: Path) -> int:
    """Put the rows of a backup in tables of its own schema, and bring these to today's; how many rows."""
    lines = read_lines(path)
    _, said = next(lines)
    if said["schema"] not in steps():
        raise BackupError(BackupProblem.NEWER, str(path))
    build(connection, said["schema"])
    there = sa.MetaData()
    there.reflect(connection)
    count, waiting = 0, _Waiting(connection, there, str(path))
    for name, row in lines:
        waiting.add(name, row)
        count += 1
    waiting.put()
    _count_on(connection)
    build(connection, latest())
    return count


class _Waiting:
    """Rows of one table that wait to be put in it together."""

    def __init__(self, connection: sa.Connection, there: sa.MetaData, file: str) -> None:
        self.connection, self.there, self.file = connection, there, file
        self.name, self.rows = "", list[dict[str, object]]()

    def add(self, name: str, row: dict[str, object]) -> None:
        """Take a row; those of another table, or enough of them, are put first. Raises BackupError."""
        if name not in self.there.tables:
            raise BackupError(BackupProblem.NOT_A_BACKUP, self.file)
        if name != self.name or len(self.rows) == _BATCH:
            self.put()
        self.name = name
        naive = self.connection.dialect.name == "sqlite"
        self.rows.append({key: _there(value) if naive else value for key, value in row.items()})

    def put(self) -> None:
        """Put the rows that wait. Raises BackupError for what the table does not take."""
        try:
            if self.rows:
                self.connection.execute(self.there.tables[self.name].insert(), self.rows)
        except (sa.exc.IntegrityError, sa.exc.StatementError) as error:
            raise BackupError(BackupProblem.NOT_A_BACKUP, self.file) from error
        self.rows = []


def _there(value: object) -> object:
    """A time as SQLite keeps it: in UTC, which it is, without saying so."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _count_on(connection: sa.Connection) -> None:
    """PostgreSQL numbers the next receipt after those that came; SQLite does so by itself."""
    if connection.dialect.name == "postgresql":
        last = "(SELECT coalesce(max(line), 0) + 1 FROM receipts)"
        connection.execute(sa.text(f"SELECT setval(pg_get_serial_sequence('receipts', 'line'), {last}, false)"))
