"""From a snapshot to frames of nodes and edges, and to the part around one node."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.around import around
from graph.build import Referential
from graph.errors import GraphError
from graph.model import EDGE_KINDS, NODE_KINDS, NodeId
from graph.store import EdgeFrame, NodeFrame
from graph.stores.embedded import NetworkxStore
from graph.walk import neighbourhood
from referentials.snapshot import Snapshot
from referentials.text import words
from tests.support.errors import refused
from tests.support.graph_world import CASHIER, OLD_SHOP, SHOP, TILL, unit_links


@pytest.fixture(scope="module")
def whole(referential: Referential) -> NetworkxStore:
    """The whole small world."""
    return NetworkxStore.build(referential)


def test_the_stamp_changes_with_the_snapshot_and_with_the_links_and_with_nothing_else(
    world: Snapshot, other_world: Snapshot
) -> None:
    """Order of links apart; without links it is the snapshot's id."""
    stamps = {
        Referential(world).stamp, Referential(other_world).stamp, Referential(world, unit_links()).stamp,
        Referential(world, unit_links().head(1)).stamp,
    }  # fmt: skip
    assert len(stamps) == 4
    assert Referential(world).stamp == world.id
    assert Referential(world, unit_links().reverse()).stamp in stamps


def test_of_several_links_between_a_bloc_and_an_item_the_most_probable_is_the_edge(whole: NetworkxStore) -> None:
    """With the statement that it rests on."""
    (edge,) = [e for e in whole.edges([NodeId("Bloc", f"{SHOP}BC01")], ["CERTIFIES"]) if e.end.key == TILL]
    assert (edge.properties["probability"], edge.properties["statement"]) == (0.9, "Encaisser")


def test_a_certification_without_blocs_certifies_by_itself(world: Snapshot) -> None:
    """As those of the répertoire spécifique do."""
    rows = [(OLD_SHOP, TILL, "competency", 0.7, "Encaisser")]
    links = pl.DataFrame(rows, schema=unit_links().schema, orient="row")
    store = NetworkxStore.build(Referential(world, links))
    (edge,) = store.edges([NodeId("Certification", OLD_SHOP)], ["CERTIFIES"])
    assert (edge.end.key, edge.properties["probability"]) == (TILL, 0.7)


def test_an_item_of_an_unknown_kind_is_refused_with_the_kinds_there_are(world: Snapshot) -> None:
    """Rather than leaving its edges out in silence."""
    links = unit_links().with_columns(kind=pl.lit("macro"))
    with refused(GraphError, r"unit_links .* macro \(genres connus : competency, macro_competency"):
        NetworkxStore.build(Referential(world, links))


def test_a_family_is_named_by_version_3_or_else_by_its_occupation(referential: Referential) -> None:
    """One family has a version-3 name, the other has not."""
    frame = referential.nodes(NODE_KINDS["OccupationFamily"]).frame
    assert frame.rows() == [("A1101", "Meunier d'antan"), ("D1106", "Vente en alimentation")]


def test_dates_are_iso_text_and_missing_values_are_absent(whole: NetworkxStore) -> None:
    """As every format and store can hold them."""
    here = NodeId("Certification", SHOP)
    properties = whole.nodes([here])[here].properties
    assert properties["registration_end"] == "2028-08-31"
    assert "decision_date" not in properties


@given(data=st.data(), depth=st.integers(0, 4), limit=st.none() | st.integers(1, 8))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_part_around_a_node_gives_the_neighbourhood_of_the_whole(
    referential: Referential, whole: NetworkxStore, data: st.DataObject, depth: int, limit: int | None
) -> None:
    """For any node, depth and limit, byte for byte."""
    centre = data.draw(st.sampled_from(sorted(whole.graph)))
    part = around(referential, centre, depth)
    assert neighbourhood(part, centre, depth=depth, limit=limit) == neighbourhood(
        whole, centre, depth=depth, limit=limit
    )


def test_the_part_around_an_unknown_node_is_empty(referential: Referential) -> None:
    """So that its neighbourhood is None."""
    centre = NodeId("Occupation", "Z0000")
    assert neighbourhood(around(referential, centre), centre) is None


def test_frames_give_every_property_whatever_columns_they_are_made_of() -> None:
    """Those left out are null, those the model lacks are dropped."""
    nodes = NodeFrame(NODE_KINDS["Knowledge"], pl.DataFrame({"ogr": ["1"], "other": [2]}))
    assert nodes.frame.columns == list(NODE_KINDS["Knowledge"].properties)
    edges = EdgeFrame(EDGE_KINDS["MOVES_TO"], "Occupation", "Occupation", pl.DataFrame({"end": ["b"], "start": ["a"]}))
    assert edges.frame.rows() == [("a", "b", None)]


def test_a_key_is_found_in_every_kind_that_has_it(referential: Referential) -> None:
    """A ROME code may name an occupation and its family; an unknown key names nothing."""
    assert referential.find(CASHIER) == [NodeId("Occupation", CASHIER), NodeId("OccupationFamily", CASHIER)]
    assert referential.find(f"{SHOP}BC01") == [NodeId("Bloc", f"{SHOP}BC01")]
    assert referential.find("Z0000") == []


def test_a_node_is_shown_by_its_label_or_else_its_key(whole: NetworkxStore) -> None:
    """For messages and tables."""
    here = NodeId("Occupation", CASHIER)
    assert whole.nodes([here])[here].label == "Vendeur en épicerie"
    assert str(here) == "Occupation D1106"


@given(st.text())
def test_the_words_of_words_are_those_words(text: str) -> None:
    """So that a label's words, kept as text, are compared like a question's."""
    assert words(" ".join(words(text))) == words(text)
