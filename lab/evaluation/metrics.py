"""Measures of a ranking against what is right; all between 0 and 1.

Definitions are those of trec_eval, against which a test checks them (ir-measures).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

DRAWS, SEED = 200, 20261123
"""Of the calibration error of chance."""


def average_precision(ranked: Sequence[Hashable], gold: Collection[Hashable]) -> float:
    """Mean, over what is right, of the precision at its rank (0 for what is not ranked).

    >>> round(average_precision(["a", "x", "b"], {"a", "b"}), 4)
    0.8333
    """
    found, total = 0, 0.0
    for rank, one in enumerate(ranked, start=1):
        if one in gold:
            found += 1
            total += found / rank
    return total / len(gold)


def reciprocal_rank(ranked: Sequence[Hashable], gold: Collection[Hashable]) -> float:
    """1 / rank of the first right answer; 0 without one.

    >>> reciprocal_rank(["x", "a"], {"a"})
    0.5
    """
    return next((1 / rank for rank, one in enumerate(ranked, start=1) if one in gold), 0.0)


def success_at(ranked: Sequence[Hashable], gold: Collection[Hashable], n: int) -> float:
    """1 when one of the first n is right; accuracy at n, once averaged."""
    return float(any(one in gold for one in ranked[:n]))


def recall_at(ranked: Sequence[Hashable], gold: Collection[Hashable], n: int) -> float:
    """Share of what is right that is among the first n.

    >>> recall_at(["a", "x", "b"], {"a", "b"}, 2)
    0.5
    """
    return len(set(ranked[:n]) & set(gold)) / len(gold)


def ndcg_at(ranked: Sequence[Hashable], gains: Mapping[Hashable, float], n: int) -> float:
    """Discounted cumulative gain of the first n, over that of the best order (Järvelin and Kekäläinen, 2002)."""
    best = sorted(gains.values(), reverse=True)[:n]
    ideal = sum(gain / math.log2(rank + 1) for rank, gain in enumerate(best, start=1))
    got = sum(gains.get(one, 0.0) / math.log2(rank + 1) for rank, one in enumerate(ranked[:n], start=1))
    return got / ideal if ideal else 0.0


def mean(values: Sequence[float]) -> float:
    """Mean rounded to 4 digits, so that the same run prints the same bytes; 0 for none."""
    return round(float(np.mean(values)), 4) if len(values) else 0.0


def reliability(
    chances: NDArray[np.floating], right: NDArray[np.bool_] | NDArray[np.floating]
) -> list[dict[str, float]]:
    """For each tenth of probability: how many, what was said, what was right (or how far, as a degree)."""
    table = []
    for low in range(10):
        inside = (np.floor(np.minimum(chances, 0.999999) * 10) == low).nonzero()[0]
        if inside.size:
            said, found = float(np.mean(chances[inside])), float(np.mean(right[inside]))
            table.append({"from": low / 10, "n": int(inside.size), "said": round(said, 4), "right": round(found, 4)})
    return table


def calibration_error(table: Sequence[Mapping[str, float]]) -> float:
    """Expected calibration error: mean gap between said and right, weighed by how many (Guo et al., 2017)."""
    total = sum(row["n"] for row in table)
    return round(sum(row["n"] * abs(row["said"] - row["right"]) for row in table) / total, 4) if total else 0.0


def error_by_chance(chances: NDArray[np.floating]) -> float:
    """Expected calibration error of answers exactly as often right as said: what a sample so small cannot go below."""
    draws = np.random.default_rng(SEED).random((DRAWS, len(chances))) < chances
    return mean([calibration_error(reliability(chances, right)) for right in draws])


def risk_coverage(chances: NDArray[np.floating], right: NDArray[np.bool_]) -> list[dict[str, float]]:
    """For thresholds from 0 to 0.9: the share of answers still given, and the share of those that is wrong."""
    curve = []
    for tenth in range(10):
        kept = chances >= tenth / 10
        risk = float(np.mean(~right[kept])) if kept.any() else 0.0
        curve.append({"threshold": tenth / 10, "coverage": round(float(np.mean(kept)), 4), "risk": round(risk, 4)})
    return curve


def flat(measures: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """Measures with the path to each as its name; tables stay whole.

    >>> flat({"exact": {"acc_at_1": 0.5}, "titles": 2})
    [('exact.acc_at_1', 0.5), ('titles', 2)]
    """
    rows: list[tuple[str, Any]] = []
    for name, value in measures.items():
        rows += flat(value, f"{prefix}{name}.") if isinstance(value, Mapping) else [(prefix + name, value)]
    return rows
