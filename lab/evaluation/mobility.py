"""Every occupation as a query, all others as candidates, ROME's ranked mobilities as gold; never as a feature."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from lab.errors import EvaluationError
from lab.evaluation.metrics import average_precision, mean, ndcg_at, recall_at
from referentials.snapshot import Snapshot


def evaluate_mobility(snapshot: Snapshot, codes: list[str], near: NDArray[np.floating]) -> dict[str, float]:
    """Return `recall_at_10`, `map`, `ndcg_at_10` of a (occupations, occupations) nearness.

    The gain of the mobility of rank r, among R of an occupation, is 1 - (r - 1) / R: the first recorded weighs most.
    """
    place = {code: at for at, code in enumerate(codes)}
    gold: dict[int, dict[int, int]] = defaultdict(dict)
    for occupation, target, rank in snapshot.table("mobilities").iter_rows():
        if occupation in place and target in place:
            gold[place[occupation]][place[target]] = rank
    if not gold:
        raise EvaluationError(f"L'instantané {snapshot.id} n'a pas de mobilité : importez une archive ROME 4.0.")
    recall, precision, gain = [], [], []
    for query, targets in sorted(gold.items()):
        ranked = [i for i in np.argsort(-near[query], kind="stable").tolist() if i != query]
        recall.append(recall_at(ranked, targets, 10))
        precision.append(average_precision(ranked, targets))
        gain.append(ndcg_at(ranked, {t: 1 - (r - 1) / len(targets) for t, r in targets.items()}, 10))
    return {"occupations": len(gold), "recall_at_10": mean(recall), "map": mean(precision), "ndcg_at_10": mean(gain)}
