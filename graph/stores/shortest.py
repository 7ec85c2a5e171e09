"""Shortest ways through the embedded graph, searched from both ends at once.

networkx searches a graph restricted to some kinds of edges through filtered views, which takes seconds on
the full referential; growing two frontiers that meet takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import islice

from graph.model import NodeId

Neighbours = Callable[[NodeId], set[NodeId]]
Way = tuple[NodeId, ...]


def shortest_ways(start: NodeId, end: NodeId, neighbours: Neighbours, longest: int, n: int) -> list[Way]:
    """The first n, in order, of the shortest ways between two different nodes, of at most `longest` edges."""
    levels = _meeting_levels(start, end, neighbours, longest)
    return list(islice(_ways(levels, neighbours), n))


def _meeting_levels(start: NodeId, end: NodeId, neighbours: Neighbours, longest: int) -> list[set[NodeId]]:
    """For each distance from the start, the nodes that shortest ways have there; empty if none is found."""
    here, there = [{start}], [{end}]
    while len(here) + len(there) - 2 < longest and here[-1] and there[-1]:
        side = here if len(here[-1]) <= len(there[-1]) else there
        side.append(_next(side, neighbours))
        if middle := here[-1] & there[-1]:
            before = _narrowed(here[:-1], middle, neighbours)
            after = _narrowed(there[:-1], middle, neighbours)
            return [*before, middle, *reversed(after)]
    return []


def _next(levels: list[set[NodeId]], neighbours: Neighbours) -> set[NodeId]:
    """Nodes one edge beyond the last level; going back to earlier levels is left out."""
    return set().union(*map(neighbours, levels[-1])) - levels[-1] - (levels[-2] if len(levels) > 1 else set())


def _narrowed(levels: list[set[NodeId]], middle: Collection[NodeId], neighbours: Neighbours) -> list[set[NodeId]]:
    """Of each level, the nodes from which the middle is reached one level at a time."""
    kept: list[set[NodeId]] = []
    beyond: Collection[NodeId] = middle
    for level in reversed(levels):
        beyond = set().union(*map(neighbours, beyond)) & level
        kept.append(beyond)
    return kept[::-1]


def _ways(levels: list[set[NodeId]], neighbours: Neighbours, so_far: Way = ()) -> Iterator[Way]:
    if not levels:
        if so_far:
            yield so_far
        return
    for node in sorted(levels[0] & neighbours(so_far[-1]) if so_far else levels[0]):
        yield from _ways(levels[1:], neighbours, (*so_far, node))
