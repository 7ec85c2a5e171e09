"""A real Bolt and Cypher server for the tests: ArcadeDB, from the wheel `arcadedb-embedded`."""

from __future__ import annotations

import base64
import http.client
import importlib.util
import json
import os
import secrets
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.stores.neo4j import Neo4jStore
from graph.stores.schema_dialect import ArcadeDialect
from tests.support.process import SHORT_LIVED, free_port, serving

START_SECONDS = 60
_MODULES = (
    "--add-modules=jdk.incubator.vector",
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
    "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
    "--add-exports=java.management/sun.management=ALL-UNNAMED",
)


@dataclass(frozen=True)
class BoltServer:
    """Address and credentials of a running server."""

    bolt_port: int
    http_port: int
    password: str
    user: str = "root"

    @property
    def uri(self) -> str:
        """Address for the driver."""
        return f"bolt://127.0.0.1:{self.bolt_port}"

    @property
    def http(self) -> str:
        """Address of the HTTP API."""
        return f"http://127.0.0.1:{self.http_port}"

    def command(self, text: str) -> None:
        """Send an order to the server itself, such as `create database x`."""
        token = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}
        connection = http.client.HTTPConnection("127.0.0.1", self.http_port, timeout=10)
        try:
            connection.request("POST", "/api/v1/server", json.dumps({"command": text}), headers)
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{text}: {answer.status} {body[:300]!r}")

    def answers(self) -> bool:
        """Whether it runs orders: its port opens before its database exists."""
        try:
            self.command("list databases")
        except (OSError, RuntimeError, http.client.HTTPException):
            return False
        return True

    @contextmanager
    def database(self, name: str) -> Iterator[str]:
        """Give a fresh database, dropped at the end."""
        self.command(f"create database {name}")
        try:
            yield name
        finally:
            self.command(f"drop database {name}")


def arcade_store(server: BoltServer, database: str) -> Neo4jStore:
    """Open a database of the ArcadeDB server with the official Neo4j driver."""
    dialect = ArcadeDialect(server.http, database, server.user, server.password)
    return Neo4jStore.connect(server.uri, server.user, server.password, database=database, dialect=dialect)


def package_folder() -> Path | None:
    """Folder of the installed wheel, found without importing it (that would start a Java machine)."""
    spec = importlib.util.find_spec("arcadedb_embedded")
    return Path(spec.origin).parent if spec and spec.origin else None


@contextmanager
def running(package: Path, folder: Path, memory: str = "512m") -> Iterator[BoltServer]:
    """Run a server with its files below `folder`; it is killed, by its process id, at the end."""
    server = BoltServer(free_port(), free_port(), secrets.token_urlsafe(18))
    with serving(_command(package, folder, server, memory), folder, server.answers, START_SECONDS, signal.SIGKILL):
        yield server


def _command(package: Path, folder: Path, server: BoltServer, memory: str) -> list[str]:
    settings = {
        "server.rootPath": folder,
        "server.databaseDirectory": folder / "databases",
        "server.rootPassword": server.password,
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.defaultDatabases": "acquis[]",
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": server.http_port,
        "bolt.host": "127.0.0.1",
        "bolt.port": server.bolt_port,
        "bolt.defaultDatabase": "acquis",
    }
    java = [os.fspath(package / "jre" / "bin" / "java"), *SHORT_LIVED, "-Xms128m", f"-Xmx{memory}", *_MODULES]
    given = [f"-Darcadedb.{name}={value}" for name, value in settings.items()]
    return [*java, *given, "-cp", os.fspath(package / "jars" / "*"), "com.arcadedb.server.ArcadeDBServer"]
