"""Demands: how much each occupation asks for each item, and how much of it a practice teaches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from graph.matrices import IMPORTANCE_CODES, Matrices
from recommend.weights import W

Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Demands:
    """How much each occupation asks for each item, and in all."""

    weights: csr_matrix
    """(occupations, items) float64: `need.*` of the weights."""
    core: csr_matrix
    """The same, core needs only."""
    total: Vector
    """(occupations,) sum of the weights; 0 where the fiche describes nothing."""

    @classmethod
    def build(cls, matrices: Matrices) -> Self:
        """Weigh what occupations require."""
        requires = matrices.requires
        data = _of_importance("need", requires.data) * _for_item(matrices)[requires.indices]
        in_core = np.where(requires.data == IMPORTANCE_CODES["core"], data, 0.0)
        weights = _with_data(requires, data)
        return cls(weights, _with_data(requires, in_core), np.asarray(weights.sum(axis=1)).ravel())

    @cached_property
    def core_total(self) -> Vector:
        """(occupations,) sum of the weights of the core."""
        return np.asarray(self.core.sum(axis=1)).ravel()

    @cached_property
    def scale(self) -> Vector:
        """(occupations,) one over the total; 0 where nothing is described."""
        return np.divide(1.0, self.total, where=self.total > 0, out=np.zeros_like(self.total))

    @cached_property
    def shares(self) -> csr_matrix:
        """(occupations, items) share of the weights of each occupation that each item is."""
        return csr_matrix(self.weights.multiply(self.scale[:, None]))

    @cached_property
    def shares_by_item(self) -> csr_matrix:
        """The same, (items, occupations)."""
        return self.shares.T.tocsr()

    def coverage(self, beliefs: Vector) -> Vector:
        """Σ weight × probability / Σ weight of each occupation, (occupations,); 0 where nothing is described."""
        return _ratio(self.weights @ beliefs, self.total)

    def core_coverage(self, beliefs: Vector) -> Vector:
        """The same over the core alone; 0 where nothing is core."""
        return _ratio(self.core @ beliefs, self.core_total)


def practice(matrices: Matrices) -> csr_matrix:
    """What `path.months` in each occupation teach: (occupations, items) float64, `prior.*` of the weights."""
    requires = matrices.requires
    return _with_data(requires, learnt(W["path.months"], requires.data, matrices, requires.indices))


def learnt(months: float, importances: NDArray[np.int8], matrices: Matrices, items: NDArray[np.int32]) -> Vector:
    """Probability that so many months in an occupation, full time, teach each of these needs of it; never a title."""
    given = _of_importance("prior", importances) * _for_knowledge("prior", matrices)[items]
    time = np.where(importances == IMPORTANCE_CODES["core"], W["duration.core"], W["duration.plain"])
    return np.where(matrices.is_title[items], 0.0, given * -np.expm1(-months / time))


def _of_importance(weight: str, codes: NDArray[np.int8]) -> Vector:
    """The weight of each cell of `requires`, by its importance."""
    of_code = np.zeros(max(IMPORTANCE_CODES.values()) + 1)
    for name, code in IMPORTANCE_CODES.items():
        of_code[code] = W[f"{weight}.{name}"]
    return of_code[codes]


def _for_knowledge(weight: str, matrices: Matrices) -> Vector:
    """(items,) what the weight of a savoir is multiplied by."""
    return np.where(matrices.is_knowledge, W[f"{weight}.knowledge"], 1.0)


def _for_item(matrices: Matrices) -> Vector:
    """(items,) what the weight of a need is multiplied by: a savoir weighs less, what is rare more, a title nothing.

    A title is held or not, and says whether one may exercise (`law/gates.py`), not how well one would.
    """
    fiches = np.bincount(matrices.requires.indices, minlength=len(matrices.items))
    rarity = np.log1p(len(matrices.occupations) / np.maximum(fiches, 1))
    return np.where(matrices.is_title, 0.0, _for_knowledge("need", matrices) * rarity)


def _with_data(like: csr_matrix, data: Vector) -> csr_matrix:
    return csr_matrix((data, like.indices, like.indptr), shape=like.shape)


def _ratio(part: Vector, whole: Vector) -> Vector:
    return np.asarray(np.divide(part, whole, where=whole > 0, out=np.zeros_like(whole)))
