"""The embedded store: the whole graph in the memory of the process, in a networkx multigraph."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any, Self

import networkx as nx
import numpy as np
import polars as pl

from graph.build import Referential
from graph.errors import MissingNodesError
from graph.load import load
from graph.model import EDGE_KINDS, NODE_KINDS, PERSONAL_EDGES, STAMP, Edge, Node, NodeId
from graph.store import Counts, Direction, EdgeFrame, LoadState, NodeFrame, Vectors, ends_of
from graph.stores.shortest import shortest_ways
from graph.stores.word_index import WordIndex

Key = tuple[str, Any]
"""Key of an edge in the multigraph: its kind, and what tells it from parallel ones (None if nothing does)."""


class NetworkxStore:
    """A GraphStore in memory. Reading from several threads is safe once it is written."""

    def __init__(self) -> None:
        self.graph = nx.MultiDiGraph()
        self._ids: dict[str, dict[str, NodeId]] = {kind: {} for kind in NODE_KINDS}
        self._words: dict[str, WordIndex] = {}
        self._vectors: dict[str, dict[str, Vectors]] = {}
        self._state: LoadState | None = None

    @classmethod
    def build(cls, referential: Referential) -> Self:
        """Load a referential into a new store."""
        store = cls()
        with _without_collector():
            load(store, referential, batch=None)
        return store

    def prepare(self) -> None:
        """See GraphStore; memory needs no preparing."""

    def write_nodes(self, nodes: NodeFrame, stamp: str | None = None) -> None:
        """See GraphStore."""
        kind, known, graph = nodes.kind, self._ids[nodes.kind.name], self.graph
        keys = nodes.frame[kind.key].to_list()
        for key, properties in zip(keys, _properties(nodes.frame, nodes.frame.columns, stamp), strict=True):
            node_id = known.get(key)
            if node_id is None:
                node_id = known[key] = NodeId(kind.name, key)
            else:
                graph.nodes[node_id].clear()
            graph.add_node(node_id, **properties)
        self._words.pop(kind.name, None)

    def write_edges(self, edges: EdgeFrame, stamp: str | None = None) -> int:
        """See GraphStore."""
        name, frame, add_edge = edges.kind.name, edges.frame, self.graph.add_edge
        starts = map(self._ids[edges.start].get, frame["start"].to_list())
        ends = map(self._ids[edges.end].get, frame["end"].to_list())
        apart = frame[edges.kind.key].to_list() if edges.kind.key else repeat(None, frame.height)
        keys = zip(repeat(name), apart, strict=False)
        emptied = [name for name in edges.kind.properties if frame[name].null_count()]
        written = 0
        rows = zip(starts, ends, keys, _properties(frame, frame.columns[2:], stamp), strict=True)
        for start, end, key, properties in rows:
            if start is not None and end is not None:
                add_edge(start, end, key, **properties)
                written += 1
                for name in emptied:
                    if name not in properties:
                        self.graph.edges[start, end, key].pop(name, None)
        return written

    def counts(self) -> Counts:
        """See GraphStore."""
        edges = Counter(kind for _, _, (kind, _) in self.graph.edges(keys=True))
        return Counts(Counter({kind: len(ids) for kind, ids in self._ids.items() if ids}), edges)

    def nodes(self, ids: Collection[NodeId]) -> dict[NodeId, Node]:
        """See GraphStore."""
        return {i: Node(i, dict(self.graph.nodes[i])) for i in ids if i in self.graph}

    def edges(self, ids: Collection[NodeId], kinds: Sequence[str], direction: Direction = "both") -> list[Edge]:
        """See GraphStore."""
        wanted, found = frozenset(kinds), {}
        for here in ids:
            if here in self.graph:
                for edge in self._touching(here, wanted, direction):
                    found[edge.sort_key] = edge
        return [found[key] for key in sorted(found)]

    def shortest(
        self, start: NodeId, end: NodeId, kinds: Sequence[str], longest: int, n: int
    ) -> list[tuple[NodeId, ...]]:
        """See GraphStore."""
        if start == end or start not in self.graph or end not in self.graph:
            return []
        wanted = frozenset(kinds)

        def neighbours(here: NodeId) -> set[NodeId]:
            leaving, entering = self.graph.out_edges(here, keys=True), self.graph.in_edges(here, keys=True)
            ends = {end for _, end, key in leaving if key[0] in wanted}
            return ends | {begin for begin, _, key in entering if key[0] in wanted}

        return shortest_ways(start, end, neighbours, longest, n)

    def search(self, text: str, kind: str, n: int) -> list[tuple[NodeId, float]]:
        """See GraphStore."""
        if NODE_KINDS[kind].personal:
            return []
        if kind not in self._words:
            self._words[kind] = WordIndex.of(self.scan_nodes(kind))
        return self._words[kind].search(text, n)

    def write_vectors(self, kind: str, keys: Sequence[str], vectors: Vectors) -> None:
        """See GraphStore."""
        known = self._ids[kind]
        rows = self._vectors.setdefault(kind, {})
        if rows and next(iter(rows.values())).shape != vectors.shape[1:]:
            rows.clear()
        rows.update((key, vector) for key, vector in zip(keys, vectors, strict=True) if key in known)

    def nearest(self, kind: str, vector: Vectors, n: int) -> list[tuple[NodeId, float]]:
        """See GraphStore."""
        rows = self._vectors.get(kind)
        if not rows:
            return []
        keys = sorted(rows)
        cosines = np.stack([rows[key] for key in keys]) @ vector
        return [(self._ids[kind][keys[i]], float(cosines[i])) for i in np.argsort(-cosines, kind="stable")[:n]]

    def scan_nodes(self, kind: str) -> Iterator[Node]:
        """See GraphStore."""
        ids = self._ids[kind]
        return (Node(ids[key], dict(self.graph.nodes[ids[key]])) for key in sorted(ids))

    def scan_edges(self, kind: str) -> Iterator[Edge]:
        """See GraphStore."""
        starts = dict.fromkeys(ends.start for ends in EDGE_KINDS[kind].ends)
        for start in sorted(starts):
            for key in sorted(self._ids[start]):
                yield from self.edges([self._ids[start][key]], [kind], "out")

    def replace_holder(self, holder: str, nodes: Sequence[NodeFrame], edges: Sequence[EdgeFrame]) -> None:
        """See GraphStore."""
        written = {NodeId(some.kind.name, key) for some in nodes for key in some.frame[some.kind.key]}
        if missing := sorted(ends_of(edges) - written - self.graph.nodes.keys()):
            raise MissingNodesError(tuple(missing))
        self.remove_holder(holder)
        for some in nodes:
            self.write_nodes(some)
        for frame in edges:
            self.write_edges(frame)

    def remove_holder(self, holder: str) -> bool:
        """See GraphStore."""
        here = self._ids["Holder"].get(holder)
        if here is None:
            return False
        experiences = [end for _, end, (kind, _) in self.graph.out_edges(here, keys=True) if kind == "HAS_EXPERIENCE"]
        self._forget([here, *experiences])
        return True

    def remove_stale(self, stamp: str) -> Counts:
        """See GraphStore."""
        graph, personal = self.graph, {kind.name for kind in PERSONAL_EDGES}
        edges = [(u, v, k) for u, v, k, mark in graph.edges(keys=True, data=STAMP) if mark not in (None, stamp)]
        graph.remove_edges_from(edges)
        nodes = [
            node
            for node, mark in graph.nodes(data=STAMP)
            if mark not in (None, stamp) and not any(k[0] in personal for _, _, k in graph.in_edges(node, keys=True))
        ]
        self._forget(nodes)
        return Counts(Counter(node.kind for node in nodes), Counter(kind for _, _, (kind, _) in edges))

    def state(self) -> LoadState | None:
        """See GraphStore."""
        return self._state

    def save_state(self, state: LoadState) -> None:
        """See GraphStore."""
        self._state = state

    def close(self) -> None:
        """See GraphStore; the memory goes with the object."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _touching(self, here: NodeId, kinds: frozenset[str], direction: Direction) -> Iterator[Edge]:
        if direction != "in":
            for _, end, key, data in self.graph.out_edges(here, keys=True, data=True):
                if key[0] in kinds:
                    yield Edge(key[0], here, end, dict(data))
        if direction != "out":
            for start, _, key, data in self.graph.in_edges(here, keys=True, data=True):
                if key[0] in kinds:
                    yield Edge(key[0], start, here, dict(data))

    def _forget(self, nodes: Collection[NodeId]) -> None:
        self.graph.remove_nodes_from(nodes)
        for kind, key in nodes:
            del self._ids[kind][key]
            self._vectors.get(kind, {}).pop(key, None)
            self._words.pop(kind, None)


def _properties(frame: pl.DataFrame, names: Sequence[str], stamp: str | None) -> Iterable[dict[str, Any]]:
    """Properties of each row that have a value, and the stamp if there is one."""
    columns = [frame[name].to_list() for name in names]
    if stamp:
        names, columns = [*names, STAMP], [*columns, [stamp] * frame.height]
    if not columns:
        return repeat({}, frame.height)
    rows = zip(*columns, strict=True)
    if any(frame.null_count().row(0)):
        return ({name: value for name, value in zip(names, row, strict=True) if value is not None} for row in rows)
    return (dict(zip(names, row, strict=True)) for row in rows)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the garbage collector: a build makes millions of objects and no cycle, scanning them is waste."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
