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

"""For statements of certifications."""

SAID = _fitted(
    "said",
    intercept="log-odds of a candidate with nothing in common",
    label="cosine with the label",
    wording="cosine with the nearest everyday wording; UNWORDED below the label's where there is none",
    dense="the greater of the two",
    gap="that, less the best item's: 0 for the nearest, below for the others",
    lexical="BM25 on stems of the label, as a share of the best item's",
    spoken="BM25 on stems of its wordings, as a share of the best one's",
    item_share="share of the label's words, by rarity, that the text has",
    text_share="share of the text's words, by rarity, that the label has",
    spread="ln(1 + occupations that ask for it)",
    savoir="1 for a savoir, where a noun alone is said",
    savoir_of_doing="1 for a savoir, where what is said begins with a verb",
    macro="1 for a macro-competency",
)
"""For what people say of their work."""

RECORD = _fitted(
    "record",
    intercept="log-odds of a reading of even odds that is not expected",
    said="what its log-odds by SAID count for",
    expected="log-odds that being of the occupation of the record adds; less of what is near it, as far as it is",
    words="share of the words of its label, or of its nearest wording, that the sentence has",
    foreign="share of its label's words, by rarity, that neither the sentence nor the occupation's fiche has",
)
"""Is a reading of a sentence of a record right? Fitted on readings that two judges answered one by one."""

ATTITUDE = 2.0
"""Log-odds taken from an attitude that a noun tells in other words: « changes » is no openness to change. A judgement:
the judges refused the three that were shown."""
PUBLIC = 1.5
"""Log-odds taken from an item for a public (children, animals) that neither the record nor its trade is about: a
judgement."""
OWN_PUBLIC = 0.15
"""Share of what a trade asks for that names a public, from which the trade is about it: a third of a nursery nurse's
names children, one in thirty of a home help's."""
UNWORDED = 0.05
"""Cosine by which an item without an everyday wording is less near by wording than by label: a judgement."""

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

CARRY = _fitted(
    "carry",
    intercept="log-odds of a pair with nothing in common",
    cosine="cosine of the labels",
    close="cosine above one half",
    macro="1 where both are cases of one macro-competency, or one is the other's",
    follows="share of the fiches that ask for the first that ask for the second",
    together="cosine of the fiches that ask for them",
    rarity="ln of the occupations over those that ask for the second: the general comes more easily",
    savoir_held="1 where the first is a savoir",
    savoir_asked="1 where the second is a savoir",
    savoir_to_doing="1 where one knows about it and must do it",
    words="share of the second's words, by rarity, that the first has",
    length="ln of the characters of the second",
)
"""Who does one thing well, how far can they do another? Fitted on pairs judged by readers, half of them aside."""

NEARNESS = _fitted(
    "nearness",
    intercept="log-odds of two occupations with nothing in common",
    words="words in common, by rarity: label, appellations, definition",
    words_root="its square root",
    items="competencies and savoirs in common, by rarity",
    items_root="its square root",
    sectors="sectors, interests and themes in common, by rarity",
    sectors_root="its square root",
    covered="share of the second that who does the first does, with what carries over",
    covered_root="its square root",
    covers="share of the first that who does the second does",
    covers_root="its square root",
    meaning="cosine of appellations and definitions",
    domain="1 in the same domain of ROME (the letter)",
)
"""Would ROME call a move near? Fitted on the moves of ROME 3, families of an even sha256; the others are aside."""

CORE_COUNTS = 3.0
"""A core need against a plain one, where fiches are compared."""

LIKELY = 0.01
"""Probability from which an occupation's items are candidates."""

EXACT = 0.98
"""Probability of a title that is an appellation of one occupation to the letter, gender apart; shared out when
several occupations have it."""

SURE = float(_FITTED["threshold"]["item"])
"""Probability from which an item told by a sentence is relied upon: right four times in five on everyday queries."""

SHOWN = float(_FITTED["threshold"]["document"])
"""Probability from which an item read in a text is shown: in the fiche four times in five on made-up advertisements."""

SHOWN_MOST = 20
"""Items of a text that are shown, at most: those of an advertisement are few, and a reader reads no more."""

ALIAS = 0.97
"""Probability of what a local term of the user's own file names."""

WITHIN = 3.0
"""Log-odds added to items of the occupations that a certification leads to: twenty times as likely. By numbers alone it
would be more, ln(0.5/50 × 33,671) = 5.8 if half of the statements spoke of the fifty items of a fiche; but a statement
of a bloc may tell none of them, and every item of the fiche would come with any statement. A judgement, not a fit."""

CANDIDATES = 60
"""Candidates taken from each of the dense and lexical rankings before the features are computed."""

BLOC_MINIMUM = 0.20
"""Probability below which a link from a bloc to an item is not kept."""

BLOC_ITEMS = 6
"""Items kept at most for one statement of a bloc."""

TAUGHT = MappingProxyType({"core": 0.88, "plain": 0.78, "emerging": 0.40})
"""Probability that who holds a certification has what an occupation that it leads to asks for, by importance: its jury
assessed what the trade needs, and its title names the occupation. A judgement, set so that a certification alone covers
two thirds of the occupation it names."""
APART, ELSEWHERE, SPREAD = 0.10, 0.35, 0.15
"""Share of the title's words that divides by e the part of a sibling of the occupation named; part that any occupation
which the fiche names keeps; power of the number of occupations meant by which a title that leads to many is worth less.
"""
FIT_NONE, FIT_WHOLE, FIT_SIBLING = 0.45, 0.95, 0.25
"""Cosine of a title with the appellations of an occupation under which it does not speak of it, from which it names it;
cosine in favour of a sibling of the same family that divides by e what it says of it."""
SPOKEN_CLEARLY, SPOKEN_HALF, UNSPOKEN = 0.30, 0.50, 0.30
"""How much a title speaks of the occupation it speaks most of, from which the others are told from it; share of that
from which another has its whole part; part that is left to one that it does not speak of. A judgement: a *musher*
drives no bus, whose family his fiche names; core needs alone are then believed, and little."""
BLOCS_APART = 0.03
"""Cosine that divides by e the part of a bloc that speaks less of an item than another of its certification."""

_RANKERS = {name: fitted for name, fitted in _FITTED.items() if name not in {"carry", "nearness", "record"}}
DERIVING = (_RANKERS, BLOC_MINIMUM, BLOC_ITEMS, WITHIN)
"""Every weight that the indexes and the links read in a snapshot depend on."""
GENERAL = ("licence", "master", "deug")
"""Degrees of the university that teach a subject rather than a trade, by the word of their level."""
LINKING = (
    _FITTED["carry"],
    _FITTED["nearness"],
    CORE_COUNTS,
    dict(TAUGHT),
    APART,
    ELSEWHERE,
    SPREAD,
    (FIT_NONE, FIT_WHOLE, FIT_SIBLING),
    (SPOKEN_CLEARLY, SPOKEN_HALF, UNSPOKEN),
    BLOCS_APART,
    GENERAL,
)
"""Those that carry-over, nearness and what certifications teach depend on."""


def values(table: tuple[Coefficient, ...]) -> MappingProxyType[str, float]:
    """Coefficients by name."""
    return MappingProxyType({coefficient.name: coefficient.value for coefficient in table})
