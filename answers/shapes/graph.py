"""Of the graph: `acquis graph show`, `export`, `load`."""

from __future__ import annotations

from typing import Any, Literal

from answers.shapes.base import Count, Document, Made


class NodeName(Document):
    """What identifies a node."""

    kind: str
    key: str


class GraphNode(NodeName):
    """A node."""

    properties: dict[str, Any]
    """by name, key and stamp included"""


class GraphEdge(Document):
    """A directed edge."""

    kind: str
    start: NodeName
    end: NodeName
    properties: dict[str, Any]
    """by name"""


class NeighbourhoodAnswer(Made):
    """What is around a code in the graph."""

    format: Literal["acquis/neighbourhood"] = "acquis/neighbourhood"
    centre: NodeName
    also: list[NodeName]
    """other nodes that the code names"""
    nodes: list[GraphNode]
    """nearest first"""
    edges: list[GraphEdge]
    cut: bool
    """whether the limit left some out"""


class ExportAnswer(Document):
    """A graph written to a file."""

    file: str
    format: Literal["graphml", "json", "cypher"]
    bytes: Count
    stamp: str
    """what the graph was made of"""


class LoadAnswer(Document):
    """What a load did, and what the store holds after it."""

    stamp: str
    """what the graph was made of"""
    already: bool
    """whether the store had it: then nothing is done"""
    resumed_at: str | None
    """stage at which an interrupted load was taken up again"""
    written: dict[str, Count]
    """rows by stage"""
    skipped: dict[str, Count]
    """rows that name a code which the snapshot lacks, by stage"""
    nodes: dict[str, Count]
    """that the store holds, by kind"""
    edges: dict[str, Count]
    """that the store holds, by kind"""
