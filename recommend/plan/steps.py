"""The steps of a plan: candidates chosen, in order, each with what it brings once those before it are done."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recommend.directions.what_if import Nearer, level_with, nearer
from recommend.law.whole import Outcome
from recommend.plan.brief import Brief, Vector
from recommend.plan.candidates import Candidate, Candidates
from recommend.plan.costs import Costs
from recommend.plan.limits import Route
from recommend.plan.modality import Modality
from recommend.plan.programme import Programme, Rows
from recommend.plan.records import Gained, Step
from recommend.profile.abilities import Abilities
from recommend.profile.access import given_by
from recommend.weights import W
from recommend.world.near import Nearness, nearest
from referentials.places import Place


@dataclass(frozen=True, eq=False)
class Taken:
    """A candidate at its place in the plan: needs before and after it, occupations it opens, what it completes."""

    one: Candidate
    before: Vector
    after: Vector
    value: float
    """Points that it adds to those before it, as weighed."""
    opens: tuple[Nearer, ...]
    whole: Outcome | None


def steps(candidates: Candidates, costs: Costs, programme: Programme, chosen: Rows) -> tuple[Step, ...]:
    """Make the steps of a choice."""
    return tuple(_step(taken, candidates.brief, costs) for taken in _taken(candidates, programme, chosen))


def outcome_of(certification: str, brief: Brief) -> Outcome:
    """What having every unit of a certification gives, as its fiche says; one without blocs is a unit itself."""
    if certification not in brief.world.catalogue.blocs_of:
        return Outcome.GIVES
    return brief.world.following.whole(certification).outcome


def _taken(candidates: Candidates, programme: Programme, chosen: Rows) -> list[Taken]:
    brief = candidates.brief
    covered, able = brief.believed, brief.profile.abilities
    found = []
    for rank, at in enumerate(chosen):
        one = candidates.kept[at]
        with_it = able.with_units(candidates.gives[at])
        after = np.maximum(_needs(with_it, brief), covered)
        last = _is_last(at, chosen[: rank + 1], candidates)
        found.append(
            Taken(
                one=one,
                before=covered,
                after=after,
                value=programme.covers(chosen[: rank + 1]) - programme.covers(chosen[:rank]),
                opens=_opens(one, able, with_it, brief),
                whole=outcome_of(one.certification.code, brief) if last else None,
            )
        )
        covered, able = after, with_it
    return found


def _needs(able: Abilities, brief: Brief) -> Vector:
    """(needs,) probability of each need of the target to who has these abilities, as a gap would say."""
    matrices = brief.world.matrices
    columns = [matrices.item_index[line.need.item] for line in brief.gap.lines]
    place = matrices.occupation_index.get(brief.gap.target.code)
    near = 0.0 if place is None else float(able.near[place])
    return np.asarray(1.0 - (1.0 - able.believed[columns]) * (1.0 - near), dtype=np.float64)


def _is_last(at: int, taken: Rows, candidates: Candidates) -> bool:
    """Whether no bloc of its certification is missing once these are taken."""
    sets = candidates.wholes[candidates.kept[at].certification.code]
    return any(at in rows and set(rows) <= set(taken) for rows in sets)


def _opens(one: Candidate, before: Abilities, after: Abilities, brief: Brief) -> tuple[Nearer, ...]:
    level = level_with(one.certification, brief.profile)
    found = nearer(before, after, level, brief.profile, brief.world)
    return tuple(occupation for occupation in found if occupation.opened)


def _step(taken: Taken, brief: Brief, costs: Costs) -> Step:
    one, catalogue = taken.one, brief.world.catalogue
    routes, routes_from = catalogue.known_routes_of(one.certification.code)
    code, near = one.certification.code, _near(one.modality, brief.limits.near)
    courses = near.courses if near else one.modality.courses
    points = brief.weights * (taken.after - taken.before)
    terms = _terms(taken, float(points.sum()), brief, costs)
    return Step(
        unit=one.unit,
        parts=one.parts,
        confers=one.confers,
        certification=one.certification,
        gain=round(float(points.sum()), 6),
        coverage_after=round(float(brief.weights @ taken.after) / 100.0, 6),
        score=round(sum(terms.values()), 6),
        terms=terms,
        factors=one.factors,
        gained=_gained(taken, points, brief),
        modality=one.modality,
        hours=one.modality.hours,
        told_by_law=_is_told_by_law(one, brief),
        price=one.modality.price,
        opens=taken.opens,
        whole=taken.whole,
        blocs_held=brief.held_of(code),
        level=brief.register.level(code),
        level_held=brief.profile.level,
        level_guaranteed=brief.profile.level_guaranteed,
        routes=routes,
        routes_from=routes_from,
        blocs_from=one.blocs_from,
        courses=courses[: brief.limits.courses_shown],
        courses_known=len(courses),
        near=near,
    )


def _is_told_by_law(one: Candidate, brief: Brief) -> bool:
    """Whether it is the whole title that the gate of the target asks for, and of which it says how long it takes."""
    target, code = brief.gap.target, one.certification.code
    if one.unit.is_bloc or target.kind != "occupation" or one.modality.route is Route.VAE:
        return False
    return any(asked.tells_length for asked in given_by(code, brief.profile, target.code, brief.world))


def _near(modality: Modality, place: Place | None) -> Nearness | None:
    """How near a place the courses of a step are; None when none is asked for, or taken."""
    return None if place is None or modality.route is Route.VAE else nearest(modality.courses, place)


def _terms(taken: Taken, gain: float, brief: Brief, costs: Costs) -> dict[str, float]:
    """The parts of the score of a step; those that are 0 left out."""
    begun = brief.held_of(taken.one.certification.code)
    terms = {
        "gain": gain,
        "weighed": taken.value - gain,
        "effort": -W["plan.minimum_gain"] - costs.effort(taken.one),
        "opening": costs.opening(taken.one),
        "completes": W["plan.whole"] if taken.whole is Outcome.GIVES and begun else 0.0,
    }
    return {name: round(term, 6) for name, term in terms.items() if abs(term) >= 5e-7}


def _gained(taken: Taken, points: Vector, brief: Brief) -> tuple[Gained, ...]:
    """What a step brings to each need that it changes, most points first."""
    lines = brief.gap.lines
    order = sorted(np.flatnonzero(points), key=lambda at: (-points[at], lines[at].need.item))
    return tuple(
        Gained(
            item=lines[at].need.item,
            before=round(float(taken.before[at]), 6),
            after=round(float(taken.after[at]), 6),
            points=round(float(points[at]), 6),
        )
        for at in order
    )
