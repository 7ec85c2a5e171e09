"""Carry-over: who does one thing well, how far can they do another? (items, items), sparse, kept beside the snapshot.

A logistic regression over pairs judged one by one (`lab/training/judged_pairs.tsv`): near in meaning, cases of one
macro-competency, found in the same fiches, words in common. Titles (a diploma, a licence) carry nothing over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from matching.index.fusion import probability
from matching.index.groups import parts
from matching.index.items import ItemIndex
from matching.index.lexical import stems
from matching.index.tables import items, needed_items
from matching.weights import CARRY, values
from referentials.kinds import IS_TITLE
from referentials.snapshot import Snapshot

Places = NDArray[np.intp]
Features = dict[str, NDArray[np.float64]]
NEAREST, ALIKE, KEPT = 80, 0.3, 0.2
"""Items compared with each need, the nearest in meaning, from that cosine on; degree below which nothing is kept."""
TOGETHER, PAIRS = 256, 200_000
"""Needs compared with every item at a time; pairs whose words are compared at a time."""


@dataclass(frozen=True, eq=False)
class ItemFacts:
    """What is known of every item of a snapshot, in the order of the items index."""

    vectors: NDArray[np.float32]
    macro: Places
    """(items,) number of the macro-competency, its own for a macro; -1 without one."""
    is_knowledge: NDArray[np.bool_]
    is_title: NDArray[np.bool_]
    fiches: NDArray[np.float64]
    """(items,) occupations that ask for it."""
    together: csr_matrix
    """(items, items) fiches that ask for both."""
    words: csr_matrix
    """(items, stems) rarity of each stem of the label."""
    lengths: NDArray[np.float64]
    """(items,) ln of the characters of the label."""
    occupations: int

    @classmethod
    def of(cls, snapshot: Snapshot, index: ItemIndex) -> Self:
        """Read them in a snapshot."""
        needs, size = needed_items(snapshot), len(index.codes)
        place = {code: at for at, code in enumerate(snapshot.table("occupations")["code"])}
        rows = [place[code] for code in needs["occupation"]]
        asked = csr_matrix((np.ones(len(rows)), (rows, needs["place"].to_numpy())), shape=(len(place), size))
        titles = set(snapshot.table("knowledge").filter(IS_TITLE)["ogr"])
        return cls(
            vectors=index.vectors,
            macro=_macros(snapshot),
            is_knowledge=np.array([kind == "knowledge" for kind in index.kinds], dtype=bool),
            is_title=np.array([code in titles for code in index.codes], dtype=bool),
            fiches=np.asarray(asked.sum(axis=0)).ravel(),
            together=csr_matrix(asked.T @ asked),
            words=_words(index.labels),
            lengths=np.log([max(len(label), 1) for label in index.labels]) if size else np.zeros(0),
            occupations=len(place),
        )


def carry_over(facts: ItemFacts, weights: Mapping[str, float] | None = None) -> csr_matrix:
    """Degree, 0 to 1, to which who has an item (row) has another (column) that an occupation asks for.

    (items, items) float32; itself left out. `weights`: others than those of `CARRY`.
    """
    needed = np.flatnonzero((facts.fiches > 0) & ~facts.is_title)
    able = np.flatnonzero(~facts.is_title)
    found = [_candidates(needed[part], able, facts) for part in parts(len(needed), TOGETHER)]
    held, asked = (np.concatenate([_NONE, *(pair[at] for pair in found)]) for at in (0, 1))
    degrees = probability(weights or values(CARRY), carry_features(held, asked, facts)) if held.size else np.zeros(0)
    kept = degrees >= KEPT
    cells = (degrees[kept].astype(np.float32), (held[kept], asked[kept]))
    return csr_matrix(cells, shape=(len(facts.fiches), len(facts.fiches)))


def carry_features(held: Places, asked: Places, facts: ItemFacts) -> Features:
    """Features of pairs of items, by the names of `CARRY`: each (pairs,)."""
    cosine = np.concatenate([_cosines(held[part], asked[part], facts.vectors) for part in parts(len(held), PAIRS)])
    both = np.asarray(facts.together[held, asked], dtype=np.float64).ravel()
    of_held, of_asked = np.maximum(facts.fiches[held], 1.0), np.maximum(facts.fiches[asked], 1.0)
    savoir_held, savoir_asked = facts.is_knowledge[held], facts.is_knowledge[asked]
    return {
        "cosine": cosine,
        "close": np.maximum(cosine - 0.5, 0.0),
        "macro": ((facts.macro[held] == facts.macro[asked]) & (facts.macro[held] >= 0)).astype(np.float64),
        "follows": both / of_held,
        "together": both / np.sqrt(of_held * of_asked),
        "rarity": np.log(facts.occupations / of_asked),
        "savoir_held": savoir_held.astype(np.float64),
        "savoir_asked": savoir_asked.astype(np.float64),
        "savoir_to_doing": (savoir_held & ~savoir_asked).astype(np.float64),
        "words": np.concatenate([_shared(held[part], asked[part], facts.words) for part in parts(len(held), PAIRS)]),
        "length": facts.lengths[asked],
    }


_NONE: Places = np.empty(0, dtype=np.intp)


def _candidates(asked: Places, able: Places, facts: ItemFacts) -> tuple[Places, Places]:
    """Pairs worth a look: for each need the items nearest in meaning."""
    near = facts.vectors[asked] @ facts.vectors[able].T
    near[able[None, :] == asked[:, None]] = -1.0
    count = min(NEAREST, len(able))
    best = np.argpartition(-near, count - 1, axis=1)[:, :count] if count else np.zeros((len(asked), 0), dtype=np.intp)
    alike = np.take_along_axis(near, best, axis=1) >= ALIKE
    return able[best[alike]], np.repeat(asked, count).reshape(len(asked), count)[alike]


def _cosines(held: Places, asked: Places, vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.asarray(np.einsum("ij,ij->i", vectors[held], vectors[asked]), dtype=np.float64)


def _shared(held: Places, asked: Places, words: csr_matrix) -> NDArray[np.float64]:
    """Share of the words of what is asked, by rarity, that what is held has."""
    own = np.maximum(np.asarray(words[asked].sum(axis=1)).ravel(), 1e-9)
    common = words[asked].multiply(words[held].astype(bool))
    return np.asarray(np.asarray(common.sum(axis=1)).ravel() / own, dtype=np.float64)


def _words(labels: Sequence[str]) -> csr_matrix:
    found = [sorted(set(stems(label))) for label in labels]
    column = {stem: at for at, stem in enumerate(sorted({stem for of_one in found for stem in of_one}))}
    rows = np.repeat(np.arange(len(labels)), [len(of_one) for of_one in found])
    columns = np.array([column[stem] for of_one in found for stem in of_one], dtype=np.intp)
    rarity = np.log(max(len(labels), 1) / np.maximum(np.bincount(columns, minlength=len(column)), 1))
    return csr_matrix((rarity[columns], (rows, columns)), shape=(len(labels), len(column)))


def _macros(snapshot: Snapshot) -> Places:
    """Number of the macro-competency of each item, in the order of the items index."""
    macros = snapshot.table("macro_competencies").select(ogr="ogr", macro="ogr")
    cases = snapshot.table("competencies").select("ogr", "macro").drop_nulls()
    number = {code: at for at, code in enumerate(sorted(set(cases["macro"]) | set(macros["macro"])))}
    of = dict(pl.concat([macros, cases]).iter_rows())
    return np.array([number[of[code]] if code in of else -1 for code in items(snapshot)["ogr"]], dtype=np.intp)
