"""Mobilities from one occupation to another: those that ROME records, and those inferred from competency nearness."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from recommend.weights import W
from referentials.catalogue import Catalogue

INFERRED = 8
"""Inferred moves from each occupation, beside the recorded ones."""


@dataclass(frozen=True, slots=True)
class Mobility:
    """A move to an occupation. `rank` is ROME's where it records it; otherwise `nearness` is what it rests on."""

    start: str
    target: str
    rank: int | None
    nearness: float | None

    @property
    def recorded(self) -> bool:
        """Whether ROME records it; if not it is inferred."""
        return self.rank is not None


class Mobilities:
    """All moves of a snapshot."""

    def __init__(self, catalogue: Catalogue, neighbours: pl.DataFrame) -> None:
        """`neighbours`: columns occupation, target, nearness, nearest first."""
        self._catalogue, self._neighbours = catalogue, neighbours
        self._known: dict[str, tuple[Mobility, ...]] = {}
        self._sure: dict[str, tuple[Mobility, ...]] = {}

    @cached_property
    def _near(self) -> dict[str, list[tuple[str, float]]]:
        found: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for occupation, target, nearness in self._neighbours.iter_rows():
            found[occupation].append((target, nearness))
        return found

    def of(self, occupation: str) -> tuple[Mobility, ...]:
        """Recorded moves by rank, then the INFERRED nearest that are not recorded."""
        if occupation not in self._known:
            self._known[occupation] = self._find(occupation)
        return self._known[occupation]

    def sure(self, occupation: str) -> tuple[Mobility, ...]:
        """Those that ROME records, and those inferred at `path.near` at least: what a career is made of."""
        if occupation not in self._sure:
            found = self.of(occupation)
            self._sure[occupation] = tuple(m for m in found if m.recorded or (m.nearness or 0.0) >= W["path.near"])
        return self._sure[occupation]

    def _find(self, occupation: str) -> tuple[Mobility, ...]:
        near = dict(self._near.get(occupation, ()))
        recorded = self._catalogue.mobilities.get(occupation, ())
        known = {target for target, _ in recorded}
        others = [(target, value) for target, value in self._near.get(occupation, ()) if target not in known]
        return (
            *(Mobility(occupation, target, rank, near.get(target)) for target, rank in recorded),
            *(Mobility(occupation, target, None, value) for target, value in others[:INFERRED]),
        )
