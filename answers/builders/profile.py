"""The answer of a profile: every belief with its evidence."""

from __future__ import annotations

from answers.builders.base import advice_origin
from answers.builders.diplomas import diplomas_read
from answers.shapes import profile as shape
from answers.shapes.base import ItemLabel
from answers.words.evidence import detail, reason
from answers.words.passport import fault_told
from answers.words.surfaces import Surface
from answers.words.titles import exercised_reason, title_question
from passport.document.model import Passport
from recommend.engine import Engine
from recommend.gap.gap import status_of
from recommend.profile.evidence import Belief, Evidence, guarantee_of
from recommend.profile.held import Held
from recommend.profile.infer import Exercised, Unread
from recommend.profile.profile import Profile
from recommend.profile.titled import TitleRead
from referentials.deadline import on_time


def profile_answer(engine: Engine, passport: Passport, profile: Profile, surface: Surface) -> shape.ProfileAnswer:
    """Competencies that a passport attests; `surface`: where it is read."""
    return shape.ProfileAnswer(
        **advice_origin(engine, profile),
        **dict(profile_fields(engine, passport, profile, surface)),
    )


def profile_fields(engine: Engine, passport: Passport, profile: Profile, surface: Surface) -> shape.ProfileFields:
    """The same, without what every answer begins with."""
    held = sorted(profile.held.values(), key=lambda one: one.code)
    return shape.ProfileFields(
        competencies=[_recognised(engine, belief) for belief in profile.beliefs],
        occupations_exercised=[_exercised(one) for one in profile.exercised],
        titles=[_title(one) for one in profile.titled],
        blocs_held=[_bloc(one) for one in held if engine.catalogue.units[one.code].is_bloc],
        diplomas=diplomas_read(profile),
        languages=[
            shape.LanguageSpoken(record=one.id, language=one.language, level=one.level, guaranteed=one.guaranteed)
            for one in passport.languages
        ],
        sentences_unread=[_unread(engine, one) for one in profile.unread],
        ignored=[shape.Ignored(path=fault.path, reason=fault_told(fault, surface)) for fault in profile.ignored],
    )


def evidence_shown(evidence: Evidence) -> shape.Evidence:
    """One piece of evidence."""
    return shape.Evidence(
        record=evidence.record,
        rule=evidence.rule,
        detail=detail(evidence),
        through=ItemLabel(code=evidence.through.code, label=evidence.through.label) if evidence.through else None,
        probability=evidence.probability,
        guaranteed=evidence.guaranteed,
        degree=evidence.degree,
        confirmed=evidence.confirmed,
        reason=reason(evidence),
    )


def _recognised(engine: Engine, belief: Belief) -> shape.Recognised:
    on_time()
    item = engine.catalogue.items[belief.item]
    return shape.Recognised(
        code=item.code,
        kind=item.kind,
        label=item.label,
        probability=belief.probability,
        guaranteed_probability=belief.guaranteed,
        guarantee=guarantee_of(belief),
        status=status_of(belief.probability),
        evidence=[evidence_shown(one) for one in belief.evidence],
    )


def _exercised(one: Exercised) -> shape.Exercised:
    return shape.Exercised(
        record=one.record,
        code=one.occupation,
        label=one.label,
        probability=one.probability,
        confirmed=one.confirmed,
        reason=exercised_reason(one),
    )


def _title(read: TitleRead) -> shape.TitleRead:
    return shape.TitleRead(
        record=read.record,
        title=read.title,
        set_aside=list(read.aside),
        choices=[
            shape.TitleChoice(code=one.occupation, label=one.label, probability=one.probability) for one in read.choices
        ],
        question=title_question(read),
    )


def _unread(engine: Engine, one: Unread) -> shape.SentenceUnread:
    items = engine.catalogue.items
    nearest = [
        shape.NearestReading(code=code, kind=items[code].kind, label=items[code].label, probability=probability)
        for code, probability in one.nearest
    ]
    return shape.SentenceUnread(record=one.record, text=one.text, nearest=nearest)


def _bloc(held: Held) -> shape.BlocHeld:
    return shape.BlocHeld(
        code=held.code,
        record=held.record,
        rule=held.rule,
        guaranteed=held.guaranteed,
        via=", ".join(held.via) or None,
        read_in=held.read_in or None,
    )
