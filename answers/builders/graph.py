"""The answers of the graph: what is around a code, what a load did."""

from __future__ import annotations

from collections.abc import Sequence

from answers.shapes import graph as shape
from answers.version import acquis_version
from graph.load import LoadReport
from graph.model import Edge, NodeId
from graph.store import Counts
from graph.walk import Neighbourhood
from referentials.snapshot import Snapshot


def neighbourhood_answer(
    snapshot: Snapshot, around: Neighbourhood, others: Sequence[NodeId]
) -> shape.NeighbourhoodAnswer:
    """What is around a code; `others`: nodes that it names too."""
    return shape.NeighbourhoodAnswer(
        snapshot=snapshot.id,
        acquis=acquis_version(),
        teaching=snapshot.teaching,
        centre=_name(around.centre),
        also=[_name(node) for node in others],
        nodes=[
            shape.GraphNode(kind=node.id.kind, key=node.id.key, properties=dict(node.properties))
            for node in around.nodes
        ],
        edges=[_edge(edge) for edge in around.edges],
        cut=around.cut,
    )


def load_answer(done: LoadReport, counts: Counts) -> shape.LoadAnswer:
    """What a load did, and what the store holds after it."""
    return shape.LoadAnswer(
        stamp=done.stamp,
        already=done.already,
        resumed_at=done.resumed_at,
        written=done.written,
        skipped={stage: rows for stage, rows in done.skipped.items() if rows},
        nodes=dict(sorted(counts.nodes.items())),
        edges=dict(sorted(counts.edges.items())),
    )


def _name(node: NodeId) -> shape.NodeName:
    return shape.NodeName(kind=node.kind, key=node.key)


def _edge(edge: Edge) -> shape.GraphEdge:
    return shape.GraphEdge(
        kind=edge.kind, start=_name(edge.start), end=_name(edge.end), properties=dict(edge.properties)
    )
