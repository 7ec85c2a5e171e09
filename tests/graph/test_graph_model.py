"""The model as data agrees with the snapshot's tables, with itself and with the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.build import Referential
from graph.documentation import edge_table, node_table
from graph.model import EDGE_KINDS, NODE_KINDS, PASSPORT, REFERENTIAL_EDGES, Edge, EdgeKind, NodeId
from graph.views import source_rows
from tests.support.graph_world import BAKER, CASHIER, SHOP, unit_links

PAGE = Path(__file__).parents[2] / "docs" / "graph.md"


@pytest.mark.parametrize("kind", EDGE_KINDS.values(), ids=lambda kind: kind.name)
def test_every_route_joins_kinds_that_exist_from_columns_that_exist(kind: EdgeKind, referential: Referential) -> None:
    """Source, columns, filter and properties of each pair of ends are real."""
    for ends in kind.ends:
        assert {ends.start, ends.end} <= NODE_KINDS.keys()
        if ends.source == PASSPORT:
            continue
        columns = set(source_rows(ends.source, referential.snapshot, unit_links()).columns)
        assert {ends.start_column, ends.end_column, *kind.properties} <= columns
        assert ends.where is None or ends.where[0] in columns
    assert kind.key is None or kind.key in kind.properties


def test_every_route_of_the_small_world_but_four_makes_an_edge(referential: Referential) -> None:
    """The tests' snapshot exercises the whole model; the others are items that no unit of their kind confers."""
    empty = {
        f"{ends.start}-{kind.name}->{ends.end}"
        for kind in REFERENTIAL_EDGES
        for ends in kind.ends
        if referential.edges(kind, ends)[0].frame.is_empty()
    }
    assert empty == {
        "Bloc-CERTIFIES->MacroCompetency", "Certification-CERTIFIES->Competency",
        "Certification-CERTIFIES->MacroCompetency", "Certification-CERTIFIES->Knowledge",
    }  # fmt: skip


def test_a_personal_edge_has_a_person_at_its_start() -> None:
    """And a referential one touches none."""
    for kind in EDGE_KINDS.values():
        for ends in kind.ends:
            assert NODE_KINDS[ends.start].personal == kind.personal
            assert kind.personal or not NODE_KINDS[ends.end].personal


def test_an_edge_sorts_by_kind_ends_and_key() -> None:
    """The key tells parallel edges apart."""
    a, b = NodeId("Certification", SHOP), NodeId("Certification", "RNCP2000")
    first, second = (Edge("EQUIVALENT_TO", a, b, {"scope": scope}) for scope in ("x", "y"))
    assert first.sort_key < second.sort_key
    assert Edge("MOVES_TO", NodeId("Occupation", CASHIER), NodeId("Occupation", BAKER), {"rank": 1}).sort_key[3] == ""


def test_the_documentation_lists_exactly_the_kinds_of_the_model() -> None:
    """The tables of docs/graph.md are those that graph.documentation writes."""
    page = PAGE.read_text(encoding="utf-8")
    assert node_table() in page
    assert edge_table() in page
