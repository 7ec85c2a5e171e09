"""How near occupations are to one another, from what they ask for and how they are described.

Recorded mobilities are no part of it: they are what it is measured against, and what it completes where none is
recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from matching.encoders.encoder import Encoder
from matching.index.lexical import stems
from matching.index.tables import appellations, needed_items
from referentials.snapshot import Snapshot
from referentials.text import fold

Square = NDArray[np.float32]

SIGNALS = MappingProxyType(
    {
        "items": (0.30, "competencies and savoirs in common, the rarer the more they count"),
        "macros": (0.20, "macro-competencies in common, through the competencies"),
        "words": (0.20, "words in common: label, appellations, definition"),
        "meaning": (0.30, "cosine of the encoder: definition and appellations"),
    }
)
"""Signal → (weight, meaning). Each is first put on one scale per occupation (share of its nearest); the weights are a
judgement: nothing was fitted on mobilities."""


def nearness(snapshot: Snapshot, encoder: Encoder | None) -> tuple[list[str], Square]:
    """Return occupation codes, and (occupations, occupations) float32: 1 the nearest, 0 nothing in common.

    Without an encoder, meaning is left out.
    """
    codes = snapshot.table("occupations")["code"].to_list()
    total = np.zeros((len(codes), len(codes)), dtype=np.float32)
    if not codes:
        return codes, total
    for name, found in _signals(snapshot, codes, encoder).items():
        np.fill_diagonal(found, 0.0)
        best = np.maximum(found.max(axis=1, keepdims=True), 1e-9)
        total += np.float32(SIGNALS[name][0]) * np.clip(found / best, 0, 1)
    return codes, total


def _signals(snapshot: Snapshot, codes: list[str], encoder: Encoder | None) -> Mapping[str, Square]:
    place = {code: at for at, code in enumerate(codes)}
    needs = needed_items(snapshot).select("occupation", "item").sort("occupation", "item")
    macro = dict(snapshot.table("competencies").select("ogr", "macro").drop_nulls().iter_rows())
    rows = [(place[occupation], item) for occupation, item in needs.iter_rows()]
    texts = _texts(snapshot)
    return {
        "items": _cosines(_weighed(rows, len(codes))),
        "macros": _cosines(_weighed([(row, macro[item]) for row, item in rows if item in macro], len(codes))),
        "words": _cosines(
            _weighed([(place[c], stem) for c, of_one in texts.items() for stem in stems(" ".join(of_one))], len(codes))
        ),
        **({"meaning": _meaning(texts, encoder)} if encoder else {}),
    }


def _texts(snapshot: Snapshot) -> dict[str, list[str]]:
    """Label, appellations and lines of the definition of each occupation, in the order of the table."""
    said = dict(appellations(snapshot).group_by("occupation", maintain_order=True).agg("label").iter_rows())
    rows = snapshot.table("occupations").select("code", "label", "definition").iter_rows()
    return {code: [label, *said.get(code, []), *(lines or "").split("\n")] for code, label, lines in rows}


def _weighed(pairs: list[tuple[int, str]], size: int) -> csr_matrix:
    """Rows of TF-IDF: 1 + ln(count) by ln(rows / rows that have it), for (row, feature) pairs."""
    column = {feature: at for at, feature in enumerate(sorted({feature for _, feature in pairs}))}
    rows, columns = [row for row, _ in pairs], [column[feature] for _, feature in pairs]
    counts = csr_matrix((np.ones(len(pairs), dtype=np.float32), (rows, columns)), shape=(size, len(column)))
    counts.sum_duplicates()
    spread = np.bincount(counts.indices, minlength=len(column))
    counts.data = (1 + np.log(counts.data)) * np.log(1 + size / np.maximum(spread[counts.indices], 1))
    return counts


def _cosines(rows: csr_matrix) -> Square:
    norms = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1))).ravel()
    product = (rows @ rows.T).toarray() / np.maximum(np.outer(norms, norms), 1e-9)
    return np.asarray(product, dtype=np.float32)


def _meaning(texts: Mapping[str, list[str]], encoder: Encoder) -> Square:
    """Cosines of the mean vectors of the occupations' texts, the mean of all taken away."""
    vectors = encoder.encode([fold(text) for of_one in texts.values() for text in of_one])
    ends = np.cumsum([len(of_one) for of_one in texts.values()])
    means = np.stack([part.mean(axis=0) for part in np.split(vectors, ends[:-1])])
    means -= means.mean(axis=0)
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return np.asarray(means @ means.T, dtype=np.float32)
