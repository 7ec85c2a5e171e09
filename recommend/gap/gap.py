"""Gap: what of a target is held, likely, to confirm, missing; and how much of it is covered."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from recommend.gap.target import Need, Target
from recommend.profile.carried import believed, near_trade
from recommend.profile.evidence import Belief, Evidence
from recommend.profile.profile import Profile
from recommend.weights import W


class Status(StrEnum):
    """How sure the engine is that an item is gained."""

    HELD = "held"
    LIKELY = "likely"
    TO_CONFIRM = "to_confirm"
    MISSING = "missing"


class Proof(StrEnum):
    """How sure the engine is, and on whose word."""

    PROVEN = "proven"
    """Held, on what issuers vouch for alone."""
    DECLARED = "declared"
    """Held, on what the holder declares too."""
    LIKELY = "likely"
    UNKNOWN = "unknown"
    """A trace only: to confirm."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class GapLine:
    """One need of the target: how sure the engine is of it, what is carried over to it included."""

    need: Need
    status: Status
    probability: float
    """Probability that the item is gained, 0 when nothing points to it."""
    direct: Belief | None
    """What records say of it (None: nothing)."""
    _profile: Profile = field(repr=False, compare=False)
    _near: Evidence | None = field(repr=False, compare=False)

    @property
    def belief(self) -> Belief | None:
        """All that is believed of it, each with its evidence; None when nothing points to it."""
        return believed(self._profile, self.need.item, self._near)

    @property
    def hint(self) -> str:
        """The holder's sentence that may tell it; empty where none does."""
        return self._profile.hints.get(self.need.item, "")

    def belief_of(self, item: str) -> Belief | None:
        """What records say of another item."""
        return self._profile.belief(item)

    @property
    def guaranteed(self) -> float:
        """Probability, on what issuers vouch for alone."""
        return self.direct.guaranteed if self.direct else 0.0

    @property
    def proof(self) -> Proof:
        """The status, told with who vouches for it."""
        if self.status is Status.HELD:
            return Proof.PROVEN if status_of(self.guaranteed) is Status.HELD else Proof.DECLARED
        return {Status.LIKELY: Proof.LIKELY, Status.TO_CONFIRM: Proof.UNKNOWN}.get(self.status, Proof.MISSING)


@dataclass(frozen=True, slots=True)
class Gap:
    """Gap to a target. `coverage` = Σ weight × probability / Σ weight; `guaranteed` counts guaranteed evidence only.

    What is carried over counts in the coverage, and is never guaranteed.
    """

    target: Target
    coverage: float
    guaranteed: float
    lines: tuple[GapLine, ...]

    def of(self, status: Status) -> list[GapLine]:
        """Lines of one status, heaviest and surest first."""
        return [line for line in self.lines if line.status is status]


def status_of(probability: float) -> Status:
    """Read a probability as one of the four statuses."""
    for status in (Status.HELD, Status.LIKELY, Status.TO_CONFIRM):
        if probability >= W[f"status.{status}"]:
            return status
    return Status.MISSING


def _status(direct: Belief | None, probability: float) -> Status:
    """Held only on what records say of it: what is carried over is likely at best."""
    if direct and status_of(direct.probability) is Status.HELD:
        return Status.HELD
    status = status_of(probability)
    return Status.LIKELY if status is Status.HELD else status


def build_gap(profile: Profile, target: Target) -> Gap:
    """Compare a profile with a target; lines sorted by weight × probability, then weight, then code."""
    near, places = near_trade(profile, target.code), profile.abilities.world.matrices.item_index
    surer = profile.abilities.believed[[places[need.item] for need in target.needs]]
    chances = np.round(1.0 - (1.0 - surer) * (1.0 - (near.probability if near else 0.0)), 6).tolist()
    lines = []
    for need, chance in zip(target.needs, chances, strict=True):
        direct = profile.belief(need.item)
        lines.append(GapLine(need, _status(direct, chance), chance, direct, profile, near))
    lines.sort(key=lambda line: (-line.need.weight * line.probability, -line.need.weight, line.need.item))
    total = sum(need.weight for need in target.needs)
    covered = sum(line.need.weight * line.probability for line in lines)
    sure = sum(line.need.weight * line.guaranteed for line in lines)
    return Gap(target, round(covered / total, 6), round(sure / total, 6), tuple(lines))
