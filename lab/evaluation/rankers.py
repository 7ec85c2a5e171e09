"""Ways of ranking labels for a text: the baselines, and ours.

A ranker gives every label a score for every query; what is measured is the order alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from matching.encoders.encoder import Encoder
from matching.french.abbreviations import expand
from matching.french.gender import gender_pairs, neutral
from matching.french.wording import impersonal
from matching.index.fusion import log_odds, weighed
from matching.index.items import item_features
from matching.index.lexical import LexicalIndex, grams, stems
from matching.index.shares import WordShares
from matching.index.titles import ratios, title_features
from matching.weights import ITEM, TITLE, values
from referentials.errors import MissingExtraError
from referentials.text import fold

Scores = NDArray[np.float32]
ROWS = 256
"""Queries scored together: some features are a float64 for every label."""


class Ranker(Protocol):
    """Scores labels for queries."""

    def scores(self, queries: Sequence[str], labels: Sequence[str]) -> Scores:
        """Return (queries, labels) float32, the higher the better."""


class RapidFuzz:
    """Edit distance between sorted words (rapidfuzz token_sort_ratio), folded."""

    def scores(self, queries: Sequence[str], labels: Sequence[str]) -> Scores:
        """Return ratios between 0 and 100."""
        return ratios(fuzz.token_sort_ratio, [fold(q) for q in queries], [fold(label) for label in labels])


class CharTfidf:
    """Cosine of TF-IDF on character n-grams of 2 to 5, folded (scikit-learn)."""

    def scores(self, queries: Sequence[str], labels: Sequence[str]) -> Scores:
        """Return cosines."""
        try:
            from sklearn.feature_extraction.text import TfidfVectorizer
        except ImportError as error:
            raise MissingExtraError("scikit-learn", "evaluate") from error
        vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(2, 5), dtype=np.float32)
        known = vectorizer.fit_transform([fold(label) for label in labels])
        return np.asarray((vectorizer.transform([fold(q) for q in queries]) @ known.T).toarray(), dtype=np.float32)


class Bm25:
    """BM25 on French stems (bm25s)."""

    def scores(self, queries: Sequence[str], labels: Sequence[str]) -> Scores:
        """Return scores as a share of the best one of each query."""
        index = LexicalIndex.build(labels, stems)
        return np.stack([index.scores(query) for query in queries])


class Encoded:
    """Cosine of an encoder's vectors."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def scores(self, queries: Sequence[str], labels: Sequence[str]) -> Scores:
        """Return cosines."""
        return self._encoder.encode(queries) @ self._encoder.encode(labels).T


class TitleRanker:
    """Ours, for job titles: gender and abbreviations aside, dense and lexical features, the fitted coefficients."""

    def __init__(self, encoder: Encoder, appellations: Sequence[str]) -> None:
        self._encoder, self._pairs = encoder, gender_pairs(appellations)

    def scores(self, queries: Sequence[str], labels: Sequence[str]) -> Scores:
        """Return weighed features."""
        known = [neutral(expand(label), self._pairs) for label in labels]
        asked = [neutral(expand(query), self._pairs) for query in queries]
        vectors, said = self._encoder.encode(known), self._encoder.encode(asked)
        index = LexicalIndex.build(known, grams)
        found = np.zeros((len(asked), len(known)), dtype=np.float32)
        for at in range(0, len(asked), ROWS):
            some = asked[at : at + ROWS]
            dense = said[at : at + ROWS] @ vectors.T
            features = title_features(
                some,
                known,
                dense=dense,
                support=dense,  # a label stands for itself alone
                lexical=np.stack([index.scores(query) for query in some]),
            )
            found[at : at + ROWS] = weighed(values(TITLE), features)
        return found


class StatementRanker:
    """Ours, for what people say they can do: the features of the items index, the fitted coefficients."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def scores(self, queries: Sequence[str], labels: Sequence[str]) -> Scores:
        """Return log-odds."""
        asked = [impersonal(query) for query in queries]
        vectors, said = self._encoder.encode([fold(label) for label in labels]), self._encoder.encode(asked)
        index, words = LexicalIndex.build(labels, stems), WordShares(labels)
        found = np.zeros((len(asked), len(labels)), dtype=np.float32)
        every = np.arange(len(labels))
        for at in range(0, len(asked), ROWS):
            some = asked[at : at + ROWS]
            dense = said[at : at + ROWS] @ vectors.T
            features = item_features(
                some,
                every,
                words,
                dense=dense,
                lexical=np.stack([index.scores(query) for query in some]),
                nearest=dense.max(axis=1, keepdims=True),
            )
            found[at : at + ROWS] = log_odds(values(ITEM), features)
        return found
