"""Pairs of competencies judged one by one, twice (`judged_pairs.tsv`; how: `judged_pairs.md`)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

from lab.halves import is_even

DEGREES = MappingProxyType({"e": 1.0, "m": 0.7, "p": 0.3, "n": 0.0})
"""What « entirely, mostly, partly, no » count for."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair: an item that someone has, one that is asked for, and the two judgements."""

    holds: str
    needs: str
    first: str
    second: str

    @property
    def degree(self) -> float:
        """Mean of the two."""
        return (DEGREES[self.first] + DEGREES[self.second]) / 2

    @property
    def aside(self) -> bool:
        """Whether it is kept for measuring: one pair in two, by its hash."""
        return not is_even(f"{self.holds} {self.needs}")


def read_judged() -> list[Judged]:
    """The pairs judged."""
    text = files("lab.training").joinpath("judged_pairs.tsv").read_text(encoding="utf-8")
    return [Judged(**row) for row in csv.DictReader(text.splitlines(), delimiter="\t")]
