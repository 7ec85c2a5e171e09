"""The shared store: a Neo4j server, or one that speaks its protocol, through the official driver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Any, Self

import numpy as np
import polars as pl

from graph.errors import MissingNodesError
from graph.model import (
    EDGE_KINDS,
    NODE_KINDS,
    PERSONAL_EDGES,
    REFERENTIAL_EDGES,
    REFERENTIAL_NODES,
    STAMP,
    Edge,
    Node,
    NodeId,
    NodeKind,
)
from graph.store import Counts, Direction, EdgeFrame, LoadState, NodeFrame, Vectors, ends_of, present
from graph.stores.bolt import PATIENCE, Bolt, Run
from graph.stores.queries import query
from graph.stores.schema_dialect import WORDS, Neo4jDialect, SchemaDialect, text_index, vector_index
from referentials.text import words

_PAGE = 2_000
"""Nodes read in one go when scanning."""

_REMOVED_AT_ONCE = 10_000
"""Stale nodes or edges removed in one transaction."""

_TYPES_OF_PERSONS = "|".join(kind.name for kind in PERSONAL_EDGES)
_LABELS = list(NODE_KINDS)
"""Parameter of queries that give back the kind of a node: it may have labels of others beside the model's."""


class Neo4jStore:
    """A GraphStore on a server. Open it with `connect`; close it, or use it in a `with` block."""

    def __init__(self, bolt: Bolt, dialect: SchemaDialect) -> None:
        self.bolt, self.dialect = bolt, dialect

    @classmethod
    def connect(
        cls, uri: str, user: str, password: str, *,
        database: str | None = None, dialect: SchemaDialect | None = None, patience: float = PATIENCE,
    ) -> Self:  # fmt: skip
        """Connect to a server; nothing is created there, so the right to read is enough for who only reads.

        A server that does not answer is tried again for `patience` seconds. Raises StoreError when it is
        out of reach or refuses the credentials.
        """
        return cls(Bolt.connect(uri, user, password, database, patience), dialect or Neo4jDialect())

    def prepare(self) -> None:
        """See GraphStore; what is there already is left as it is."""
        self.dialect.create(self.bolt.write)

    def write_nodes(self, nodes: NodeFrame, stamp: str | None = None) -> None:
        """See GraphStore."""
        _put_nodes(self.bolt.write, nodes, stamp)

    def write_edges(self, edges: EdgeFrame, stamp: str | None = None) -> int:
        """See GraphStore."""
        return _put_edges(self.bolt.write, edges, stamp)

    def counts(self) -> Counts:
        """See GraphStore."""
        nodes = {r["kind"]: r["n"] for r in self._read("count_nodes", labels=_LABELS)}
        edges = {r["kind"]: r["n"] for r in self._read("count_edges") if r["kind"] in EDGE_KINDS}
        return Counts(Counter(nodes), Counter(edges))

    def nodes(self, ids: Collection[NodeId]) -> dict[NodeId, Node]:
        """See GraphStore."""
        return _nodes(self.bolt.read, ids)

    def edges(self, ids: Collection[NodeId], kinds: Sequence[str], direction: Direction = "both") -> list[Edge]:
        """See GraphStore."""
        if not kinds:
            return []
        ways = [way for way in ("out", "in") if direction in (way, "both")]
        found: dict[tuple[object, ...], Edge] = {}
        for kind, keys in _by_kind(ids):
            for way in ways:
                names = {"label": kind.name, "key": kind.key, "types": "|".join(kinds)}
                for record in self._read(f"edges_{way}", keys=keys, labels=_LABELS, **names):
                    if record["kind"] and record["other_kind"]:  # else removed while read, or of another application
                        edge = _edge(record, kind.name, outward=way == "out")
                        found[edge.sort_key] = edge
        return [found[key] for key in sorted(found)]

    def shortest(
        self, start: NodeId, end: NodeId, kinds: Sequence[str], longest: int, n: int
    ) -> list[tuple[NodeId, ...]]:
        """See GraphStore."""
        if start == end or not kinds:
            return []
        names = {"start": start.kind, "start_key": NODE_KINDS[start.kind].key,
                 "end": end.kind, "end_key": NODE_KINDS[end.kind].key, "types": "|".join(kinds)}  # fmt: skip
        text = query("shortest", **names, longest=longest)
        found = self.bolt.read(text, start=start.key, end=end.key, n=n, labels=_LABELS)
        return [tuple(NodeId(*node) for node in record["way"]) for record in found]

    def search(self, text: str, kind: str, n: int) -> list[tuple[NodeId, float]]:
        """See GraphStore."""
        sought = " ".join(words(text))
        if not sought or NODE_KINDS[kind].personal:
            return []
        found = self._read("search", index=text_index(kind), words=sought, n=n, key=NODE_KINDS[kind].key)
        return [(NodeId(kind, record["key"]), record["score"]) for record in found]

    def write_vectors(self, kind: str, keys: Sequence[str], vectors: Vectors) -> None:
        """See GraphStore."""
        node_kind, dimension = NODE_KINDS[kind], vectors.shape[1]
        if [record["dimension"] for record in self._read("dimension", kind=kind)] != [dimension]:
            self._forget_vectors(node_kind)
        self.dialect.create_vector_index(self.bolt.write, node_kind, dimension)
        self.bolt.write(query("save_dimension"), kind=kind, dimension=dimension)
        text = query("write_vectors", label=kind, key=node_kind.key)
        for at in range(0, len(keys), _PAGE):
            lists = vectors[at : at + _PAGE].astype(np.float64).tolist()
            rows = [{"key": k, "vector": v} for k, v in zip(keys[at : at + _PAGE], lists, strict=True)]
            self.bolt.write(text, rows=rows)

    def nearest(self, kind: str, vector: Vectors, n: int) -> list[tuple[NodeId, float]]:
        """See GraphStore; the servers score (1 + cosine) / 2, through an approximate index."""
        if not self._read("dimension", kind=kind):
            return []
        given = vector.astype(np.float64).tolist()
        found = self._read("nearest", index=vector_index(kind), n=n, vector=given, key=NODE_KINDS[kind].key)
        return [(NodeId(kind, record["key"]), 2 * record["score"] - 1) for record in found]

    def scan_nodes(self, kind: str) -> Iterator[Node]:
        """See GraphStore."""
        after, key = "", NODE_KINDS[kind].key
        while page := self._read("scan_nodes", after=after, n=_PAGE, label=kind, key=key):
            for record in page:
                yield Node(NodeId(kind, record["key"]), present(record["properties"].items()))
            after = page[-1]["key"]

    def scan_edges(self, kind: str) -> Iterator[Edge]:
        """See GraphStore."""
        for start in sorted({ends.start for ends in EDGE_KINDS[kind].ends}):
            after, key = "", NODE_KINDS[start].key
            while page := self._read("scan_keys", after=after, n=_PAGE, label=start, key=key):
                yield from self.edges([NodeId(start, record["key"]) for record in page], [kind], "out")
                after = page[-1]["key"]

    def replace_holder(self, holder: str, nodes: Sequence[NodeFrame], edges: Sequence[EdgeFrame]) -> None:
        """See GraphStore; one transaction, which waits for another that replaces the same holder."""

        def replace(run: Run) -> None:
            run(query("lock_holder"), holder=holder)
            run(query("remove_experiences"), holder=holder)
            run(query("remove_holdings"), holder=holder)
            for some in nodes:
                _put_nodes(run, some, None)
            if sum(_put_edges(run, some, None) for some in edges) < sum(some.frame.height for some in edges):
                ends = ends_of(edges)
                raise MissingNodesError(tuple(sorted(ends - _nodes(run, ends).keys())))

        self.bolt.together(replace)

    def remove_holder(self, holder: str) -> bool:
        """See GraphStore; one transaction."""
        return self.bolt.together(lambda run: _remove_holder(run, holder))

    def remove_stale(self, stamp: str) -> Counts:
        """See GraphStore; a transaction for each few thousand."""
        edges = {
            kind.name: self._drain(query("remove_stale_edges", type=kind.name), stamp=stamp)
            for kind in REFERENTIAL_EDGES
        }
        nodes = {
            kind.name: self._drain(query("remove_stale_nodes", label=kind.name, types=_TYPES_OF_PERSONS), stamp=stamp)
            for kind in REFERENTIAL_NODES
        }
        return Counts(+Counter(nodes), +Counter(edges))

    def state(self) -> LoadState | None:
        """See GraphStore."""
        found = self._read("state")
        return LoadState(**found[0].data()) if found else None

    def save_state(self, state: LoadState) -> None:
        """See GraphStore."""
        self.bolt.write(query("save_state"), stamp=state.stamp, stage=state.stage, rows=state.rows)

    def close(self) -> None:
        """Close the connections."""
        self.bolt.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _read(self, name: str, **given: Any) -> list[Any]:
        """Run a query of `graph/stores/cypher`; arguments that name a place fill it, the others are parameters."""
        places = {place: given.pop(place) for place in ("label", "key", "types") if place in given}
        return self.bolt.read(query(name, **places), **given)

    def _forget_vectors(self, kind: NodeKind) -> None:
        self.dialect.drop_vector_index(self.bolt.write, kind)
        self._drain(query("remove_vectors", label=kind.name))

    def _drain(self, text: str, **given: str) -> int:
        total = 0
        while removed := int(self.bolt.write(text, n=_REMOVED_AT_ONCE, **given)[0]["n"]):
            total += removed
        return total


