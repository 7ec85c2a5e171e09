"""Whether each record of a passport is guaranteed: its proofs against a registry of issuers, on a day.

Pure: no clock, no network, no file. A record is guaranteed when one of its proofs holds; where none does, the problem
told is that of the proof that went furthest, in the order of ProofProblem.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from passport.document.model import Passport, Record
from passport.document.standing import DECLARED, NOT_CHECKED, ProofMethod, ProofProblem, Standing, Verification
from passport.proof.credential import covers
from passport.proof.errors import RefusedProofError
from passport.proof.jose import Compact, take_apart
from passport.proof.registry import Issuer, Registry
from passport.proof.statement import TYP, Statement, read_statement
from passport.proof.status_list import Statuses
from passport.proof.trust import issuer_of
from passport.proof.vc import TYPS, Credential, read_credential
from referentials.days import day_of

_ORDER = {problem: rank for rank, problem in enumerate(ProofProblem)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A proof that holds."""

    method: ProofMethod
    issuer: Issuer
    signed: datetime
    name: str
    """What names the proof among those of its issuer: it vouches for one line."""


class _Check:
    """What a proof is checked against."""

    def __init__(self, holder: str, registry: Registry, on: date) -> None:
        self.holder, self.registry, self.on = holder, registry, on
        self.statuses = Statuses(registry, on)
        self.used: set[tuple[str, str]] = set()
        """Proofs that vouch for a line already: issuer and name."""


def verified(passport: Passport, registry: Registry, on: date) -> Passport:
    """The passport, each record with what a check on a day found of it."""
    check = _Check(passport.holder.id, registry, on)
    return passport.checked({record.id: _found(record, check) for record in passport.records}, registry.digest, on)


def verify_record(record: Record, holder: str, registry: Registry, on: date) -> Verification:
    """What a check on a day finds of one record of a holder."""
    return _found(record, _Check(holder, registry, on))


@dataclass(frozen=True, slots=True, kw_only=True)
class FedLine:
    """The line of a feed: who issued it, who handed it in (None: its issuer), when; the last day it vouches for."""

    issuer: str
    received: date
    sender: str | None = None
    until: date | None = None


def by_feed(record: Record, line: FedLine, registry: Registry, on: date) -> Verification:
    """What a check on a day finds of a record whose proof is the line of a feed, accepted on another.

    The feed was checked when it was received; this says whether its issuer is trusted still, was entitled, and vouches
    still.
    """
    found = registry.of(line.issuer)
    problem = (
        ProofProblem.UNKNOWN_ISSUER if found is None
        else ProofProblem.REVOKED_ISSUER if found.revoked(on)
        else ProofProblem.OUT_OF_SCOPE if not found.scope_on(line.received).covers(record)
        else ProofProblem.EXPIRED if line.until and line.until < on
        else ProofProblem.NOT_YET if line.received > on
        else None
    )  # fmt: skip
    standing = Standing.UNVERIFIED if problem else Standing.GUARANTEED
    at = datetime.combine(line.received, time(), UTC)
    told = _told(standing, found, at, on, method=None if problem else ProofMethod.FEED, problem=problem)
    sender = registry.of(line.sender) if line.sender else None
    return replace(told, until=line.until, handed_in_by=sender.name if sender else line.sender)


def _found(record: Record, check: _Check) -> Verification:
    claim = record.attestation
    if not claim.claims:
        return DECLARED
    if claim.proofs and not check.registry.issuers:
        return NOT_CHECKED
    refused = [RefusedProofError(ProofProblem.NO_PROOF)]
    for proof in claim.proofs:
        try:
            held = _checked(proof, record, check)
        except RefusedProofError as error:
            refused.append(error)
        else:
            check.used.add((held.issuer.id, held.name))
            return _told(Standing.GUARANTEED, held.issuer, held.signed, check.on, method=held.method)
    furthest = max(refused, key=lambda error: _ORDER[error.problem])
    return _told(Standing.UNVERIFIED, furthest.issuer, furthest.signed, check.on, problem=furthest.problem)


def _told(
    standing: Standing,
    issuer: Issuer | None,
    signed: datetime | None,
    on: date,
    *,
    method: ProofMethod | None = None,
    problem: ProofProblem | None = None,
) -> Verification:
    return Verification(
        standing=standing,
        method=method,
        issuer=issuer.id if issuer else None,
        name=issuer.name if issuer else None,
        signed=day_of(signed) if signed else None,
        checked=on,
        problem=problem,
    )


def _checked(proof: str, record: Record, check: _Check) -> _Held:
    """The proof, where it holds for the record. Raises RefusedProofError."""
    compact = take_apart(proof)
    said = _said(compact)
    issuer = issuer_of(compact, said.issuer, said.at, check.registry, check.on)
    problem = _problem(said, issuer, record, check)
    if problem:
        raise RefusedProofError(problem, issuer, said.at)
    method = ProofMethod.STATEMENT if isinstance(said, Statement) else ProofMethod.CREDENTIAL
    return _Held(method=method, issuer=issuer, signed=said.at, name=said.id)


def _said(compact: Compact) -> Statement | Credential:
    """What a proof says, by its type. Raises RefusedProofError."""
    if compact.typ == TYP:
        return read_statement(compact)
    if compact.typ in TYPS:
        return read_credential(compact)
    raise RefusedProofError(ProofProblem.UNREADABLE)


def _problem(said: Statement | Credential, issuer: Issuer, record: Record, check: _Check) -> ProofProblem | None:
    """Why a proof that is its issuer's does not show the record; the first reason, in the order of ProofProblem."""
    if said.holder != check.holder:
        return ProofProblem.OTHER_HOLDER
    if not (said.covers(record) if isinstance(said, Statement) else covers(said, record)):
        return ProofProblem.ALTERED
    if (issuer.id, said.id) in check.used:
        return ProofProblem.USED_TWICE
    if not issuer.scope_on(day_of(said.at)).covers(record):
        return ProofProblem.OUT_OF_SCOPE
    status = check.statuses.problem(said.status, issuer.id)
    return status if status is ProofProblem.REVOKED else _out_of_time(said, check.on) or status


def _out_of_time(said: Statement | Credential, on: date) -> ProofProblem | None:
    until = said.valid_until if isinstance(said, Credential) else None
    since = max(said.at, said.valid_from) if isinstance(said, Credential) else said.at
    if until and day_of(until) < on:
        return ProofProblem.EXPIRED
    return ProofProblem.NOT_YET if day_of(since) > on else None
