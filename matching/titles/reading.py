"""What a title is read with, and what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matching.index.titles import TitleMatch
from matching.titles.aside import About, Aside
from referentials.text import fold

Chances = dict[str, float]
"""ROME code → probability."""

SURE = 0.6
"""Probability from which a reading is taken for right; below, it is asked."""

LOOKED_AT = 4_000
"""Characters of a description that are looked through for words that decide."""


@dataclass(frozen=True, slots=True)
class TitleContext:
    """What a record says beside its title: its kind, whose it was, its description."""

    kind: str = ""
    organisation: str = ""
    description: str = ""

    def folded(self, title: str) -> str:
        """All of it as one text, to look for words that decide; the kind stands as « kind:… »."""
        return fold(" . ".join([title, self.organisation, self.description[:LOOKED_AT], f"kind:{self.kind}"]))


NOTHING_ELSE = TitleContext()


@dataclass(frozen=True, slots=True)
class TitleReading:
    """Occupations of a title: one list for each that it names (« serveuse / barmaid »), most probable first in each."""

    parts: tuple[tuple[TitleMatch, ...], ...]
    aside: tuple[Aside, ...] = ()

    @property
    def is_absence(self) -> bool:
        """Whether the title tells a time without work."""
        return any(one.about is About.ABSENCE for one in self.aside)

    def ranked(self, n: int) -> list[TitleMatch]:
        """All of them together, most probable first, each occupation once; at most n."""
        found: dict[str, TitleMatch] = {}
        for match in sorted((one for part in self.parts for one in part), key=lambda one: -one.probability):
            found.setdefault(str(match.occupation), match)
        return list(found.values())[:n]


def joined(parts: Sequence[Sequence[TitleMatch]], aside: Sequence[Aside]) -> TitleReading:
    """A reading of these."""
    return TitleReading(tuple(tuple(part) for part in parts if part), tuple(aside))
