"""What only Neo4j itself shows: its schema, its plans, what it refuses, what it sees of a transaction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.build import Referential
from graph.errors import StoreError
from graph.holder import HolderGraph, read_holder, write_holder
from graph.load import load
from graph.model import EDGE_KINDS, NODE_KINDS, NodeId
from graph.store import LoadState
from graph.stores.embedded import NetworkxStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.queries import query
from graph.stores.schema_dialect import searched_kinds, text_index, vector_index
from graph.walk import neighbourhood, paths
from matching.matcher import Matcher
from referentials.snapshot import Snapshot
from tests.support.errors import refused
from tests.support.graph_world import BAKING, CASHIER, LOU, SHOP, TILL, contents
from tests.support.neo4j_server import VERSION, Neo4jServer

PLACES = {
    "label": "Occupation", "key": "code", "type": "REQUIRES", "types": "REQUIRES|NAMES", "longest": 3,
    "start": "Occupation", "start_key": "code", "end": "Competency", "end_key": "ogr",
}  # fmt: skip
SOUGHT_BY_KEY = ("nodes", "edges_in", "edges_out", "shortest", "write_nodes", "write_edges", "write_keyed_edges",
                 "write_vectors", "remove_holder", "remove_experiences", "remove_holdings", "lock_holder", "state",
                 "save_state", "dimension", "save_dimension", "scan_keys", "scan_nodes")  # fmt: skip


@pytest.fixture
def bare(neo4j_server: Neo4jServer) -> Neo4jServer:
    """The server without a node, a constraint or an index."""
    neo4j_server.empty(schema=True)
    return neo4j_server


@pytest.fixture
def filled(neo4j_store: Neo4jStore, referential: Referential) -> Neo4jStore:
    """Neo4j with the small world."""
    load(neo4j_store, referential)
    return neo4j_store


def schema(server: Neo4jServer) -> dict[str, dict[str, Any]]:
    """Indexes of the server by name, those that Neo4j makes for itself apart."""
    with server.driver() as driver:
        shown = driver.execute_query("SHOW INDEXES YIELD name, type, state, owningConstraint, options").records
    return {record["name"]: record.data() for record in shown if record["type"] != "LOOKUP"}


def test_the_server_is_the_version_that_the_pom_pins(neo4j_store: Neo4jStore) -> None:
    """Neo4j Community, 5.26 LTS."""
    (found,) = neo4j_store.bolt.read("CALL dbms.components() YIELD versions, edition")
    assert (found["versions"], found["edition"]) == ([VERSION], "community")
    assert VERSION.startswith("5.26.")


def test_to_connect_and_to_read_changes_nothing_in_a_schema(bare: Neo4jServer) -> None:
    """So that a user with the right to read is enough; the load is what creates constraints and indexes."""
    with bare.store() as store:
        assert not store.counts().nodes
        assert store.state() is None
        assert store.nearest("Knowledge", np.array([1, 0], dtype=np.float32), 1) == []
        assert schema(bare) == {}
        store.prepare()
        store.prepare()
    found = schema(bare)
    texts = {text_index(kind.name) for kind in searched_kinds()}
    assert {name for name, index in found.items() if index["type"] == "FULLTEXT"} == texts
    assert len([index for index in found.values() if index["owningConstraint"]]) == len(NODE_KINDS) + 2
    assert {index["state"] for index in found.values()} == {"ONLINE"}


def test_every_reading_method_runs_in_transactions_where_neo4j_refuses_to_write(
    filled: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None of them needs to write, so a replica or a user who only reads serves them all."""
    write_holder(filled, LOU)
    filled.write_vectors("Knowledge", [BAKING], np.array([[1, 0]], dtype=np.float32))
    monkeypatch.setattr(filled.bolt, "write", lambda *_, **__: pytest.fail("a reading method wrote"))
    assert contents(filled)
    assert filled.counts().nodes["Holder"] == 1
    assert filled.state()
    assert filled.search("boulangère", "Occupation", 1)
    assert filled.nearest("Knowledge", np.array([1, 0], dtype=np.float32), 1)
    assert neighbourhood(filled, NodeId("Occupation", CASHIER), depth=2)
    assert paths(filled, NodeId("Certification", SHOP), NodeId("Competency", TILL))
    assert read_holder(filled, "lou") == LOU


@pytest.mark.parametrize("text", ["CREATE (:Occupation {code: 'x'})", "CREATE INDEX x FOR (n:Occupation) ON (n.label)"])
def test_a_write_in_a_read_transaction_is_refused_and_said(filled: Neo4jStore, text: str) -> None:
    """Neo4j's own guard, which ArcadeDB lacks; nothing is written."""
    before = filled.counts()
    with refused(StoreError, r"ordre refusé \(Neo\.ClientError\.Statement\.AccessMode\)"):
        filled.bolt.read(text)
    assert filled.counts() == before


def test_a_key_is_unique_by_neo4j_s_own_constraint(filled: Neo4jStore) -> None:
    """Whoever writes."""
    with pytest.raises(StoreError, match="ConstraintValidationFailed"):
        filled.bolt.write(f"CREATE (:Occupation {{code: '{CASHIER}'}})")


def test_queries_by_key_seek_in_the_index_of_their_constraint(filled: Neo4jStore, neo4j_server: Neo4jServer) -> None:
    """No plan of them scans a label or every node."""
    keyed = {"type": "HOLDS", "start": "Holder", "start_key": "id", "key": "record"}
    plans = {
        name: list(walked(explained(neo4j_server, query(name, **PLACES | (keyed if "keyed" in name else {}))).plan))
        for name in SOUGHT_BY_KEY
    }
    without = {name: plan for name, plan in plans.items() if not any("IndexSeek" in operator for operator in plan)}
    assert without == {}
    scanning = ("AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan")
    assert {name: plan for name, plan in plans.items() if any(operator.startswith(scanning) for operator in plan)} == {}


