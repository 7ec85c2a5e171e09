"""What follows the two first readings of a title: not only what is written alike, but what is done alike.

A title that is read for sure leaves nothing to what follows, and likeness of words fills it at random: « chef de
rang », then « chef de bassin ». Occupations near to those named serve better who reads a list of five: « serveur ».
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matching.index.titles import Likeness, TitleIndex, TitleMatch

Square = NDArray[np.float32]
"""(occupations, occupations): log-odds that a move from the row to the column is near."""
Readings = Sequence[TitleMatch]

KEPT = 2
"""Readings that are left as they are: those that count in a passport."""
SPEAKING = 5
"""Readings whose near occupations are listened to, each by its probability."""
KINSHIP = 0.8
"""Share of what follows that goes to near occupations, the rest to likeness of words: between .5 and .8 the five first
answers to the Onisep titles hardly change (.966 to .971 by families)."""
ADDED = 10
"""Near occupations that join a list."""
LEAST = 1e-6
"""What a reading counts for here at least: after an appellation to the letter, all are rounded to nothing."""


@dataclass(frozen=True, eq=False)
class Kin:
    """Occupations of an index, and how near they are to one another, looked at when it is first needed."""

    index: TitleIndex
    nearness: Callable[[], Square]

    def widened(self, part: Readings, said: str) -> list[TitleMatch]:
        """The readings of one occupation, then those near to them: what follows the first two is shared anew.

        The sum of the probabilities stays, and none goes above the second's.
        """
        part = sorted(part, key=lambda one: -one.probability)
        kept, rest = part[:KEPT], {str(one.occupation): one for one in part[KEPT:]}
        if not rest:
            return kept
        left = sum(one.probability for one in rest.values())
        total = sum(max(one.probability, LEAST) for one in rest.values())
        shares = {code: (1.0 - KINSHIP) * max(one.probability, LEAST) / total for code, one in rest.items()}
        for code, share in self._near(part).items():
            shares[code] = shares.get(code, 0.0) + KINSHIP * share
        most = kept[-1].probability
        others = [
            self._reading(rest.get(code), code, min(left * share, most), said) for code, share in _first(shares).items()
        ]
        return [*kept, *others]

    def _reading(self, found: TitleMatch | None, code: str, chance: float, said: str) -> TitleMatch:
        if found:
            return replace(found, probability=round(chance, 6))
        return self.index.named(code, chance, said=said, likeness=Likeness.AKIN)

    def _near(self, part: Readings) -> dict[str, float]:
        """Occupations nearest to those read, but for the readings that are kept, with shares of sum 1."""
        speaking, odds = part[:SPEAKING], self.nearness()
        found = np.zeros(len(self.index.codes))
        for one in speaking:
            near = np.exp(odds[self.index.place[str(one.occupation)]].astype(np.float64))
            near[self.index.place[str(one.occupation)]] = 0.0
            found += one.probability * near / max(float(near.sum()), 1e-9)
        found[[self.index.place[str(one.occupation)] for one in part[:KEPT]]] = 0.0
        best = [int(at) for at in np.argsort(-found, kind="stable")[:ADDED] if found[at] > 0]
        total = float(found.sum())
        return {self.index.codes[at]: float(found[at]) / total for at in best}


def _first(shares: dict[str, float]) -> dict[str, float]:
    """The same, greatest first."""
    return dict(sorted(shares.items(), key=lambda one: (-one[1], one[0])))
