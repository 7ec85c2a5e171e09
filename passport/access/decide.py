"""The decision: allowed on a ground and by an article, or refused for a reason. Pure: one question, one answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from passport.access.actor import Actor
from passport.access.conditions import CHECKS, Question
from passport.access.matrix import PROHIBITIONS, Rule, rules_for
from passport.access.subject import Subject
from passport.access.terms import Action, Ground, Reason
from referentials.days import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is answered; `article`: of the rule that allows, or that refuses; none where no rule is about it."""

    allowed: bool
    ground: Ground | None = None
    article: str | None = None
    reason: Reason | None = None

    def __bool__(self) -> bool:
        return self.allowed


def allowed(actor: Actor, action: Action, subject: Subject, at: datetime) -> Decision:
    """Whether an actor may do something with a passport, or with a line of it, at an instant (aware).

    What no rule opens is refused. Of several rules, the first whose conditions all hold allows; else the refusal is
    that of the rule of which most conditions held, the first of equals.
    """
    day = day_of(at)
    prohibition = PROHIBITIONS.get(action)
    if prohibition and day >= prohibition.since:
        return Decision(allowed=False, article=prohibition.article, reason=Reason.PROHIBITED)
    rules = rules_for(actor.kind, action)
    if not rules:
        return Decision(allowed=False, reason=Reason.NO_RULE)
    in_force = [rule for rule in rules if rule.in_force(day)]
    if not in_force:
        return Decision(allowed=False, article=rules[0].article, reason=Reason.NOT_IN_FORCE)
    question = Question(actor, subject, at, day)
    held = [(_failure(rule, question), rule) for rule in in_force]
    (_, reason), rule = max(held, key=lambda one: one[0][0])
    if reason is None:
        return Decision(allowed=True, ground=rule.ground, article=rule.article)
    return Decision(allowed=False, article=rule.article, reason=reason)


def _failure(rule: Rule, question: Question) -> tuple[float, Reason | None]:
    """How many conditions held, and why the next did not; without end, and nothing, where all did."""
    for held, condition in enumerate(rule.conditions):
        reason = CHECKS[condition](question)
        if reason is not None:
            return held, reason
    return float("inf"), None
