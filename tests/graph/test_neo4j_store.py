"""What only the store on a server has: its queries, its errors, its connections. Run against ArcadeDB."""

from __future__ import annotations

import builtins
import importlib
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from graph.build import Referential
from graph.errors import StoreError
from graph.load import load
from graph.model import EDGE_KINDS, NODE_KINDS
from graph.stores.neo4j import Neo4jStore
from graph.stores.queries import query
from referentials.errors import MissingExtraError
from tests.support.arcadedb import BoltServer, arcade_store
from tests.support.errors import refused
from tests.support.graph_world import contents


@pytest.mark.parametrize("value", ["Nobody", "Occupation) DETACH DELETE (n", "Occupation|", "", "`x`", "code name"])
def test_only_names_of_the_model_become_part_of_a_query(value: str) -> None:
    """Anything else is refused."""
    with pytest.raises(ValueError, match="not a name"):
        query("nodes", label=value, key="code")


def test_every_place_of_every_query_is_named_like_this() -> None:
    """After filling, no query has a place left."""
    places = {
        "label": "Occupation", "key": "code", "type": "REQUIRES", "types": "REQUIRES|NAMES", "longest": 3,
        "start": "Occupation", "start_key": "code", "end": "Bloc", "end_key": "code",
    }  # fmt: skip
    names = sorted(Path(str(files("graph.stores") / "cypher")).glob("*.cypher"))
    assert names
    for path in names:
        assert "__" not in query(path.stem, **places)


def test_the_key_of_any_node_is_the_first_its_kind_has_in_the_order_the_queries_use() -> None:
    """`coalesce(n.ogr, n.code, n.siret, n.uri, n.id)` names every kind's key."""
    order = ["ogr", "code", "siret", "uri", "id"]
    for kind in NODE_KINDS.values():
        assert next(name for name in order if name in kind.properties) == kind.key


def test_no_relationship_type_is_also_a_label() -> None:
    """ArcadeDB keeps both in one namespace."""
    assert not set(EDGE_KINDS) & set(NODE_KINDS)


def test_a_wrong_password_is_said_in_french_and_is_not_tried_again(bolt_server: BoltServer) -> None:
    """One message with the remedy; the password is not in it."""
    with refused(StoreError, "identifiants refusés") as caught:
        Neo4jStore.connect(bolt_server.uri, "root", "wrong-secret")
    assert "wrong-secret" not in str(caught.value)


def test_a_server_that_does_not_answer_is_an_error_that_says_where() -> None:
    """After the patience given, with the address tried."""
    with refused(StoreError, r"bolt://127\.0\.0\.1:1 : pas de réponse"):
        Neo4jStore.connect("bolt://127.0.0.1:1", "x", "y", patience=0.2)


def test_an_address_that_is_none_is_an_error() -> None:
    """A mistyped scheme."""
    with refused(StoreError, "adresse"):
        Neo4jStore.connect("blot://127.0.0.1", "x", "y")


def test_an_order_the_server_refuses_is_an_error_that_gives_its_code(bolt_store: Neo4jStore) -> None:
    """Not the driver's own exception."""
    with refused(StoreError, "SyntaxError"):
        bolt_store.bolt.write("THIS IS NOT CYPHER")


def test_what_is_loaded_outlives_the_connection(bolt_server: BoltServer, referential: Referential) -> None:
    """A second process finds the finished load and leaves it alone."""
    with bolt_server.database("lasting") as database:
        with arcade_store(bolt_server, database) as first:
            load(first, referential, batch=3)
            before = contents(first)
        with arcade_store(bolt_server, database) as second:
            assert load(second, referential).already
            assert contents(second) == before


def test_scanning_goes_past_one_page(
    bolt_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch, referential: Referential
) -> None:
    """Pages of two nodes give the same as one page."""
    load(bolt_store, referential)
    whole = contents(bolt_store)
    monkeypatch.setattr("graph.stores.neo4j._PAGE", 2)
    assert contents(bolt_store) == whole


def test_without_the_driver_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Importing the store says what to install."""
    genuine = builtins.__import__

    def without_driver(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "neo4j":
            raise ImportError(name)
        return genuine(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_driver)
    monkeypatch.delitem(sys.modules, "graph.stores.neo4j")
    monkeypatch.delitem(sys.modules, "graph.stores.bolt")
    with refused(MissingExtraError, r'pip install "acquis\[neo4j\]"'):
        importlib.import_module("graph.stores.neo4j")
