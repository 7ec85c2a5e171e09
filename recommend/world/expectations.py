"""Expectations: what the record of an occupation leads one to expect of its sentences.

What its fiche asks for, whole; what the trades near it ask for and what carries over from its fiche, as far as they are
near. Whoever maintains machines and writes « briefing du matin » leads a team's meeting as its chief would.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix

from graph.matrices import Matrices
from matching.index.expected import Expected
from recommend.weights import W
from recommend.world.carrying import Carrying

KEPT = 64
"""Expectations kept: those of the trades of a few passports."""
NEAREST = 0.99
"""What is near is less expected than what is asked for."""


class Expectations:
    """By occupation; `codes` of the items in the order of the index that reads sentences."""

    def __init__(self, matrices: Matrices, carrying: Carrying, codes: Sequence[str]) -> None:
        self._matrices, self._carrying = matrices, carrying
        self._place = {code: place for place, code in enumerate(codes)}
        self._places = np.array([matrices.item_index[code] for code in codes], dtype=np.intp)
        self.of = lru_cache(KEPT)(self._of)
        """Of a record, by its occupations and by what its kind asks for."""

    def degree(self, expected: Expected, code: str) -> float:
        """How far one item is to be expected."""
        return expected.degree(self._place[code]) if code in self._place else 0.0

    def _of(self, occupations: tuple[str, ...], items: tuple[str, ...] = ()) -> Expected:
        if not occupations and not items:
            return Expected()
        degrees = np.zeros(len(self._matrices.items))
        own = [self._matrices.item_index[code] for code in items if code in self._matrices.item_index]
        for code in occupations:
            row = self._matrices.occupation_index[code]
            degrees = np.maximum(degrees, self._near(row))
            own += self._matrices.requires[row].indices.tolist()
        degrees = np.minimum(np.maximum(degrees, self._carried(own)), NEAREST)
        degrees[own] = 1.0
        return Expected((*occupations, *items), degrees=degrees[self._places])

    def _near(self, row: int) -> NDArray[np.float64]:
        """(items,) how near the nearest occupation that asks for each is to one."""
        near = self._carrying.trades[row] / W["near.most"]
        starts = self._asking.indptr[:-1]
        asked = np.flatnonzero(np.diff(self._asking.indptr))
        found = np.zeros(len(self._matrices.items))
        found[asked] = np.maximum.reduceat(near[self._asking.indices], starts[asked])
        return found

    def _carried(self, own: Sequence[int]) -> NDArray[np.float64]:
        """(items,) degree to which who does what a fiche asks for does each."""
        if not own:
            return np.zeros(len(self._matrices.items))
        return np.asarray(self._carrying.items[own].max(axis=0).toarray()).ravel() / W["carried"]

    @cached_property
    def _asking(self) -> csc_matrix:
        """Occupations that ask for each item, (occupations, items)."""
        return csc_matrix(self._matrices.requires)
