"""Neighbourhoods and loads as French text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.markup import escape

from answers.shapes.graph import LoadAnswer
from graph.model import Edge, Node, NodeId
from graph.walk import Neighbourhood

SHOWN = 15
"""Edges of one kind shown on screen; `--json` has them all."""


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


def render_load(out: Console, answer: LoadAnswer) -> None:
    """What a load did, in a few lines."""
    if answer.already:
        out.print(f"Ce référentiel ({answer.stamp}) était déjà chargé.")
    if answer.resumed_at:
        out.print(f"Chargement repris à l'étape {answer.resumed_at}.")
    out.print(f"{sum(answer.nodes.values())} nœuds, {sum(answer.edges.values())} liens.")
    for stage, rows in answer.skipped.items():
        out.print(f"  {stage} : {rows} lignes nomment un code absent, sans lien.")
