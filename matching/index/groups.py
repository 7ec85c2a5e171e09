"""Rows that belong together (labels of a concept, appellations of an occupation): the best score of each group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
TOGETHER = 64
"""Texts compared with every item at a time: 33,671 cosines each."""


def parts(rows: int, size: int = TOGETHER) -> Iterator[slice]:
    """Slices of at most `size` rows, in order.

    >>> list(parts(5, 2))
    [slice(0, 2, None), slice(2, 4, None), slice(4, 5, None)]
    """
    return (slice(at, min(at + size, rows)) for at in range(0, rows, size))


@dataclass(frozen=True, slots=True)
class Groups:
    """Positions of rows sorted by group, where each group that has rows starts, which it is, and how many there are."""

    order: NDArray[np.intp]
    starts: NDArray[np.intp]
    which: NDArray[np.intp]
    size: int

    @classmethod
    def of(cls, owners: Sequence[int], size: int) -> Self:
        """Group rows by their owner, a number below `size`; an owner may have no row."""
        owner = np.asarray(owners, dtype=np.intp)
        order = np.argsort(owner, kind="stable")
        which, starts = np.unique(owner[order], return_index=True)
        return cls(order, starts.astype(np.intp), which, size)

    def through(self, positions: NDArray[np.intp]) -> Self:
        """The same groups of what the rows stand for, one row's `positions` each, wherever that lies.

        >>> Groups.of([0, 0, 1], 2).through(np.array([3, 1, 1])).best(np.array([0.1, 0.2, 0.3, 0.4])).tolist()
        [0.4, 0.2]
        """
        return replace(self, order=positions[self.order])

    def best(self, scores: Scores) -> Scores:
        """Best score of each group: the last axis becomes groups; the worst score of all where one has no row.

        >>> Groups.of([2, 0, 2], 3).best(np.array([0.1, 0.5, 0.9])).tolist()
        [0.5, 0.1, 0.9]
        """
        found = np.full((*scores.shape[:-1], self.size), scores.min() if scores.size else 0.0, dtype=scores.dtype)
        if self.order.size:
            found[..., self.which] = np.maximum.reduceat(scores.take(self.order, axis=-1), self.starts, axis=-1)
        return found

    def rows(self, group: int) -> NDArray[np.intp]:
        """Positions of the rows of one group, in order."""
        at = int(np.searchsorted(self.which, group))
        if at == len(self.which) or self.which[at] != group:
            return self.order[:0]
        end = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.order)
        return self.order[self.starts[at] : end]

    def sums(self, vectors: Scores) -> Scores:
        """Sum of the vectors of each group, (groups, dimension); zeros where one has no row."""
        found = np.zeros((self.size, vectors.shape[1]), dtype=vectors.dtype)
        if self.order.size:
            found[self.which] = np.add.reduceat(vectors[self.order], self.starts, axis=0)
        return found
