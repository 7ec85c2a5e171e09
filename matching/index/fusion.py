"""Fusion: candidates of two rankings, and the probability that their features give."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from matching.weights import CANDIDATES

Scores = NDArray[np.floating]


def candidates(*rankings: Scores, n: int = CANDIDATES) -> NDArray[np.intp]:
    """Positions in the n best of any ranking, in increasing order; scores of 0 or less never enter."""
    found = [_best(ranking, n) for ranking in rankings]
    return np.unique(np.concatenate(found))


def _best(scores: Scores, n: int) -> NDArray[np.intp]:
    """Positions of the n best scores above 0, and of every score tied with the n-th: the choice has no order."""
    positive = np.flatnonzero(scores > 0)
    if positive.size <= n:
        return positive
    kept = scores[positive]
    threshold = float(np.partition(kept, kept.size - n)[kept.size - n])
    return positive[kept >= threshold]


def best_first(scores: NDArray[np.floating], n: int) -> NDArray[np.intp]:
    """Positions of the n best scores of each row, best first, ties by position: (rows, n)."""
    if n >= scores.shape[1]:
        return np.argsort(-scores, axis=1, kind="stable")
    some = np.sort(np.argpartition(-scores, n - 1, axis=1)[:, :n], axis=1)
    order = np.argsort(-np.take_along_axis(scores, some, axis=1), axis=1, kind="stable")
    return np.take_along_axis(some, order, axis=1)


def weighed(coefficients: Mapping[str, float], features: Mapping[str, Scores]) -> NDArray[np.float64]:
    """Σ coefficient × feature: (candidates,)."""
    parts = [coefficients[name] * np.asarray(values, dtype=np.float64) for name, values in features.items()]
    return np.asarray(sum(parts))


def log_odds(
    coefficients: Mapping[str, float], features: Mapping[str, Scores], added: Scores | float = 0.0
) -> NDArray[np.float64]:
    """Intercept + Σ coefficient × feature + `added`: (candidates,)."""
    return np.asarray(np.asarray(added, dtype=np.float64) + coefficients["intercept"] + weighed(coefficients, features))


def logistic(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of log-odds, rounded to 6 digits."""
    return np.round(1.0 / (1.0 + np.exp(-odds)), 6)


def probability(
    coefficients: Mapping[str, float], features: Mapping[str, Scores], added: Scores | float = 0.0
) -> NDArray[np.float64]:
    """Logistic of the log-odds: (candidates,), rounded to 6 digits."""
    return logistic(log_odds(coefficients, features, added))
