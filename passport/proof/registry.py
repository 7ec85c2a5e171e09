"""The registry of issuers: who may vouch for what, with which keys, from when to when.

A key that comes to its end leaves what it signed standing; one that was stolen takes all of it away, since who stole it
writes the date he likes. The same of an issuer: its keys end when it stops; it is revoked when it is not trusted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from passport.document.model import (
    BlocObtained,
    CertificationObtained,
    Experience,
    Language,
    Qualification,
    Record,
    TrainingFollowed,
)
from passport.proof.canonical import digest


class IssuerRole(StrEnum):
    """What an issuer is, before the law."""

    CERTIFIER = "certifier"
    """Ministry or body that delivers certifications (L6113-2), and transmits who obtained them (L6113-8)."""
    EMPLOYER = "employer"
    TRAINING_BODY = "training_body"
    ACTIVITY_BODY = "activity_body"
    """Body of activities of L5151-9: civic service, reserves, firefighters, associations…"""
    OPERATOR = "operator"
    """Who keeps the passports: it signs the journal and CVs."""
    TEACHING = "teaching"
    """Invented, for examples and tests; whoever made it may have kept its key."""


class RecordKind(StrEnum):
    """What a record is, as a scope names it: the kinds of experiences, and the other sections of a passport."""

    EMPLOYMENT = "employment"
    SELF_EMPLOYMENT = "self_employment"
    INTERNSHIP = "internship"
    APPRENTICESHIP = "apprenticeship"
    CIVIC_SERVICE = "civic_service"
    APPRENTICESHIP_MENTORING = "apprenticeship_mentoring"
    VOLUNTEERING = "volunteering"
    CAREGIVING = "caregiving"
    MILITARY_RESERVE = "military_reserve"
    POLICE_RESERVE = "police_reserve"
    CIVIC_RESERVE = "civic_reserve"
    HEALTH_RESERVE = "health_reserve"
    VOLUNTEER_FIREFIGHTER = "volunteer_firefighter"
    MANDATE = "mandate"
    OTHER = "other"
    TRAINING = "training"
    CERTIFICATION = "certification"
    BLOC = "bloc"
    QUALIFICATION = "qualification"
    LANGUAGE = "language"


_KINDS: Mapping[type, RecordKind] = {
    TrainingFollowed: RecordKind.TRAINING,
    CertificationObtained: RecordKind.CERTIFICATION,
    BlocObtained: RecordKind.BLOC,
    Qualification: RecordKind.QUALIFICATION,
    Language: RecordKind.LANGUAGE,
}
_ACTIVITIES = frozenset(
    {
        RecordKind.CIVIC_SERVICE,
        RecordKind.APPRENTICESHIP_MENTORING,
        RecordKind.VOLUNTEERING,
        RecordKind.CAREGIVING,
        RecordKind.MILITARY_RESERVE,
        RecordKind.POLICE_RESERVE,
        RecordKind.CIVIC_RESERVE,
        RecordKind.HEALTH_RESERVE,
        RecordKind.VOLUNTEER_FIREFIGHTER,
        RecordKind.MANDATE,
    }
)
_WORK = frozenset(
    {
        RecordKind.EMPLOYMENT,
        RecordKind.INTERNSHIP,
        RecordKind.APPRENTICESHIP,
        RecordKind.APPRENTICESHIP_MENTORING,
    }
)
_DELIVERED = frozenset({RecordKind.CERTIFICATION, RecordKind.BLOC, RecordKind.QUALIFICATION, RecordKind.LANGUAGE})
ROLE_KINDS: Mapping[IssuerRole, frozenset[RecordKind]] = {
    IssuerRole.CERTIFIER: _DELIVERED,
    IssuerRole.EMPLOYER: _WORK,
    IssuerRole.TRAINING_BODY: frozenset({RecordKind.TRAINING}),
    IssuerRole.ACTIVITY_BODY: _ACTIVITIES,
    IssuerRole.OPERATOR: frozenset(),
    IssuerRole.TEACHING: frozenset(RecordKind),
}
"""What each may vouch for at most (L6113-8, L6323-8 III, L5151-9); a scope narrows it, and never widens it."""
UNCODED = frozenset({RecordKind.QUALIFICATION, RecordKind.LANGUAGE})
"""What is delivered under no code: who may vouch for named certifications alone does not for these, unless told so."""
HOME = "FR"
"""Territory of what names no country."""


def default_kinds(role: IssuerRole, certifications: frozenset[str] | None) -> frozenset[RecordKind]:
    """What an issuer may vouch for where its scope names no kind."""
    return ROLE_KINDS[role] - (UNCODED if certifications is not None else frozenset())


def kind_of(record: Record) -> RecordKind:
    """What a record is."""
    return RecordKind(record.kind.value) if isinstance(record, Experience) else _KINDS[type(record)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What an issuer may vouch for; None: whichever.

    `certifications`: RNCP and RS codes, whose blocs go with them, and codes of blocs. `countries`: ISO 3166 codes.
    """

    kinds: frozenset[RecordKind] = frozenset(RecordKind)
    certifications: frozenset[str] | None = None
    countries: frozenset[str] | None = None

    def covers(self, record: Record) -> bool:
        """Whether a record is of a kind, a certification and a territory of the scope."""
        return kind_of(record) in self.kinds and self._certifies(record) and self._reaches(record)

    def _certifies(self, record: Record) -> bool:
        if self.certifications is None or not isinstance(record, CertificationObtained | BlocObtained):
            return True
        named = {str(record.code)}
        if isinstance(record, BlocObtained):
            named.add(str(record.code.certification))
        return not self.certifications.isdisjoint(named)

    def _reaches(self, record: Record) -> bool:
        if self.countries is None or isinstance(record, Language):
            return True
        return (getattr(record, "country", None) or HOME) in self.countries


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerScope:
    """What an issuer could vouch for up to a day, the last one: what it signed till then is held against it still."""

    scope: Scope
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """Who may hand in for an issuer, from a day (None: always) to another, the last one (None: for ever)."""

    id: str
    valid_from: date | None = None
    valid_until: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether it holds on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerKey:
    """A public key of an issuer: `jwk` is the canonical text of its JWK; first and last day it may sign.

    `compromised_on`: the day it was known to be stolen; nothing that it signed holds any more, whatever its date.
    """

    kid: str
    jwk: str
    valid_from: date
    valid_until: date | None = None
    compromised_on: date | None = None

    def in_period(self, day: date) -> bool:
        """Whether it could sign that day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def in_force(self, day: date) -> bool:
        """Whether what it signs that day holds: in its period, and not known to be stolen."""
        return self.compromised_on is None and self.in_period(day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who may vouch for records, of the kinds of its role at most.

    `revoked_on`: from that day, none of its proofs holds, whatever its date. `depositors`: ids of those who may hand
    in, for it, what it vouches for; itself is not among them. `mandates`: those who may for a time. `scope`: that of
    the last change; `former`: those before, the oldest first.
    """

    id: str
    name: str
    role: IssuerRole
    keys: tuple[IssuerKey, ...]
    scope: Scope = EVERYTHING
    siret: str | None = None
    revoked_on: date | None = None
    depositors: frozenset[str] = frozenset()
    former: tuple[FormerScope, ...] = ()
    mandates: tuple[Mandate, ...] = ()

    def __post_init__(self) -> None:
        """Bound the scopes by the role, wherever the issuer was made."""
        object.__setattr__(self, "scope", self._bound(self.scope))
        former = tuple(replace(one, scope=self._bound(one.scope)) for one in self.former)
        object.__setattr__(self, "former", former)

    def _bound(self, scope: Scope) -> Scope:
        return replace(scope, kinds=scope.kinds & ROLE_KINDS[self.role])

    def scope_on(self, day: date) -> Scope:
        """What it could vouch for on a day."""
        return next((one.scope for one in self.former if day <= one.until), self.scope)

    def may_hand_in(self, sender: str, day: date) -> bool:
        """Whether another may hand in for it, on a day."""
        return sender in self.depositors or any(one.id == sender and one.in_force(day) for one in self.mandates)

    def key(self, kid: str) -> IssuerKey | None:
        """The key of that name."""
        return next((key for key in self.keys if key.kid == kid), None)

    def revoked(self, on: date) -> bool:
        """Whether it is revoked on a day."""
        return self.revoked_on is not None and self.revoked_on <= on

    def has_key(self, on: date) -> bool:
        """Whether a key of it is in force on a day: without one it has stopped, or cannot be told from a thief."""
        return any(key.in_force(on) for key in self.keys)


