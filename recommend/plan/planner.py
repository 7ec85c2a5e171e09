"""From the brief to the plan: candidates, the choice among them as a programme, its steps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from recommend.law.standing import Standing
from recommend.law.whole import Outcome
from recommend.plan.brief import Brief
from recommend.plan.candidates import Candidates, candidates
from recommend.plan.choose import choose
from recommend.plan.costs import Costs, Openers
from recommend.plan.limits import Aim
from recommend.plan.programme import Programme, Rows
from recommend.plan.records import Plan
from recommend.plan.steps import outcome_of, steps
from recommend.weights import W


@dataclass(frozen=True, eq=False)
class Planner:
    """A brief made ready: its candidates are found once, whatever plans are made of them."""

    brief: Brief

    @cached_property
    def candidates(self) -> Candidates:
        """What may be taken."""
        return candidates(self.brief)

    @cached_property
    def openers(self) -> Openers:
        """What each candidate opens."""
        return Openers(self.candidates)

    def plan(self, aim: Aim = Aim.BALANCED) -> Plan:
        """Best plan found for an aim."""
        brief, profile, target = self.brief, self.brief.profile, self.brief.gap.target
        costs = Costs(self.candidates, self.openers, aim)
        programme = _programme(self.candidates, costs)
        chosen = choose(programme)
        taken = steps(self.candidates, costs, programme, chosen.rows)
        score = round(sum(step.score for step in taken), 6)
        return Plan(
            aim=aim,
            coverage_before=brief.gap.coverage,
            steps=taken,
            considered=self.candidates.considered,
            left_out=self.candidates.left_out,
            score=score,
            bound=max(round(chosen.bound, 6), score),
            method=chosen.method,
            target=target,
            held=profile.holdings.get(target.code),
            standing=_standing(brief),
            whole=brief.world.following.whole_held(target.code, profile.holdings),
            as_of=profile.as_of,
        )


def _standing(brief: Brief) -> Standing | None:
    """Where the certification of the target stands, when it is one or a bloc."""
    code, catalogue = brief.gap.target.code, brief.world.catalogue
    owner = catalogue.owner_of(code)
    return brief.register.standing(owner) if owner in catalogue.certifications else None


def _programme(found: Candidates, costs: Costs) -> Programme:
    """The choice as numbers."""
    brief, kept, limits = found.brief, found.kept, found.brief.limits
    links = found.links * np.array([one.weighed for one in kept]).reshape(len(kept), 1)
    numbers = {code: at for at, code in enumerate(sorted({one.certification.code for one in kept}))}
    return Programme(
        left=brief.weights * (1.0 - brief.believed),
        cap=brief.weights * np.maximum(W["ceiling"] - brief.believed, 0.0),
        strength=-np.log1p(-np.minimum(links, W["ceiling"])),
        cost=np.array([costs.cost(one) for one in kept]),
        hours=np.array([one.modality.hours for one in kept]),
        price=np.array([(one.modality.price or 0.0) if limits.budget is not None else 0.0 for one in kept]),
        group=np.array([numbers[one.certification.code] for one in kept], dtype=np.intp),
        once=found.exclusive,
        size=np.array([len(one.parts) for one in kept], dtype=np.intp),
        bonuses=_bonuses(found),
        most=limits.blocs,
        most_hours=_most_hours(brief),
        most_price=np.inf if limits.budget is None else limits.budget,
        one_group=limits.one_certification,
    )


def _bonuses(found: Candidates) -> tuple[tuple[Rows, float], ...]:
    """Points for what makes whole a certification begun, where its fiche says that its blocs are enough."""
    return tuple(
        (rows, W["plan.whole"])
        for code, sets in found.wholes.items()
        for rows in sets
        if found.brief.held_of(code) and outcome_of(code, found.brief) is Outcome.GIVES
    )


def _most_hours(brief: Brief) -> float:
    """Hours that the limits leave, until the day by which all must be over."""
    hours = np.inf if brief.limits.hours is None else brief.limits.hours
    if brief.limits.until is None:
        return float(hours)
    weeks = max((brief.limits.until - brief.profile.as_of).days, 0) / 7
    return float(min(hours, weeks * W["plan.hours_per_week"]))
