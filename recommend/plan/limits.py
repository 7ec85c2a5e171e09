"""What the caller asks of a plan: its limits, and what it should be best at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recommend.errors import LevelsError, NegativeLimitError
from recommend.law.rules import FIGURES, Figure
from referentials.places import Place


class Route(StrEnum):
    """How one would take a bloc."""

    VAE = "vae"
    TRAINING = "training"
    APPRENTICESHIP = "apprenticeship"
    DISTANCE = "distance"


class Aim(StrEnum):
    """What a plan is best at; each closes the gap, at a cost counted otherwise."""

    BALANCED = "balanced"
    QUICKEST = "quickest"
    CHEAPEST = "cheapest"
    OPENING = "most_opening"


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a plan; None: no limit. Raises LimitsError for limits that nothing can keep."""

    blocs: int = 3
    """Steps at most; a whole certification is one."""
    hours: float | None = None
    """In all, accompaniment of a VAE included."""
    budget: float | None = None
    """Euros in all: what has no known price is left out."""
    level_from: int | None = None
    level_to: int | None = None
    until: date | None = None
    """Day by which it must be over, at `plan.hours_per_week`."""
    routes: tuple[Route, ...] = ()
    """Routes wanted, any of them; empty: all."""
    cpf: bool = False
    """Only what the compte personnel de formation may pay for."""
    mix: bool = False
    """Blocs of several certifications together, instead of one certification."""
    within: str | None = None
    """Code of the certification to stay in."""
    courses_shown: int = 3
    near: Place | None = None
    """Where courses are shown first."""

    def __post_init__(self) -> None:
        highest = FIGURES[Figure.LEVELS].value
        low, high = self.level_from or 1, self.level_to or highest
        if not 1 <= low <= high <= highest:
            raise LevelsError(low, high)
        if self.blocs < 0:
            raise NegativeLimitError("blocs", self.blocs)
        if self.hours is not None and self.hours < 0:
            raise NegativeLimitError("hours", self.hours)
        if self.budget is not None and self.budget < 0:
            raise NegativeLimitError("budget", self.budget)
