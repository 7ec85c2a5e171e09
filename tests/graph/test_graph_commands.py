"""`acquis graph`: show, export, and load into real servers (ArcadeDB, Neo4j), as people run them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph.model import NodeId
from tests.support.arcadedb import BoltServer
from tests.support.commands import acquis
from tests.support.neo4j_server import Neo4jServer


@pytest.fixture(scope="module")
def home(used_home: Path) -> Path:
    """An ACQUIS_HOME where the teaching referential is derived already."""
    return used_home


def answer(*arguments: str | Path, home: Path) -> Any:
    done = acquis("graph", *arguments, "--json", home=home)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_show_tells_what_surrounds_a_code(home: Path) -> None:
    """Every edge joins nodes that are shown; the text names the same centre; another kind may be asked for."""
    found = answer("show", "d1106", home=home)
    assert (found["centre"], found["teaching"]) == ({"kind": "Occupation", "key": "D1106"}, True)
    assert {"kind": "OccupationFamily", "key": "D1106"} in found["also"]
    shown = {(node["kind"], node["key"]) for node in found["nodes"]}
    for edge in found["edges"]:
        assert {(edge[end]["kind"], edge[end]["key"]) for end in ("start", "end")} <= shown
    assert {"REQUIRES", "NAMES", "MOVES_TO"} <= {edge["kind"] for edge in found["edges"]}
    text = acquis("graph", "show", "D1106", "--kind", "OccupationFamily", home=home).stdout
    assert "OccupationFamily D1106" in text
    assert "LEADS_TO" in text


@pytest.mark.parametrize("file_format", ["graphml", "json", "cypher"])
def test_export_writes_a_file_that_others_read(file_format: str, home: Path, tmp_path: Path) -> None:
    """The whole graph, and a neighbourhood smaller than it."""
    whole, part = tmp_path / "whole", tmp_path / "part"
    size = answer("export", "-o", whole, "-f", file_format, home=home)["bytes"]
    assert size == whole.stat().st_size
    assert answer("export", "-o", part, "-f", file_format, "--around", "D1106", home=home)["bytes"] < size
    if file_format == "graphml":
        assert nx.read_graphml(whole).number_of_nodes() > 500
    elif file_format == "json":
        assert len(json.loads(whole.read_text(encoding="utf-8"))["nodes"]) > 500
    else:
        assert "CREATE" in whole.read_text(encoding="utf-8")


def test_export_into_a_folder_that_is_not_there_is_refused(home: Path, tmp_path: Path) -> None:
    """Before the graph is built."""
    done = acquis("graph", "export", "-o", tmp_path / "nowhere" / "x.graphml", home=home)
    assert done.returncode == 2
    assert "n'existe pas" in " ".join(done.stderr.split())


def test_load_over_bolt_into_arcadedb_is_idempotent(bolt_server: BoltServer, home: Path) -> None:
    """Loading twice leaves the same counts, and says that it was there already."""
    with bolt_server.database("commands") as database:
        more = ("--database", database, "--arcadedb-http", bolt_server.http)
        loaded_twice(bolt_server, *more, home=home)


def test_load_into_neo4j_is_idempotent_and_makes_the_schema(neo4j_server: Neo4jServer, home: Path) -> None:
    """Into a server without a constraint, as one that was just installed."""
    neo4j_server.empty(schema=True)
    loaded_twice(neo4j_server, home=home)
    with neo4j_server.store() as store:
        here = NodeId("Occupation", "D1106")
        assert store.search(store.nodes([here])[here].label, "Occupation", 1)[0][0] == here


def loaded_twice(server: BoltServer | Neo4jServer, *more: str, home: Path) -> None:
    """Load into a server, then again."""
    options = ("--uri", server.uri, "--user", server.user, "--password", server.password)
    first = answer("load", *options, *more, home=home)
    again = answer("load", *options, *more, home=home)
    assert (first["already"], again["already"]) == (False, True)
    assert first["nodes"] == again["nodes"]
    assert first["edges"] == again["edges"]
    assert first["nodes"]["Occupation"] == 33


def test_a_server_that_does_not_answer_is_one_message(home: Path) -> None:
    """Exit code 2, the address in the message."""
    done = acquis("graph", "load", "--uri", "bolt://127.0.0.1:1", "--password", "x", "--patience", "0.1", home=home)
    assert done.returncode == 2
    assert "127.0.0.1:1" in done.stderr
    assert "Traceback" not in done.stderr
