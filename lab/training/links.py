"""Fitting what carries over between competencies, and how near occupations are (scikit-learn).

carry      pairs judged one by one, twice (`judged_pairs.tsv`, `judged_pairs.md`): the half that is not aside
nearness   the moves of ROME 3, near or none, between families of an even sha256
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from lab.errors import EvaluationError
from lab.evaluation.moves import Families, Move
from lab.halves import is_even
from lab.training.judged import Judged, read_judged
from matching.links.carry import ItemFacts, carry_features, carry_over
from matching.links.nearness import Square, nearness_signals
from matching.matcher import Matcher

RIDGE = 1.0
"""Inverse of the penalty on the squares of the coefficients, once features have one scale."""

Floats = NDArray[np.floating]


def fit_links(matcher: Matcher, moves: Sequence[Move]) -> dict[str, dict[str, float]]:
    """Both, by their names in `coefficients.json`; nearness rests on what the carry-over just fitted gives.

    Raises EvaluationError where the snapshot has none of the moves.
    """
    snapshot, facts = matcher.snapshot, ItemFacts.of(matcher.snapshot, matcher.item_index)
    families = Families.of(dict(snapshot.table("occupations").select("code", "family").iter_rows()), moves)
    if not families.near.any():
        raise EvaluationError(f"L'instantané {snapshot.id} n'a aucun des métiers de ces mobilités.")
    carry = fit_carry(facts, matcher.item_index.position, read_judged())
    carried = carry_over(facts, carry)
    signals = nearness_signals(snapshot, carried, matcher.occupation_index, matcher.title_index)
    return {"carry": carry, "nearness": fit_nearness(signals, families)}


def fit_carry(facts: ItemFacts, place: Mapping[str, int], pairs: Sequence[Judged]) -> dict[str, float]:
    """Coefficients of `matching.weights.CARRY`; `place`: position of each item in the index.

    Raises EvaluationError where the snapshot has none of these pairs.
    """
    tuned = [pair for pair in pairs if not pair.aside and pair.holds in place and pair.needs in place]
    if not tuned:
        raise EvaluationError("L'instantané n'a pas les compétences des paires jugées : importez le ROME 4.0 entier.")
    held, asked = (np.array([place[getattr(pair, name)] for pair in tuned]) for name in ("holds", "needs"))
    features, degrees = carry_features(held, asked, facts), np.array([pair.degree for pair in tuned])
    return logistic({name: np.tile(column, 2) for name, column in features.items()}, _halves(degrees), _shares(degrees))


def fit_nearness(signals: Mapping[str, Square], families: Families) -> dict[str, float]:
    """Coefficients of `matching.weights.NEARNESS`: « proche » against unrecorded, families left of an even sha256."""
    even = np.array([is_even(code) for code in families.codes])
    kept = (families.near | families.others) & even[:, None]
    features = {name: families.between(signal)[kept] for name, signal in signals.items()}
    return logistic(features, families.near[kept], np.ones(kept.sum()))


def logistic(features: Mapping[str, Floats], right: NDArray[np.bool_], weights: Floats) -> dict[str, float]:
    """Coefficients on the features as they are, and the intercept."""
    columns = np.stack([np.asarray(column, dtype=np.float64) for column in features.values()], axis=1)
    centre, scale = columns.mean(axis=0), np.maximum(columns.std(axis=0), 1e-9)
    fitted = LogisticRegression(C=RIDGE, max_iter=3000).fit((columns - centre) / scale, right, sample_weight=weights)
    slopes = fitted.coef_[0] / scale
    found = {"intercept": float(fitted.intercept_[0] - slopes @ centre)}
    found |= {name: float(slope) for name, slope in zip(features, slopes, strict=True)}
    return {name: round(value, 4) for name, value in found.items()}


def _halves(degrees: Floats) -> NDArray[np.bool_]:
    """A degree is as many right answers as wrong ones as it says: each pair twice, right then wrong."""
    return np.repeat([True, False], len(degrees))


def _shares(degrees: Floats) -> Floats:
    return np.concatenate([degrees, 1.0 - degrees])
