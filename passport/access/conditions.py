"""How each condition of the matrix is looked at: nothing where it holds, the reason where it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from passport.access.actor import Actor
from passport.access.matrix import LISTED_BODIES, LISTED_MISSIONS
from passport.access.retention import KEPT, Kept, age_on, removable_from
from passport.access.subject import Subject
from passport.access.terms import Condition, Reason


@dataclass(frozen=True, slots=True)
class Question:
    """Who asks, about what, when; `day`: the day in France."""

    actor: Actor
    subject: Subject
    at: datetime
    day: date


def _self(question: Question) -> Reason | None:
    return None if question.actor.id == question.subject.holder else Reason.OTHER_HOLDER


def _old_enough(question: Question) -> Reason | None:
    age = question.actor.age
    if age is None:
        return Reason.AGE_UNKNOWN
    return None if age >= KEPT[Kept.AGE].value else Reason.TOO_YOUNG


def _alive(question: Question) -> Reason | None:
    died = question.subject.died_on
    return None if died is None or question.day < died else Reason.DECEASED


def _unlimited(question: Question) -> Reason | None:
    return Reason.LIMITED if _is_limited(question) else None


def _body(question: Question) -> Reason | None:
    return None if question.actor.body in LISTED_BODIES else Reason.BODY_NOT_LISTED


def _mission(question: Question) -> Reason | None:
    return None if question.actor.mission in LISTED_MISSIONS else Reason.MISSION_NOT_LISTED


def _habilitated(question: Question) -> Reason | None:
    period = question.actor.habilitation
    if period is None:
        return Reason.NOT_HABILITATED
    if period.holds(question.day):
        return None
    return Reason.HABILITATION_TO_COME if question.day < period.since else Reason.HABILITATION_OVER


def _granted(question: Question) -> Reason | None:
    actor, share = question.actor, question.actor.share
    if share is None:
        return Reason.NO_SHARE
    if share.holder != question.subject.holder:
        return Reason.OTHER_HOLDER
    if share.grantee.id != actor.id:
        return Reason.OTHER_GRANTEE
    return Reason.OTHER_PURPOSE if actor.purpose not in (None, share.purpose) else None


def _running(question: Question) -> Reason | None:
    share = question.actor.share
    if share is None:
        return Reason.NO_SHARE
    if share.revoked_at is not None and share.revoked_at <= question.at:
        return Reason.SHARE_REVOKED
    if question.at < share.since:
        return Reason.SHARE_TO_COME
    return None if question.at < share.until else Reason.SHARE_OVER


def _consent_stands(question: Question) -> Reason | None:
    share, limited = question.actor.share, question.subject.limited_at
    if limited is None or not _is_limited(question):
        return None
    return None if share is not None and share.granted_at >= limited else Reason.LIMITED


def _whole_lines(question: Question) -> Reason | None:
    share = question.actor.share
    return Reason.COMPETENCIES_ONLY if share is None or share.competencies_only else None


def _shared_line(question: Question) -> Reason | None:
    share, line = question.actor.share, question.subject.line
    if line is None:
        return None
    return None if share is not None and share.shows(line.id) and not line.hidden else Reason.LINE_NOT_SHARED


def _current_line(question: Question) -> Reason | None:
    line = question.subject.line
    return Reason.WITHDRAWN_LINE if line is not None and line.withdrawn else None


def _line(question: Question) -> Reason | None:
    return Reason.NO_LINE if question.subject.line is None else None


def _own_declared(question: Question) -> Reason | None:
    line = question.subject.line
    return None if line is not None and line.declared else Reason.GUARANTEED_LINE


def _vouched_line(question: Question) -> Reason | None:
    line = question.subject.line
    return None if line is not None and not line.declared else Reason.DECLARED_LINE


def _registered(question: Question) -> Reason | None:
    period = question.actor.habilitation
    if period is None:
        return Reason.UNKNOWN_ISSUER
    if period.holds(question.day):
        return None
    return Reason.ISSUER_TO_COME if question.day < period.since else Reason.REVOKED_ISSUER


def _own_issued(question: Question) -> Reason | None:
    line = question.subject.line
    return None if line is not None and line.issuer == question.actor.id else Reason.OTHER_ISSUER


def _own_say(question: Question) -> Reason | None:
    return Reason.IDENTITY_PROVEN if question.subject.changes_who else None


def _evidence(question: Question) -> Reason | None:
    return None if question.subject.evidence else Reason.NO_EVIDENCE


def _holder_of_age(question: Question) -> Reason | None:
    born = question.subject.born_on
    young = born is not None and age_on(born, question.day) < KEPT[Kept.AGE].value
    return Reason.HOLDER_TOO_YOUNG if young else None


def _dead(question: Question) -> Reason | None:
    return Reason.ALIVE if question.subject.died_on is None else None


def _time_over(question: Question) -> Reason | None:
    died = question.subject.died_on
    return None if died is not None and question.day >= removable_from(died) else Reason.STILL_KEPT


def _is_limited(question: Question) -> bool:
    limited = question.subject.limited_at
    return limited is not None and limited <= question.at


CHECKS: MappingProxyType[Condition, Callable[[Question], Reason | None]] = MappingProxyType(
    {
        Condition.SELF: _self,
        Condition.OLD_ENOUGH: _old_enough,
        Condition.ALIVE: _alive,
        Condition.UNLIMITED: _unlimited,
        Condition.BODY: _body,
        Condition.MISSION: _mission,
        Condition.HABILITATED: _habilitated,
        Condition.GRANTED: _granted,
        Condition.RUNNING: _running,
        Condition.CONSENT_STANDS: _consent_stands,
        Condition.WHOLE_LINES: _whole_lines,
        Condition.SHARED_LINE: _shared_line,
        Condition.CURRENT_LINE: _current_line,
        Condition.LINE: _line,
        Condition.OWN_DECLARED: _own_declared,
        Condition.VOUCHED_LINE: _vouched_line,
        Condition.REGISTERED: _registered,
        Condition.OWN_ISSUED: _own_issued,
        Condition.OWN_SAY: _own_say,
        Condition.EVIDENCE: _evidence,
        Condition.HOLDER_OF_AGE: _holder_of_age,
        Condition.DEAD: _dead,
        Condition.TIME_OVER: _time_over,
    }
)
