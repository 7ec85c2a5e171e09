"""A holder's passport in the graph, in every store: written, read back, replaced, removed whole."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.build import Referential
from graph.errors import IncompleteHolderError, MissingNodesError
from graph.holder import HolderEvidence, HolderGraph, HolderRecord, InferredItem, read_holder, write_holder
from graph.load import load
from graph.model import NODE_KINDS, NodeId
from graph.store import GraphStore, NodeFrame
from graph.walk import neighbourhood
from referentials.snapshot import Snapshot
from tests.support.errors import refused
from tests.support.graph_world import DIPLOMA, DOUGH, JOB, LOU, SERVE, SHOP, TILL

ANA = HolderGraph("ana", (HolderRecord("r1", "volunteering", "Four du village"),), LOU.items[2:])


def test_a_holder_is_read_back_as_written(loaded: GraphStore) -> None:
    """Records, dates, items, evidence and their order are identical, beside another holder's."""
    write_holder(loaded, LOU)
    write_holder(loaded, ANA)
    assert read_holder(loaded, "lou") == LOU
    assert read_holder(loaded, "ana") == ANA
    assert read_holder(loaded, "nobody") is None


def test_a_removed_holder_leaves_nothing_behind(loaded: GraphStore) -> None:
    """Counts are those before; the other holder is untouched; removing again says there was none."""
    write_holder(loaded, ANA)
    before = loaded.counts()
    write_holder(loaded, LOU)
    assert loaded.counts() != before
    assert loaded.remove_holder("lou")
    assert loaded.counts() == before
    assert read_holder(loaded, "lou") is None
    assert read_holder(loaded, "ana") == ANA
    assert not loaded.remove_holder("lou")


def test_writing_a_holder_again_replaces_what_was_there(loaded: GraphStore) -> None:
    """Records and items that are no longer in the passport leave the graph."""
    write_holder(loaded, LOU)
    fewer = HolderGraph("lou", LOU.records[:1], LOU.items[1:2])
    write_holder(loaded, fewer)
    assert read_holder(loaded, "lou") == fewer
    assert loaded.counts().nodes["Experience"] == 1


def test_a_holder_naming_unknown_codes_is_refused_and_the_old_one_kept(loaded: GraphStore) -> None:
    """The error lists what the graph lacks and says what to do."""
    write_holder(loaded, LOU)
    unknown = NodeId("Competency", "404")
    with refused(MissingNodesError, r"Competency 404.*acquis graph load") as caught:
        write_holder(loaded, HolderGraph("lou", (), (InferredItem(unknown, 0.5, 0.0),)))
    assert isinstance(caught.value, MissingNodesError)
    assert caught.value.missing == (unknown,)
    assert read_holder(loaded, "lou") == LOU


def test_a_holder_of_whom_something_was_lost_is_not_read_as_if_whole(loaded: GraphStore) -> None:
    """What no longer fits its digest is an error that names the remedy, not a passport with less in it."""
    write_holder(loaded, LOU)
    digest = {row.id: row.properties["digest"] for row in loaded.scan_nodes("Holder")}[NodeId("Holder", "lou")]
    loaded.write_nodes(NodeFrame(NODE_KINDS["Holder"], pl.DataFrame({"id": ["lou"], "digest": [digest[::-1]]})))
    with refused(IncompleteHolderError, r"lou.*à nouveau"):
        read_holder(loaded, "lou")


def test_the_neighbourhood_of_a_competency_does_not_show_who_holds_it(loaded: GraphStore) -> None:
    """Persons are reached only by who asks for their edges."""
    write_holder(loaded, LOU)
    around = neighbourhood(loaded, NodeId("Competency", TILL), depth=3)
    assert around is not None
    assert not {"Holder", "Experience"} & {node.id.kind for node in around.nodes}


def test_a_new_snapshot_keeps_holders_and_what_they_point_to(
    loaded: GraphStore, referential: Referential, world_without_dough: Snapshot
) -> None:
    """A competency that left the referential stays while somebody holds it, and goes with them."""
    dough = NodeId("Competency", DOUGH)
    holder = HolderGraph("lou", (JOB,), (InferredItem(dough, 0.5, 0.0, (HolderEvidence("r1", "x", "y", 0.5),)),))
    write_holder(loaded, holder)
    load(loaded, Referential(world_without_dough))
    assert read_holder(loaded, "lou") == holder
    assert loaded.nodes([dough])[dough].properties["snapshot"] == referential.stamp
    loaded.remove_holder("lou")
    assert loaded.remove_stale(Referential(world_without_dough).stamp).nodes == {"Competency": 1}
    assert dough not in loaded.nodes([dough])


@pytest.mark.parametrize(
    ("records", "items"),
    [((JOB, JOB), ()), ((), LOU.items[2:] * 2), ((DIPLOMA,), LOU.items[1:2])],
    ids=["a record twice", "an item twice", "evidence of no record"],
)
def test_a_holder_that_contradicts_itself_cannot_be_made(
    records: tuple[HolderRecord, ...], items: tuple[InferredItem, ...]
) -> None:
    """Rather than losing an edge in silence."""
    with pytest.raises(ValueError, match="record"):
        HolderGraph("lou", records, items)


def test_texts_of_a_person_are_in_no_repr() -> None:
    """A traceback or a log line that shows the objects shows no title and no sentence."""
    shown = repr(LOU)
    assert "Lou" not in shown
    assert "monnaie" not in shown


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=20)
probabilities = st.floats(0, 1)
days = st.none() | st.dates()
held = st.none() | st.sampled_from([NodeId("Certification", SHOP), NodeId("Bloc", f"{SHOP}BC01")])
records = st.lists(
    st.builds(HolderRecord, texts, texts, texts, days, days, st.booleans(), held),
    min_size=1, max_size=4, unique_by=lambda record: record.id,
)  # fmt: skip
ITEMS = [NodeId("Competency", TILL), NodeId("Competency", DOUGH), NodeId("MacroCompetency", SERVE)]


@st.composite
def holders(draw: st.DrawFn) -> HolderGraph:
    """Any holder whose evidence names records of the passport and items of the small world."""
    found = draw(records)
    why = st.builds(HolderEvidence, st.sampled_from([r.id for r in found]), st.none() | texts, texts, probabilities)
    item = st.builds(
        InferredItem, st.sampled_from(ITEMS), probabilities, probabilities, st.lists(why, max_size=3).map(tuple)
    )
    items = draw(st.lists(item, max_size=3, unique_by=lambda i: i.item))
    return HolderGraph(draw(texts), tuple(found), tuple(items))


@given(holders=st.lists(holders(), min_size=1, max_size=3, unique_by=lambda h: h.id))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_holders_go_in_and_out_unchanged(loaded: GraphStore, holders: list[HolderGraph]) -> None:
    """Several holders at once are read back equal and removed without a trace."""
    before = loaded.counts()
    for holder in holders:
        write_holder(loaded, holder)
    assert [read_holder(loaded, holder.id) for holder in holders] == holders
    assert all(loaded.remove_holder(holder.id) for holder in holders)
    assert loaded.counts() == before
