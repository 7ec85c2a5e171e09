"""The matrix of rights, as data: to whom an action is open, on what conditions, on what ground, by which article, when.

What no rule opens is closed. Articles are of the code du travail; the words of each code are in `answers/words/`.
R6323-35 III, of décret 2024-1236, is in force since 1 January 2025; the plans locaux (PLIE) are not of its list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from passport.access.actor import ActorKind, Body, Mission
from passport.access.terms import Action, Condition, Ground

_REFORM = date(2019, 1, 1)
"""Loi 2018-771 and its decrees."""
_DECREE_2024 = date(2025, 1, 1)
"""Décret 2024-1236, published on 30 December 2024."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One right; conditions are looked at in their order, and the first that fails is the reason of the refusal."""

    actor: ActorKind
    action: Action
    conditions: tuple[Condition, ...]
    ground: Ground
    article: str
    since: date

    def in_force(self, day: date) -> bool:
        """Whether it is law on a day."""
        return self.since <= day


@dataclass(frozen=True, slots=True)
class Prohibition:
    """What the law rules out, whoever asks."""

    action: Action
    article: str
    since: date


LISTED_BODIES = frozenset(
    {
        Body.FRANCE_TRAVAIL,
        Body.FRANCE_COMPETENCES,
        Body.CAP_EMPLOI,
        Body.APEC,
        Body.MISSION_LOCALE,
        Body.REGIONAL_OPERATOR,
    }
)
"""R6323-35 III: France Travail, France compétences, the bodies of L6111-6 (conseil en évolution professionnelle)."""
LISTED_MISSIONS = frozenset({Mission.ORIENTATION, Mission.SUPPORT, Mission.TRAINING, Mission.INSERTION})
"""R6323-35 III: orientation, accompagnement, formation, insertion."""

_OWN = (Condition.SELF, Condition.ALIVE, Condition.OLD_ENOUGH)
_OWN_DECLARED = (*_OWN, Condition.LINE, Condition.CURRENT_LINE, Condition.OWN_DECLARED)
_AGENT = (
    Condition.BODY,
    Condition.MISSION,
    Condition.HABILITATED,
    Condition.HOLDER_OF_AGE,
    Condition.ALIVE,
    Condition.UNLIMITED,
)
"""The age of L6323-8 III is asked of the holder where others read too: below it nobody could see who read, nor have the
use limited, which is what the readings of others are balanced by."""
_GUEST = (Condition.GRANTED, Condition.RUNNING, Condition.HOLDER_OF_AGE, Condition.ALIVE, Condition.CONSENT_STANDS)
_SHARED = (Condition.SHARED_LINE, Condition.CURRENT_LINE)
_ISSUED = (Condition.REGISTERED, Condition.LINE, Condition.OWN_ISSUED)


def _rules(
    actor: ActorKind, ground: Ground, since: date, table: Iterable[tuple[Action, tuple[Condition, ...], str]]
) -> tuple[Rule, ...]:
    return tuple(
        Rule(actor=actor, action=action, conditions=conditions, ground=ground, article=article, since=since)
        for action, conditions, article in table
    )


_HOLDER = _rules(
    ActorKind.HOLDER,
    Ground.HOLDER,
    _REFORM,
    (
        (Action.OPEN, _OWN, "L6323-8 III"),
        (Action.CONSULT, _OWN, "L6323-8 III"),
        (Action.CONSULT_COMPETENCIES, _OWN, "L6323-8 III"),
        (Action.DECLARE, _OWN, "L6323-8 III"),
        (Action.SHARE, _OWN, "L6323-8 III"),
        (Action.REVOKE_SHARE, _OWN, "L6323-8 III"),
        (Action.ISSUE_CV, _OWN, "L6323-8 III"),
        (Action.REVOKE_CV, _OWN, "L6323-8 III"),
        (Action.CORRECT_DECLARED, _OWN_DECLARED, "R6323-38"),
        (Action.REMOVE_DECLARED, _OWN_DECLARED, "R6323-38"),
        (Action.CONTEST, (*_OWN, Condition.LINE, Condition.CURRENT_LINE, Condition.VOUCHED_LINE), "R6323-38"),
        (Action.RECTIFY_IDENTITY, (*_OWN, Condition.OWN_SAY), "R6323-38"),
        (Action.LIMIT, _OWN, "R6323-38"),
        (Action.EXPORT, _OWN, "R6323-38"),
        (Action.JOURNAL, _OWN, "R6323-38"),
    ),
)
_AGENTS = _rules(
    ActorKind.AGENT,
    Ground.MISSION,
    _DECREE_2024,
    (
        (Action.CONSULT, (*_AGENT, Condition.CURRENT_LINE), "R6323-35 III"),
        (Action.CONSULT_COMPETENCIES, (*_AGENT, Condition.CURRENT_LINE), "R6323-35 III"),
    ),
)
_GUESTS = _rules(
    ActorKind.GUEST,
    Ground.SHARE,
    _REFORM,
    (
        (
            Action.CONSULT,
            (*_GUEST, Condition.WHOLE_LINES, *_SHARED),
            "L6323-8 III",
        ),
        (Action.CONSULT_COMPETENCIES, (*_GUEST, *_SHARED), "L6323-8 III"),
    ),
)
_ISSUERS = (
    *_rules(
        ActorKind.ISSUER,
        Ground.TRANSMISSION,
        _REFORM,
        ((Action.FEED, (Condition.REGISTERED,), "L6113-8"),),
    ),
    *_rules(
        ActorKind.ISSUER,
        Ground.OWN_LINE,
        _REFORM,
        (
            (Action.CONSULT, _ISSUED, "L6113-8"),
            (Action.CORRECT, (*_ISSUED, Condition.CURRENT_LINE), "L6113-8"),
            (Action.WITHDRAW, (*_ISSUED, Condition.CURRENT_LINE), "L6113-8"),
        ),
    ),
)
_OPERATOR = _rules(
    ActorKind.OPERATOR,
    Ground.KEEPING,
    _REFORM,
    (
        (Action.RECORD_DEATH, (), "R6323-39"),
        (Action.RECTIFY_IDENTITY, (Condition.EVIDENCE, Condition.ALIVE), "R6323-38"),
        (Action.PURGE, (Condition.DEAD, Condition.TIME_OVER), "R6323-39"),
        (Action.TRIM_JOURNAL, (), "R6323-40"),
        (Action.VERIFY_JOURNAL, (), "R6323-40"),
        (Action.SIGN_JOURNAL, (), "R6323-40"),
        (Action.BACKUP, (), "R6323-39"),
        (Action.ROTATE_KEYS, (), "R6323-39"),
    ),
)

RULES = (*_HOLDER, *_AGENTS, *_GUESTS, *_ISSUERS, *_OPERATOR)
"""Every right there is."""

PROHIBITIONS = MappingProxyType(
    {
        Action.ERASE: Prohibition(Action.ERASE, "R6323-38", _REFORM),
        Action.OBJECT: Prohibition(Action.OBJECT, "R6323-38", _REFORM),
    }
)
"""No erasure on demand, no objection: the passport is kept for as long as the law says."""


def rules_for(actor: ActorKind, action: Action) -> tuple[Rule, ...]:
    """Rules that may open an action to an actor, in their order."""
    return tuple(rule for rule in RULES if rule.actor is actor and rule.action is action)
