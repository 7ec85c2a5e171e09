"""Coefficients of the two matchers: log-odds = intercept + Σ coefficient × feature.

Fitted by `python -m benchmarks.matching fit`, from the referentials alone: titles on ROME appellations left out
of the index one at a time; items on ESCO's synonyms and descriptions, to find again the concept they name.
Every feature is between 0 and 1 (a cosine may be slightly below 0).
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One number of a matcher."""

    name: str
    value: float
    meaning: str


TITLE = (
    Coefficient("intercept", -14.13, "log-odds of a candidate with nothing in common"),
    Coefficient("dense", 4.15, "cosine of the encoder"),
    Coefficient("lexical", 7.61, "BM25 on character n-grams, as a share of the best candidate's"),
    Coefficient("order", -0.46, "rapidfuzz token_sort_ratio / 100: same words, all of them"),
    Coefficient("words", 3.86, "rapidfuzz token_set_ratio / 100: words of one within the other"),
)
ITEM = (
    Coefficient("intercept", -12.39, "log-odds of a candidate with nothing in common"),
    Coefficient("dense", 9.84, "cosine of the encoder"),
    Coefficient("lexical", 3.81, "BM25 on stems, as a share of the best candidate's"),
    Coefficient("item_share", 4.61, "share of the item's words, by rarity, that the text has"),
    Coefficient("text_share", -4.24, "share of the text's words, by rarity, that the item has"),
)

EXACT = 0.98
"""Probability of a title that is an appellation of one occupation to the letter, gender apart; shared out when
several occupations have it."""

WITHIN = 4.5
"""Log-odds added to items of the occupations a record names. The fit chooses among 13,485 concepts; were half of the
statements about the fifty items of the occupation, the odds would rise by ln(0.5/50 × 13,485) = 4.9. A little less is
taken, for titles are misread too. A judgement, not a fit."""

CANDIDATES = 60
"""Candidates taken from each of the dense and lexical rankings before the features are computed."""

BLOC_MINIMUM = 0.20
"""Probability below which a link from a bloc to an item is not kept."""

BLOC_ITEMS = 6
"""Items kept at most for one statement of a bloc."""

BLOC_WITHIN = 3.3
"""Log-odds added inside the occupations a certification leads to, some five hundred items: ln(13,485 / 500) = 3.3.
A judgement, not a fit."""


def values(table: tuple[Coefficient, ...]) -> MappingProxyType[str, float]:
    """Coefficients by name."""
    return MappingProxyType({coefficient.name: coefficient.value for coefficient in table})
