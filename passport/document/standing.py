"""Where a record stands: guaranteed by a proof that was checked, claimed without one, or declared by the holder.

Nothing here is read from a document. `passport.proof` alone makes a Verification, and puts it beside a record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """What may be said of a record."""

    GUARANTEED = "guaranteed"
    """A proof of an issuer, in force on the day of the check, covers it."""
    UNVERIFIED = "unverified"
    """The document claims an issuer, and no proof of it holds."""
    DECLARED = "declared"
    """The holder says it."""


class ProofMethod(StrEnum):
    """How an issuer vouches for a record."""

    STATEMENT = "statement"
    """A JWS of the issuer over the record (RFC 7515, payload in the canonical form of RFC 8785)."""
    CREDENTIAL = "credential"
    """An Open Badge 3.0, a W3C Verifiable Credential 2.0, as VC-JWT."""
    FEED = "feed"
    """A line of a feed that was accepted."""


class ProofProblem(StrEnum):
    """Why a record that claims an issuer is not guaranteed."""

    NOT_CHECKED = "not_checked"
    """Nobody looked: there was no registry of issuers."""
    NO_PROOF = "no_proof"
    """It says « guaranteed », and brings nothing to show for it."""
    UNREADABLE = "unreadable"
    """Neither a statement nor a credential, or in no canonical form."""
    UNKNOWN_ISSUER = "unknown_issuer"
    REVOKED_ISSUER = "revoked_issuer"
    UNKNOWN_KEY = "unknown_key"
    KEY_OUT_OF_PERIOD = "key_out_of_period"
    """Signed before the key was valid, or after."""
    KEY_COMPROMISED = "key_compromised"
    """The key was stolen: whatever it signed, on whatever day, is worth nothing."""
    BAD_SIGNATURE = "bad_signature"
    OTHER_HOLDER = "other_holder"
    """It was issued to another person."""
    ALTERED = "altered"
    """The record no longer says what was signed."""
    USED_TWICE = "used_twice"
    """The same proof vouches already for another line of the passport."""
    OUT_OF_SCOPE = "out_of_scope"
    """The issuer is not entitled to vouch for this kind of record, this certification or this territory."""
    REVOKED = "revoked"
    """The issuer took it back."""
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    """Signed, or valid, after the day of the check."""
    STATUS_UNKNOWN = "status_unknown"
    """It names a list of revocations that is not at hand, or that is out of date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a check found of one record.

    `issuer` and `name`: identifier and name in the registry, of the issuer whose proof held or failed; `signed`: when
    it was; `checked`: the day of the check; `problem`: why it is not guaranteed, where an issuer was claimed;
    `until`: last day for which the issuer vouches, where it says one; `handed_in_by`: who transmitted it for the
    issuer, where it was another.
    """

    standing: Standing
    method: ProofMethod | None = None
    issuer: str | None = None
    name: str | None = None
    signed: date | None = None
    checked: date | None = None
    problem: ProofProblem | None = None
    until: date | None = None
    handed_in_by: str | None = None


DECLARED = Verification(standing=Standing.DECLARED)
NOT_CHECKED = Verification(standing=Standing.UNVERIFIED, problem=ProofProblem.NOT_CHECKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCheck:
    """What was found of one record of a passport; `claimed`: the issuer that the passport names.

    `ongoing`: it had not ended, so that a proof vouches for it up to the day it was signed.
    """

    record: str
    claimed: str | None = None
    ongoing: bool = False
    found: Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What was found of a whole passport, every record in its order.

    `registry`: digest of the registry of issuers that it was held against, `on`: the day of the check; None where
    nobody looked.
    """

    registry: str | None = None
    on: date | None = None
    records: tuple[RecordCheck, ...] = ()

    def of(self, standing: Standing) -> tuple[RecordCheck, ...]:
        """Records that stand so."""
        return tuple(one for one in self.records if one.found.standing is standing)