def test_neo4j_finds_nothing_deprecated_in_any_query(filled: Neo4jStore, neo4j_server: Neo4jServer) -> None:
    """Every file of graph/stores/cypher."""
    names = [path.stem for path in Path(str(files("graph.stores") / "cypher")).glob("*.cypher")]
    said = {
        (name, status.status_description)
        for name in names
        for status in explained(neo4j_server, query(name, **PLACES)).gql_status_objects
        if status.raw_classification == "DEPRECATION"
    }
    assert len(names) > 20
    assert said == set()


def explained(server: Neo4jServer, text: str) -> Any:
    """What Neo4j says of a query without running it."""
    with server.driver() as driver:
        return driver.execute_query(f"EXPLAIN {text}", dict.fromkeys(re.findall(r"\$(\w+)", text))).summary


def walked(plan: dict[str, Any]) -> Iterator[str]:
    """Operators of a plan."""
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", ()):
        yield from walked(child)


def test_labels_of_others_beside_the_model_s_do_not_hide_the_kind_of_a_node(filled: Neo4jStore) -> None:
    """Another application may label the same nodes: neighbours, counts and ways are as before."""
    before = contents(filled), filled.counts(), paths(filled, NodeId("Certification", SHOP), NodeId("Competency", TILL))
    filled.bolt.write("MATCH (n) SET n:Audited:`A first label`")
    filled.bolt.write("CREATE (:Foreign {code: 'x'})")
    after = contents(filled), filled.counts(), paths(filled, NodeId("Certification", SHOP), NodeId("Competency", TILL))
    assert after == before


def test_a_vector_index_of_another_dimension_is_replaced(neo4j_server: Neo4jServer, filled: Neo4jStore) -> None:
    """Even one that was there before acquis wrote any vector: IF NOT EXISTS alone would keep it, and find nothing."""
    filled.dialect.create_vector_index(filled.bolt.write, NODE_KINDS["Knowledge"], 3)
    filled.write_vectors("Knowledge", [BAKING], np.array([[0, 1]], dtype=np.float32))
    index = schema(neo4j_server)[vector_index("Knowledge")]
    assert index["options"]["indexConfig"]["vector.dimensions"] == 2
    assert [node.key for node, _ in filled.nearest("Knowledge", np.array([0, 1], dtype=np.float32), 3)] == [BAKING]


def test_who_reads_while_a_holder_is_rewritten_sees_the_one_or_the_other(
    neo4j_server: Neo4jServer, filled: Neo4jStore
) -> None:
    """Two writers and a reader on connections of their own; never a part, never nobody."""
    fewer = HolderGraph("lou", LOU.records[:1], LOU.items[1:2])
    write_holder(filled, LOU)

    def rewrite(holder: HolderGraph) -> None:
        with neo4j_server.store() as store:
            for _ in range(15):
                write_holder(store, holder)

    with ThreadPoolExecutor(2) as pool:
        writers = [pool.submit(rewrite, holder) for holder in (LOU, fewer)]
        seen = []
        while not all(writer.done() for writer in writers):
            seen.append(read_holder(filled, "lou"))
        for writer in writers:
            writer.result()
    assert [holder for holder in seen if holder not in (LOU, fewer)] == []
    assert read_holder(filled, "lou") in (LOU, fewer)
    assert filled.counts().nodes["Experience"] in (len(LOU.records), 1)


def test_an_error_in_the_middle_of_a_transaction_leaves_the_holder_as_it_was(
    filled: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server undoes what was already removed and written."""
    write_holder(filled, LOU)

    def broken(*_: object) -> int:
        raise OSError("lost")

    monkeypatch.setattr("graph.stores.neo4j._put_edges", broken)
    with pytest.raises(OSError, match="lost"):
        write_holder(filled, replace(LOU, records=LOU.records[:2], items=()))
    assert read_holder(filled, "lou") == LOU


def test_a_transaction_s_bookmark_is_the_driver_s(filled: Neo4jStore) -> None:
    """What reads after it waits, on a cluster, for a member that has it."""
    manager = filled.bolt._driver.execute_query_bookmark_manager
    before = set(manager.get_bookmarks())
    filled.bolt.together(lambda run: run("CREATE (:Foreign)"))
    after = set(manager.get_bookmarks())
    assert after
    assert after != before


def test_the_full_referential_is_loaded_whole_and_searched(
    large_neo4j_store: Neo4jStore, full_snapshot: Snapshot
) -> None:
    """As many nodes and edges as the embedded store has; every text index answers."""
    referential = Referential(full_snapshot, Matcher.open(full_snapshot).unit_links)
    load(large_neo4j_store, referential)
    assert large_neo4j_store.state() == LoadState(referential.stamp)
    embedded = NetworkxStore.build(referential)
    assert large_neo4j_store.counts() == embedded.counts()
    for kind, text in (("Occupation", "boulanger"), ("Competency", "accueillir"), ("Certification", "cuisine")):
        assert large_neo4j_store.search(text, kind, 5)
    some = [NodeId("Occupation", code) for code in full_snapshot.table("occupations")["code"].head(20)]
    kinds = [kind.name for kind in EDGE_KINDS.values() if not kind.personal]
    assert large_neo4j_store.edges(some, kinds) == embedded.edges(some, kinds)
