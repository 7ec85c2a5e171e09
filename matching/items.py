"""Statements → competencies, macro-competencies and savoirs: lexical and dense together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from matching.aliases import Aliases
from matching.encoder import Encoder
from matching.fusion import Scores, candidates, probability
from matching.lexical import LexicalIndex, stems
from matching.shares import WordShares
from matching.text import fold
from matching.weights import ALIAS, ITEM, WITHIN, values
from matching.wording import impersonal
from referentials.codes import OgrCode
from referentials.snapshot import Snapshot

Kind = Literal["competency", "macro_competency", "knowledge"]
_TABLES: dict[str, Kind] = {
    "competencies": "competency",
    "macro_competencies": "macro_competency",
    "knowledge": "knowledge",
}
_WEIGHTS = values(ITEM)
LEXICAL, VECTORS = "items.bm25", "items.npy"


@dataclass(frozen=True, slots=True)
class ItemMatch:
    """An item a statement may tell; `dense` and `lexical` are the two features that weigh most."""

    item: OgrCode
    kind: Kind
    label: str
    probability: float
    dense: float
    lexical: float
    reason: str


class ItemIndex:
    """All items of a snapshot, ready to be compared with statements."""

    def __init__(self, snapshot: Snapshot, encoder: Encoder, folder: Path, aliases: Aliases | None = None) -> None:
        self._encoder, self._aliases = encoder, aliases or Aliases()
        rows = items(snapshot)
        self.codes: list[str] = rows["ogr"].to_list()
        self.labels: list[str] = rows["label"].to_list()
        self.kinds: list[Kind] = rows["kind"].to_list()
        self.position = {code: place for place, code in enumerate(self.codes)}
        self._folder = folder
        self._lexical = LexicalIndex.open(folder / LEXICAL, stems, len(self.codes))

    @staticmethod
    def build(snapshot: Snapshot, encoder: Encoder, folder: Path) -> None:
        """Compute what the index needs, in a folder."""
        labels = items(snapshot)["label"].to_list()
        np.save(folder / VECTORS, encoder.encode([fold(label) for label in labels]).astype(np.float16))
        LexicalIndex.build(labels, stems, folder / LEXICAL)

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """Vectors of the labels, (items, dimension) float32."""
        return np.asarray(np.load(self._folder / VECTORS), dtype=np.float32)

    @cached_property
    def words(self) -> WordShares:
        """Words of the labels."""
        return WordShares(self.labels)

    def match(self, texts: Sequence[str], n: int = 10, within: Collection[str] | None = None) -> list[list[ItemMatch]]:
        """For each text, the items it may tell, most probable first, at most n.

        `within`: items to expect, such as those of the occupation the text speaks of; others stay possible.
        """
        if not texts or not self.codes:
            return [[] for _ in texts]
        plain = [impersonal(text) for text in texts]
        dense = self._encoder.encode(plain) @ self.vectors.T
        expected = np.zeros(len(self.codes), dtype=np.float32)
        expected[[self.position[code] for code in within or () if code in self.position]] = WITHIN
        return [self._match(text, row, expected, n) for text, row in zip(plain, dense, strict=True)]

    def candidates(self, plain: str) -> tuple[NDArray[np.intp], dict[str, Scores]]:
        """Positions of the items that an impersonal sentence may tell, and their features."""
        dense, lexical = self.vectors @ self._encoder.encode([plain])[0], self._lexical.scores(plain)
        found = candidates(dense, lexical)
        return found, item_features(plain, found, dense, lexical, self.words)

    def _match(self, text: str, dense: NDArray[np.float32], expected: NDArray[np.float32], n: int) -> list[ItemMatch]:
        if not any(character.isalpha() for character in text):
            return []
        lexical = self._lexical.scores(text)
        found = candidates(dense, lexical, np.where(expected > 0, dense, 0.0))
        features = item_features(text, found, dense, lexical, self.words)
        scores = probability(_WEIGHTS, features, expected[found])
        order = sorted(range(len(found)), key=lambda i: (-scores[i], self.codes[found[i]]))[:n]
        matches = [self._item(int(found[i]), float(scores[i]), dense, lexical, expected) for i in order]
        local = [self._local(term, code, dense, lexical) for term, code in self._aliases.items_in(text)]
        named = {match.item for match in local}
        return [*local, *(match for match in matches if match.item not in named)][:n]

    def _local(self, term: str, code: str, dense: NDArray[np.float32], lexical: NDArray[np.float32]) -> ItemMatch:
        place = self.position[code]
        near, words = round(float(dense[place]), 4), round(float(lexical[place]), 4)
        return ItemMatch(
            OgrCode(code), self.kinds[place], self.labels[place], ALIAS, near, words, f"terme local « {term} »"
        )

    def _item(
        self,
        place: int,
        chance: float,
        dense: NDArray[np.float32],
        lexical: NDArray[np.float32],
        expected: NDArray[np.float32],
    ) -> ItemMatch:
        near, words = round(float(dense[place]), 4), round(float(lexical[place]), 4)
        reason = f"sens proche à {near:.2f}, mots communs à {words:.2f}"
        if expected[place] > 0:
            reason += ", attendue dans ce métier"
        return ItemMatch(OgrCode(self.codes[place]), self.kinds[place], self.labels[place], chance, near, words, reason)


def item_features(
    plain: str, found: NDArray[np.intp], dense: Scores, lexical: Scores, words: WordShares
) -> dict[str, Scores]:
    """Features of the candidates of an impersonal sentence, by the names of `ITEM`."""
    item_share, text_share = words.shares([plain], found)
    return {
        "dense": dense[found],
        "gap": dense[found] - dense.max(),
        "lexical": lexical[found],
        "item_share": item_share[0],
        "text_share": text_share[0],
    }


def items(snapshot: Snapshot) -> pl.DataFrame:
    """Every item of a snapshot: ogr, label, kind; in the order of the index."""
    tables = [snapshot.table(name).select("ogr", "label", kind=pl.lit(kind)) for name, kind in _TABLES.items()]
    return pl.concat(tables)
