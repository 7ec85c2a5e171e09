"""What weighs on a certification for this person: level, language, prerequisites, entry; and what is doubted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recommend.law.standing import Entry
from recommend.plan.brief import Brief
from recommend.weights import W
from referentials.catalogue import Certification

LOW = frozenset({"A1", "A2", "B1"})
"""Levels of French under which a first step is French."""


class Doubt(StrEnum):
    """Why a certification is not realistic, or not the right one, for this person."""

    OTHER_TRADE = "other_trade"
    """Its title speaks of something else than the occupation."""
    TOO_HIGH = "too_high"
    """Too many levels above what is held."""
    BELOW = "below"
    """Under the level held, and the usual one."""
    FAR_LEVEL = "far_level"
    """Far from the usual level of the occupation."""
    LANGUAGE = "language"
    REQUIRED = "required"
    """Its fiche asks for a level to enter that nothing shows."""
    ENTRY = "entry"
    """Nothing says that it is active."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is weighed of a certification, whatever its title says."""

    code: str
    certification: Certification
    near: bool
    entry: Entry
    replaced: bool
    """Whether another is said to replace it, be it unknown to the register."""
    required: int | None
    romes: int
    """How many ROME codes it leads to."""
    described: bool
    courses: int
    begun: bool
    preparing: bool
    """Whether the person follows it."""
    schooling: bool
    """Whether blocs of it are of general education: French, mathematics."""
    usual: float | None
    """Usual level of the certifications of the target, within half a level of its family's."""
    named: float | None
    """The same, of those alone that name it."""


def factors(facts: Facts, brief: Brief) -> dict[str, float]:
    """What multiplies its worth; those that change nothing are left out."""
    found = {
        "leads_to_target": W["lead.near"] if facts.near else 1.0,
        "usual_level": W["lead.level_away"] ** _away(facts, brief),
        "reachable": W["lead.too_high"] ** _climb(facts, brief) * W["lead.below"] ** _below(facts, brief),
        "level_known": 1.0 if facts.certification.level else W["lead.level_unknown"],
        "language": W["lead.language"] if _language(facts, brief) else 1.0,
        "prerequisites": W["lead.required"] ** _lacking(facts, brief),
        "entry_open": _entry(facts),
        "course_known": 1.0 if facts.courses else W["lead.no_course"],
        "described": 1.0 if facts.described else W["lead.no_bloc"],
        "narrow": 1.0 / (1.0 + W["lead.broad"] * max(facts.romes - 1, 0)),
        "schooling": W["lead.schooling"] if facts.schooling else 1.0,
        "already_begun": W["lead.begun"] if facts.begun else 1.0,
        "preparing": W["lead.preparing"] if facts.preparing else 1.0,
    }
    return {name: round(value, 6) for name, value in found.items() if value != 1.0}


def doubts(facts: Facts, fit: float, brief: Brief) -> tuple[Doubt, ...]:
    """What is doubted of it, in the order of the reasons."""
    found = {
        Doubt.OTHER_TRADE: fit < W["fit.speaks"],
        Doubt.TOO_HIGH: _climb(facts, brief) > 0,
        Doubt.BELOW: _below(facts, brief) > 0,
        Doubt.FAR_LEVEL: _away(facts, brief) > 0 and not (fit >= W["fit.names"] and _is_lower(facts)),
        Doubt.LANGUAGE: _language(facts, brief),
        Doubt.REQUIRED: _lacking(facts, brief) > 0,
        Doubt.ENTRY: facts.entry is Entry.UNKNOWN and not _is_said_active(facts),
    }
    return tuple(doubt for doubt, holds in found.items() if holds)


def _away(facts: Facts, brief: Brief) -> float:
    """Levels above those that ROME names for the occupation; else from its usual one, but the first.

    Under those that it names, at least as many as up to the lowest, but the first of one that is a step up.
    """
    level, usual, named = facts.certification.level, facts.usual, brief.studies
    if level and named and named.highest and level >= (named.lowest or level):
        return float(named.away(level))
    from_usual = max(abs(level - usual) - 1.0, 0.0) if level and usual else 0.0
    return max(from_usual, _under(level, brief)) if level else 0.0


def _under(level: int, brief: Brief) -> float:
    """Levels under the lowest that ROME names, where it names no trade without a diploma; but one on the way up."""
    named = brief.studies
    if not named or named.lowest is None or named.without:
        return 0.0
    return max(named.lowest - level - float(level > brief.level_counted), 0.0)


def _is_lower(facts: Facts) -> bool:
    """Whether its level is under the usual one: that is no doubt on what names the trade (« formateur », level 5)."""
    return (facts.certification.level or 0) < (facts.usual or 0)


def _climb(facts: Facts, brief: Brief) -> float:
    """Levels above what is realistic from the one held."""
    return max((facts.certification.level or 0) - brief.level_counted - W["lead.climb"], 0.0)


def _below(facts: Facts, brief: Brief) -> float:
    """Levels under the one held, where the usual level of the occupation is higher too, and ROME names no lower one."""
    level, held, usual = facts.certification.level, brief.profile.level, facts.named or facts.usual
    if not level or not held:
        return 0.0
    if brief.studies and brief.studies.lowest:
        usual = float(brief.studies.lowest)
    return max(min(float(held), usual or held) - level, 0.0)


def _language(facts: Facts, brief: Brief) -> bool:
    return brief.profile.french in LOW and (facts.certification.level or 0) > W["lead.language_level"]


def _lacking(facts: Facts, brief: Brief) -> float:
    """Levels asked for to enter that are neither held nor made up for by practice."""
    return max((facts.required or 0) - brief.level_counted, 0.0)


def _is_said_active(facts: Facts) -> bool:
    return bool(facts.certification.active) and not facts.replaced


def _entry(facts: Facts) -> float:
    if facts.entry is Entry.UNKNOWN:
        return W["lead.active"] if _is_said_active(facts) else W["lead.unsure"]
    return W["lead.open"]
