"""What every store must do: embedded (networkx), ArcadeDB over Bolt, Neo4j, and any server of NEO4J_TEST_URI."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import polars as pl
import pytest

from graph.build import Referential
from graph.load import load
from graph.matrices import Matrices
from graph.model import EDGE_KINDS, NODE_KINDS, NodeId
from graph.store import EdgeFrame, GraphStore, LoadState
from graph.stores.embedded import NetworkxStore
from graph.walk import REFERENTIAL_KINDS, neighbourhood, paths
from referentials.snapshot import Snapshot
from tests.support.graph_world import (
    AWKWARD,
    BAKER,
    BAKERY,
    BAKING,
    CASHIER,
    DOUGH,
    EXPECTED,
    FLOURS,
    MILLER,
    OLD_SHOP,
    SERVE,
    SHOP,
    TILL,
    contents,
    nodes_of,
    unit_links,
)


def test_a_load_writes_each_node_and_each_edge_whose_ends_exist(loaded: GraphStore) -> None:
    """Counts are those worked out by hand from the small world."""
    assert loaded.counts() == EXPECTED


def test_both_stores_hold_the_same_nodes_and_edges(loaded: GraphStore, referential: Referential) -> None:
    """Ids, properties and order are equal to those of the embedded store."""
    assert contents(loaded) == contents(NetworkxStore.build(referential))


def test_loading_again_changes_nothing(loaded: GraphStore, referential: Referential) -> None:
    """The second load says that it had nothing to do."""
    assert load(loaded, referential).already
    assert loaded.counts() == EXPECTED


def test_rows_that_name_unknown_codes_are_counted_and_make_no_edge(store: GraphStore, referential: Referential) -> None:
    """An appellation of an unknown occupation, a required and two certified unknown items are skipped."""
    skipped = {stage: n for stage, n in load(store, referential).skipped.items() if n}
    assert skipped == {
        "Occupation-REQUIRES->Competency": 1, "Appellation-NAMES->Occupation": 1, "Bloc-CERTIFIES->Competency": 1,
        "Bloc-CERTIFIES->Knowledge": 1,
    }  # fmt: skip


def test_an_interrupted_load_goes_on_where_it_stopped(store: GraphStore, referential: Referential) -> None:
    """After a failure in the middle of a stage only the batches left are written, and nothing is missing."""
    seen: list[tuple[str, int]] = []

    def fail_at_second_bloc(stage: str, done: int, _: int) -> None:
        seen.append((stage, done))
        if (stage, done) == ("Bloc", 2):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(store, referential, batch=1, progress=fail_at_second_bloc)
    state = store.state()
    assert state is not None
    assert (state.stage, state.rows) == ("Bloc", 2)
    again: list[tuple[str, int]] = []
    report = load(store, referential, batch=1, progress=lambda stage, done, _: again.append((stage, done)))
    assert report.resumed_at == "Bloc"
    assert again[:2] == [("Bloc", 3), ("Bloc", 4)]
    assert not set(seen) & set(again)
    assert contents(store) == contents(NetworkxStore.build(referential))


@pytest.mark.parametrize("state", [LoadState("another load", "Bloc", 2), LoadState("", "Unheard of", 2)])
def test_a_load_starts_anew_when_the_one_before_was_of_something_else(
    store: GraphStore, referential: Referential, state: LoadState
) -> None:
    """Another snapshot, or a stage that this version of acquis does not know."""
    store.save_state(LoadState(state.stamp or referential.stamp, state.stage, state.rows))
    assert load(store, referential).resumed_at is None
    assert contents(store) == contents(NetworkxStore.build(referential))


def test_one_node_can_be_read(loaded: GraphStore) -> None:
    """Its label is what people call it; an unknown one is not there."""
    here = NodeId("Occupation", BAKER)
    found = loaded.nodes([here, NodeId("Occupation", "Z0000")])
    assert list(found) == [here]
    assert found[here].label == "Boulangère"


def test_loading_another_snapshot_removes_what_it_no_longer_has(loaded: GraphStore, other_world: Snapshot) -> None:
    """Afterwards the store equals one that never held the first snapshot."""
    report = load(loaded, Referential(other_world))
    assert report.removed.nodes["Occupation"] == 1
    assert report.removed.edges["CERTIFIES"] == 2
    assert contents(loaded) == contents(NetworkxStore.build(Referential(other_world)))


def test_writing_a_node_again_replaces_its_properties(store: GraphStore) -> None:
    """A property without a value any more disappears."""
    store.write_nodes(nodes_of("Occupation", [CASHIER], label=["Avant"], definition=["Ancienne"]))
    store.write_nodes(nodes_of("Occupation", [CASHIER], label=["Après"], definition=pl.Series([None], dtype=pl.String)))
    here = NodeId("Occupation", CASHIER)
    assert dict(store.nodes([here])[here].properties) == {"code": CASHIER, "label": "Après"}


def test_writing_an_edge_again_replaces_its_properties(store: GraphStore) -> None:
    """Still one edge, with the new value or without any."""
    store.write_nodes(nodes_of("Occupation", [CASHIER]))
    store.write_nodes(nodes_of("Competency", [TILL]))
    for importance, shown in (("core", {"importance": "core"}), ("plain", {"importance": "plain"}), (None, {})):
        frame = pl.DataFrame(
            {"start": [CASHIER], "end": [TILL], "importance": pl.Series([importance], dtype=pl.String)}
        )
        store.write_edges(EdgeFrame(EDGE_KINDS["REQUIRES"], "Occupation", "Competency", frame))
        assert [dict(e.properties) for e in store.scan_edges("REQUIRES")] == [shown]


def test_keys_and_texts_that_look_like_code_are_only_data(store: GraphStore) -> None:
    """Quotes, backticks, unicode and Cypher fragments come back as they went in."""
    store.write_nodes(nodes_of("Occupation", AWKWARD, label=AWKWARD))
    store.write_nodes(nodes_of("Competency", AWKWARD, label=AWKWARD))
    frame = pl.DataFrame({"start": AWKWARD, "end": AWKWARD, "importance": AWKWARD})
    assert store.write_edges(EdgeFrame(EDGE_KINDS["REQUIRES"], "Occupation", "Competency", frame)) == len(AWKWARD)
    ids = [NodeId("Occupation", key) for key in AWKWARD]
    assert {i.key: dict(n.properties) for i, n in store.nodes(ids).items()} == {
        key: {"code": key, "label": key} for key in AWKWARD
    }
    assert {(e.start.key, e.end.key, e.properties["importance"]) for e in store.edges(ids, ["REQUIRES"])} == {
        (key, key, key) for key in AWKWARD
    }


def test_an_edge_without_its_two_ends_is_not_written(store: GraphStore) -> None:
    """The number returned tells the caller."""
    store.write_nodes(nodes_of("Occupation", [CASHIER]))
    frame = pl.DataFrame({"start": [CASHIER, "none"], "end": ["404", "404"], "importance": ["core", "core"]})
    assert store.write_edges(EdgeFrame(EDGE_KINDS["REQUIRES"], "Occupation", "Competency", frame)) == 0
    assert store.counts().edges == Counter()


def test_parallel_edges_are_told_apart_by_their_key_and_by_nothing_else(loaded: GraphStore) -> None:
    """Two equivalences of the same certifications, bloc for bloc and as a whole, are two edges."""
    found = loaded.edges([NodeId("Certification", SHOP)], ["EQUIVALENT_TO"], "out")
    assert [(e.end.key, e.properties["blocs"], e.properties["target_blocs"]) for e in found] == [
        (BAKERY, [f"{SHOP}BC01", f"{SHOP}BC02"], []), (BAKERY, [f"{SHOP}BC01"], [f"{BAKERY}BC01"]),
    ]  # fmt: skip


def test_edges_can_be_asked_for_by_direction_and_kind(loaded: GraphStore) -> None:
    """Out, in and both ways of one kind around an occupation."""
    here = NodeId("Occupation", CASHIER)
    assert [e.end.key for e in loaded.edges([here], ["MOVES_TO"], "out")] == [BAKER]
    assert loaded.edges([here], ["MOVES_TO"], "in") == []
    assert [e.start.key for e in loaded.edges([here], ["NAMES", "LEADS_TO"], "both")] == ["21"]
    assert loaded.edges([here], []) == []
    assert loaded.edges([NodeId("Occupation", "Z0000")], ["NAMES"]) == []


def test_a_neighbourhood_has_the_nodes_within_its_depth_nearest_first(loaded: GraphStore) -> None:
    """Depth 1 around an occupation, then depth 2 reaches what its competencies touch."""
    centre = NodeId("Occupation", CASHIER)
    near = neighbourhood(loaded, centre)
    assert near is not None
    assert [str(node.id) for node in near.nodes] == [
        f"Occupation {CASHIER}", "Appellation 21", f"Competency {TILL}", f"MacroCompetency {SERVE}",
        f"Occupation {BAKER}", "OccupationFamily D1106",
    ]  # fmt: skip
    assert [edge.kind for edge in near.edges] == ["IN_FAMILY", "MOVES_TO", "NAMES", "REQUIRES", "REQUIRES"]
    far = neighbourhood(loaded, centre, depth=2)
    assert far is not None
    assert NodeId("Bloc", f"{SHOP}BC01") in {node.id for node in far.nodes}
    assert far.nodes[: len(near.nodes)] == near.nodes


def test_a_neighbourhood_is_cut_at_its_limit_and_says_so(loaded: GraphStore) -> None:
    """The nearest are kept, and no edge points outside."""
    cut = neighbourhood(loaded, NodeId("Occupation", CASHIER), limit=3)
    assert cut is not None
    assert [node.id.key for node in cut.nodes] == [CASHIER, "21", TILL]
    assert {edge.kind for edge in cut.edges} == {"NAMES", "REQUIRES"}
    assert cut.cut


def test_the_neighbourhood_of_an_unknown_node_is_none(loaded: GraphStore) -> None:
    """Neither an empty graph nor an error."""
    assert neighbourhood(loaded, NodeId("Occupation", "Z0000")) is None


def test_paths_are_the_shortest_in_order_with_every_edge_of_each_step(loaded: GraphStore) -> None:
    """From a certification to the competency it confers, through its bloc, and two ways between occupations."""
    (way,) = paths(loaded, NodeId("Certification", SHOP), NodeId("Competency", TILL))
    assert [node.key for node in way.nodes] == [SHOP, f"{SHOP}BC01", TILL]
    assert [[edge.kind for edge in step] for step in way.steps] == [["PART_OF"], ["CERTIFIES"]]
    ways = paths(loaded, NodeId("Competency", DOUGH), NodeId("MacroCompetency", SERVE))
    assert [[node.key for node in way.nodes] for way in ways] == [
        [DOUGH, BAKER, TILL, SERVE], [DOUGH, BAKER, CASHIER, SERVE],
    ]  # fmt: skip
    assert ways[:1] == paths(loaded, NodeId("Competency", DOUGH), NodeId("MacroCompetency", SERVE), n=1)


def test_paths_keep_to_the_kinds_and_length_asked_for(loaded: GraphStore) -> None:
    """No way through other edges, none longer than allowed, none to itself or to an unknown node."""
    start, end = NodeId("Competency", DOUGH), NodeId("MacroCompetency", SERVE)
    assert paths(loaded, start, end, longest=2) == []
    assert paths(loaded, start, end, kinds=["GENERALISED_BY"]) == []
    assert paths(loaded, start, start) == []
    assert paths(loaded, start, NodeId("MacroCompetency", "404")) == []
    assert paths(loaded, start, NodeId("Occupation", MILLER)) == []


@pytest.mark.parametrize(
    ("text", "kind", "best"),
    [
        ("boulangère", "Occupation", BAKER),
        ("BOULANGERE", "Occupation", BAKER),
        ("petrir", "Competency", DOUGH),
        ("techniques de cuisson", "Knowledge", BAKING),
        ("Meunier d'antan", "Occupation", MILLER),
        ("epicerie ancienne", "Certification", OLD_SHOP),
    ],
)
def test_search_finds_labels_by_their_words_whatever_case_and_accents(
    loaded: GraphStore, text: str, kind: str, best: str
) -> None:
    """The best answer is the label that shares the most words."""
    found = loaded.search(text, kind, 3)
    assert found[0][0] == NodeId(kind, best)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


@pytest.mark.parametrize("text", ["", "!!!", "zzzz", "a:b*~ (", "AND OR NOT", '"'])
def test_a_search_that_matches_nothing_gives_nothing(loaded: GraphStore, text: str) -> None:
    """Query-language characters are not an error either."""
    assert loaded.search(text, "Occupation", 5) == []


def test_search_gives_at_most_as_many_as_asked(loaded: GraphStore) -> None:
    """Two certifications speak of épicerie; one is asked for."""
    assert len(loaded.search("épicerie", "Certification", 5)) == 2
    assert len(loaded.search("épicerie", "Certification", 1)) == 1


def test_nearest_orders_nodes_by_the_cosine_of_their_vectors(loaded: GraphStore) -> None:
    """Three vectors in the plane; the vector of an unknown key is left out."""
    vectors = np.array([[1, 0], [0.6, 0.8], [0, 1]], dtype=np.float32)
    assert loaded.nearest("Knowledge", vectors[0], 2) == []
    loaded.write_vectors("Knowledge", [BAKING, "502", "404"], vectors)
    found = loaded.nearest("Knowledge", vectors[0], 3)
    assert [node.key for node, _ in found] == [BAKING, "502"]
    assert [score for _, score in found] == pytest.approx([1.0, 0.6], abs=1e-5)
    assert [node.key for node, _ in loaded.nearest("Knowledge", vectors[2], 1)] == ["502"]


def test_vectors_are_not_among_the_properties_and_outlive_a_reload(
    loaded: GraphStore, referential: Referential
) -> None:
    """A node read back shows its properties alone; writing it again keeps its vector."""
    vectors = np.array([[1, 0]], dtype=np.float32)
    before = contents(loaded)
    loaded.write_vectors("Knowledge", [BAKING], vectors)
    assert contents(loaded) == before
    loaded.write_nodes(referential.nodes(NODE_KINDS["Knowledge"]), referential.stamp)
    assert [node.key for node, _ in loaded.nearest("Knowledge", vectors[0], 1)] == [BAKING]


def test_vectors_of_another_dimension_take_the_place_of_all_those_before(loaded: GraphStore) -> None:
    """Another encoder's: a node that it gives no vector is no longer found, even once the first encoder is back."""
    loaded.write_vectors("Knowledge", [BAKING, FLOURS], np.array([[1, 0], [0, 1]], dtype=np.float32))
    wide = np.array([[0, 0, 1]], dtype=np.float32)
    loaded.write_vectors("Knowledge", [BAKING], wide)
    assert [node.key for node, _ in loaded.nearest("Knowledge", wide[0], 5)] == [BAKING]
    flat = np.array([[0, 1]], dtype=np.float32)
    loaded.write_vectors("Knowledge", [BAKING], flat)
    assert [node.key for node, _ in loaded.nearest("Knowledge", flat[0], 5)] == [BAKING]


