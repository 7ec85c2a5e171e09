"""The choice of candidates as numbers: what each covers and costs, and what a set may not exceed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Rows = tuple[int, ...]
"""Candidates, by number."""


@dataclass(frozen=True, eq=False)
class Programme:
    """n candidates against m needs; all values in points of coverage (0 to 100)."""

    left: Vector
    """(m,) points of each need that nothing covers yet."""
    cap: Vector
    """(m,) points that may still be gained of it."""
    strength: Vector
    """(n, m) -log(1 - probability that the candidate gives the need)."""
    cost: Vector
    """(n,) points that a candidate must be worth."""
    hours: Vector
    """(n,)."""
    price: Vector
    """(n,) euros; 0 where no budget is asked for."""
    bonuses: tuple[tuple[Rows, float], ...] = ()
    """Points for taking all of these."""
    once: tuple[Rows, ...] = ()
    """Candidates of which one at most is taken: they give a same thing."""
    most: int = 3
    most_hours: float = np.inf
    most_price: float = np.inf

    def covers(self, rows: Rows) -> float:
        """Points of coverage that a set gives."""
        together = self.strength[list(rows)].sum(axis=0)
        return float(np.minimum(self.left * -np.expm1(-together), self.cap).sum())

    def bonus(self, rows: Rows) -> float:
        """Points of the bonuses that a set completes."""
        return sum(points for needed, points in self.bonuses if set(needed) <= set(rows))

    def score(self, rows: Rows) -> float:
        """Value of a set."""
        return self.covers(rows) + self.bonus(rows) - float(self.cost[list(rows)].sum())

    def feasible(self, rows: Rows) -> bool:
        """Whether a set keeps within the limits."""
        chosen = list(rows)
        return (
            len(chosen) <= self.most
            and all(len(set(rows).intersection(alike)) <= 1 for alike in self.once)
            and self.hours[chosen].sum() <= self.most_hours
            and self.price[chosen].sum() <= self.most_price
        )

    def marginal(self, rows: Rows) -> Vector:
        """Points that each candidate would add to a set, cost off: (n,)."""
        together = self.strength[list(rows)].sum(axis=0)
        with_each = np.minimum(self.left * -np.expm1(-(together + self.strength)), self.cap).sum(axis=1)
        return np.asarray(with_each - self.covers(rows) - self.cost)
