"""What units give: together, as one record attests them, and added to what is believed already."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recommend.weights import W

Vector = NDArray[np.float64]


def together(certifies: csr_matrix, groups: Sequence[Sequence[int]]) -> csr_matrix:
    """What each group of units, by row, gives as one record attests it: of each item the surest. (groups, items)."""
    owners = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    cells = certifies[[unit for group in groups for unit in group]].tocoo()
    places = owners[cells.row] * certifies.shape[1] + cells.col
    surest = np.lexsort((-cells.data, places))
    places, first = np.unique(places[surest], return_index=True)
    found = (cells.data[surest][first].astype(np.float64), np.divmod(places, certifies.shape[1]))
    return csr_matrix(found, shape=(len(groups), certifies.shape[1]))


def added(believed: Vector, given: Vector) -> Vector:
    """What beliefs gain when these are given: (1 - p) × given, up to the ceiling, never less than nothing."""
    return np.maximum(np.minimum(1.0 - (1.0 - believed) * (1.0 - given), W["ceiling"]) - believed, 0.0)
