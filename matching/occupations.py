"""A title and a text → occupations: which ones an advertisement, a CV line or a certification speaks of.

Five signals, each said relative to the best occupation, one linear score, one softmax.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from matching.encoder import Encoder, Vectors
from matching.groups import Groups, Scores, parts
from matching.lexical import LexicalIndex, stems
from matching.tables import appellations, definition_lines, items, needed_items
from matching.text import fold
from matching.titles import TitleIndex
from matching.weights import OCCUPATION, values
from referentials.snapshot import Snapshot

DEFINITIONS, DESCRIPTIONS = "definitions.npy", "occupations.bm25"
SAME = 0.985
"""Cosine from which two texts are taken to be the same to the letter, one folded and the other not."""
_WEIGHTS = values(OCCUPATION)


@dataclass(frozen=True, slots=True)
class Signals:
    """Each (occupations,) float32, and comparable from one text to another."""

    title: Scores
    definition: Scores
    needs: Scores
    whole: Scores
    words: Scores

    def rows(self) -> NDArray[np.float32]:
        """(occupations, 5) float32, each column relative to its best."""
        columns = [self.title, self.definition, self.needs, self.whole, self.words]
        return np.stack([column - column.max(initial=-np.inf) for column in columns], axis=1)


@dataclass(frozen=True, slots=True)
class Needs:
    """Occupation, item (positions in their indexes) and whether it is core there, for every need."""

    occupation: NDArray[np.intp]
    item: NDArray[np.intp]
    core: NDArray[np.bool_]


class OccupationIndex:
    """What occupations are called, are described with and ask for, ready to be compared with a text."""

    def __init__(self, snapshot: Snapshot, folder: Path, titles: TitleIndex, items: Vectors) -> None:
        """`items`: vectors of every competency and savoir, in the order of the items index."""
        self._titles, self._items, self._folder = titles, items, folder
        self.codes = titles.codes
        self.place = {code: at for at, code in enumerate(self.codes)}
        self._snapshot = snapshot
        self._words = LexicalIndex.open(folder / DESCRIPTIONS, stems, len(self.codes))

    @staticmethod
    def build(snapshot: Snapshot, encoder: Encoder, folder: Path) -> None:
        """Compute what the index needs, in a folder."""
        lines = definition_lines(snapshot)["line"].to_list()
        np.save(folder / DEFINITIONS, encoder.encode([fold(line) for line in lines]).astype(np.float16))
        LexicalIndex.build(_descriptions(snapshot), stems, folder / DESCRIPTIONS)

    @cached_property
    def definitions(self) -> Vectors:
        """Vectors of the lines of the definitions, (lines, dimension) float32."""
        return np.asarray(np.load(self._folder / DEFINITIONS), dtype=np.float32)

    @cached_property
    def definition_groups(self) -> Groups:
        """Lines of each occupation."""
        return self._grouped(definition_lines(self._snapshot)["occupation"])

    @cached_property
    def needs(self) -> Needs:
        """What every occupation asks for."""
        found = needed_items(self._snapshot)
        owners = np.array([self.place[code] for code in found["occupation"]], dtype=np.intp)
        return Needs(owners, found["place"].to_numpy().astype(np.intp), found["core"].to_numpy())

    @cached_property
    def need_groups(self) -> Groups:
        """Needs of each occupation."""
        return Groups.of(self.needs.occupation.tolist(), len(self.codes))

    def _grouped(self, codes: pl.Series) -> Groups:
        return Groups.of([self.place[code] for code in codes], len(self.codes))

    @cached_property
    def means(self) -> Vectors:
        """Mean vector of each occupation's appellations, L2-normalised; zeros where it has none."""
        found = self._titles.groups.sums(self._titles.vectors)
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9), dtype=np.float32)

    def signals(
        self, title: str, said: Vectors, text: str, *, leave_out: bool = False, known_title: bool = True
    ) -> Signals:
        """Compare a title, the vectors of what is said below it and the whole text with every occupation.

        To measure how the unknown is read, `leave_out` forgets what equals a sentence to the letter; without
        `known_title` the title too is read as if no appellation were it.
        """
        none = np.zeros(len(self.codes), dtype=np.float32)
        named = self._titles.scores(title, leave_out=not known_title) if title.strip() else none
        if not len(said):
            return Signals(named, none, none, none, none)
        mean = said.mean(axis=0)
        return Signals(
            named,
            self._mean_best(said, self.definitions, self.definition_groups, leave_out),
            self._mean_best(said, self._items, self.need_groups, leave_out, self.needs.item),
            self.means @ (mean / max(float(np.linalg.norm(mean)), 1e-9)),
            self._words.scores(text),
        )

    def _mean_best(
        self,
        said: Vectors,
        known: Vectors,
        groups: Groups,
        leave_out: bool,
        of: NDArray[np.intp] | slice = slice(None),
    ) -> Scores:
        """Mean over the sentences of the best cosine with each group's vectors, `known[of]`; some at a time."""
        total = np.zeros(len(self.codes), dtype=np.float32)
        for part in parts(len(said)):
            cosines = said[part] @ known.T
            total += groups.best(_others(cosines[:, of], leave_out)).sum(axis=0)
        return np.asarray(total / np.float32(len(said)), dtype=np.float32)


def chances(rows: Scores, weights: Mapping[str, float] = _WEIGHTS) -> Scores:
    """Softmax of the rows of signals, weighed: probability of each occupation, (occupations,) float32, of sum 1."""
    score = rows @ np.array([weights[name] for name in Signals.__slots__], dtype=np.float32)
    odds = np.exp(score - score.max(initial=-np.inf))
    return np.asarray(odds / odds.sum(), dtype=np.float32)


def _others(cosines: Scores, leave_out: bool) -> Scores:
    return np.where(cosines > SAME, np.float32(0.0), cosines) if leave_out else cosines


def _descriptions(snapshot: Snapshot) -> list[str]:
    """Label, appellations and needs of each occupation, in the order of the table."""
    labels = items(snapshot).select(item="ogr", label="label")
    needs = needed_items(snapshot).join(labels, on="item", maintain_order="left")
    of_needs = dict(needs.group_by("occupation").agg(pl.col("label").str.join(" ")).iter_rows())
    names = appellations(snapshot).group_by("occupation", maintain_order=True).agg(pl.col("label").str.join(" "))
    of_names = dict(names.iter_rows())
    rows = snapshot.table("occupations").select("code", "label").iter_rows()
    return [" ".join([label, of_names.get(code, ""), of_needs.get(code, "")]) for code, label in rows]
