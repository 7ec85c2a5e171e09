"""Constraints and indexes, in the words of each server.

Reading and writing use the Cypher both servers share; creating indexes is where they differ. Neo4j is the
server acquis is made for. ArcadeDB speaks Bolt and Cypher but creates full-text and vector indexes only by
SQL, through its HTTP interface.
"""

from __future__ import annotations

import base64
import http.client
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import quote, urlsplit

from graph.errors import StoreError, StoreProblem
from graph.model import NODE_KINDS, VECTOR, NodeKind

WORDS = "words"
"""Property with the words of a node's label (`referentials.text`), which the full-text index covers."""

_WAIT_SECONDS = 300
_HTTP_SECONDS = 30

Run = Callable[[str], object]
"""Runs one Cypher statement."""


class SchemaDialect(Protocol):
    """Creates what is not there yet, removes what is; running it again changes nothing."""

    def create(self, run: Run) -> None:
        """Create constraints and full-text indexes."""

    def create_vector_index(self, run: Run, kind: NodeKind, dimension: int) -> None:
        """Create the vector index of a kind; one that is there keeps the dimension it has."""

    def drop_vector_index(self, run: Run, kind: NodeKind) -> None:
        """Remove the vector index of a kind, whatever its dimension."""


def text_index(kind: str) -> str:
    """Name of a kind's full-text index."""
    return f"{kind.lower()}_words"


def vector_index(kind: str) -> str:
    """Name of a kind's vector index."""
    return f"{kind.lower()}_vectors"


def constraints() -> list[str]:
    """Cypher that makes keys unique, for every kind of node and for what acquis notes of loads and vectors."""
    keys = {name: kind.key for name, kind in NODE_KINDS.items()} | {"AcquisLoad": "id", "AcquisVectors": "id"}
    return [
        f"CREATE CONSTRAINT {name.lower()}_key IF NOT EXISTS FOR (n:{name}) REQUIRE n.{key} IS UNIQUE"
        for name, key in keys.items()
    ]


def searched_kinds() -> list[NodeKind]:
    """Kinds of node with a full-text index: all but those that speak of a person."""
    return [kind for kind in NODE_KINDS.values() if not kind.personal]


class Neo4jDialect:
    """Neo4j 5 and later."""

    def create(self, run: Run) -> None:
        """See SchemaDialect; returns once the indexes answer."""
        for statement in [*constraints(), *map(self.text_statement, searched_kinds()), self.wait]:
            run(statement)

    def create_vector_index(self, run: Run, kind: NodeKind, dimension: int) -> None:
        """See SchemaDialect."""
        run(self.vector_statement(kind, dimension))
        run(self.wait)

    def drop_vector_index(self, run: Run, kind: NodeKind) -> None:
        """See SchemaDialect."""
        run(f"DROP INDEX {vector_index(kind.name)} IF EXISTS")

    wait = f"CALL db.awaitIndexes({_WAIT_SECONDS})"

    @staticmethod
    def text_statement(kind: NodeKind) -> str:
        """Full-text index on words that are already folded, so split at blanks and left alone."""
        return (
            f"CREATE FULLTEXT INDEX {text_index(kind.name)} IF NOT EXISTS FOR (n:{kind.name}) ON EACH [n.{WORDS}] "
            "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"
        )

    @staticmethod
    def vector_statement(kind: NodeKind, dimension: int) -> str:
        """Vector index compared by cosine, of the vectors as they are: quantising, the default, shifts the cosines."""
        return (
            f"CREATE VECTOR INDEX {vector_index(kind.name)} IF NOT EXISTS FOR (n:{kind.name}) ON (n.{VECTOR}) "
            f"OPTIONS {{indexConfig: {{`vector.dimensions`: {dimension}, "
            "`vector.similarity_function`: 'cosine', `vector.quantization.enabled`: false}}"
        )


@dataclass(frozen=True)
class ArcadeDialect:
    """ArcadeDB: constraints by Cypher, the other indexes by SQL over HTTP."""

    http: str
    """Address of the HTTP interface, such as http://127.0.0.1:2480."""
    database: str
    user: str
    password: str = field(repr=False)

    def create(self, run: Run) -> None:
        """See SchemaDialect."""
        for statement in constraints():
            run(statement)
        for kind in searched_kinds():
            self._sql(f"CREATE PROPERTY {kind.name}.{WORDS} IF NOT EXISTS STRING")
            self._sql(f"CREATE INDEX {text_index(kind.name)} IF NOT EXISTS ON {kind.name} ({WORDS}) FULL_TEXT")

    def create_vector_index(self, run: Run, kind: NodeKind, dimension: int) -> None:  # noqa: ARG002
        """See SchemaDialect."""
        self._sql(f"CREATE PROPERTY {kind.name}.{VECTOR} IF NOT EXISTS ARRAY_OF_FLOATS")
        self._sql(
            f"CREATE INDEX {vector_index(kind.name)} IF NOT EXISTS ON {kind.name} ({VECTOR}) LSM_VECTOR "
            f"METADATA {{dimensions:{dimension}, similarity:'COSINE'}}"
        )

    def drop_vector_index(self, run: Run, kind: NodeKind) -> None:  # noqa: ARG002
        """See SchemaDialect."""
        self._sql(f"DROP INDEX {vector_index(kind.name)} IF EXISTS")

    def _sql(self, statement: str) -> None:
        token = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}
        body = json.dumps({"language": "sql", "command": statement})
        connection = http.client.HTTPConnection(urlsplit(self.http).netloc, timeout=_HTTP_SECONDS)
        try:
            connection.request("POST", f"/api/v1/command/{quote(self.database, safe='')}", body, headers)
            answer = connection.getresponse()
            said = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            raise StoreError(self.http, StoreProblem.NO_HTTP_ANSWER) from error
        finally:
            connection.close()
        if answer.status != http.client.OK:
            raise StoreError(self.http, StoreProblem.HTTP_REFUSED, said[:200])
