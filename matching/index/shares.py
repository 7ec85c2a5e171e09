"""Words in common between texts and labels, weighed by how rare they are."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from matching.index.lexical import stems

Shares = NDArray[np.float64]


class WordShares:
    """Stems of labels as a sparse matrix, each cell the stem's rarity (inverse document frequency, in nats)."""

    def __init__(self, labels: Sequence[str]) -> None:
        found = [sorted(set(stems(label))) for label in labels]
        self._column = {stem: place for place, stem in enumerate(sorted({s for stems_ in found for s in stems_}))}
        rows = np.repeat(np.arange(len(labels)), [len(stems_) for stems_ in found])
        columns = np.array([self._column[stem] for stems_ in found for stem in stems_], dtype=np.intp)
        counts = np.bincount(columns, minlength=len(self._column))
        rarity = np.log(1 + (len(labels) - counts + 0.5) / (counts + 0.5))
        self._rarity = rarity
        self._rarest = math.log(1 + len(labels) / 0.5)
        self._labels = csr_matrix((rarity[columns], (rows, columns)), shape=(len(labels), len(self._column)))
        self._own = np.asarray(self._labels.sum(axis=1)).ravel()
        self._by_stem = self._labels.tocsc()

    def share(self, text: str, rows: NDArray[np.intp]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The same as `shares` of one text, sooner: twice (len(rows),)."""
        said = sorted(set(stems(text)))
        found = [self._column[stem] for stem in said if stem in self._column]
        common = np.zeros(len(self._own))
        for column in found:
            part = slice(self._by_stem.indptr[column], self._by_stem.indptr[column + 1])
            common[self._by_stem.indices[part]] += self._by_stem.data[part]
        total = self._rarity[found].sum() + self._rarest * (len(said) - len(found))
        in_common = common[rows]
        return in_common / np.maximum(self._own[rows], 1e-9), in_common / max(total, 1e-9)

    def stems_of(self, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Which stems some labels have, (stems,)."""
        known = np.zeros(len(self._column), dtype=np.bool_)
        known[self._labels[rows].indices] = True
        return known

    def foreign(self, text: str, rows: NDArray[np.intp], known: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Rarity of the words of labels that are neither said nor `known`, as a share of each label's: (len(rows),)."""
        said = {self._column[stem] for stem in stems(text) if stem in self._column}
        found = np.zeros(len(rows))
        for at, row in enumerate(rows):
            part = slice(self._labels.indptr[row], self._labels.indptr[row + 1])
            columns, rarity = self._labels.indices[part], self._labels.data[part]
            found[at] = sum(
                own for column, own in zip(columns, rarity, strict=True) if not known[column] and column not in said
            )
        return np.asarray(found / np.maximum(self._own[rows], 1e-9))

    def shares(self, texts: Sequence[str], rows: NDArray[np.intp]) -> tuple[Shares, Shares]:
        """Rarity in common, as a share of each label's and of each text's: twice (len(texts), len(rows)), 0 to 1."""
        said = [sorted(set(stems(text))) for text in texts]
        places = [[self._column[stem] for stem in stems_ if stem in self._column] for stems_ in said]
        which = np.repeat(np.arange(len(texts)), [len(found) for found in places])
        columns = np.array([place for found in places for place in found], dtype=np.intp)
        ones = csr_matrix((np.ones(len(columns)), (which, columns)), shape=(len(texts), len(self._column)))
        common = (ones @ self._labels[rows].T).toarray()
        total = np.array(
            [
                self._rarity[found].sum() + self._rarest * (len(stems_) - len(found))
                for stems_, found in zip(said, places, strict=True)
            ]
        )
        return common / np.maximum(self._own[rows], 1e-9), common / np.maximum(total, 1e-9)[:, None]
