"""A connection to a graph server over Bolt: the official driver, with the errors acquis shows its users."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, Self, TypeVar

import stamina

from graph.errors import StoreError, StoreProblem
from referentials.errors import MissingExtraError

try:
    import neo4j
    from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError, ServiceUnavailable
except ImportError as error:
    raise MissingExtraError("neo4j", "neo4j") from error

PATIENCE = 15.0
"""Seconds to go on trying a server that does not answer: one that has just been started takes a few."""

_LONGEST_WAIT = 2.0
"""Seconds between two tries, at most."""


T = TypeVar("T")


class Run(Protocol):
    """Runs one statement with its parameters and returns its records."""

    def __call__(self, text: str, /, **parameters: Any) -> list[neo4j.Record]:
        """The records of one statement."""


class Bolt:
    """One server and one of its databases. Open it with `connect`."""

    def __init__(self, driver: neo4j.Driver, where: str, database: str | None) -> None:
        self._driver, self.where, self.database = driver, where, database

    @classmethod
    def connect(cls, uri: str, user: str, password: str, database: str | None, patience: float = PATIENCE) -> Self:
        """Open a connection and check it. Raises StoreError: out of reach, or credentials refused."""
        with _translated(uri):
            driver = neo4j.GraphDatabase.driver(uri, auth=(user, password), notifications_min_severity="OFF")
        try:
            with _translated(uri):
                _verify(driver, patience)
        except BaseException:
            driver.close()
            raise
        return cls(driver, uri, database)

    def read(self, text: str, /, **parameters: Any) -> list[neo4j.Record]:
        """Run a query in a read transaction, which a cluster may give to a replica and where Neo4j refuses writes."""
        return self._run(text, neo4j.RoutingControl.READ, parameters)

    def write(self, text: str, /, **parameters: Any) -> list[neo4j.Record]:
        """Run a statement in a transaction of its own, again if the server asks for it."""
        return self._run(text, neo4j.RoutingControl.WRITE, parameters)

    def together(self, work: Callable[[Run], T]) -> T:
        """Run the statements of `work` in one transaction; one that `work` leaves by an error changes nothing.

        It may run again, when the server asks for it. What is read after it sees it, as after `write`: the driver's
        bookmarks are the same.
        """

        def inside(transaction: neo4j.ManagedTransaction) -> T:
            def run(text: str, /, **parameters: Any) -> list[neo4j.Record]:
                return list(transaction.run(text, parameters))

            return work(run)

        bookmarks = self._driver.execute_query_bookmark_manager
        with (
            _translated(self.where),
            self._driver.session(database=self.database, bookmark_manager=bookmarks) as session,
        ):
            return session.execute_write(inside)

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def _run(self, text: str, routing: neo4j.RoutingControl, parameters: dict[str, Any]) -> list[neo4j.Record]:
        with _translated(self.where):
            return self._driver.execute_query(text, parameters, routing_=routing, database_=self.database).records


def _verify(driver: neo4j.Driver, patience: float) -> None:
    tries = stamina.retry_context(on=ServiceUnavailable, timeout=patience, attempts=None, wait_max=_LONGEST_WAIT)
    for attempt in tries:
        with attempt:
            driver.verify_connectivity()


@contextmanager
def _translated(where: str) -> Iterator[None]:
    """Turn the driver's errors into StoreError; codes are shown, never the values of a statement."""
    try:
        yield
    except (DriverError, Neo4jError) as error:
        raise StoreError(where, *_said(error)) from error


def _said(error: Exception) -> tuple[StoreProblem, str]:
    """Return the problem, and the code that the server gave where it matters."""
    code = str(getattr(error, "code", None))
    table: tuple[tuple[type[Exception], StoreProblem, str], ...] = (
        (AuthError, StoreProblem.CREDENTIALS, ""),
        (ConfigurationError, StoreProblem.ADDRESS, ""),
        (ServiceUnavailable, StoreProblem.NO_ANSWER, ""),
        (ClientError, StoreProblem.REFUSED, code),
    )
    for kind, problem, said in table:
        if isinstance(error, kind):
            return problem, said
    return StoreProblem.CUT, getattr(error, "code", None) or type(error).__name__
