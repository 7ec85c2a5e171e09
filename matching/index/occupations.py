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

from matching.encoders.encoder import Encoder, Vectors, read_vectors
from matching.encoders.processors import share
from matching.index.groups import Groups, Scores, parts
from matching.index.lexical import LexicalIndex, stems
from matching.index.tables import appellations, definition_lines, items, needed_items
from matching.index.titles import TitleIndex
from matching.weights import OCCUPATION, values
from referentials.snapshot import Snapshot
from referentials.text import fold

DEFINITIONS, DESCRIPTIONS = "definitions.npy", "occupations.bm25"
SAME = 0.985
"""Cosine from which two texts are taken to be the same to the letter, one folded and the other not."""
NEAREST = 40
"""Items taken, at least, from each sentence's nearest."""
EACH = 8
"""Sentences whose cosines a processor looks through at a time."""
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
class Heard:
    """What the sentences of a text are near to; each is compared once with every line and every item."""

    said: Vectors
    definition: Scores
    """Mean over the sentences of the best cosine with a line of each occupation's definition, (occupations,)."""
    needs: Scores
    """The same with the items each occupation needs."""
    items: NDArray[np.intp]
    """Positions of the items nearest to a sentence, in increasing order."""


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
        self.titles, self._items, self._folder = titles, items, folder
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
        return read_vectors(self._folder / DEFINITIONS)

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
        """Items that each occupation needs."""
        return Groups.of(self.needs.occupation.tolist(), len(self.codes)).through(self.needs.item)

    def _grouped(self, codes: pl.Series) -> Groups:
        return Groups.of([self.place[code] for code in codes], len(self.codes))

    @cached_property
    def means(self) -> Vectors:
        """Mean vector of each occupation's appellations, L2-normalised; zeros where it has none."""
        found = self.titles.groups.sums(self.titles.vectors)
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9), dtype=np.float32)

    def hear(self, said: Vectors, *, leave_out: bool = False) -> Heard:
        """Compare the vectors of sentences, some at a time, with every occupation and every item.

        To measure how the unknown is read, `leave_out` forgets what equals a sentence to the letter.
        """
        found = [self._compared(said[part], leave_out) for part in parts(len(said))]
        if not found:
            none = np.zeros(len(self.codes), dtype=np.float32)
            return Heard(said, none, none, np.zeros(0, dtype=np.intp))
        lines, needs, near = (np.concatenate(rows) for rows in zip(*found, strict=True))
        return Heard(said, lines.mean(axis=0), needs.mean(axis=0), np.unique(near))

    def _compared(self, said: Vectors, leave_out: bool) -> tuple[Scores, Scores, NDArray[np.intp]]:
        """Best cosines of sentences with lines and needs, (sentences, occupations), and the items near one."""
        lines, items = said @ self.definitions.T, said @ self._items.T

        def best(part: slice) -> tuple[Scores, Scores, NDArray[np.intp]]:
            of_lines = self.definition_groups.best(_others(lines[part], leave_out))
            of_needs = self.need_groups.best(_others(items[part], leave_out))
            return of_lines, of_needs, _near(items[part])

        of_lines, of_needs, near = zip(*share(best, parts(len(said), EACH)), strict=True)
        return np.concatenate(of_lines), np.concatenate(of_needs), np.unique(np.concatenate(near))

    def signals(self, title: str, heard: Heard, text: str, *, known_title: bool = True) -> Signals:
        """Compare a title, what is said below it and the whole text with every occupation.

        Without `known_title` the title is read as if no appellation were it to the letter.
        """
        none = np.zeros(len(self.codes), dtype=np.float32)
        named = self.titles.scores(title, leave_out=not known_title) if title.strip() else none
        if not len(heard.said):
            return Signals(named, none, none, none, none)
        mean = heard.said.mean(axis=0)
        whole = self.means @ (mean / max(float(np.linalg.norm(mean)), 1e-9))
        return Signals(named, heard.definition, heard.needs, whole, self._words.scores(text))


def chances(rows: Scores, weights: Mapping[str, float] = _WEIGHTS) -> Scores:
    """Softmax of the rows of signals, weighed: probability of each occupation, (occupations,) float32, of sum 1."""
    score = rows @ np.array([weights[name] for name in Signals.__slots__], dtype=np.float32)
    odds = np.exp(score - score.max(initial=-np.inf))
    return np.asarray(odds / odds.sum(), dtype=np.float32)


def _near(cosines: Scores) -> NDArray[np.intp]:
    """Items among the NEAREST of a sentence, and a few more: no worse than the last of as many blocks' best."""
    size = cosines.shape[1]
    blocks = np.maximum.reduceat(cosines, np.arange(0, size, max(size // (16 * NEAREST), 1)), axis=1)
    least = (
        np.partition(blocks, -NEAREST, axis=1)[:, -NEAREST]
        if blocks.shape[1] > NEAREST
        else blocks.min(axis=1, initial=1.0)
    )
    return np.flatnonzero((cosines >= least[:, None]).any(axis=0))


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
