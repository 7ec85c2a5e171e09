"""The part of a referential around one node, for who wants to see it without building the whole graph."""

from __future__ import annotations

from collections import defaultdict

from graph.build import Referential
from graph.model import NODE_KINDS, REFERENTIAL_EDGES, NodeId
from graph.store import EdgeFrame, NodeFrame
from graph.stores.embedded import NetworkxStore

Keys = dict[str, set[str]]


def around(referential: Referential, centre: NodeId, depth: int = 1) -> NetworkxStore:
    """Store with every node within `depth` edges of a centre and the edges on the way.

    A neighbourhood read from it, of this depth or less, equals the one of the whole graph.
    """
    reached: Keys = defaultdict(set, {centre.kind: {centre.key}})
    frontier: Keys = {centre.kind: {centre.key}}
    met: list[EdgeFrame] = []
    for _ in range(depth):
        found = _edges(referential, frontier)
        met += found
        frontier = _fresh(found, reached)
        for kind, keys in frontier.items():
            reached[kind] |= keys
    store = NetworkxStore()
    for kind, keys in reached.items():
        nodes = referential.nodes(NODE_KINDS[kind])
        kept = nodes.frame.filter(nodes.frame[nodes.kind.key].is_in(list(keys)))
        store.write_nodes(NodeFrame(nodes.kind, kept), referential.stamp)
    for edges in met:
        store.write_edges(edges, referential.stamp)
    return store


def _edges(referential: Referential, frontier: Keys) -> list[EdgeFrame]:
    return [
        referential.edges(kind, ends, frontier)[0]
        for kind in REFERENTIAL_EDGES
        for ends in kind.ends
        if ends.start in frontier or ends.end in frontier
    ]


def _fresh(found: list[EdgeFrame], reached: Keys) -> Keys:
    fresh: Keys = defaultdict(set)
    for edges in found:
        for kind, column in ((edges.start, "start"), (edges.end, "end")):
            fresh[kind].update(set(edges.frame[column]) - reached[kind])
    return fresh