def test_matrices_cut_from_a_store_are_those_cut_from_the_snapshot(loaded: GraphStore, world: Snapshot) -> None:
    """Cell for cell, from the edges that the store gives back."""
    cut = Matrices.cut(world, edge_frames(loaded, "REQUIRES"), edge_frames(loaded, "CERTIFIES"))
    built = Matrices.build(world, unit_links())
    for name in ("requires", "certifies"):
        one, other = getattr(cut, name), getattr(built, name)
        assert one.dtype == other.dtype
        for part in ("data", "indices", "indptr"):
            assert np.array_equal(getattr(one, part), getattr(other, part))


def edge_frames(store: GraphStore, kind: str) -> list[EdgeFrame]:
    """Edges of a store as the frames they were written from."""
    of_kind = EDGE_KINDS[kind]
    grouped: dict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
    for edge in store.scan_edges(kind):
        row = {"start": edge.start.key, "end": edge.end.key, **edge.properties}
        grouped[edge.start.kind, edge.end.kind].append(row)
    return [EdgeFrame(of_kind, *ends, pl.DataFrame(rows)) for ends, rows in grouped.items()]


def test_edges_of_persons_are_not_among_those_walked_by_default() -> None:
    """A neighbourhood shows no holder unless the caller names their edges."""
    assert not {"HOLDS", "HAS_EXPERIENCE", "EVIDENCES"} & set(REFERENTIAL_KINDS)
