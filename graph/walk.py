"""Reading around a node, the same way over any store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.model import PERSONAL_EDGES, REFERENTIAL_EDGES, Edge, Node, NodeId
from graph.store import Direction, GraphStore

REFERENTIAL_KINDS = tuple(kind.name for kind in REFERENTIAL_EDGES)
PERSONAL_KINDS = tuple(kind.name for kind in PERSONAL_EDGES)

NEIGHBOURS = 500
"""Nodes of a neighbourhood unless the caller says otherwise: more can be neither read nor drawn."""


@dataclass(frozen=True)
class Neighbourhood:
    """Nodes around a centre, nearest first, and the edges met on the way; `cut` when the limit left some out."""

    centre: NodeId
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    cut: bool


def neighbourhood(
    store: GraphStore,
    centre: NodeId,
    *,
    depth: int = 1,
    limit: int | None = NEIGHBOURS,
    kinds: Sequence[str] = REFERENTIAL_KINDS,
    direction: Direction = "both",
) -> Neighbourhood | None:
    """Nodes within `depth` edges of a centre, the centre among them; None when the store lacks it.

    At most `limit` nodes are kept: nearest first, then by kind and key. Edges of persons are followed only
    when `kinds` names them. A node that is removed while this reads is left out, with its edges.
    """
    reached: dict[NodeId, None] = {centre: None}
    edges: dict[tuple[object, ...], Edge] = {}
    frontier, cut = [centre], False
    for _ in range(depth):
        met = store.edges(frontier, kinds, direction)
        fresh = sorted({node for edge in met for node in (edge.start, edge.end)} - reached.keys())
        room = len(fresh) if limit is None else max(limit - len(reached), 0)
        cut = cut or len(fresh) > room
        frontier = fresh[:room]
        reached.update(dict.fromkeys(frontier))
        edges.update((edge.sort_key, edge) for edge in met)
    nodes = store.nodes(reached)
    if centre not in nodes:
        return None
    kept = tuple(edges[key] for key in sorted(edges) if edges[key].start in nodes and edges[key].end in nodes)
    return Neighbourhood(centre, tuple(nodes[node] for node in reached if node in nodes), kept, cut)


@dataclass(frozen=True)
class Path:
    """A way from one node to another; a step is every edge between a node and the next, in any direction."""

    nodes: tuple[NodeId, ...]
    steps: tuple[tuple[Edge, ...], ...]


def paths(
    store: GraphStore,
    start: NodeId,
    end: NodeId,
    *,
    longest: int = 4,
    n: int = 10,
    kinds: Sequence[str] = REFERENTIAL_KINDS,
) -> list[Path]:
    """The first n of the shortest ways between two nodes, if they take at most `longest` edges."""
    return [
        Path(nodes, tuple(_between(store, a, b, kinds) for a, b in pairwise(nodes)))
        for nodes in store.shortest(start, end, kinds, longest, n)
    ]


def _between(store: GraphStore, a: NodeId, b: NodeId, kinds: Sequence[str]) -> tuple[Edge, ...]:
    return tuple(edge for edge in store.edges([a], kinds) if {edge.start, edge.end} == {a, b})
