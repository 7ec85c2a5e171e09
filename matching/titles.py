"""Titles → occupations, over all appellations: the same answer for both genders, with or without accents."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from matching.abbreviations import expand
from matching.aliases import Aliases
from matching.encoder import Encoder
from matching.fusion import Scores, candidates, log_odds, logistic
from matching.gender import gender_pairs, neutral
from matching.lexical import LexicalIndex, grams
from matching.tables import appellations
from matching.weights import ALIAS, EXACT, TITLE, values
from referentials.codes import OgrCode, RomeCode
from referentials.snapshot import Snapshot

_WEIGHTS = values(TITLE)
SUPPORT = 3
"""Appellations of an occupation that speak for it together."""
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

    def __init__(self, snapshot: Snapshot, encoder: Encoder, folder: Path, aliases: Aliases | None = None) -> None:
        self._encoder, self._aliases = encoder, aliases or Aliases()
        self.appellations = appellations(snapshot)
        self.pairs = gender_pairs(self.appellations["label"])
        self.labels = neutral_labels(self.appellations, self.pairs)
        codes = self.appellations["occupation"].to_list()
        place = {code: at for at, code in enumerate(sorted(set(codes)))}
        self.owners = np.array([place[code] for code in codes], dtype=np.intp)
        self.vectors = np.load(folder / VECTORS).astype(np.float32)
        self._lexical = LexicalIndex.open(folder / LEXICAL, grams, len(self.labels))

    @staticmethod
    def build(snapshot: Snapshot, encoder: Encoder, folder: Path) -> None:
        """Compute what the index needs, in a folder."""
        known = appellations(snapshot)
        labels = neutral_labels(known, gender_pairs(known["label"]))
        np.save(folder / VECTORS, encoder.encode(labels).astype(np.float16))
        LexicalIndex.build(labels, grams, folder / LEXICAL)

    def match(self, title: str, n: int = 5, *, leave_out: bool = False) -> list[TitleMatch]:
        """Occupations a title may name, most probable first, at most n; none for a title without a word."""
        query = neutral(expand(title), self.pairs)
        if not query or not self.labels:
            return []
        found, features = self._candidates(query, leave_out=leave_out)
        if not found.size:
            return []
        odds = log_odds(_WEIGHTS, features)
        exact = np.array([self.labels[i] == query for i in found])
        ranked = self._ranked(title, query, found, logistic(odds), exact)
        local = [self._local(term, ogr) for term, ogr in self._aliases.appellations_in(title)]
        named = {match.occupation for match in local}
        return [*local, *(match for match in ranked if match.occupation not in named)][:n]

    def _local(self, term: str, ogr: str) -> TitleMatch:
        row = self.appellations.row(self._row(ogr), named=True)
        reason = f"terme local « {term} » pour l'appellation « {row['label']} »"
        return TitleMatch(RomeCode(row["occupation"]), OgrCode(ogr), row["label"], ALIAS, reason)

    def _row(self, ogr: str) -> int:
        return self.appellations["ogr"].to_list().index(ogr)

    def candidates(self, title: str, *, leave_out: bool = False) -> tuple[NDArray[np.intp], dict[str, Scores]]:
        """Positions of the appellations that a title may be, in the table's order, and their features."""
        return self._candidates(neutral(expand(title), self.pairs), leave_out=leave_out)

    def scores(self, title: str, *, leave_out: bool = False) -> Scores:
        """Log-odds of every appellation, (appellations,) float32; what is not a candidate has those of the worst."""
        scores = np.full(len(self.labels), _WEIGHTS["intercept"], dtype=np.float32)
        found, features = self.candidates(title, leave_out=leave_out)
        if found.size:
            odds = log_odds(_WEIGHTS, features)
            scores[:] = odds.min()
            scores[found] = odds
        for _, ogr in self._aliases.appellations_in(title):
            scores[self._row(ogr)] = scores.max() + math.log(ALIAS / (1 - ALIAS))
        return scores

    def _candidates(self, query: str, *, leave_out: bool) -> tuple[NDArray[np.intp], dict[str, Scores]]:
        if not query or not self.labels:
            return np.empty(0, dtype=np.intp), {}
        dense = self.vectors @ self._encoder.encode([query])[0]
        lexical = self._lexical.scores(query)
        if leave_out:
            other = np.array([label != query for label in self.labels])
            dense, lexical = np.where(other, dense, 0.0), np.where(other, lexical, 0.0)
            lexical /= max(float(lexical.max()), 1e-9)
        found = candidates(dense, lexical)
        features = title_features(
            [query],
            [self.labels[i] for i in found],
            dense=dense[None, found],
            support=support(dense[found], self.owners[found])[None],
            lexical=lexical[None, found],
            nearest=dense.max(),
        )
        return found, {name: values[0] for name, values in features.items()}

    def _ranked(
        self, title: str, query: str, found: np.ndarray, scores: np.ndarray, exact: np.ndarray
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
        return sorted(best.values(), key=lambda m: (-m.probability, m.occupation))


def title_features(
    titles: Sequence[str],
    labels: Sequence[str],
    *,
    dense: Scores,
    support: Scores,
    lexical: Scores,
    nearest: Scores | float,
) -> dict[str, Scores]:
    """Features of labels for neutral titles, by the names of `TITLE`: each (titles, labels), as what is given.

    `nearest`: best cosine of each title with any label, these or others: (titles, 1).
    """
    return {
        "dense": dense,
        "support": support,
        "gap": dense - nearest,
        "lexical": lexical,
        "order": ratios(fuzz.token_sort_ratio, titles, labels) / 100,
        "words": ratios(fuzz.token_set_ratio, titles, labels) / 100,
    }


def ratios(scorer: Callable[..., float], texts: Sequence[str], labels: Sequence[str]) -> Scores:
    """Ratios of rapidfuzz between texts and labels, 0 to 100: (texts, labels) float32."""
    return np.asarray(process.cdist(texts, labels, scorer=scorer, dtype=np.float32, workers=-1))


def support(dense: Scores, owners: NDArray[np.intp]) -> NDArray[np.float64]:
    """For each candidate, the mean of the SUPPORT best cosines of its owner's; the worst one's where it has fewer.

    >>> support(np.array([0.9, 0.6, 0.3]), np.array([7, 7, 8])).round(2).tolist()
    [0.6, 0.6, 0.3]
    """
    worst = float(dense.min())
    means = {}
    for owner in np.unique(owners):
        best = np.sort(dense[owners == owner])[::-1][:SUPPORT]
        means[owner] = (float(best.sum()) + worst * (SUPPORT - len(best))) / SUPPORT
    return np.array([means[owner] for owner in owners])


def best_of_each_occupation(
    index: TitleIndex, found: NDArray[np.intp], features: dict[str, Scores], n: int = 8
) -> tuple[list[int], list[str]]:
    """Among candidates, the best of each occupation, n at most: their places in `found`, and the occupations."""
    odds = log_odds(_WEIGHTS, features)
    owners = index.appellations[found.tolist()]["occupation"].to_list()
    best: dict[str, int] = {}
    for i in np.argsort(-odds, kind="stable"):
        best.setdefault(owners[i], int(i))
    kept = dict(list(best.items())[:n])
    return list(kept.values()), list(kept)


def neutral_labels(known: pl.DataFrame, pairs: dict[str, str]) -> list[str]:
    """Canonical form of every appellation, in the order of the table."""
    return [neutral(expand(label), pairs) for label in known["label"]]
