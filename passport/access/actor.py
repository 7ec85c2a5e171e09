"""Who asks: the holder, an agent, an issuer, somebody with a share, the operator; nobody else is anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from passport.access.share import Share


class ActorKind(StrEnum):
    """Kinds of actors."""

    HOLDER = "holder"
    AGENT = "agent"
    """An agent of a body, on a mission."""
    ISSUER = "issuer"
    GUEST = "guest"
    """A person or a body to whom the holder shares, or whoever has the link of a share."""
    OPERATOR = "operator"
    """Who keeps the vault: backs it up, rotates its keys, purges it, verifies its journal."""


class Body(StrEnum):
    """Bodies that an agent may say to be of; the matrix says which of them the code lists."""

    FRANCE_TRAVAIL = "france_travail"
    FRANCE_COMPETENCES = "france_competences"
    CAP_EMPLOI = "cap_emploi"
    APEC = "apec"
    MISSION_LOCALE = "mission_locale"
    REGIONAL_OPERATOR = "regional_operator"
    """Operator of the CEP that France compétences chose for a region."""
    PLIE = "plie"
    OTHER = "other"


class Mission(StrEnum):
    """What an agent consults for; the matrix says which of them the code lists."""

    ORIENTATION = "orientation"
    SUPPORT = "support"
    TRAINING = "training"
    INSERTION = "insertion"
    CONTROL = "control"
    """Of a benefit, of a job search."""
    STATISTICS = "statistics"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` to `until`, both of them included; `until` None: no end is known.

    >>> Period(date(2026, 1, 1), date(2026, 12, 31)).holds(date(2026, 12, 31))
    True
    """

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks; `id`: opaque, of the holder, the agent, the issuer, the grantee or the operator.

    `habilitation`: of an agent, the days for which its body habilitated it; of an issuer, those for which the registry
    has it. `age`: of the holder on the day, in years. `purpose`: what somebody with a share says to consult for.
    """

    kind: ActorKind
    id: str
    body: Body | None = None
    mission: Mission | None = None
    habilitation: Period | None = None
    share: Share | None = None
    purpose: str | None = None
    age: int | None = None
