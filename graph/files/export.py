"""The graph as a file: GraphML, node-link JSON or a Cypher script; the whole of it or a neighbourhood."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

from graph.files.formats import write_cypher, write_graphml, write_json
from graph.model import REFERENTIAL_EDGES, REFERENTIAL_NODES, Edge, Node
from graph.store import GraphStore
from graph.walk import Neighbourhood

Writer = Callable[[TextIO, Iterable[Node], Iterable[Edge]], None]

FORMATS: dict[str, Writer] = {"graphml": write_graphml, "json": write_json, "cypher": write_cypher}


def export(graph: GraphStore | Neighbourhood, file_format: str, output: Path) -> None:
    """Write a graph to a file, which appears only once it is whole; an existing file is replaced.

    A whole store is written as it is read, without its holders: a person leaves the graph only through a
    neighbourhood that was asked for with their edges. Raises KeyError for a format not in FORMATS.
    """
    write = FORMATS[file_format]
    nodes, edges = (graph.nodes, graph.edges) if isinstance(graph, Neighbourhood) else _whole(graph)
    descriptor, name = tempfile.mkstemp(prefix=f".{output.name}-", dir=output.parent)
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            write(stream, nodes, edges)
        fresh.chmod(0o644)
        fresh.replace(output)
    finally:
        fresh.unlink(missing_ok=True)


def _whole(store: GraphStore) -> tuple[Iterator[Node], Iterator[Edge]]:
    nodes = (node for kind in REFERENTIAL_NODES for node in store.scan_nodes(kind.name))
    return nodes, (edge for kind in REFERENTIAL_EDGES for edge in store.scan_edges(kind.name))
