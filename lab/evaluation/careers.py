"""What reach and paths are measured with: moves that both versions of ROME tell, people who exercised one occupation.

Never a feature.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lab.evaluation.moves import NEAR
from passport.document.read import passport_from
from recommend.engine import Engine
from recommend.profile.profile import Profile
from referentials.catalogue import Catalogue

DAY = date(2026, 1, 1)
YEARS = 5


@dataclass(frozen=True, eq=False)
class Moves:
    """Moves between occupations that ROME 4 records, between families that ROME 3 records."""

    family: Mapping[str, str]
    recorded: Collection[tuple[str, str]]
    """Occupations of ROME 4."""
    near: Collection[tuple[str, str]]
    """Families of ROME 3, « proche »."""
    known: Collection[tuple[str, str]]
    """Families of ROME 3, « proche » or « évolution »."""

    @classmethod
    def of(cls, catalogue: Catalogue, moves: Iterable[tuple[str, str, str]]) -> Moves:
        """`moves`: those of ROME 3, `read_moves`."""
        told = list(moves)
        return cls(
            family={code: one.family for code, one in catalogue.occupations.items()},
            recorded=frozenset((start, end) for start, ends in catalogue.mobilities.items() for end, _ in ends),
            near=frozenset((start, end) for start, end, kind in told if kind == NEAR),
            known=frozenset((start, end) for start, end, _ in told),
        )

    def is_move(self, start: str, end: str) -> bool:
        """Whether ROME 4 records the move, or both are of one family."""
        return self.family[start] == self.family[end] or (start, end) in self.recorded

    def is_told(self, start: str, end: str) -> bool:
        """The same, or a move that ROME 3 records."""
        return self.is_move(start, end) or (self.family[start], self.family[end]) in self.known

    def own_world(self, start: str, end: str) -> bool:
        """Whether both are of one domain (the letter), of near families, or ROME records the move."""
        near = (self.family[start], self.family[end]) in self.near
        return start[0] == end[0] or near or self.is_move(start, end)


def exercised(engine: Engine, code: str) -> Profile:
    """Somebody invented who has YEARS in an occupation, to this day, and nothing else."""
    job = {
        "id": "job", "kind": "employment", "title": "Poste", "rome": code, "start": f"{DAY.year - YEARS}-01-01",
        "end": DAY.isoformat(),
    }  # fmt: skip
    passport = passport_from({"version": 1, "holder": {"id": "evaluation"}, "experiences": [job]})
    return engine.profile(passport, DAY)
