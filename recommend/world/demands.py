"""Demands: how much each occupation asks for each item, and how much of it a practice teaches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import exp
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
        data = _of_importance("need", requires.data) * _for_knowledge("need", matrices)[requires.indices]
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
    learnt = 1.0 - exp(-W["path.months"] / W["duration.time_constant"])
    requires = matrices.requires
    given = _of_importance("prior", requires.data) * _for_knowledge("prior", matrices)[requires.indices]
    return _with_data(requires, given * learnt)


def _of_importance(weight: str, codes: NDArray[np.int8]) -> Vector:
    """The weight of each cell of `requires`, by its importance."""
    of_code = np.zeros(max(IMPORTANCE_CODES.values()) + 1)
    for name, code in IMPORTANCE_CODES.items():
        of_code[code] = W[f"{weight}.{name}"]
    return of_code[codes]


def _for_knowledge(weight: str, matrices: Matrices) -> Vector:
    """(items,) what the weight of a savoir is multiplied by."""
    return np.where(matrices.is_knowledge, W[f"{weight}.knowledge"], 1.0)


def _with_data(like: csr_matrix, data: Vector) -> csr_matrix:
    return csr_matrix((data, like.indices, like.indptr), shape=like.shape)


def _ratio(part: Vector, whole: Vector) -> Vector:
    return np.asarray(np.divide(part, whole, where=whole > 0, out=np.zeros_like(whole)))