@dataclass(frozen=True, kw_only=True)
class Registry:
    """Issuers, and the lists of revocations that are at hand: by address, the credential as its issuer signed it."""

    issuers: tuple[Issuer, ...] = ()
    status_lists: Mapping[str, str] = field(default_factory=dict)

    def of(self, issuer: str) -> Issuer | None:
        """The issuer of that id."""
        return self._by_id.get(issuer)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical form: the same issuers and lists have the same."""
        return digest(registry_document(self))

    @cached_property
    def _by_id(self) -> Mapping[str, Issuer]:
        return {issuer.id: issuer for issuer in self.issuers}


@dataclass(frozen=True, slots=True)
class SharedKey:
    """A public key that stands twice in a registry: the issuers that have it, and its names there."""

    issuers: tuple[str, str]
    kids: tuple[str, str]


def shared_key(issuers: Iterable[Issuer]) -> SharedKey | None:
    """The first key that two issuers have, or one under two names: who signs with it could sign as the other."""
    seen: dict[str, tuple[str, str]] = {}
    for issuer in issuers:
        for key in issuer.keys:
            first = seen.setdefault(key.jwk, (issuer.id, key.kid))
            if first != (issuer.id, key.kid):
                return SharedKey((first[0], issuer.id), (first[1], key.kid))
    return None


EMPTY = Registry()
VERSION = 1


def registry_document(registry: Registry) -> dict[str, Any]:
    """A registry as the JSON that its file has; issuers by id, None left out."""
    import json

    def of_key(key: IssuerKey) -> dict[str, Any]:
        days = {name: getattr(key, name) for name in ("valid_from", "valid_until", "compromised_on")}
        return {"kid": key.kid, "jwk": json.loads(key.jwk), **_days(days)}

    def of_scope(scope: Scope) -> dict[str, Any]:
        bounds = {"certifications": scope.certifications, "countries": scope.countries}
        limits = {name: sorted(codes) for name, codes in bounds.items() if codes is not None}
        return {"kinds": sorted(scope.kinds), **limits}

    def of_mandate(one: Mandate) -> dict[str, Any]:
        return {"id": one.id, **_days({"valid_from": one.valid_from, "valid_until": one.valid_until})}

    def of_issuer(issuer: Issuer) -> dict[str, Any]:
        former = [{"scope": of_scope(one.scope), "until": one.until.isoformat()} for one in issuer.former]
        mandates = [of_mandate(one) for one in issuer.mandates]
        return {
            "id": issuer.id,
            "name": issuer.name,
            "role": str(issuer.role),
            "scope": of_scope(issuer.scope),
            "keys": [of_key(key) for key in issuer.keys],
            **({"siret": issuer.siret} if issuer.siret else {}),
            **({"depositors": sorted(issuer.depositors)} if issuer.depositors else {}),
            **({"former": former} if former else {}),
            **({"mandates": mandates} if mandates else {}),
            **_days({"revoked_on": issuer.revoked_on}),
        }

    issuers = [of_issuer(issuer) for issuer in sorted(registry.issuers, key=lambda issuer: issuer.id)]
    return {"version": VERSION, "issuers": issuers, "status_lists": dict(registry.status_lists)}


def _days(days: Mapping[str, date | None]) -> dict[str, str]:
    return {name: day.isoformat() for name, day in days.items() if day}
