"""The answer of a plan: the first of some plans step by step, then the others, in short, to compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Literal, TypedDict

from answers.builders.access import access_to
from answers.builders.base import advice_origin
from answers.builders.diplomas import diplomas_read
from answers.builders.market import market, somewhere
from answers.shapes import plan as shape
from answers.shapes.base import OccupationBefore
from answers.words.forms import titled
from answers.words.leading import LEADS_SHOWN, leading_said, remarks, told_by
from answers.words.market import trainings_near
from answers.words.own_trade import vae_for
from answers.words.plan import closeness, left_out, sentences, summary, what
from answers.words.rights import plan_notes, vae_reason
from answers.words.surfaces import Surface
from answers.words.targets import understood_told
from recommend.engine import Engine
from recommend.law.vae import Vae
from recommend.law.whole import Outcome
from recommend.plan.choose import Method
from recommend.plan.leads import Lead
from recommend.plan.limits import Aim
from recommend.plan.records import Gained, Plan, Step
from recommend.profile.profile import Profile
from recommend.world.near import Nearness
from referentials.catalogue import Certification, Course, Unit
from referentials.places import Place


def plan_answer(
    engine: Engine, profile: Profile, plans: Sequence[Plan], surface: Surface, near: Place | None = None
) -> shape.PlanAnswer:
    """Blocs and certifications that close a gap; `surface`: where it is read; `near`: where the market is told of."""
    return shape.PlanAnswer(
        **advice_origin(engine, profile),
        diplomas=diplomas_read(profile),
        **dict(plan_fields(engine, profile, plans, surface, near)),
    )


def own_told(engine: Engine, profile: Profile, plan: Plan) -> list[str]:
    """The VAE to weigh for the trade exercised most, where it is another one than the target."""
    if plan.is_needless or plan.target.kind != "occupation":
        return []
    trades = engine.own_trades(profile, 1)
    taken = {step.certification.code for step in plan.steps}
    others = (one for one in trades if one.occupation != plan.target.code)
    new = (one for one in others if not taken.intersection(lead.certification.code for lead in one.leads))
    again = any(step.modality.vae_to_study for step in plan.steps)
    return [vae_for(one, profile, engine.catalogue, again=again) for one in new]


def plan_fields(
    engine: Engine, profile: Profile, plans: Sequence[Plan], surface: Surface, near: Place | None = None
) -> shape.PlanFields:
    """The same, without what every answer begins with."""
    plan, *others = plans
    return shape.PlanFields(
        access=access_to(engine, profile, plan.target.code),
        notes=[*plan_notes(plan, engine.catalogue), *told_by(plan)],
        ready=plan.ready is not None,
        ready_reason=plan.ready,
        ready_by=list(plan.ready_by),
        french_first=plan.french_first,
        empty=plan.empty,
        remarks=[*remarks(plan, engine.catalogue), *own_told(engine, profile, plan)],
        leading=[_leading(one, plan) for one in plan.leading[:LEADS_SHOWN]],
        leading_known=len(plan.leading),
        understood=understood_told(plan.target.words, plan.target.code, plan.target.label),
        coverage_before=plan.coverage_before,
        considered=plan.considered,
        left_out=[
            shape.LeftOut(reason=name, units=n, why=left_out(name, surface)) for name, n in plan.left_out.items()
        ],
        market=market(engine, plan.target.code, near) if plan.target.kind == "occupation" else None,
        **_whole(plan),
        steps=[_step(engine, step) for step in plan.steps],
        alternatives=[
            shape.Alternative(**_whole(other), steps=[_unit(step.unit) for step in other.steps]) for other in others
        ],
    )


def vae_opinion(found: Vae) -> shape.VaeOpinion:
    """Whether something may be asked for by VAE."""
    return shape.VaeOpinion(admissible=found.admissible, reason=vae_reason(found), rules=list(found.laws))


class _Whole(TypedDict):
    aim: Aim
    coverage_after: float
    hours: float
    price: float | None
    opens: int
    score: float
    bound: float
    method: Method
    summary: str
    optimality: str


def _whole(plan: Plan) -> _Whole:
    return {
        "aim": plan.aim,
        "coverage_after": plan.coverage_after,
        "hours": plan.hours,
        "price": plan.price,
        "opens": sum(len(step.opens) for step in plan.steps),
        "score": plan.score,
        "bound": plan.bound,
        "method": plan.method,
        "summary": summary(plan),
        "optimality": closeness(plan),
    }


def _leading(lead: Lead, plan: Plan) -> shape.LeadingCertification:
    return shape.LeadingCertification(
        certification=_certification(lead.certification),
        towards=lead.towards,
        replaces=lead.replaces,
        entry=lead.entry,
        realistic=lead.is_realistic,
        doubts=list(lead.doubts),
        blocs=len(lead.blocs),
        blocs_from=lead.blocs_from,
        vae=vae_opinion(lead.vae),
        vae_open=lead.vae_open,
        covered=lead.covered,
        trainings_known=lead.courses,
        held=list(lead.held),
        alike=list(lead.alike),
        score=round(lead.score, 6),
        factors=dict(lead.factors),
        why=leading_said(lead, plan),
    )


def _step(engine: Engine, step: Step) -> shape.PlanStep:
    items, modality = engine.catalogue.items, step.modality
    labels = {one.item: items[one.item].label for one in step.gained}
    return shape.PlanStep(
        unit=_unit(step.unit),
        parts=list(step.parts),
        confers=list(step.confers),
        certification=_certification(step.certification),
        gain=step.gain,
        coverage_after=step.coverage_after,
        score=step.score,
        terms=dict(step.terms),
        factors=dict(step.factors),
        gained=[_gained(one, labels[one.item]) for one in step.gained],
        level_required=step.level.required,
        level_held=step.level_held,
        level_guaranteed=step.level_guaranteed,
        prerequisites=step.level.words,
        bloc_prerequisites=step.certification.conditions.bloc_prerequisites,
        regulations=step.certification.conditions.regulations,
        route=modality.route,
        routes=list(step.routes),
        routes_from=step.routes_from,
        blocs_from=step.blocs_from,
        hours=step.hours,
        hours_known=modality.hours_known,
        price=step.price,
        vae=vae_opinion(modality.vae),
        rests_on=_rests_on(step),
        completes=step.whole is Outcome.GIVES,
        last_bloc=step.whole,
        opens=[
            OccupationBefore(code=one.occupation.code, label=one.occupation.label, before=one.before, after=one.after)
            for one in step.opens
        ],
        trainings=[_training(one) for one in step.courses],
        trainings_known=step.courses_known,
        trainings_near=_near(step.near) if step.near else None,
        what=what(step),
        why=". ".join(sentences(step, labels)),
    )


def insertion(found: Certification) -> shape.Insertion | None:
    """What became of those who obtained a certification; None when nothing says."""
    return shape.Insertion(**asdict(found.insertion)) if found.insertion else None


def _near(found: Nearness) -> shape.TrainingsNear:
    return shape.TrainingsNear(
        place=somewhere(found.place),
        here=found.here,
        remote=found.remote,
        elsewhere=found.elsewhere,
        unplaced=found.unplaced,
        text=trainings_near(found),
    )


def _unit(unit: Unit) -> shape.UnitTitle:
    kind: Literal["bloc", "certification"] = "bloc" if unit.is_bloc else "certification"
    return shape.UnitTitle(code=unit.code, kind=kind, title=titled(unit.code, unit.title))


def _certification(found: Certification) -> shape.OwningCertification:
    return shape.OwningCertification(
        code=found.code,
        title=found.title,
        level=found.level,
        registration_end=found.registration_end,
        insertion=insertion(found),
    )


def _gained(one: Gained, label: str) -> shape.Gained:
    return shape.Gained(code=one.item, label=label, before=one.before, after=one.after, points=one.points)


def _rests_on(step: Step) -> shape.RestsOn:
    return shape.RestsOn(
        covered=step.modality.covered,
        guaranteed=step.modality.guaranteed,
        records=list(step.modality.records),
        blocs_held=list(step.blocs_held),
    )


def _training(one: Course) -> shape.TrainingFound:
    return shape.TrainingFound(
        id=one.id,
        title=one.title,
        provider=one.provider,
        city=one.city,
        months=one.months,
        hours=one.hours,
        price=one.price,
        mode=one.mode,
        url=one.url,
    )
