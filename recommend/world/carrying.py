"""Carrying: how far what one does reaches what one has not shown, from item to item and from trade to trade.

The numbers are the matcher's (`matching/links/between.py`), brought to the order of the matrices and weighed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

from graph.matrices import Matrices
from matching.links.taught import Teaching
from matching.matcher import Matcher
from recommend.weights import W

Vector = NDArray[np.float64]
Places = NDArray[np.intp]
NEGLIGIBLE = 0.02
"""Part of a trade under which being near says nothing."""


@dataclass(frozen=True, eq=False)
class Carrying:
    """Read-only, one for a snapshot."""

    items: csr_matrix
    """(items, items) degree to which who has an item (row) has another (column)."""
    trades: NDArray[np.float32]
    """(occupations, occupations) part of what an occupation (column) asks for that practising another one gives, beside
    what their fiches say; 0 for itself."""
    taught: csr_matrix
    """(units, items) probability that who holds a unit has what the occupations it leads to ask for."""

    @classmethod
    def build(cls, matcher: Matcher, matrices: Matrices) -> Self:
        """Weigh the matcher's links; its items are in the order of the matrices."""
        between = matcher.between
        carry = csr_matrix(between.carry, dtype=np.float64) * W["carried"]
        places = np.array([matrices.occupation_index[code] for code in between.occupations], dtype=np.intp)
        square = np.zeros(between.nearness.shape, dtype=np.float32)
        square[np.ix_(places, places)] = _part(between.nearness)
        np.fill_diagonal(square, 0.0)
        return cls(csr_matrix(carry), square, _taught(between.teaching, matrices))

    def carried(self, direct: Vector) -> tuple[Vector, Places]:
        """What beliefs (items,) carry over to each item, and from which item; -1 from none, or for a trace only."""
        degrees, sources = np.zeros(len(direct)), np.full(len(direct), -1, dtype=np.intp)
        held = np.flatnonzero(direct)
        part = self.items[held]
        values = part.data * np.repeat(direct[held], np.diff(part.indptr))
        order = np.lexsort((np.repeat(held, np.diff(part.indptr)), -values, part.indices))
        columns, first = np.unique(part.indices[order], return_index=True)
        best = order[first]
        firm = values[best] >= W["floor"]
        columns, best = columns[firm], best[firm]
        degrees[columns], sources[columns] = values[best], np.repeat(held, np.diff(part.indptr))[best]
        return degrees, sources

    def to(self, columns: Places) -> csc_matrix:
        """Degrees to some items only: (items, columns)."""
        return csc_matrix(self._by_asked[:, columns])

    def reaching(self, direct: Vector, columns: Places) -> Vector:
        """What beliefs (items,) carry over to some items only: (columns,)."""
        best = csc_matrix(self.to(columns).multiply(direct[:, None])).max(axis=0).toarray().ravel()
        return np.asarray(np.where(best < W["floor"], 0.0, best), dtype=np.float64)

    @cached_property
    def _by_asked(self) -> csc_matrix:
        return csc_matrix(self.items)


def _part(odds: NDArray[np.float32]) -> NDArray[np.float32]:
    """Part of the trade that a nearness in log-odds is worth."""
    part = W["near.most"] / (1.0 + np.exp(-(odds - W["near.middle"]) / W["near.spread"]))
    return np.where(part < NEGLIGIBLE, 0.0, part).astype(np.float32)


def _taught(teaching: Teaching, matrices: Matrices) -> csr_matrix:
    """The same cells, where they lie, with a row for every unit of the matrices."""
    counts = np.zeros(len(matrices.units) + 1, dtype=teaching.taught.indptr.dtype)
    rows = np.array([matrices.unit_index[unit] for unit in teaching.units], dtype=np.intp)
    counts[rows + 1] = np.diff(teaching.taught.indptr)
    cells = (teaching.taught.data, teaching.taught.indices, counts.cumsum(dtype=counts.dtype))
    return csr_matrix(cells, shape=(len(matrices.units), len(matrices.items)), copy=False)
