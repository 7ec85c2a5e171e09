"""Files of the graph are read back by the programs they are for, and equal what was exported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph.build import Referential
from graph.files.export import FORMATS, export
from graph.holder import write_holder
from graph.model import EDGE_KINDS, NODE_KINDS, NodeId
from graph.stores.embedded import NetworkxStore
from graph.stores.neo4j import Neo4jStore
from graph.walk import neighbourhood
from tests.support.graph_world import AWKWARD, CASHIER, EXPECTED, LOU, contents, nodes_of

NODES, EDGES = sum(EXPECTED.nodes.values()), sum(EXPECTED.edges.values())


@pytest.fixture
def embedded(referential: Referential) -> NetworkxStore:
    """The small world, with nodes whose keys and labels no format finds easy."""
    store = NetworkxStore.build(referential)
    store.write_nodes(nodes_of("Knowledge", [*AWKWARD, "bell\x07"], label=[*AWKWARD, "]]> & <b> \x07 \u2028"]))
    return store


def statements(script: str) -> list[str]:
    """Statements of a Cypher script, which ends each with a semicolon and a line break."""
    return [statement for statement in script.split(";\n") if statement.strip()]


def test_json_is_read_by_networkx_as_the_same_graph(embedded: NetworkxStore, tmp_path: Path) -> None:
    """Node-link JSON gives back every node and edge with its properties."""
    export(embedded, "json", tmp_path / "g.json")
    graph = nx.node_link_graph(json.loads((tmp_path / "g.json").read_text(encoding="utf-8")), edges="edges")
    nodes, edges = contents(embedded)
    assert {node: data["properties"] for node, data in graph.nodes(data=True)} == {
        f"{node.kind}:{node.key}": properties for node, properties in nodes
    }
    found: list[Any] = [(d["kind"], u, v, d["properties"]) for u, v, d in graph.edges(data=True)]
    expected = [(k, f"{a.kind}:{a.key}", f"{b.kind}:{b.key}", p) for (k, a, b, _), p in edges]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_graphml_is_read_by_networkx_with_types_and_as_many_nodes_and_edges(
    embedded: NetworkxStore, tmp_path: Path
) -> None:
    """Numbers, flags and texts keep their type; characters XML cannot hold are replaced."""
    export(embedded, "graphml", tmp_path / "g.graphml")
    graph = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert graph.number_of_nodes() == NODES + len(AWKWARD) + 1
    assert graph.number_of_edges() == EDGES
    shop = graph.nodes["Certification:RNCP1000"]
    assert (shop["level"], shop["active"], shop["registration_end"]) == (3, True, "2028-08-31")
    assert shop["labels"] == ":Certification"
    assert graph.nodes["Knowledge:bell%07"]["label"] == "]]> & <b> \ufffd \u2028"
    (certified,) = graph["Bloc:RNCP1000BC01"]["Competency:101"].values()
    assert (certified["label"], certified["probability"]) == ("CERTIFIES", 0.9)


def test_a_cypher_script_run_on_arcadedb_makes_the_same_graph_however_often(
    embedded: NetworkxStore, bolt_store: Neo4jStore, tmp_path: Path
) -> None:
    """Every literal survives its escaping, and a second run adds nothing."""
    export(embedded, "cypher", tmp_path / "g.cypher")
    script = (tmp_path / "g.cypher").read_text(encoding="utf-8")
    for _ in range(2):
        for statement in statements(script):
            bolt_store.bolt.write(statement)
        assert contents(bolt_store) == contents(embedded)


def test_a_neighbourhood_can_be_exported_alone(embedded: NetworkxStore, tmp_path: Path) -> None:
    """The file holds its nodes and edges and no others."""
    near = neighbourhood(embedded, NodeId("Occupation", CASHIER))
    assert near is not None
    export(near, "json", tmp_path / "near.json")
    document = json.loads((tmp_path / "near.json").read_text(encoding="utf-8"))
    assert [node["id"] for node in document["nodes"]] == [f"{n.id.kind}:{n.id.key}" for n in near.nodes]
    assert len(document["edges"]) == len(near.edges)


@pytest.mark.parametrize("file_format", FORMATS)
def test_holders_are_in_no_export_of_the_whole_graph(embedded: NetworkxStore, tmp_path: Path, file_format: str) -> None:
    """The file is the same with and without persons in the store."""
    export(embedded, file_format, tmp_path / "without")
    write_holder(embedded, LOU)
    export(embedded, file_format, tmp_path / "with")
    assert (tmp_path / "with").read_bytes() == (tmp_path / "without").read_bytes()


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_failed_export_leaves_the_previous_file_and_nothing_else(
    embedded: NetworkxStore, tmp_path: Path, file_format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that breaks halfway changes no file."""
    output = tmp_path / "g"
    output.write_text("before", encoding="utf-8")

    def broken(_: str) -> None:
        raise OSError("lost")

    monkeypatch.setattr(embedded, "scan_edges", broken)
    with pytest.raises(OSError, match="lost"):
        export(embedded, file_format, output)
    assert [path.name for path in tmp_path.iterdir()] == ["g"]
    assert output.read_text(encoding="utf-8") == "before"


def test_graphml_declares_every_property_of_the_model(embedded: NetworkxStore, tmp_path: Path) -> None:
    """No kind has a property that the file's keys leave out."""
    export(embedded, "graphml", tmp_path / "g.graphml")
    text = (tmp_path / "g.graphml").read_text(encoding="utf-8")
    for domain, kinds in (("node", NODE_KINDS), ("edge", EDGE_KINDS)):
        for kind in kinds.values():
            for name, kind_of in kind.properties.items():
                assert f'<key id="{domain}_{name}_{kind_of}" for="{domain}" attr.name="{name}"' in text
