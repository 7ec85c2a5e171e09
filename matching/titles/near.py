"""Nearness of titles to appellations, tempered where words of the title are left unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matching.index.titles import Likeness, TitleIndex, TitleMatch
from matching.titles.words import SMALL, has

RANKED = 25
"""Occupations asked of the ranker."""
HEADLESS = 0.6
"""Factor of nearness to an appellation whose first word, which tells the trade, is not in the title."""
UNKNOWN = 9.5
"""Rarity of a word that no appellation has."""


class Near:
    """What the ranker of an index says of titles."""

    def __init__(self, index: TitleIndex) -> None:
        self._index = index
        self._ranked: dict[str, list[TitleMatch]] = {}

    def ranked(self, text: str) -> list[TitleMatch]:
        """What the ranker says, tempered where words of the title are left unsaid."""
        if text not in self._ranked:
            if len(self._ranked) > 5000:
                self._ranked.clear()
            self._ranked[text] = self._tempered(text, self._index.match(text, RANKED))
        return self._ranked[text]

    def _tempered(self, text: str, found: Sequence[TitleMatch]) -> list[TitleMatch]:
        query = self._index.neutral(text)
        return [
            one
            if one.likeness is Likeness.EXACT
            else replace(one, probability=round(one.probability * self._trust(query, one), 6))
            for one in found
        ]

    def _trust(self, query: str, match: TitleMatch) -> float:
        """Factor of nearness: the share of the title's words, by rarity, that an appellation says, and its head."""
        label = self._index.neutral(match.label)
        headless = not has(query.split(), label.split()[0]) if label else True
        return (0.5 + 0.5 * self.said(query, label)) * (HEADLESS if headless else 1.0)

    def said(self, text: str, by: str) -> float:
        """Share of the words of a text, by rarity, that another says, but for an ending or a letter."""
        words, own = [word for word in text.split() if word not in SMALL], by.split()
        weights = [self._index.rarity.get(word, UNKNOWN) for word in words]
        said = sum(weight for word, weight in zip(words, weights, strict=True) if has(own, word))
        return said / sum(weights) if words else 0.0
