"""Neighbourhoods and loads as French text and as documents."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.markup import escape

from answers.document import VERSION
from graph.load import LoadReport
from graph.model import Edge, Node, NodeId
from graph.store import Counts
from graph.walk import Neighbourhood
from referentials.snapshot import Snapshot

SHOWN = 15
"""Edges of one kind shown on screen; `--json` has them all."""


def neighbourhood_document(snapshot: Snapshot, around: Neighbourhood, others: Sequence[NodeId]) -> dict[str, Any]:
    """A neighbourhood as data; `also`: other nodes that the code names."""
    return {
        "format": "acquis/neighbourhood",
        "version": VERSION,
        "snapshot": snapshot.id,
        "teaching": snapshot.teaching,
        "centre": around.centre._asdict(),
        "also": [node._asdict() for node in others],
        "nodes": [{**node.id._asdict(), "properties": dict(node.properties)} for node in around.nodes],
        "edges": [_edge(edge) for edge in around.edges],
        "cut": around.cut,
    }


def _edge(edge: Edge) -> dict[str, Any]:
    ends = {"start": edge.start._asdict(), "end": edge.end._asdict()}
    return {"kind": edge.kind, **ends, "properties": dict(edge.properties)}


def render_neighbourhood(out: Console, around: Neighbourhood, others: Sequence[NodeId]) -> None:
    """The centre, then its edges by kind and direction."""
    nodes = {node.id: node for node in around.nodes}
    out.print(f"[bold]{escape(nodes[around.centre].label)}[/] ({around.centre})")
    for node in others:
        out.print(f"  le même code nomme aussi : {node} (--kind {node.kind})")
    own = sorted(around.edges, key=lambda e: (e.kind, e.start != around.centre, e.sort_key))
    for (kind, incoming), found in groupby(own, key=lambda e: (e.kind, e.start != around.centre)):
        edges = list(found)
        out.print(f"  [bold]{'←' if incoming else '→'} {kind}[/] ({len(edges)})")
        for edge in edges[:SHOWN]:
            out.print(f"    {_line(edge, nodes, around.centre)}", markup=False)
        if len(edges) > SHOWN:
            out.print(f"    … et {len(edges) - SHOWN} autres (--json)")
    if around.cut:
        out.print("  Voisinage coupé : augmentez --limit.")


def _line(edge: Edge, nodes: dict[NodeId, Node], centre: NodeId) -> str:
    details = ", ".join(str(value) for name, value in sorted(edge.properties.items()) if name in _SAID)
    ends = [end for end in (edge.start, edge.end) if end != centre] or [centre]
    text = " → ".join(f"{nodes[end].label} ({end})" for end in ends)
    return f"{text} : {details}" if details else text


_SAID = {"importance", "probability", "rank", "relation", "given"}


def load_document(done: LoadReport, counts: Counts) -> dict[str, Any]:
    """What a load did, and what the store holds after it."""
    return {
        "stamp": done.stamp,
        "already": done.already,
        "resumed_at": done.resumed_at,
        "written": done.written,
        "skipped": {stage: rows for stage, rows in done.skipped.items() if rows},
        "nodes": dict(sorted(counts.nodes.items())),
        "edges": dict(sorted(counts.edges.items())),
    }


def render_load(out: Console, done: LoadReport, counts: Counts) -> None:
    """What a load did, in a few lines."""
    if done.already:
        out.print(f"Ce référentiel ({done.stamp}) était déjà chargé.")
    if done.resumed_at:
        out.print(f"Chargement repris à l'étape {done.resumed_at}.")
    out.print(f"{sum(counts.nodes.values())} nœuds, {sum(counts.edges.values())} liens.")
    for stage, rows in done.skipped.items():
        if rows:
            out.print(f"  {stage} : {rows} lignes nomment un code absent, sans lien.")
