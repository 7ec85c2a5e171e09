"""What a graph store does, whichever holds the graph; and the frames and answers that travel to and fro."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.model import Edge, EdgeKind, Node, NodeId, NodeKind

Direction = Literal["out", "in", "both"]
Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class NodeFrame:
    """Nodes of one kind; columns are its properties, the key among them. Those left out are null."""

    kind: NodeKind
    frame: pl.DataFrame

    def __post_init__(self) -> None:
        object.__setattr__(self, "frame", _complete(self.frame, self.kind.properties))

    def slice(self, start: int, length: int) -> Self:
        """Some of the rows."""
        return type(self)(self.kind, self.frame.slice(start, length))


@dataclass(frozen=True)
class EdgeFrame:
    """Edges of one kind between two kinds of nodes; columns `start`, `end` (keys) and the properties.

    Properties left out are null.
    """

    kind: EdgeKind
    start: str
    end: str
    frame: pl.DataFrame

    def __post_init__(self) -> None:
        object.__setattr__(self, "frame", _complete(self.frame, ("start", "end", *self.kind.properties)))

    def slice(self, start: int, length: int) -> Self:
        """Some of the rows."""
        return type(self)(self.kind, self.start, self.end, self.frame.slice(start, length))


@dataclass(frozen=True)
class Counts:
    """How many nodes and edges there are of each kind; kinds without any are absent."""

    nodes: Counter[str] = field(default_factory=Counter)
    edges: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class LoadState:
    """How far the load of a referential has come: rows of `stage` already written; no stage when finished."""

    stamp: str
    stage: str | None = None
    rows: int = 0


class GraphStore(Protocol):
    """A property graph that can be written in bulk, read around a node, walked and searched.

    Writing again what is there replaces its properties and adds nothing. Personal edges are walked only
    by a caller that names them among `kinds`.
    """

    def prepare(self) -> None:
        """Create what writing in bulk and searching rest on (constraints, indexes); a load begins with it.

        Nothing else asks for the right to change a server's schema, but `write_vectors`.
        """

    def write_nodes(self, nodes: NodeFrame, stamp: str | None = None) -> None:
        """Add or replace nodes, marked as written by the load `stamp`."""

    def write_edges(self, edges: EdgeFrame, stamp: str | None = None) -> int:
        """Add or replace edges; return how many were written: an edge without its two ends is not."""

    def counts(self) -> Counts:
        """Nodes and edges of each kind."""

    def nodes(self, ids: Collection[NodeId]) -> dict[NodeId, Node]:
        """Those of the named nodes that exist."""

    def edges(self, ids: Collection[NodeId], kinds: Sequence[str], direction: Direction = "both") -> list[Edge]:
        """Edges of some kinds that leave, enter or touch the named nodes; ordered, none twice."""

    def shortest(
        self, start: NodeId, end: NodeId, kinds: Sequence[str], longest: int, n: int
    ) -> list[tuple[NodeId, ...]]:
        """The first n, in order, of the shortest ways along edges of some kinds, in any direction.

        Each way is its nodes from start to end. None when it takes more than `longest` edges.
        """

    def search(self, text: str, kind: str, n: int) -> list[tuple[NodeId, float]]:
        """At most n nodes whose label shares words with a text (case and accents apart), best first."""

    def write_vectors(self, kind: str, keys: Sequence[str], vectors: Vectors) -> None:
        """Give nodes a vector each: (len(keys), d) float32, L2-normalised. Unknown keys are left out.

        The vectors of a kind have one dimension: those of another, which another encoder made, are all removed.
        """

    def nearest(self, kind: str, vector: Vectors, n: int) -> list[tuple[NodeId, float]]:
        """At most n nodes of a kind with their cosine to a vector (d,) float32, greatest first."""

    def scan_nodes(self, kind: str) -> Iterator[Node]:
        """Every node of a kind, ordered by key."""

    def scan_edges(self, kind: str) -> Iterator[Edge]:
        """Every edge of a kind, ordered by its ends."""

    def replace_holder(self, holder: str, nodes: Sequence[NodeFrame], edges: Sequence[EdgeFrame]) -> None:
        """Put nodes and edges in place of what there is of a holder, all of it or, on any error, nothing.

        Raises MissingNodesError when an edge leads to a node that is not there.
        """

    def remove_holder(self, holder: str) -> bool:
        """Remove a holder, the experiences and every edge of theirs; return whether there was one."""

    def remove_stale(self, stamp: str) -> Counts:
        """Remove what an earlier load wrote and the load `stamp` did not; return what was removed.

        A node that a holder's edge still points to is kept, with the stamp of the load that wrote it.
        """

    def state(self) -> LoadState | None:
        """How far the last load came; None when there was none."""

    def save_state(self, state: LoadState) -> None:
        """Remember how far a load has come."""

    def close(self) -> None:
        """Release what the store holds on to."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...


def ends_of(edges: Iterable[EdgeFrame]) -> set[NodeId]:
    """Nodes that edges join."""
    columns = [(kind, f.frame[end]) for f in edges for kind, end in ((f.start, "start"), (f.end, "end"))]
    return {NodeId(kind, key) for kind, keys in columns for key in keys}


def _complete(frame: pl.DataFrame, names: Iterable[str]) -> pl.DataFrame:
    columns = [name if name in frame.columns else pl.lit(None).alias(name) for name in names]
    return frame.select(columns)


def present(properties: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Properties that have a value."""
    return {name: value for name, value in properties if value is not None}
