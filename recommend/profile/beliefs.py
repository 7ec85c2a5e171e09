"""A profile as numbers: what is believed of every item of the matrices."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.matrices import Matrices
from recommend.profile.profile import Profile

Vector = NDArray[np.float64]


def beliefs_of(profile: Profile, matrices: Matrices) -> tuple[Vector, Vector]:
    """Probability of each item, and the share of it that is guaranteed: twice (items,)."""
    believed, guaranteed = np.zeros((2, len(matrices.items)))
    for belief in profile.beliefs:
        place = matrices.item_index[belief.item]
        believed[place], guaranteed[place] = belief.probability, belief.guaranteed
    return believed, guaranteed
