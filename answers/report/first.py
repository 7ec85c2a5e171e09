"""The first page: what one is strong at, what the trade asks for, one step, one other way, whom to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from answers.builders.plan import own_told
from answers.words.advisers import Situation, whom_to_see
from answers.words.coverage import mastered
from answers.words.evidence import rank_of, record_names, sources
from answers.words.forms import titled
from answers.words.leading import remarks
from answers.words.plan import compared, how, what
from passport.document.model import ExperienceKind, Passport
from recommend.directions.paths import CareerPath
from recommend.engine import Engine
from recommend.gap.gap import Gap, GapLine, Status, status_of
from recommend.plan.limits import Route
from recommend.plan.records import Plan, Step
from recommend.profile.access import opened_by
from recommend.profile.disability import tells_disability
from recommend.profile.profile import Profile
from recommend.weights import W

STRENGTHS = 3
_WORKING = frozenset({ExperienceKind.EMPLOYMENT, ExperienceKind.SELF_EMPLOYMENT})


@dataclass(frozen=True, slots=True)
class First:
    """What the first page says, in French."""

    mastered: str
    strengths: Sequence[tuple[str, str]]
    """Competencies of the target that the passport shows best, and the records that do."""
    step: Sequence[str]
    """What to do next; or why there is nothing to take."""
    alternative: str | None
    advisers: Sequence[str]


def first_page(
    engine: Engine, passport: Passport, profile: Profile, gap: Gap, plans: Sequence[Plan], ways: Sequence[CareerPath]
) -> First:
    """The first page of a profile towards a target."""
    plan = plans[0]
    step = plan.steps[0] if plan.steps else None
    names = record_names(passport, profile.as_of)
    return First(
        mastered=mastered(gap.coverage),
        strengths=[
            (engine.catalogue.items[line.need.item].label, sources(line.direct, names))
            for line in _strengths(engine, gap)
            if line.direct
        ],
        step=_next(engine, profile, plan),
        alternative=_alternative(engine, profile, plans, ways),
        advisers=whom_to_see(
            Situation(
                employed=_is_employed(passport, profile.as_of),
                level=profile.level,
                disability_told=tells_disability(passport),
                by_vae=bool(step and (step.modality.route is Route.VAE or step.modality.vae_to_study)),
                trains=bool(step and step.modality.route is not Route.VAE),
            )
        ),
    )


def _next(engine: Engine, profile: Profile, plan: Plan) -> list[str]:
    """What to do next; a VAE to weigh for the trade exercised, where no step is one."""
    if plan.is_needless:
        return []
    told = [*remarks(plan, engine.catalogue), *(_step_told(one) for one in plan.steps[:1])]
    by_vae = any(one.modality.route is Route.VAE for one in plan.steps)
    return told if by_vae else [*told, *own_told(engine, profile, plan)]


def _strengths(engine: Engine, gap: Gap) -> list[GapLine]:
    """What records themselves say of the heaviest needs: what the trade does before what any does; never a title."""
    shown = [
        line
        for status in (Status.HELD, Status.LIKELY)
        for line in gap.of(status)
        if line.direct
        and status_of(line.direct.probability) is not Status.MISSING
        and line.need.item not in engine.catalogue.titles
    ]
    shown.sort(key=lambda line: _order(line, rank_of(engine.catalogue, line.need.item)))
    return shown[:STRENGTHS]


def _order(line: GapLine, rank: int) -> tuple[bool, bool, int, bool]:
    """Key to show strengths by: of the trade, told by records to be likely at least, done before known, held."""
    told = line.direct is not None and status_of(line.direct.probability) in {Status.HELD, Status.LIKELY}
    return rank > 1, not told, rank, line.status is Status.LIKELY


def _step_told(step: Step) -> str:
    level = f", niveau {step.certification.level}" if step.certification.level else ""
    of = "" if not step.unit.is_bloc else f", de {titled(step.certification.code, step.certification.title)}"
    return f"{what(step)} : {titled(step.unit.code, step.unit.title)}{of} ({step.unit.code}{level}), {how(step)}."


def _alternative(engine: Engine, profile: Profile, plans: Sequence[Plan], ways: Sequence[CareerPath]) -> str | None:
    """Another plan; else another certification that leads there; else an occupation on the way, not exercised yet."""
    plan = plans[0]
    if plan.is_needless:
        return None
    for aims, other in compared(plans):
        return f"{titled(other.steps[0].unit.code, other.steps[0].unit.title)} ({other.steps[0].unit.code}), {aims}."
    taken, target = {step.certification.code for step in plan.steps}, plan.target.code
    for lead in plan.leading:
        one = lead.certification
        opens = not plan.shut or opened_by(one.code, profile, target, engine.world)
        if opens and lead.is_realistic and one.code not in taken and not lead.is_held:
            level = f", niveau {one.level}" if one.level else ""
            what_for = (
                "une autre certification qui y mène" if plan.steps else "pour faire reconnaître ce que vous savez"
            )
            return f"{what_for} : {titled(one.code, one.title)} ({one.code}{level})."
    return _near(engine, profile, ways)


def _near(engine: Engine, profile: Profile, ways: Sequence[CareerPath]) -> str | None:
    """An occupation on the way, not below the level held; else the best covered one that no law closes."""
    for step in (way.steps[0] for way in ways if len(way.steps) > 1):
        if not step.exercised and (step.level or 0) >= (profile.level or 0):
            return f"un métier proche d'abord : {step.occupation.label} ({step.occupation.code})."
    aimed = {way.destination.code for way in ways}
    for one in engine.explore(profile):
        if one.coverage < W["reach"]:
            break
        if not (one.exercised or one.shut or one.limits or one.occupation.code in aimed):
            told = mastered(one.coverage)
            return f"un métier proche dès maintenant : {one.occupation.label} ({one.occupation.code}), {told}."
    return None


def _is_employed(passport: Passport, day: date) -> bool:
    return any(
        one.kind in _WORKING and one.start.first <= day and (one.end is None or one.end.last >= day)
        for one in passport.experiences
    )
