"""Coefficients of the rankers: log-odds = intercept + Σ coefficient × feature.

The numbers are in `coefficients.json`, fitted by `acquis train rankers` from the referentials and the tuning half of
our own everyday queries (`lab/training/rankers.py`); here is what each means. What is a judgement says so.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any

_FITTED: dict[str, Any] = json.loads((files("matching") / "coefficients.json").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One number of a ranker."""

    name: str
    value: float
    meaning: str


def _fitted(ranker: str, **meanings: str) -> tuple[Coefficient, ...]:
    return tuple(Coefficient(name, float(_FITTED[ranker][name]), meaning) for name, meaning in meanings.items())


TITLE = _fitted(
    "title",
    none="score of « no occupation of ROME »: one title in fifty, in the fit",
    dense="best cosine of the occupation's appellations",
    support="mean of its three best cosines",
    lexical="its best BM25 on character n-grams, as a share of the best of all",
    order="its best rapidfuzz token_sort_ratio / 100: same words, all of them",
    words="its best rapidfuzz token_set_ratio / 100: words of one within the other",
)
"""A softmax over the candidate occupations follows, hence no intercept."""

ITEM = _fitted(
    "item",
    intercept="log-odds of a candidate with nothing in common",
    dense="cosine of the encoder",
    gap="cosine less the best candidate's: 0 for the nearest, below for the others",
    lexical="BM25 on stems, as a share of the best candidate's",
    item_share="share of the item's words, by rarity, that the text has",
    text_share="share of the text's words, by rarity, that the item has",
)

OCCUPATION = _fitted(
    "occupation",
    title="log-odds of the title's nearest appellation",
    definition="mean over the sentences of the nearest line of the definition, cosine",
    needs="mean over the sentences of the nearest competency or savoir asked for, cosine",
    whole="cosine of the mean sentence with the mean appellation",
    words="BM25 of the text in what is written of the occupation, as a share of the best",
)
"""Each signal is relative to the best occupation's; a softmax follows, hence no intercept."""

DOCUMENT = _fitted(
    "document",
    intercept="log-odds of a candidate with nothing in its favour",
    prior="ln of the probability that the text's occupation asks for it",
    core="probability that it is core there",
    nearest="cosine with the nearest sentence",
    second="cosine with the second nearest",
    shared="share of its words, by rarity, that one sentence has",
    spread="ln(1 + occupations that ask for it)",
    doing="1 for a competency, 0 for a savoir",
)

LIKELY = 0.01
"""Probability from which an occupation's items are candidates."""

EXACT = 0.98
"""Probability of a title that is an appellation of one occupation to the letter, gender apart; shared out when
several occupations have it."""

SURE = float(_FITTED["threshold"]["item"])
"""Probability from which an item told by a sentence is relied upon: right four times in five on everyday queries."""

SHOWN = float(_FITTED["threshold"]["document"])
"""Probability from which an item read in a text is shown: in the fiche four times in five on made-up advertisements."""

ALIAS = 0.97
"""Probability of what a local term of the user's own file names."""

WITHIN = 3.0
"""Log-odds added to items of the occupations that a record names or a certification leads to: twenty times as likely.
By numbers alone it would be more, ln(0.5/50 × 33,671) = 5.8 if half of the sentences spoke of the fifty items of a
fiche; but titles are misread, a statement of a bloc may tell none of them, and every item of the fiche would come with
any sentence. A judgement, not a fit."""

CANDIDATES = 60
"""Candidates taken from each of the dense and lexical rankings before the features are computed."""

BLOC_MINIMUM = 0.20
"""Probability below which a link from a bloc to an item is not kept."""

BLOC_ITEMS = 6
"""Items kept at most for one statement of a bloc."""

DERIVING = (_FITTED, BLOC_MINIMUM, BLOC_ITEMS, WITHIN)
"""Every weight that what is derived from a snapshot depends on."""


def values(table: tuple[Coefficient, ...]) -> MappingProxyType[str, float]:
    """Coefficients by name."""
    return MappingProxyType({coefficient.name: coefficient.value for coefficient in table})
