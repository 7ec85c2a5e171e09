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

STORES = ["networkx", "ArcadeDB-over-Bolt"] + ["NEO4J_TEST_URI"] * bool(os.environ.get("NEO4J_TEST_URI"))

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
    elif request.param == "ArcadeDB-over-Bolt":
        yield request.getfixturevalue("bolt_store")
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
