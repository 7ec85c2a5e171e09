"""Titles without gender: « vendeuse », « vendeur / vendeuse », « vendeur(se) » and « vendeur·se » become one text.

The pairs come from the appellations themselves, which give both forms; suffix rules cover words they lack.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from referentials.text import fold

_SUFFIXES = (
    ("trice", "teur"), ("trices", "teurs"), ("euse", "eur"), ("euses", "eurs"), ("iere", "ier"), ("ieres", "iers"),
    ("ienne", "ien"), ("iennes", "iens"), ("onne", "on"), ("ere", "er"), ("eres", "ers"), ("ante", "ant"),
    ("antes", "ants"), ("ente", "ent"), ("entes", "ents"), ("ive", "if"), ("ives", "ifs"), ("elle", "el"),
    ("elles", "els"), ("ee", "e"), ("ees", "es"), ("esse", "e"),
)  # fmt: skip
_SUFFIX_MIN_STEM = 3
_MARKS = re.compile(r"\b(?:h\s*/\s*f|f\s*/\s*h|h\s*-\s*f|hf$|m/f|h/f/x|f/h/x)\b|\((?:h/f|f/h|m/f|h/f/x)\)")
_ENDINGS = "e|es|se|ses|euse|euses|trice|trices|rice|rices|ere|eres|iere|ieres|ne|nes|te|tes|fe|ve|le|les|sse|esse"
_INCLUSIVE = re.compile(rf"\b(\w+)(?:\((?:{_ENDINGS})\)|[·.](?:{_ENDINGS})(?:[·.]s)?\b|/-?(?:{_ENDINGS})\b)")
_WORD = re.compile(r"[\w+#]+(?:'(?=\w))?")


def gender_pairs(labels: Iterable[str]) -> dict[str, str]:
    """Feminine word → masculine word, read from labels « Vendeur / Vendeuse de … »."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for label in labels:
        sides = [_WORD.findall(side) for side in fold(label).split(" / ")]
        if len(sides) == 2:
            for masculine, feminine in zip(sides[0], sides[1], strict=False):
                if masculine != feminine and masculine[:2] == feminine[:2]:
                    votes[feminine][masculine] += 1
    found = {feminine: min(v, key=lambda m: (-v[m], m)) for feminine, v in votes.items()}
    return {f: m for f, m in found.items() if found.get(m) != f or m < f}


def neutral(title: str, pairs: Mapping[str, str]) -> str:
    """Canonical form of a title: folded, one gender, no « h/f » mark, words separated by one space."""
    text = _MARKS.sub(" ", " ".join(fold(title).split()))
    text = _INCLUSIVE.sub(r"\1", text)
    halves = [_neutral_words(half, pairs) for half in re.split(r"\s*/\s*|\s+ou\s+", text)]
    words = _merged(halves)
    return " ".join(words)


def _merged(halves: list[list[str]]) -> list[str]:
    """Put « vendeur » and « vendeur en boulangerie » together as the longer, and keep what differs."""
    kept: list[list[str]] = []
    for half in sorted(filter(None, halves), key=len, reverse=True):
        if not any(set(half) <= set(other) for other in kept):
            kept.append(half)
    order = [half for half in halves if half in kept]
    return [word for half in dict.fromkeys(map(tuple, order)) for word in half]


def _neutral_words(text: str, pairs: Mapping[str, str]) -> list[str]:
    return [_masculine(word, pairs) for word in _WORD.findall(text)]


def _masculine(word: str, pairs: Mapping[str, str]) -> str:
    if word in pairs:
        return pairs[word]
    for feminine, masculine in _SUFFIXES:
        if word.endswith(feminine) and len(word) - len(feminine) >= _SUFFIX_MIN_STEM:
            return word.removesuffix(feminine) + masculine
    return word
