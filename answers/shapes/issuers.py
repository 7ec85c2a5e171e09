"""Of the registry of issuers: `acquis issuer`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, Literal

from answers.shapes.base import Count, Document
from passport.feeds.receipt import Reason
from passport.proof.registry import IssuerRole, RecordKind


class KeyState(StrEnum):
    """What a key of an issuer can do on a day."""

    TO_COME = "to_come"
    IN_USE = "in_use"
    ENDED = "ended"
    """It signs no more; what it signed stands."""
    COMPROMISED = "compromised"
    """Stolen: nothing that it signed stands."""


class KeyShown(Document):
    """A key of an issuer."""

    kid: str
    """its name, in the header of what it signs"""
    algorithm: str
    """EdDSA, ES256 or PS256"""
    valid_from: date
    """first day it may sign"""
    valid_until: date | None
    """last day it may sign; null: no end is known"""
    compromised_on: date | None
    """day it was found stolen"""
    state: KeyState
    """on the day of the answer"""


class FormerScopeShown(Document):
    """What an issuer could vouch for up to a day."""

    until: date
    """last day"""
    kinds: list[RecordKind]
    """as those of the issuer"""
    certifications: list[str] | None
    """as those of the issuer"""
    countries: list[str] | None
    """as those of the issuer"""


class MandateShown(Document):
    """Who may hand in for an issuer, for a time."""

    id: str
    """its identifier"""
    valid_from: date | None
    """first day; null: no beginning is known"""
    valid_until: date | None
    """last day; null: no end is known"""


class IssuerShown(Document):
    """An issuer: who, entitled to what, with which keys."""

    id: str
    """its identifier, in what it signs"""
    name: str
    """as it is shown to people"""
    role: IssuerRole
    """what it is before the law; teaching: invented"""
    siret: str | None
    """of its establishment"""
    kinds: list[RecordKind]
    """kinds of records that it may vouch for"""
    certifications: list[str] | None
    """codes of certifications, with their blocs, and of blocs; null: any"""
    countries: list[str] | None
    """ISO 3166 codes of the territories; null: any"""
    keys: list[KeyShown]
    """in the order in which they were entered"""
    revoked_on: date | None
    """day from which nothing that it signed stands"""
    depositors: list[str]
    """identifiers of those who may hand in what it vouches for"""
    former: list[FormerScopeShown]
    """what it could vouch for before, the oldest first: what it signed then is held against it"""
    mandates: list[MandateShown]
    """those who may hand in for a time"""
    status_lists: list[str]
    """addresses of its lists of revocations that are at hand"""


class IssuersAnswer(Document):
    """The registry of issuers, on a day."""

    format: Literal["acquis/issuers"] = "acquis/issuers"
    """what the answer is"""
    version: Literal[1] = 1
    """goes up when a field changes meaning or leaves; fields may be added without notice"""
    registry: str
    """SHA-256 of the registry: the same issuers, keys and lists have the same"""
    file: str
    """where it is"""
    on: date
    """day of the answer"""
    issuers: list[IssuerShown]
    """by identifier"""


class UnsignedLine(Document):
    """A line that was not signed."""

    line: Count
    """of the file, from 1"""
    external_id: str | None
    """the issuer's own id of the line; null where it could not be read"""
    reason: Reason
    parameters: dict[str, Any]
    """what the reason says more, `element` the field; nothing of a person"""
    told: str
    """the same in French, with what to do"""


class FeedSignedAnswer(Document):
    """Lines that an issuer wrote, signed as a feed."""

    format: Literal["acquis/issuer-sign"] = "acquis/issuer-sign"
    """what the answer is"""
    version: Literal[1] = 1
    """goes up when a field changes meaning or leaves; fields may be added without notice"""
    lines: str
    """file of the lines"""
    file: str | None
    """where the signed lines were written; null where none could be signed"""
    issuer: str
    """who signs them"""
    key: str
    """name of the key"""
    signed: Count
    """lines"""
    refused: Count
    """lines that were not signed: the others are in the file"""
    faults: list[UnsignedLine]
    """the first of them, a hundred at most"""


class TaughtFile(Document):
    """A passport whose claims are proven."""

    file: str
    """where it was written"""
    proofs: Count
    """claims that were signed"""


class TaughtAnswer(Document):
    """Passports whose claims a throw-away teaching authority signed."""

    format: Literal["acquis/issuer-teach"] = "acquis/issuer-teach"
    """what the answer is"""
    version: Literal[1] = 1
    """goes up when a field changes meaning or leaves; fields may be added without notice"""
    passports: list[TaughtFile]
    """in the order in which they were given"""
    registry: str
    """file of the registry that the teaching issuers were entered in"""
    issuers: list[IssuerShown]
    """those that were made"""
    keys: str | None
    """folder of their private keys; null: thrown away"""
