"""Answers about passports that are kept: what the service gave, as shapes, for the command line and a later API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict

from answers.builders.base import record_standing
from answers.shapes import kept as shape
from answers.version import acquis_version
from answers.words.evidence import record_names
from answers.words.vault import done_told, ground_told
from passport.access.actor import Actor
from passport.access.terms import Action, Ground
from passport.document.model import (
    BlocObtained,
    CertificationObtained,
    Experience,
    Language,
    Qualification,
    Record,
    TrainingFollowed,
)
from passport.proof.registry import RecordKind, Registry
from passport.service.lines import content_of, passport_of
from passport.service.seen import Seen, SeenLine
from recommend.engine import Engine
from recommend.gap.gap import status_of
from recommend.profile.evidence import Belief, guarantee_of
from recommend.profile.profile import Profile
from referentials.days import day_of

_SECTIONS = (Experience, TrainingFollowed, CertificationObtained, BlocObtained, Qualification, Language)


class Begun(TypedDict):
    """What answers about passports that are kept begin with."""

    acquis: str
    at: datetime
    actor: shape.ActorShown


def begun(actor: Actor, at: datetime) -> Begun:
    """Who did it, when, with which acquis."""
    return {"acquis": acquis_version(), "at": at, "actor": actor_shown(actor.kind, actor.id)}


def actor_shown(kind: str, name: str) -> shape.ActorShown:
    """An actor, by kind and opaque id."""
    return shape.ActorShown.model_validate({"kind": kind, "id": name})


def show_answer(seen: Seen, actor: Actor, registry: Registry) -> shape.ShowAnswer:
    """A passport as its reader sees it."""
    names = _titles([line.record for line in seen.lines], seen)
    lines = sorted(seen.lines, key=_place)
    return shape.ShowAnswer(
        **begun(actor, seen.at),
        holder=seen.passport.holder.id,
        name=seen.passport.holder.name,
        ground=_ground(seen),
        registry=registry.digest,
        share=seen.share,
        purpose=seen.purpose,
        limited_at=seen.limited_at,
        competencies_only=seen.competencies_only,
        lines=[_line(line, names[line.record.id]) for line in lines],
    )


def competencies_answer(engine: Engine, profile: Profile, seen: Seen, actor: Actor) -> shape.CompetenciesAnswer:
    """What follows from lines that are not shown."""
    return shape.CompetenciesAnswer(
        **begun(actor, seen.at),
        snapshot=engine.snapshot.id,
        model=engine.model_id,
        as_of=profile.as_of,
        ground=_ground(seen),
        share=seen.share,
        competencies=[_competency(engine, belief) for belief in profile.beliefs],
    )


def opened_answer(actor: Actor, at: datetime) -> shape.OpenedAnswer:
    """A passport that was opened, or found again."""
    return shape.OpenedAnswer(**begun(actor, at), holder=actor.id)


def imported_answer(actor: Actor, at: datetime, lines: Sequence[tuple[str, str, bool]]) -> shape.ImportedAnswer:
    """A document put into the vault. `lines`: of each record its id, that of its line, and whether it was added."""
    added = sum(new for _, _, new in lines)
    return shape.ImportedAnswer(
        **begun(actor, at),
        holder=actor.id,
        added=added,
        already=len(lines) - added,
        lines=[shape.KeptLine(record=record, line=line, added=new) for record, line, new in lines],
    )


def exported_answer(actor: Actor, at: datetime, exported: Mapping[str, Any]) -> shape.ExportedAnswer:
    """All that is kept of a holder."""
    said = {name: value for name, value in exported.items() if name != "format"}
    return shape.ExportedAnswer.model_validate({**begun(actor, at), **said})


def changed_answer(
    actor: Actor, at: datetime, action: Action, line: str | None, *, undone: bool = False
) -> shape.ChangedAnswer:
    """What was done with a line, or with the passport."""
    return shape.ChangedAnswer(
        **begun(actor, at),
        action=action,
        line=line,
        told=done_told(action, undone=undone),
        on=day_of(at),
    )


def _place(line: SeenLine) -> tuple[bool, int, int, str]:
    """Where a line comes: those that stand first, by section, the newest first."""
    record = line.record
    day = getattr(record, "start", None) or getattr(record, "date", None)
    return line.withdrawn, _SECTIONS.index(type(record)), -day.first.toordinal() if day else 0, record.id


def _ground(seen: Seen) -> shape.GroundShown:
    decision = seen.decision
    ground = decision.ground or Ground.HOLDER
    return shape.GroundShown(ground=ground, article=decision.article, told=ground_told(ground, decision.article))


def _competency(engine: Engine, belief: Belief) -> shape.CompetencyShown:
    item = engine.catalogue.items[belief.item]
    return shape.CompetencyShown(
        code=item.code,
        kind=item.kind,
        label=item.label,
        probability=belief.probability,
        guaranteed_probability=belief.guaranteed,
        guarantee=guarantee_of(belief),
        status=status_of(belief.probability),
    )


def _titles(records: Sequence[Record], seen: Seen) -> dict[str, str]:
    """Short names, of withdrawn lines too."""
    return record_names(passport_of("x", None, records), day_of(seen.at))


def _line(line: SeenLine, title: str) -> shape.LineShown:
    record, contest = line.record, line.contest
    return shape.LineShown(
        id=record.id,
        kind=RecordKind(line.kind),
        record=content_of(record),
        title=title,
        standing=record_standing(record.check),
        received_at=line.received_at,
        contested=line.contested,
        contest=shape.ContestShown(at=contest.at, words=contest.words) if contest else None,
        withdrawn=line.withdrawn,
        hidden=line.hidden,
        row_version=line.version,
    )
