"""What each candidate costs for an aim, and what the occupations that it opens are worth; in points of coverage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from recommend.directions.what_if import level_with, may_open
from recommend.plan.candidates import Candidate, Candidates
from recommend.plan.limits import Aim
from recommend.profile.access import shut_of
from recommend.weights import W
from recommend.world.given import added, together


@dataclass(frozen=True, eq=False)
class Openers:
    """How many occupations each candidate alone would bring within reach."""

    candidates: Candidates

    def of(self, one: Candidate) -> int:
        """Those of one candidate."""
        return self._by_unit[one.unit.code]

    @cached_property
    def _by_unit(self) -> dict[str, int]:
        brief, kept = self.candidates.brief, self.candidates.kept
        matrices, demands = brief.world.planning, brief.world.demands
        able = brief.profile.abilities
        gained = together(matrices.certifies, self.candidates.gives)
        gained.data = added(able.believed[gained.indices], gained.data)
        more = np.asarray((gained @ demands.shares_by_item).todense()) * (1.0 - able.near)
        some = (able.coverage >= W["reach.brings"]) & (able.coverage < W["reach"])
        opened = some & (able.coverage + more >= W["reach"]) & self._high_enough
        return dict(zip((one.unit.code for one in kept), opened.sum(axis=1).tolist(), strict=True))

    @cached_property
    def _high_enough(self) -> NDArray[np.bool_]:
        """(candidates, occupations) whether each candidate may open each."""
        brief = self.candidates.brief
        profile, catalogue = brief.profile, brief.world.catalogue
        shut = shut_of(profile, brief.world) | brief.world.straining.of(profile.limits).keys()
        occupations = [catalogue.occupations[code] for code in brief.world.planning.occupations]
        levels = [level_with(one.certification, profile) for one in self.candidates.kept]
        may = {
            level: [one.code not in shut and may_open(one, level, profile, catalogue) for one in occupations]
            for level in set(levels)
        }
        return np.array([may[level] for level in levels], dtype=bool).reshape(len(levels), len(occupations))


@dataclass(frozen=True, eq=False)
class Costs:
    """Costs of the candidates of a plan that is best at something."""

    candidates: Candidates
    openers: Openers
    aim: Aim

    def cost(self, one: Candidate) -> float:
        """Points that a candidate must be worth to be taken, what its openings are worth off."""
        return W["plan.minimum_gain"] + self.effort(one) - self.opening(one)

    def effort(self, one: Candidate) -> float:
        """What its hours, and where money counts its price, are worth."""
        effort = one.modality.hours * W["plan.hour_quickest" if self.aim is Aim.QUICKEST else "plan.hour"]
        if self.aim is Aim.CHEAPEST:
            price = self._usual_price if one.modality.price is None else one.modality.price
            effort += price * W["plan.euro_cheapest"]
        return effort

    def opening(self, one: Candidate) -> float:
        """What the occupations that a candidate alone would open are worth."""
        if self.aim is not Aim.OPENING:
            return 0.0
        return min(self.openers.of(one), W["plan.openings"]) * W["plan.opening"]

    @cached_property
    def _usual_price(self) -> float:
        """Median of the known prices: what an unknown one counts for, so that it does not pass for free."""
        known = (one.modality.price for one in self.candidates.kept)
        return float(np.median([price for price in known if price is not None] or [0.0]))
