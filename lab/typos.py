"""Typing errors, made on purpose: to train with, and to measure how much they change an answer."""

from __future__ import annotations

import random


def with_typo(text: str, rng: random.Random) -> str:
    """Swap, drop or double one letter inside a word of four letters or more.

    >>> with_typo("boulanger", random.Random(1))
    'bouulanger'
    """
    places = [i for i in range(1, len(text) - 2) if text[i - 1 : i + 3].isalpha()]
    if not places:
        return text
    at, how = rng.choice(places), rng.randrange(3)
    changed = (text[at + 1] + text[at], "", text[at] * 2)[how]
    return text[:at] + changed + text[at + (2 if how == 0 else 1) :]
