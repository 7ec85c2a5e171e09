"""The schema of a vault: made in an empty database, recognised in another, brought from one step to another."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from passport.journal.chain import GENESIS
from passport.vault import tables
from passport.vault.data_keys import Use, make_key
from passport.vault.engine import begun, named
from passport.vault.errors import UnusableVaultError, VaultProblem
from passport.vault.keys import KeyRing
from passport.vault.library import sa
from referentials.errors import MissingExtraError

_FOLDER = Path(__file__).parent / "migrations"
_STEP = sa.text("SELECT version_num FROM alembic_version")
_LOCK = sa.text("SELECT pg_advisory_xact_lock(6323)")
"""Of PostgreSQL: one process at a time makes or changes the schema. SQLite has one writer anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrated:
    """Steps before and after; None: there was no vault."""

    before: str | None
    after: str


def prepare(engine: sa.Engine, ring: KeyRing, *, make: bool = True) -> None:
    """Make a vault in an empty database; raises UnusableVaultError for one of another schema, or of something else.

    `make`: otherwise an empty database is refused too.
    """
    with begun(engine, reading=True) as connection:
        found = _revision(connection)
        if found == latest():
            return
    if found is None and make:
        with begun(engine) as connection:
            _lock(connection)
            if _revision(connection) is None:
                create(connection, ring)
        return
    raise _unusable(engine, found)


def create(connection: sa.Connection, ring: KeyRing) -> None:
    """Make the tables, the first keys, and the beginning of the journal."""
    build(connection, latest())
    now = datetime.now(UTC)
    for use in Use:
        make_key(connection, ring, use, now)
    connection.execute(tables.counters.insert(), {"name": "status_index", "value": 0})
    begin = {"id": 1, "journal": secrets.token_hex(8), "seq": 0, "hash": GENESIS}
    connection.execute(tables.chain.insert(), begin)


def migrate(engine: sa.Engine, to: str | None = None) -> Migrated:
    """Bring a vault to a step (the latest), up or down, in one transaction. Raises UnusableVaultError."""
    with begun(engine) as connection:
        return move(connection, to or latest())


def move(connection: sa.Connection, target: str) -> Migrated:
    """The same, in a transaction that is under way. Raises UnusableVaultError."""
    _lock(connection)
    before = _revision(connection)
    if before not in steps():
        raise _unusable(connection.engine, before)
    if target not in steps():
        where = named(connection.engine.url)
        raise UnusableVaultError(VaultProblem.UNKNOWN_STEP, where, {"found": target, "known": steps()})
    build(connection, target)
    return Migrated(before=before, after=target)


@lru_cache(maxsize=1)
def steps() -> tuple[str, ...]:
    """Steps of the schema, the first first: the files are named by them, and Alembic is slow to import."""
    return tuple(sorted(path.stem[1:].partition("_")[0] for path in (_FOLDER / "versions").glob("v*.py")))


def latest() -> str:
    """The step that this version of acquis works with."""
    return steps()[-1]


def build(connection: sa.Connection, target: str) -> None:
    """Bring the tables of a database to a step, from none or from another. Raises MissingExtraError."""
    try:
        from alembic import command
        from alembic.config import Config
    except ImportError as error:
        raise MissingExtraError("alembic", "vault") from error
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    now = _revision(connection)
    down = now is not None and steps().index(target) < steps().index(now)
    (command.downgrade if down else command.upgrade)(config, target)


def _revision(connection: sa.Connection) -> str | None:
    """The step of a database; None for an empty one, nothing for one that is no vault."""
    if not (names := sa.inspect(connection).get_table_names()):
        return None
    return (connection.execute(_STEP).scalar_one_or_none() or "") if "alembic_version" in names else ""


def _lock(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK)


def _unusable(engine: sa.Engine, found: str | None) -> UnusableVaultError:
    if found is None:
        return UnusableVaultError(VaultProblem.ABSENT, named(engine.url))
    ours = VaultProblem.OLDER if found in steps() else VaultProblem.NEWER
    problem = ours if found else VaultProblem.NOT_A_VAULT
    return UnusableVaultError(problem, named(engine.url), {"found": found, "latest": latest()})
