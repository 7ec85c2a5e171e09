"""An invented service for the tests: a vault, a registry of two issuers, holders with lines, and who asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from passport.access.actor import Actor, ActorKind, Body, Mission, Period
from passport.access.share import Grantee, GranteeKind
from passport.document.model import Record
from passport.document.read import passport_from
from passport.feeds.passage import HolderId, HolderKey, Operation, Passage
from passport.proof.authority import Authority
from passport.proof.canonical import digest
from passport.proof.registry import IssuerRole, Registry
from passport.service.passports import Passports
from passport.service.sharing import Offer
from passport.vault.keys import KeyRing
from passport.vault.rows import Identity
from passport.vault.store import Vault
from tests.support.authority import authority

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SCHOOL, EMPLOYER = authority("École inventée", IssuerRole.CERTIFIER), authority("Atelier inventé", IssuerRole.EMPLOYER)
OTHER_SCHOOL = authority("Autre école inventée", IssuerRole.CERTIFIER)
OPERATOR_KEY: Authority = authority("Opérateur inventé", IssuerRole.OPERATOR)
REGISTRY = Registry(issuers=(SCHOOL.issuer(), EMPLOYER.issuer(), OTHER_SCHOOL.issuer()))
IDENTITY = Identity(sub="fc-1", family_name="Inventée", given_name="Awa", birthdate=date(1991, 4, 2))

AWA = Actor(kind=ActorKind.HOLDER, id="awa")
BILAL = Actor(kind=ActorKind.HOLDER, id="bilal")
ADVISER = Actor(
    kind=ActorKind.AGENT,
    id="agent-7",
    body=Body.FRANCE_TRAVAIL,
    mission=Mission.SUPPORT,
    habilitation=Period(date(2025, 1, 1), date(2027, 12, 31)),
)
RECRUITER = Actor(kind=ActorKind.GUEST, id="recruiter")
KEEPER = Actor(kind=ActorKind.OPERATOR, id="keeper")


def issuer(who: Authority) -> Actor:
    """An issuer, as it comes in."""
    return Actor(kind=ActorKind.ISSUER, id=who.id)


def later(**lapse: float) -> datetime:
    """A moment after AT."""
    return AT + timedelta(**lapse)


def service(url: str, registry: Registry = REGISTRY) -> Passports:
    """A service over a new vault."""
    vault = Vault.open(url, KeyRing(bytes(range(32))))
    return Passports(vault=vault, registry=registry, operator=OPERATOR_KEY)


def opened(url: str) -> Passports:
    """The same, with Awa's passport: nothing in it."""
    made = service(url)
    made.open(AWA, IDENTITY, AT)
    return made


def identity_of(name: str, **other: Any) -> Identity:
    """Somebody else."""
    return replace(IDENTITY, sub=f"fc-{name}", given_name=name.title(), **other)


def job(name: str = "job", title: str = "Boulangère", **said: Any) -> Record:
    """A job, as its holder says it."""
    document = {
        "version": 1,
        "holder": {"id": "x"},
        "experiences": [
            {"id": name, "kind": "employment", "title": title, "organisation": "Fournil inventé", "start": "2021-03"}
            | said
        ],
    }
    return passport_from(document).records[0]


def passage(name: str, holder: HolderKey | None = None, *, by: Authority = SCHOOL, **said: Any) -> Passage:
    """A certification that an issuer sends, or what it asks about one."""
    operation = said.pop("operation", Operation.ADD)
    record = {"type": "certification", "code": "RNCP37099", "date": "2024-06-30"} | said
    content = {} if operation is Operation.WITHDRAW else record
    return Passage(
        issuer=by.id,
        external_id=name,
        operation=operation,
        holder=holder or HolderId("awa"),
        record=content,
        digest=digest({"record": content, "name": name}),
    )


def offer(**said: Any) -> Offer:
    """A share with the recruiter, of all, for thirty days."""
    whole: dict[str, Any] = {
        "grantee": Grantee(GranteeKind.BODY, "recruiter"),
        "purpose": "recrutement",
        "until": later(days=30),
    }
    return Offer(**whole | said)
