"""Neo4j itself for the tests: the version that pom.xml pins, from Maven Central, run as a process of its own."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.stores.neo4j import Neo4jStore
from tests.support.process import SHORT_LIVED, free_port, serving

POM = Path(__file__).with_name("pom.xml")
VERSION = re.findall(r"<neo4j\.version>(.+)</neo4j\.version>", POM.read_text(encoding="utf-8"))[0]
START_SECONDS = 120
_MODULES = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
_FIRST_PASSWORD = "neo4j"
_SCHEMA = (
    ("SHOW VECTOR INDEXES YIELD name", "DROP INDEX"),
    ("SHOW CONSTRAINTS YIELD name", "DROP CONSTRAINT"),
    ("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'", "DROP INDEX"),
)


@dataclass(frozen=True)
class Neo4jServer:
    """Address and credentials of a running server; its one database is `neo4j` (Community has no other)."""

    port: int
    password: str
    user: str = "neo4j"

    @property
    def uri(self) -> str:
        """Address for the driver."""
        return f"bolt://127.0.0.1:{self.port}"

    def driver(self) -> neo4j.Driver:
        """The official driver, showing what the server has to say about a query."""
        return neo4j.GraphDatabase.driver(self.uri, auth=(self.user, self.password))

    def empty(self, *, schema: bool = False) -> None:
        """Remove every node and edge, and the vector indexes; `schema`: every constraint and index too.

        Without a reason the schema stays: to drop it makes the server plan every query anew, seconds for each test.
        """
        with self.driver() as driver:
            driver.execute_query("MATCH (n) DETACH DELETE n")
            for show, drop in _SCHEMA if schema else _SCHEMA[:1]:
                for record in driver.execute_query(show).records:
                    driver.execute_query(f"{drop} {record['name']}")

    def store(self) -> Neo4jStore:
        """Open it as the product does."""
        return Neo4jStore.connect(self.uri, self.user, self.password)


def missing_tools() -> list[str]:
    """What a machine lacks to run Neo4j: commands to install."""
    return [tool for tool in ("java", "mvn") if shutil.which(tool) is None]


def jars() -> Path:
    """Folder of Neo4j's jars, below the user's cache; brought there once, 120 MB. Raises CalledProcessError."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "acquis"
    folder = cache / f"neo4j-{VERSION}"
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "neo4j.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            with tempfile.TemporaryDirectory(dir=cache) as part:
                _bring(Path(part) / "jars")
                (Path(part) / "jars").rename(folder)
    return folder


@contextmanager
def running_neo4j(folder: Path, memory: str = "768m") -> Iterator[Neo4jServer]:
    """Run a server with its files below `folder`; it is killed, by its process id, at the end."""
    server = Neo4jServer(free_port(), secrets.token_urlsafe(18))
    (folder / "neo4j.conf").write_text(_settings(server), encoding="utf-8")
    opens = [f"--add-opens={module}=ALL-UNNAMED" for module in _MODULES]
    entry = ["-cp", os.fspath(jars() / "*"), "org.neo4j.server.CommunityEntryPoint"]
    command = [
        "java",
        *SHORT_LIVED,
        "-Xms256m",
        f"-Xmx{memory}",
        *opens,
        *entry,
        f"--home-dir={folder}",
        f"--config-dir={folder}",
    ]
    with serving(command, folder, lambda: _takes_password(server), START_SECONDS, signal.SIGKILL):
        yield server


def _bring(folder: Path) -> None:
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={folder}", "-DincludeScope=runtime"]
    subprocess.run(["mvn", "--quiet", "--batch-mode", "-f", os.fspath(POM), *goal], check=True, cwd=folder.parent)


def _settings(server: Neo4jServer) -> str:
    return "\n".join((
        f"server.bolt.listen_address=127.0.0.1:{server.port}",
        "server.http.enabled=false",
        "server.https.enabled=false",
        "server.memory.pagecache.size=128m",
        "dbms.usage_report.enabled=false",
    ))  # fmt: skip


def _takes_password(server: Neo4jServer) -> bool:
    """Give a server that has just started its password; False while it does not answer with it."""
    change = "ALTER CURRENT USER SET PASSWORD FROM $first TO $new"
    given = {"first": _FIRST_PASSWORD, "new": server.password}
    try:
        with suppress(AuthError), _driver(server, _FIRST_PASSWORD) as driver:
            driver.execute_query(change, given, database_="system")
        with _driver(server, server.password) as driver:
            driver.execute_query("RETURN 1")
    except (DriverError, Neo4jError):
        return False
    return True


def _driver(server: Neo4jServer, password: str) -> neo4j.Driver:
    """A driver that tries once."""
    return neo4j.GraphDatabase.driver(server.uri, auth=(server.user, password), max_transaction_retry_time=0)
