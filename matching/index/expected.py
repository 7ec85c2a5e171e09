"""What a record leads one to expect of its sentences, and how sure that makes the readings of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from matching.index.fusion import Scores, log_odds, weighed
from matching.index.lexical import stems
from matching.weights import RECORD, values

_WEIGHTS = values(RECORD)
_AT_FIRST = {name: _WEIGHTS[name] for name in ("said", "expected")}
LOOKED_AT = 16
"""Items, the likeliest of a sentence, whose words are compared with its own."""


@dataclass(frozen=True)
class Expected:
    """How far each item is to be expected in the sentences of a record, by the occupations that it speaks of."""

    sources: tuple[str, ...] = ()
    """Codes of the occupations and of what else its kind asks for."""
    publics: frozenset[str] = frozenset()
    """Of what the record tells: children, pupils, animals…"""
    degrees: Scores | None = field(default=None, repr=False, compare=False)
    """(items,) 0 to 1, in the order of the index: 1 of what their fiches ask for, less of what is near it. None where
    none is known."""

    def of(self, found: NDArray[np.intp]) -> Scores:
        """Degrees of some items."""
        return np.zeros(len(found)) if self.degrees is None else self.degrees[found]

    def degree(self, place: int) -> float:
        """Degree of one item."""
        return 0.0 if self.degrees is None else round(float(self.degrees[place]), 4)

    @property
    def own(self) -> NDArray[np.intp]:
        """Positions of what the fiches themselves ask for."""
        return np.flatnonzero(self.degrees == 1.0) if self.degrees is not None else np.zeros(0, dtype=np.intp)


def likeliest(said: Scores, expected: Scores) -> NDArray[np.intp]:
    """Places of the LOOKED_AT items that are likeliest by what is said and what is expected, in increasing order."""
    odds = weighed(_AT_FIRST, {"said": said, "expected": expected})
    return np.sort(np.argsort(-odds, kind="stable")[:LOOKED_AT])


def of_record(said: Scores, expected: Scores, words: Scores, foreign: Scores) -> NDArray[np.float64]:
    """Log-odds that readings of a sentence of a record are right: features by the names of `RECORD`."""
    return log_odds(_WEIGHTS, {"said": said, "expected": expected, "words": words, "foreign": foreign})


def share_said(text: str, labels: Sequence[str]) -> float:
    """Of labels, the greatest share of the words of one that a text has.

    >>> share_said("je fais le briefing du matin", ["Animer des réunions d'équipe", "briefings"])
    1.0
    """
    said = frozenset(stems(text))
    return max((len(said & own) / len(own) for own in map(_stems, labels) if own), default=0.0)


@lru_cache(1 << 15)
def _stems(label: str) -> frozenset[str]:
    return frozenset(stems(label))
