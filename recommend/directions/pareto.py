"""Pareto: of several ways, those that no other beats on every count, and a few of them that differ."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

Counts = tuple[float, ...]
"""What a way costs on each count: lower is better."""


def front(ways: Sequence[Counts]) -> list[int]:
    """Places of the ways that no other beats: no worse on any count, and better on one.

    >>> front([(1.0, 5.0), (2.0, 3.0), (2.0, 4.0), (3.0, 3.0)])
    [0, 1]
    """
    kept: list[int] = []
    for at in sorted(range(len(ways)), key=lambda at: (ways[at], at)):  # what beats it comes before it
        if not any(beats(ways[other], ways[at]) for other in kept):
            kept.append(at)
    return sorted(kept)


def beats(one: Counts, other: Counts) -> bool:
    """Whether one is no worse on any count, and better on one."""
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


def few(ways: Sequence[Counts], alike: Sequence[Hashable], n: int) -> list[int]:
    """Places of at most n ways, in the order given: the first of those alike, and among these the best on each count.

    >>> few([(1.0, 9.0), (2.0, 8.0), (3.0, 7.0), (4.0, 1.0)], ["a", "a", "b", "c"], 2)
    [0, 3]
    """
    first: dict[Hashable, int] = {}
    for at, what in enumerate(alike):
        first.setdefault(what, at)
    different = sorted(first.values())
    best = [min(different, key=lambda at: (ways[at][count], at)) for count in range(len(ways[0]))] if ways else []
    return sorted(list(dict.fromkeys([*best, *different]))[:n])
