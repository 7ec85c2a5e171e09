"""Titles → occupations, over all appellations: the same answer for both genders, with or without accents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from rapidfuzz import fuzz

from matching.abbreviations import expand
from matching.encoder import Encoder
from matching.fusion import candidates, probability
from matching.gender import gender_pairs, neutral
from matching.lexical import LexicalIndex, grams
from matching.weights import EXACT, TITLE, values
from referentials.codes import OgrCode, RomeCode
from referentials.snapshot import Snapshot

_WEIGHTS = values(TITLE)
LEXICAL, VECTORS = "titles.bm25", "titles.npy"


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """An occupation a title may name, by its nearest appellation."""

    occupation: RomeCode
    appellation: OgrCode
    label: str
    probability: float
    reason: str


class TitleIndex:
    """All appellations of a snapshot, ready to be compared with a title."""

    def __init__(self, snapshot: Snapshot, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        self.appellations = snapshot.table("appellations")
        self.pairs = gender_pairs(self.appellations["label"])
        self.labels = neutral_labels(self.appellations, self.pairs)
        self._vectors = np.load(folder / VECTORS).astype(np.float32)
        self._lexical = LexicalIndex.open(folder / LEXICAL, grams, len(self.labels))

    @staticmethod
    def build(snapshot: Snapshot, encoder: Encoder, folder: Path) -> None:
        """Compute what the index needs, in a folder."""
        appellations = snapshot.table("appellations")
        labels = neutral_labels(appellations, gender_pairs(appellations["label"]))
        np.save(folder / VECTORS, encoder.encode(labels).astype(np.float16))
        LexicalIndex.build(labels, grams, folder / LEXICAL)

    def match(self, title: str, n: int = 5) -> list[TitleMatch]:
        """Occupations a title may name, most probable first, at most n; none for a title without a word."""
        query = neutral(expand(title), self.pairs)
        if not query or not self.labels:
            return []
        dense = self._vectors @ self._encoder.encode([query])[0]
        lexical = self._lexical.scores(query)
        found = candidates(dense, lexical)
        features = {
            "dense": dense[found],
            "lexical": lexical[found],
            "order": np.array([fuzz.token_sort_ratio(query, self.labels[i]) / 100 for i in found]),
            "words": np.array([fuzz.token_set_ratio(query, self.labels[i]) / 100 for i in found]),
        }
        scores = probability(_WEIGHTS, features)
        exact = np.array([self.labels[i] == query for i in found])
        return self._ranked(title, query, found, scores, exact, n)

    def _ranked(
        self, title: str, query: str, found: np.ndarray, scores: np.ndarray, exact: np.ndarray, n: int
    ) -> list[TitleMatch]:
        rows = self.appellations[found.tolist()].select("occupation", "ogr", "label").rows()
        named = {row[0] for row, same in zip(rows, exact, strict=True) if same}
        best: dict[str, TitleMatch] = {}
        order = sorted(range(len(rows)), key=lambda i: (not exact[i], -scores[i], rows[i][0], rows[i][1]))
        for i in order:
            occupation, ogr, label = rows[i]
            if occupation not in best:
                chance = max(float(scores[i]), EXACT / len(named)) if exact[i] else float(scores[i])
                common = [w for w in dict.fromkeys(query.split()) if w in self.labels[found[i]].split() and len(w) > 2]
                how = "est l'appellation" if exact[i] else "ressemble à l'appellation"
                shared = f", mots communs : {', '.join(common)}" if common and not exact[i] else ""
                reason = f"« {title.strip()} » {how} « {label} »{shared}"
                best[occupation] = TitleMatch(RomeCode(occupation), OgrCode(ogr), label, chance, reason)
        return sorted(best.values(), key=lambda m: (-m.probability, m.occupation))[:n]


def neutral_labels(appellations: pl.DataFrame, pairs: dict[str, str]) -> list[str]:
    """Canonical form of every appellation, in the order of the table."""
    return [neutral(expand(label), pairs) for label in appellations["label"]]
