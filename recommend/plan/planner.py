"""From the brief to the plan: one certification, the best that leads to the target; when asked for, a mix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from recommend.law.standing import Standing
from recommend.law.whole import Outcome
from recommend.plan.brief import Brief
from recommend.plan.candidates import Candidate, Candidates, candidates
from recommend.plan.choose import Choice, Method, choose
from recommend.plan.costs import Costs, Openers
from recommend.plan.judged import LOW, Doubt
from recommend.plan.leads import Lead, Leads, one_of_each_title
from recommend.plan.limits import Aim
from recommend.plan.programme import Programme, Rows
from recommend.plan.records import Empty, Plan, Ready
from recommend.plan.refusals import LeftOut
from recommend.plan.steps import outcome_of, steps
from recommend.plan.ways import Way, refused, ways
from recommend.profile.access import opened_by
from recommend.weights import W
from referentials.deadline import on_time

_TOO_FAR = frozenset({Doubt.TOO_HIGH, Doubt.OTHER_TRADE})
_RECOGNISES = frozenset({"vae", "preparing"})
"""Factors of what is worth taking by who has enough to exercise."""


@dataclass(frozen=True, eq=False)
class Chosen:
    """Candidates and which of them are taken."""

    candidates: Candidates
    programme: Programme
    costs: Costs
    choice: Choice


@dataclass(frozen=True, eq=False)
class Planner:
    """A brief made ready: what leads to its target is found once, whatever plans are made of it."""

    brief: Brief
    _ways: dict[str, Chosen | LeftOut] = field(default_factory=dict, repr=False)

    @cached_property
    def leads(self) -> Leads:
        """Certifications that lead to the target."""
        return Leads(self.brief)

    @cached_property
    def candidates(self) -> Candidates:
        """What may be taken in a mix."""
        return candidates(self.brief)

    @cached_property
    def openers(self) -> Openers:
        """What each candidate of a mix opens."""
        return Openers(self.candidates)

    @cached_property
    def aims(self) -> tuple[Aim, ...]:
        """What plans may be best at: the price only where one is known."""
        priced = any(one.modality.price is not None for one in self._possible)
        return tuple(aim for aim in Aim if aim is not Aim.CHEAPEST or priced)

    @cached_property
    def ready(self) -> Ready | None:
        """Why nothing more is needed to exercise, but what the law asks for beside."""
        if self.leads.held:
            return Ready.HELD
        free = self.brief.gap.target.kind == "occupation" and not self.brief.shut
        return Ready.COVERED if free and self.brief.gap.coverage >= W["plan.ready"] else None

    @property
    def _is_to_recognise(self) -> bool:
        """Whether it is a trade of health that was exercised already, with a diploma from abroad."""
        profile, target = self.brief.profile, self.brief.gap.target.code
        gate = self.brief.world.gates.of(target)
        diplomas = any(one.kind in {"certification", "training"} for one in profile.abroad)
        return self.brief.shut and bool(gate and gate.health) and diplomas and target in profile.practised

    @property
    def _is_open_now(self) -> bool:
        brief = self.brief
        entered = bool(brief.studies and brief.studies.without) and not brief.shut
        return entered and brief.gap.coverage >= W["reach"]

    def plan(self, aim: Aim = Aim.BALANCED) -> Plan:
        """Best plan found for an aim."""
        on_time()
        if self.brief.limits.mix:
            return self._plan(aim, self._mixed(aim), self.candidates.considered, self.candidates.left_out)
        left_out: Counter[LeftOut] = Counter({LeftOut.CLOSED: self.leads.closed} if self.leads.closed else {})
        chosen = None
        for lead in self._ordered(aim):
            found = self._taken(lead)
            if isinstance(found, Chosen):
                chosen = found
                break
            left_out[found] += 1
        return self._plan(aim, chosen, len(self.leads.ranked) + self.leads.closed, dict(sorted(left_out.items())))

    @property
    def _possible(self) -> tuple[Candidate, ...]:
        if self.brief.limits.mix:
            return self.candidates.kept
        return tuple(one for lead in self._comparable for one in self._candidates_of(lead))

    def _mixed(self, aim: Aim) -> Chosen:
        costs = Costs(self.candidates, self.openers, aim)
        programme = _programme(self.candidates, costs)
        return Chosen(self.candidates, programme, costs, choose(programme))

    @cached_property
    def _worth_taking(self) -> tuple[Lead, ...]:
        """Leads not held; to who is ready, one begun or under way, or whose VAE would recognise what is known."""
        others = _within_reach_first([lead for lead in self.leads.ranked if not lead.is_held])
        if self.ready is Ready.HELD or self._is_to_recognise:
            return ()
        if self.ready is Ready.COVERED:
            return tuple(one for one in others if one.is_realistic and (_RECOGNISES & one.factors.keys() or one.held))
        if self.brief.shut:  # what the law asks for comes first, not a certification that speaks of something else
            named = tuple(lead for lead in others if lead.factors["speaks"] >= W["fit.names"])
            sure = tuple(lead for lead in named if Doubt.ENTRY not in lead.doubts)
            return tuple(lead for lead in named if lead.certification.code in self._opening) or sure
        return others

    @cached_property
    def _told(self) -> tuple[Lead, ...]:
        """Leads worth naming: of what the law shuts, those that open it; else those that speak of the target; else all.

        What a trade asks for may say it loosely, and then nothing is known to open it.
        """
        leads = one_of_each_title(self.leads.ranked)
        speaking = tuple(one for one in leads if one.held or Doubt.OTHER_TRADE not in one.doubts)
        return tuple(one for one in speaking if one.certification.code in self._opening) or speaking or leads

    @cached_property
    def _opening(self) -> frozenset[str]:
        """Of what the law shuts, certifications whose holder might exercise it; none of what it does not shut."""
        profile, target, world = self.brief.profile, self.brief.gap.target.code, self.brief.world
        codes = (lead.certification.code for lead in self.leads.ranked) if self.brief.shut else ()
        return frozenset(code for code in codes if opened_by(code, profile, target, world))

    @cached_property
    def _comparable(self) -> tuple[Lead, ...]:
        """Those about as good as the first one."""
        best = next(iter(self._worth_taking), None)
        if best is None:
            return ()
        near = (lead for lead in self._worth_taking if lead.score >= best.score * W["lead.comparable"])
        return tuple(lead for lead in near if lead.is_realistic or not best.is_realistic)[: int(W["lead.compared"])]

    def _ordered(self, aim: Aim) -> list[Lead]:
        """The best first; for another aim, what is best at it among those about as good."""
        ranked = list(self._worth_taking)
        if aim is Aim.BALANCED:
            return ranked
        close = sorted(self._comparable, key=lambda lead: self._rank_for(aim, lead))
        return [*close, *(lead for lead in ranked if lead not in close)]

    def _rank_for(self, aim: Aim, lead: Lead) -> float:
        """What an aim makes least of; ties keep the order."""
        found = self._taken(lead)
        if not isinstance(found, Chosen):
            return float("inf")
        one = [found.candidates.kept[at] for at in found.choice.rows]
        if aim is Aim.QUICKEST:
            return sum(each.modality.hours for each in one)
        if aim is Aim.CHEAPEST:
            return sum(float("inf") if each.modality.price is None else each.modality.price for each in one)
        openers = Openers(found.candidates)
        return -float(sum(openers.of(each) for each in one))

    def _candidates_of(self, lead: Lead) -> tuple[Candidate, ...]:
        found = self._taken(lead)
        return tuple(found.candidates.kept[at] for at in found.choice.rows) if isinstance(found, Chosen) else ()

    def _taken(self, lead: Lead) -> Chosen | LeftOut:
        """How a certification is taken within the limits, or why it cannot be."""
        code = lead.certification.code
        if code not in self._ways:
            self._ways[code] = self._first_way(lead)
        return self._ways[code]

    def _first_way(self, lead: Lead) -> Chosen | LeftOut:
        on_time()
        if reason := refused(lead, self.brief):
            return reason
        reason = LeftOut.TOO_LONG
        for way in ways(lead, self.brief):
            if isinstance(way, LeftOut):
                reason = way
            elif chosen := self._within_limits(way):
                return chosen
        return reason

    def _within_limits(self, way: Way) -> Chosen | None:
        """What to take of it; None when nothing fits the limits."""
        if not way.candidates.kept:
            return None
        costs = Costs(way.candidates, Openers(way.candidates), Aim.BALANCED)
        programme = _programme(way.candidates, costs)
        if way.blocs:
            programme = replace(programme, most=way.blocs)
            rows = choose(programme).rows
        else:
            rows = (0,) if programme.feasible((0,)) else ()
        if not rows:
            return None
        return Chosen(way.candidates, programme, costs, Choice(rows, 0.0, 0.0, Method.RANKED))

    def _plan(self, aim: Aim, chosen: Chosen | None, considered: int, left_out: Mapping[LeftOut, int]) -> Plan:
        brief, profile, target = self.brief, self.brief.profile, self.brief.gap.target
        taken = steps(chosen.candidates, chosen.costs, chosen.programme, chosen.choice.rows) if chosen else ()
        score = round(sum(step.score for step in taken), 6)
        return Plan(
            aim=aim,
            coverage_before=brief.gap.coverage,
            steps=taken,
            considered=considered,
            left_out=left_out,
            leading=self._told,
            ready=self.ready,
            ready_by=self.leads.held,
            shut=self.brief.shut,
            limits=brief.world.straining.of(profile.limits).get(target.code, ()),
            open_now=self._is_open_now,
            french_first=profile.french if profile.french in LOW else None,
            empty=None if taken else self._empty(left_out),
            score=score,
            bound=max(round(chosen.choice.bound, 6), score) if chosen else score,
            method=chosen.choice.method if chosen else Method.RANKED,
            target=target,
            held=profile.holdings.get(target.code),
            standing=_standing(brief),
            whole=brief.world.following.whole_held(target.code, profile.holdings),
            as_of=profile.as_of,
        )

    def _empty(self, left_out: Mapping[LeftOut, int]) -> Empty:
        if self.brief.gap.target.code in self.brief.profile.holdings:
            return Empty.HELD
        if self.ready:
            return Empty.READY
        if self._is_to_recognise:
            return Empty.RECOGNITION
        if self.brief.shut and not self._worth_taking:
            return Empty.ACCESS
        return Empty.LIMITS if set(left_out) - {LeftOut.CLOSED} else Empty.NOTHING_LEADS


def _within_reach_first(leads: Sequence[Lead]) -> tuple[Lead, ...]:
    """The same, the best within reach of the level held before one that is not, where it is about as good."""
    if not leads or Doubt.TOO_HIGH not in leads[0].doubts:
        return tuple(leads)
    least = leads[0].score * W["lead.comparable"]
    near = (lead for lead in leads if not _TOO_FAR.intersection(lead.doubts) and lead.score >= least)
    first = next(near, leads[0])
    return (first, *(lead for lead in leads if lead is not first))


def _standing(brief: Brief) -> Standing | None:
    """Where the certification of the target stands, when it is one or a bloc."""
    code, catalogue = brief.gap.target.code, brief.world.catalogue
    owner = catalogue.owner_of(code)
    return brief.register.standing(owner) if owner in catalogue.certifications else None


def _programme(found: Candidates, costs: Costs) -> Programme:
    """The choice as numbers."""
    brief, kept, limits = found.brief, found.kept, found.brief.limits
    links = found.links * np.array([one.weighed for one in kept]).reshape(len(kept), 1)
    return Programme(
        left=brief.weights * (1.0 - brief.believed),
        cap=brief.weights * np.maximum(W["ceiling"] - brief.believed, 0.0),
        strength=-np.log1p(-np.minimum(links, W["ceiling"])),
        cost=np.array([costs.cost(one) for one in kept]),
        hours=np.array([one.modality.hours for one in kept]),
        price=np.array([(one.modality.price or 0.0) if limits.budget is not None else 0.0 for one in kept]),
        once=found.exclusive,
        bonuses=_bonuses(found),
        most=limits.blocs,
        most_hours=_most_hours(brief),
        most_price=np.inf if limits.budget is None else limits.budget,
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
