"""Fixtures of the graph's tests: the small world, and each store the conformance suite runs on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import neo4j
import pytest

from graph.build import Referential
from graph.load import load
from graph.store import GraphStore
from graph.stores.embedded import NetworkxStore
from graph.stores.neo4j import Neo4jStore
from referentials.snapshot import Snapshot
from tests.support.arcadedb import BoltServer, arcade_store, package_folder, running
from tests.support.graph_world import DOUGH, MILLER, WORLD, snapshot_of, unit_links
from tests.support.neo4j_server import Neo4jServer, missing_tools, running_neo4j

STORES = ["networkx", "ArcadeDB-over-Bolt", "Neo4j"] + ["NEO4J_TEST_URI"] * bool(os.environ.get("NEO4J_TEST_URI"))

_FIXTURES = {"ArcadeDB-over-Bolt": "bolt_store", "Neo4j": "neo4j_store"}
"""Fixture that opens each store on a server, empty."""

_numbers = count(1)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The small invented snapshot."""
    folder: Path = tmp_path_factory.mktemp("world")
    return snapshot_of(WORLD, folder)


@pytest.fixture(scope="session")
def referential(world: Snapshot) -> Referential:
    """The small world and its bloc links, as a graph."""
    return Referential(world, unit_links())


@pytest.fixture(scope="session")
def bolt_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltServer]:
    """ArcadeDB, started once for the session; what needs it is skipped where its wheel is not installed."""
    package = package_folder()
    if package is None:
        pytest.skip("arcadedb-embedded is not installed: no Bolt server to test against")
    with running(package, tmp_path_factory.mktemp("arcadedb")) as server:
        yield server


@pytest.fixture(scope="session")
def neo4j_tools() -> None:
    """What Neo4j runs on; what needs it is skipped, loudly, where it cannot run, but never in CI."""
    if lacking := missing_tools():
        reason = f"NEO4J IS NOT TESTED: install {' and '.join(lacking)} (Java 17 or 21, Maven 3) to run it"
        if os.environ.get("ACQUIS_REQUIRE_DATA"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def neo4j_server(neo4j_tools: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """Neo4j itself, started once for the session."""
    with running_neo4j(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture
def large_neo4j_store(neo4j_tools: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jStore]:
    """A Neo4j of its own for the full referential: to empty it again takes longer than to start one."""
    with running_neo4j(tmp_path_factory.mktemp("large"), memory="1g") as server, server.store() as store:
        yield store


@pytest.fixture
def neo4j_store(neo4j_server: Neo4jServer) -> Iterator[Neo4jStore]:
    """The Neo4j server, emptied; its constraints and full-text indexes stay."""
    neo4j_server.empty()
    with neo4j_server.store() as store:
        yield store


def named_store() -> Neo4jStore:
    """Open the server that NEO4J_TEST_URI names, emptied."""
    uri = os.environ["NEO4J_TEST_URI"]
    user, password = os.environ.get("NEO4J_TEST_USER", "neo4j"), os.environ.get("NEO4J_TEST_PASSWORD", "neo4j")
    with neo4j.GraphDatabase.driver(uri, auth=(user, password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    return Neo4jStore.connect(uri, user, password)


@pytest.fixture
def bolt_store(bolt_server: BoltServer) -> Iterator[Neo4jStore]:
    """An empty database of the ArcadeDB server."""
    with bolt_server.database(f"test{next(_numbers)}") as database, arcade_store(bolt_server, database) as store:
        yield store


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest) -> Iterator[GraphStore]:
    """Each store in turn, empty."""
    if request.param == "networkx":
        yield NetworkxStore()
    elif request.param in _FIXTURES:
        yield request.getfixturevalue(_FIXTURES[request.param])
    else:
        with named_store() as named:
            yield named


@pytest.fixture
def loaded(store: GraphStore, referential: Referential) -> GraphStore:
    """Each store in turn, holding the small world."""
    load(store, referential)
    return store


@pytest.fixture(scope="session")
def other_world(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The small world after an update: an occupation is gone, a label has changed."""
    occupations = [dict(row) for row in WORLD["occupations"] if row["code"] != MILLER]
    occupations[0]["label"] = "Épicier"
    return snapshot_of({**WORLD, "occupations": occupations}, tmp_path_factory.mktemp("other"))


@pytest.fixture(scope="session")
def world_without_dough(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The small world after a competency was withdrawn."""
    competencies = [row for row in WORLD["competencies"] if row["ogr"] != DOUGH]
    return snapshot_of({**WORLD, "competencies": competencies}, tmp_path_factory.mktemp("doughless"))