def _nodes(run: Run, ids: Collection[NodeId]) -> dict[NodeId, Node]:
    found = {
        NodeId(kind.name, record["key"]): record["properties"]
        for kind, keys in _by_kind(ids)
        for record in run(query("nodes", label=kind.name, key=kind.key), keys=keys)
    }
    return {i: Node(i, present(found[i].items())) for i in ids if i in found}


def _put_nodes(run: Run, nodes: NodeFrame, stamp: str | None) -> None:
    kind = nodes.kind
    rows = nodes.frame.to_dicts()
    if not kind.personal:
        for row in rows:
            row[WORDS] = " ".join(words(row[kind.label] or ""))
    run(query("write_nodes", label=kind.name, key=kind.key), rows=rows, stamp=stamp)


def _put_edges(run: Run, edges: EdgeFrame, stamp: str | None) -> int:
    rows = edges.frame.select("start", "end", data=_data(edges)).to_dicts()
    ends = {
        "start": edges.start, "start_key": NODE_KINDS[edges.start].key,
        "end": edges.end, "end_key": NODE_KINDS[edges.end].key,
    }  # fmt: skip
    name, key = ("write_keyed_edges", edges.kind.key) if edges.kind.key else ("write_edges", "id")
    found = run(query(name, **ends, type=edges.kind.name, key=key), rows=rows, stamp=stamp)
    return int(found[0]["n"])


def _remove_holder(run: Run, holder: str) -> bool:
    run(query("remove_experiences"), holder=holder)
    return int(run(query("remove_holder"), holder=holder)[0]["n"]) > 0


def _data(edges: EdgeFrame) -> pl.Expr:
    """Properties of an edge as one map; the stamp's place stands in where the kind has none."""
    names = list(edges.kind.properties)
    return pl.struct(names) if names else pl.struct(pl.lit(None).alias(STAMP))


def _by_kind(ids: Collection[NodeId]) -> Iterator[tuple[NodeKind, list[str]]]:
    for kind, group in groupby(sorted(ids), key=lambda node: node.kind):
        yield NODE_KINDS[kind], [node.key for node in group]


def _edge(record: Any, kind: str, *, outward: bool) -> Edge:
    here, there = NodeId(kind, record["key"]), NodeId(record["other_kind"], record["other_key"])
    start, end = (here, there) if outward else (there, here)
    return Edge(record["kind"], start, end, present(record["properties"].items()))
