"""Spoken of: which of the occupations that a certification leads to its title speaks of, by meaning.

A fiche names families of version 3, and more of them than its title speaks of: a *musher*'s names that of bus drivers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching.weights import FIT_NONE, FIT_SIBLING, FIT_WHOLE, SPOKEN_CLEARLY, SPOKEN_HALF, UNSPOKEN

Shares = NDArray[np.float64]


def spoken(own: Shares, sibling: Shares) -> Shares:
    """How much titles speak of occupations, 0 to 1: from cosines with those, and with the best of their siblings."""
    said = np.minimum((own - FIT_NONE) / (FIT_WHOLE - FIT_NONE), 1.0)
    rather = np.exp(-np.maximum(sibling - own, 0.0) / FIT_SIBLING)
    return np.asarray(np.maximum(said * rather, 0.0), dtype=np.float64)


def parts_spoken(groups: Sequence[Sequence[int]], near: Shares) -> dict[int, float]:
    """Part of each occupation of some families: 1 for what a title speaks of, UNSPOKEN for what it clearly does not.

    `near`: (occupations,) cosines of the title. One that speaks clearly of none tells little of the others.
    """
    said: dict[int, float] = {}
    for group in groups:
        own = near[list(group)].astype(np.float64)
        beside = [max((float(near[other]) for other in group if other != one), default=0.0) for one in group]
        for one, value in zip(group, spoken(own, np.array(beside)).tolist(), strict=True):
            said[one] = max(value, said.get(one, 0.0))
    most = max(said.values(), default=0.0)
    if not most:
        return dict.fromkeys(said, 1.0)
    sure = min(most / SPOKEN_CLEARLY, 1.0)
    shares = {one: min(max(value / (SPOKEN_HALF * most), UNSPOKEN), 1.0) for one, value in said.items()}
    return {one: 1.0 - sure * (1.0 - share) for one, share in shares.items()}
