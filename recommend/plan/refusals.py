"""Why something is left out of a plan: the law, the limits, or what the snapshot does not say of it."""

from __future__ import annotations

from enum import StrEnum

from recommend.law.standing import Entry
from recommend.plan.brief import Brief
from recommend.plan.limits import Limits
from recommend.plan.modality import Modality
from recommend.rights.claim import kept_claim
from referentials.catalogue import Certification, Unit


class LeftOut(StrEnum):
    """Why a unit is no candidate."""

    NO_TITLE = "no_title"
    CLOSED = "closed"
    BLOCS_UNKNOWN = "blocs_unknown"
    ELSEWHERE = "elsewhere"
    CPF_UNKNOWN = "cpf_unknown"
    LEVEL_UNKNOWN = "level_unknown"
    LEVEL = "level"
    ROUTE = "route"
    LATE = "late"
    TOO_LONG = "too_long"
    PRICE_UNKNOWN = "price_unknown"


def is_aimed_at(unit: Unit, brief: Brief) -> bool:
    """Towards a certification only its own units count, towards a bloc only itself."""
    target = brief.gap.target
    return target.kind == "occupation" or target.code in {unit.code, unit.certification}


def certification_refused(certification: Certification, brief: Brief) -> LeftOut | None:
    """First reason to leave a certification out; None when there is none."""
    profile, limits = brief.profile, brief.limits
    if certification.title is None:
        return LeftOut.NO_TITLE
    entry = brief.register.entries[certification.code]
    claimed = entry is Entry.CLOSED and kept_claim(certification.code, profile, brief.world.catalogue)
    if entry in {Entry.NOT_YET, Entry.CLOSED} and not claimed:
        return LeftOut.CLOSED
    if limits.within is not None and limits.within != certification.code:
        return LeftOut.ELSEWHERE
    if limits.cpf and entry is not Entry.OPEN:
        return LeftOut.CPF_UNKNOWN
    return _wrong_level(certification.level, limits)


def modality_refused(modality: Modality, certification: str, brief: Brief) -> LeftOut | None:
    """Reason for which something cannot be taken as asked; None when there is none."""
    limits, access = brief.limits, brief.world.catalogue.known_routes_of(certification)[0]
    if modality.route is None and modality.late and limits.routes:
        return LeftOut.LATE
    if modality.route is None and (limits.routes or (limits.cpf and access)):
        return LeftOut.ROUTE
    return LeftOut.PRICE_UNKNOWN if limits.budget is not None and modality.price is None else None


def _wrong_level(level: int | None, limits: Limits) -> LeftOut | None:
    """Whether a level is refused, or unknown where one is asked for."""
    if limits.level_from is None and limits.level_to is None:
        return None
    if level is None:
        return LeftOut.LEVEL_UNKNOWN
    low, high = limits.level_from or level, limits.level_to or level
    return None if low <= level <= high else LeftOut.LEVEL
