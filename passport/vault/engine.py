"""The database: SQLite in a file, or PostgreSQL; how a transaction begins on each, and what their errors mean.

SQLite: one writer at a time (BEGIN IMMEDIATE), readers beside it (write-ahead log), on the disk before a transaction is
said to be done (synchronous=FULL). PostgreSQL: READ COMMITTED; rows that must not change meanwhile are locked.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from passport.vault.errors import UnusableVaultError, VaultProblem
from passport.vault.library import sa
from referentials.errors import MissingExtraError
from referentials.home import vault_file

VARIABLE = "ACQUIS_VAULT"
BUSY_SECONDS = 60
"""How long a writer waits for another before it is told that the vault is busy."""
_CONNECT_SECONDS = 10
_READING = "acquis_reading"
_CLASSES = {
    "08": VaultProblem.UNREACHABLE,
    "28": VaultProblem.UNREACHABLE,
    "3D": VaultProblem.UNREACHABLE,
    "57": VaultProblem.UNREACHABLE,
    "40": VaultProblem.BUSY,
    "55": VaultProblem.BUSY,
    "53": VaultProblem.FULL,
}
"""Classes of SQLSTATE (PostgreSQL, appendix A)."""
_SQLITE = {
    sqlite3.SQLITE_BUSY: VaultProblem.BUSY,
    sqlite3.SQLITE_LOCKED: VaultProblem.BUSY,
    sqlite3.SQLITE_FULL: VaultProblem.FULL,
    sqlite3.SQLITE_IOERR: VaultProblem.FULL,
    sqlite3.SQLITE_READONLY: VaultProblem.FULL,
    sqlite3.SQLITE_CANTOPEN: VaultProblem.UNREACHABLE,
    sqlite3.SQLITE_NOTADB: VaultProblem.NOT_A_VAULT,
    sqlite3.SQLITE_CORRUPT: VaultProblem.DAMAGED,
}


def default_url() -> str:
    """Address of the vault: the environment's ACQUIS_VAULT, else a file of acquis' home."""
    return os.environ.get(VARIABLE) or f"sqlite:///{vault_file()}"


def connect(url: str, *, make: bool = True) -> sa.Engine:
    """An engine for an address; nothing is opened yet. Raises UnusableVaultError, MissingExtraError.

    `make`: the file of SQLite is made where there is none.
    """
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise UnusableVaultError(VaultProblem.BAD_URL, "") from error
    backend = parsed.get_backend_name()
    if backend == "sqlite" and parsed.database not in (None, "", ":memory:"):
        return _sqlite(parsed, make=make)
    if backend == "postgresql":
        return _postgresql(parsed)
    raise UnusableVaultError(VaultProblem.BAD_URL, named(parsed))


def named(url: sa.URL) -> str:
    """An address as it may be shown: without its password."""
    return url.render_as_string(hide_password=True)


@contextmanager
def begun(engine: sa.Engine, *, reading: bool = False) -> Iterator[sa.Connection]:
    """A transaction: done when the block ends, undone when it raises. Raises UnusableVaultError.

    `reading`: it sees the database as it was when it began, keeps nobody from writing, and cannot write.
    """
    try:
        with engine.connect() as connection:
            options: dict[str, Any] = {_READING: reading}
            if reading and engine.dialect.name == "postgresql":
                options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            with connection.execution_options(**options).begin():
                yield connection
    except sa.exc.TimeoutError as error:  # every connection of the pool is taken
        raise UnusableVaultError(VaultProblem.BUSY, named(engine.url)) from error
    except sa.exc.DBAPIError as error:
        problem = _problem(error)
        if problem is None:
            raise
        raise UnusableVaultError(problem, named(engine.url)) from error


def _problem(error: sa.exc.DBAPIError) -> VaultProblem | None:
    original = error.orig
    state = getattr(original, "sqlstate", None)
    if state:
        return _CLASSES.get(state[:2])
    if isinstance(original, sqlite3.Error):
        return _SQLITE.get(getattr(original, "sqlite_errorcode", 0) & 0xFF)
    return VaultProblem.UNREACHABLE if isinstance(error, sa.exc.OperationalError) else None


def _sqlite(url: sa.URL, *, make: bool) -> sa.Engine:
    path = Path(url.database or "")
    if not make and not path.exists():
        raise UnusableVaultError(VaultProblem.ABSENT, named(url))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)  # before SQLite makes it for everyone to read; its log has the same mode
    except OSError as error:
        raise UnusableVaultError(VaultProblem.UNREACHABLE, named(url)) from error
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # the transactions are begun below, not by the driver
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    reading = connection.get_execution_options().get(_READING, False)
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _postgresql(url: sa.URL) -> sa.Engine:
    try:
        return sa.create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            connect_args={
                "connect_timeout": _CONNECT_SECONDS,
                "options": f"-c lock_timeout={BUSY_SECONDS}s -c timezone=UTC",
            },
        )
    except ModuleNotFoundError as error:
        raise MissingExtraError("psycopg", "postgres") from error
