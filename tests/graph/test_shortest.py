"""Shortest ways found from both ends are those networkx finds."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.model import NodeId
from graph.stores.shortest import shortest_ways

NODES = [NodeId("Occupation", str(i)) for i in range(9)]
pairs = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES))


@given(edges=st.lists(pairs, max_size=25), ends=pairs.filter(lambda p: p[0] != p[1]), longest=st.integers(0, 6))
def test_ways_are_all_the_shortest_in_order(
    edges: list[tuple[NodeId, NodeId]], ends: tuple[NodeId, NodeId], longest: int
) -> None:
    """On any small graph, loops included, and no longer than allowed."""
    graph = nx.Graph(edges)
    graph.add_nodes_from(NODES)
    expected: list[tuple[NodeId, ...]] = []
    if nx.has_path(graph, *ends):
        found = sorted(map(tuple, nx.all_shortest_paths(graph, *ends)))
        expected = found if len(found[0]) - 1 <= longest else []
    assert shortest_ways(*ends, lambda node: set(graph[node]), longest, 1000) == expected
    assert shortest_ways(*ends, lambda node: set(graph[node]), longest, 2) == expected[:2]
