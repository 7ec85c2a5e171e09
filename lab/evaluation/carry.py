"""What carries over between competencies, against pairs judged one by one: agreement, ranking, calibration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from lab.errors import EvaluationError
from lab.evaluation.metrics import calibration_error, reliability
from lab.training.judged import DEGREES, Judged
from matching.index.fusion import probability
from matching.links.carry import ItemFacts, carry_features
from matching.weights import CARRY, values

ANSWERS = tuple(DEGREES)
"""From « entirely » to « no »."""
RELIED_UPON, MOSTLY = 0.6, 0.7
"""Degree from which one would rely on it; mean of two judgements from which it is at least « mostly »."""

Floats = NDArray[np.float64]


def evaluate_carry(facts: ItemFacts, place: Mapping[str, int], pairs: Sequence[Judged]) -> dict[str, Any]:
    """Return `judges`, over all pairs, and `aside`, the degrees said of the pairs that no fit has seen.

    `place`: position of each item in the index. Raises EvaluationError where the snapshot has none of those pairs.
    """
    aside = [pair for pair in pairs if pair.aside and pair.holds in place and pair.needs in place]
    if len(aside) < 2:
        raise EvaluationError("L'instantané n'a pas les compétences des paires jugées : importez le ROME 4.0 entier.")
    held, asked = (np.array([place[getattr(pair, name)] for pair in aside]) for name in ("holds", "needs"))
    said = np.asarray(probability(values(CARRY), carry_features(held, asked, facts)), dtype=np.float64)
    return {"judges": agreement(pairs), "aside": _measures(said, np.array([pair.degree for pair in aside]))}


def agreement(pairs: Sequence[Judged]) -> dict[str, float]:
    """Of the two judges: `exact`, `within_one` answer of the four, `kappa` (Cohen, 1968, squared)."""
    ranks = np.array([[ANSWERS.index(pair.first), ANSWERS.index(pair.second)] for pair in pairs], dtype=np.int64)
    apart = np.abs(ranks[:, 0] - ranks[:, 1])
    by_chance = np.mean((ranks[:, 0][:, None] - ranks[:, 1]) ** 2)
    return {
        "pairs": len(pairs),
        "exact": round(float(np.mean(apart == 0)), 4),
        "within_one": round(float(np.mean(apart <= 1)), 4),
        "kappa": round(1.0 - float(np.mean(apart**2) / by_chance), 4) if by_chance else 1.0,
    }


def _measures(said: Floats, judged: Floats) -> dict[str, Any]:
    table, sure = reliability(said, judged), said >= RELIED_UPON
    return {
        "pairs": len(said),
        "rank_correlation": round(float(spearmanr(said, judged).statistic), 4),
        "rmse": round(float(np.sqrt(np.mean((said - judged) ** 2))), 4),
        "calibration_error": calibration_error(table),
        "relied_upon": int(sure.sum()),
        "relied_upon_mostly": round(float(np.mean(judged[sure] >= MOSTLY)), 4) if sure.any() else None,
        "reliability": table,
    }
