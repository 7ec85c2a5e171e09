"""What it takes to exercise an occupation, as the first part of an answer towards one."""

from __future__ import annotations

from answers.shapes import access as shape
from answers.shapes.base import Occupation
from answers.words.access import as_spouse, condition, from_abroad, summary
from recommend.engine import Engine
from recommend.profile.access import Access, Condition
from recommend.profile.profile import Profile


def access_to(engine: Engine, profile: Profile, target: str) -> shape.AccessAnswer | None:
    """Access to a target that is an occupation; None for another."""
    if target not in engine.catalogue.occupations:
        return None
    return access_answer(engine, engine.access(profile, target))


def access_answer(engine: Engine, access: Access) -> shape.AccessAnswer:
    """What it takes to exercise an occupation, and whether the passport shows it."""
    gate, occupation = access.gate, engine.catalogue.occupations[access.occupation]
    return shape.AccessAnswer(
        occupation=Occupation(code=occupation.code, label=occupation.label),
        required=bool(gate and gate.required),
        regulated=occupation.regulated,
        summary=summary(access),
        rome=access.text,
        requirements=[_requirement(one) for one in access.conditions],
        obligations=[
            shape.AccessObligation(text=one.text, strength=one.strength) for one in (gate.obligations if gate else ())
        ],
        recognition=[
            shape.AbroadRecord(
                record=one.record.record,
                title=one.record.title,
                country=one.record.country,
                asks=list(one.asks),
                text=from_abroad(one),
            )
            for one in access.recognition
        ],
        spouse=[
            shape.SpouseStatus(
                record=one.record, title=one.title, article=one.article, until=one.last, text=as_spouse(one)
            )
            for one in access.spouse
        ],
    )


def _requirement(one: Condition) -> shape.AccessRequirement:
    asked = one.requirement
    return shape.AccessRequirement(
        name=asked.name,
        kind=asked.kind,
        strength=asked.strength,
        label=asked.label,
        when=asked.when or None,
        article=str(asked.article),
        since=asked.article.since,
        obtained=asked.obtained,
        any_of=list(asked.any_of),
        shown=one.shown,
        record=one.by.record if one.by else None,
        words=one.by.words if one.by else None,
        text=condition(one),
    )
