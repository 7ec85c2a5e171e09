"""Pareto: of several paths, those that no other beats on every count, and a few of them that differ."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

Counts = tuple[float, ...]
"""What a path costs on each count: lower is better."""


def front(counts: Sequence[Counts]) -> list[int]:
    """Places of the paths that no other beats: no worse on any count, and better on one.

    >>> front([(1.0, 5.0), (2.0, 3.0), (2.0, 4.0), (3.0, 3.0)])
    [0, 1]
    """
    kept: list[int] = []
    for at in sorted(range(len(counts)), key=lambda at: (counts[at], at)):  # what beats it comes before it
        if not any(beats(counts[other], counts[at]) for other in kept):
            kept.append(at)
    return sorted(kept)


def beats(one: Counts, other: Counts) -> bool:
    """Whether one is no worse on any count, and better on one."""
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


def few(counts: Sequence[Counts], alike: Sequence[Hashable], n: int) -> list[int]:
    """Places of at most n paths, in the order given: the first of those alike, and among these the best on each count.

    >>> few([(1.0, 9.0), (2.0, 8.0), (3.0, 7.0), (4.0, 1.0)], ["a", "a", "b", "c"], 2)
    [0, 3]
    """
    first: dict[Hashable, int] = {}
    for at, what in enumerate(alike):
        first.setdefault(what, at)
    different = sorted(first.values())
    best = [min(different, key=lambda at: (counts[at][count], at)) for count in range(len(counts[0]))] if counts else []
    return sorted(list(dict.fromkeys([*best, *different]))[:n])
