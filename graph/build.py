"""From a snapshot to nodes and edges: frames in a fixed order, one for each kind of node and pair of ends."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from graph.model import EDGE_KINDS, NODE_KINDS, REFERENTIAL_EDGES, REFERENTIAL_NODES, EdgeKind, Ends, NodeId, NodeKind
from graph.store import EdgeFrame, NodeFrame
from graph.views import no_links, one_of_each, source_rows
from referentials.snapshot import Snapshot


@dataclass(frozen=True)
class Referential:
    """A snapshot seen as a graph; `unit_links` are what a matcher read in the blocs and the RS (graph.views)."""

    snapshot: Snapshot
    unit_links: pl.DataFrame = field(default_factory=no_links)
    _frames: dict[str, pl.DataFrame] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def stamp(self) -> str:
        """Identity of this content: the snapshot's id, and the hash of the unit links when there are some."""
        if self.unit_links.is_empty():
            return self.snapshot.id
        rows = self._links.sort("unit", "item").write_csv()
        return f"{self.snapshot.id}+{hashlib.sha256(rows.encode()).hexdigest()[:8]}"

    def stages(self) -> list[Stage]:
        """Every kind of node, then every ends of every kind of edge."""
        nodes = [Stage(self, kind) for kind in REFERENTIAL_NODES]
        return nodes + [Stage(self, kind, ends) for kind in REFERENTIAL_EDGES for ends in kind.ends]

    def nodes(self, kind: NodeKind) -> NodeFrame:
        """All nodes of a kind, ordered by key."""
        columns = [_property(name, kind_of) for name, kind_of in kind.properties.items()]
        frame = self._rows(kind.source).select(columns).unique(kind.key, keep="first").sort(kind.key)
        return NodeFrame(kind, frame)

    def edges(
        self, kind: EdgeKind, ends: Ends, touching: Mapping[str, Collection[str]] | None = None
    ) -> tuple[EdgeFrame, int]:
        """All edges between two kinds of nodes that exist, ordered; and how many rows name an end that does not.

        `touching`: only edges with an end among these keys, by kind of node.
        """
        rows = self._rows(ends.source)
        if ends.where:
            rows = rows.filter(pl.col(ends.where[0]) == ends.where[1])
        properties = [_property(name, kind_of) for name, kind_of in kind.properties.items()]
        given = rows.select(
            pl.col(ends.start_column).alias("start"), pl.col(ends.end_column).alias("end"), *properties
        ).drop_nulls(["start", "end"])
        if touching is not None:
            sought = (("start", touching.get(ends.start, ())), ("end", touching.get(ends.end, ())))
            given = given.filter(pl.any_horizontal(pl.col(end).is_in(list(keys)) for end, keys in sought))
        if kind.key:
            given = given.with_columns(pl.col(kind.key).fill_null(""))
        frame = given.join(self._keys(ends.start, "start"), on="start", how="semi").join(
            self._keys(ends.end, "end"), on="end", how="semi"
        )
        identity = ["start", "end", *([kind.key] if kind.key else [])]
        return EdgeFrame(kind, ends.start, ends.end, frame.sort(identity)), given.height - frame.height

    def along(self, kind: str) -> list[EdgeFrame]:
        """All edges of a kind, a frame for each pair of kinds that it joins."""
        return [self.edges(EDGE_KINDS[kind], ends)[0] for ends in EDGE_KINDS[kind].ends]

    def find(self, key: str) -> list[NodeId]:
        """Nodes of any kind that have this key, in the order of the model: a code may name several."""
        found = (kind for kind in REFERENTIAL_NODES if key in self._rows(kind.source)[kind.key])
        return [NodeId(kind.name, key) for kind in found]

    def _keys(self, kind_name: str, column: str) -> pl.DataFrame:
        kind = NODE_KINDS[kind_name]
        return self._rows(kind.source).select(pl.col(kind.key).alias(column)).drop_nulls()

    def _rows(self, source: str) -> pl.DataFrame:
        if source not in self._frames:
            self._frames[source] = source_rows(source, self.snapshot, self._links)
        return self._frames[source]

    @cached_property
    def _links(self) -> pl.DataFrame:
        return one_of_each(self.unit_links)


@dataclass(frozen=True)
class Stage:
    """One step of a load: the nodes of a kind, or the edges between two kinds."""

    referential: Referential
    kind: NodeKind | EdgeKind
    ends: Ends | None = None

    @property
    def name(self) -> str:
        """Unique name, as kept in the state of a load and shown as progress."""
        return f"{self.ends.start}-{self.kind.name}->{self.ends.end}" if self.ends else self.kind.name

    def read(self) -> tuple[NodeFrame | EdgeFrame, int]:
        """Rows of the stage, and how many were left out for naming what does not exist."""
        if isinstance(self.kind, NodeKind):
            return self.referential.nodes(self.kind), 0
        assert self.ends is not None
        return self.referential.edges(self.kind, self.ends)


def _property(name: str, kind_of: str) -> pl.Expr:
    """Return a column as the graph keeps it: dates and other texts as text."""
    return pl.col(name).cast(pl.String) if kind_of == "text" else pl.col(name)
