"""Fitting what carries over between competencies, and how near occupations are (scikit-learn).

carry      pairs judged one by one, twice (`judged_pairs.tsv`, `judged_pairs.md`): the half that is not aside
nearness   the moves of ROME 3, near or none, between families of an even sha256
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from lab.halves import is_even
from matching.links.carry import ItemFacts, carry_features

DEGREES = {"e": 1.0, "m": 0.7, "p": 0.3, "n": 0.0}
"""What « entirely, mostly, partly, no » count for."""
RIDGE = 1.0
"""Inverse of the penalty on the squares of the coefficients, once features have one scale."""

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair: an item that someone has, one that is asked for, and the two judgements."""

    holds: str
    needs: str
    first: str
    second: str

    @property
    def degree(self) -> float:
        """Mean of the two."""
        return (DEGREES[self.first] + DEGREES[self.second]) / 2

    @property
    def aside(self) -> bool:
        """Whether it is kept for measuring: one pair in two, by its hash."""
        return not is_even(f"{self.holds} {self.needs}")


def read_judged() -> list[Judged]:
    """The pairs judged."""
    text = files("lab.training").joinpath("judged_pairs.tsv").read_text(encoding="utf-8")
    return [Judged(**row) for row in csv.DictReader(text.splitlines(), delimiter="\t")]


def fit_carry(facts: ItemFacts, place: Mapping[str, int], pairs: Sequence[Judged]) -> dict[str, float]:
    """Coefficients of `matching.weights.CARRY`; `place`: position of each item in the index."""
    tuned = [pair for pair in pairs if not pair.aside and pair.holds in place and pair.needs in place]
    held, asked = (np.array([place[getattr(pair, name)] for pair in tuned]) for name in ("holds", "needs"))
    features, degrees = carry_features(held, asked, facts), np.array([pair.degree for pair in tuned])
    return logistic({name: np.tile(column, 2) for name, column in features.items()}, _halves(degrees), _shares(degrees))


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
