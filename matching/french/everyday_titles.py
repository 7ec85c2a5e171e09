"""Sigles and everyday names of occupations (« ASH », « nounou », « plonge »): what people say, where ROME says else.

`everyday_titles.tsv`, written by hand from the appellations of ROME v460, read when the index opens and derived from
nothing; three columns:

- `name`: as people say it; gender, accents, capitals and h/f make no difference;
- `codes`: ROME codes, likeliest first, each with its probability where the line says it (`G1605:.82`); one alone is
  nearly certain (`ALONE`), of several without a number the chances are those of `SHARED`;
- `decides`: what in the rest of the title, the description, the organisation or the kind of the record settles it:
  `CODE=word,word;CODE=word`, beginnings of words, folded; `kind:volunteering` is a kind. May name other codes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from referentials.text import fold

FILE = "everyday_titles.tsv"
ALONE = 0.95
"""Probability of the occupation that a name tells by itself."""
SHARED = ((0.55, 0.3), (0.45, 0.25, 0.12), (0.4, 0.2, 0.12, 0.08, 0.05))
"""Probabilities of the occupations of a name that several have: two, three, more."""
DECIDED = 0.9
"""Probability that the one which the context tells is meant; shared where it tells several alike."""


@dataclass(frozen=True, slots=True)
class EverydayName:
    """A name, the occupations it may tell with their probabilities, and words that decide between them."""

    name: str
    readings: tuple[tuple[str, float], ...]
    decides: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def read(self, context: str) -> list[tuple[str, float]]:
        """Occupations with their probabilities, likeliest first, given what is said around, folded."""
        best = self.decided(context)
        if not best:
            return sorted(self.readings, key=lambda one: -one[1])
        rest = 1.0 - DECIDED
        chances = {code: chance * rest for code, chance in self.readings}
        chances.update({code: DECIDED / len(best) for code in best})
        return sorted(chances.items(), key=lambda one: -one[1])

    def decided(self, context: str) -> list[str]:
        """Occupations that what is said around tells most; none where it tells nothing."""
        told = {code: sum(_said(cue, context) for cue in cues) for code, cues in self.decides}
        most = max(told.values(), default=0)
        return [code for code, count in told.items() if count and count == most]


def _said(cue: str, context: str) -> bool:
    return re.search(rf"(?<![a-z0-9]){re.escape(cue)}", context) is not None


@cache
def everyday_names() -> tuple[EverydayName, ...]:
    """Every line of the table."""
    lines = (files("matching.french") / FILE).read_text(encoding="utf-8").splitlines()[1:]
    return tuple(_name(*(*line.split("\t"), "")[:3]) for line in lines)


def _name(name: str, codes: str, decides: str) -> EverydayName:
    said = [code.partition(":") for code in codes.split()]
    shared = (ALONE,) if len(said) == 1 else SHARED[min(len(said), 4) - 2]
    chances = [
        float(chance) if chance else (shared[at] if at < len(shared) else shared[-1])
        for at, (_, _, chance) in enumerate(said)
    ]
    cues = [part.partition("=") for part in decides.split(";") if part]
    return EverydayName(
        name,
        tuple((code, chance) for (code, _, _), chance in zip(said, chances, strict=True)),
        tuple(
            (code.strip(), tuple(fold(cue.strip()) for cue in words.split(",") if cue.strip()))
            for code, _, words in cues
        ),
    )


def by_form(neutral: Callable[[str], str], known: Collection[str]) -> dict[str, EverydayName]:
    """Names by their canonical form, with the occupations that a snapshot has; those without one are left out."""
    found: dict[str, EverydayName] = {}
    for one in everyday_names():
        readings = tuple(reading for reading in one.readings if reading[0] in known)
        decides = tuple(cues for cues in one.decides if cues[0] in known)
        if readings:
            found.setdefault(neutral(one.name), EverydayName(one.name, readings, decides))
    return found
