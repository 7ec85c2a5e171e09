"""Whether each record of a passport is guaranteed: its proofs against a registry of issuers, on a day.

Pure: no clock, no network, no file. A record is guaranteed when one of its proofs holds; where none does, the problem
told is that of the proof that went furthest, in the order of ProofProblem.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from passport.document.model import Passport, Record
from passport.document.standing import DECLARED, NOT_CHECKED, ProofMethod, ProofProblem, Standing, Verification
from passport.proof.errors import RefusedProofError
from passport.proof.jose import Compact, holds, take_apart
from passport.proof.registry import Issuer, Registry
from passport.proof.statement import TYP, read_statement

_ORDER = {problem: rank for rank, problem in enumerate(ProofProblem)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A proof that holds."""

    method: ProofMethod
    issuer: Issuer
    signed: datetime
    name: str
    """What names the proof among those of its issuer: it vouches for one line."""


@dataclass(frozen=True, slots=True)
class _Check:
    """What a proof is checked against."""

    holder: str
    registry: Registry
    on: date
    used: set[tuple[str, str]] = field(default_factory=set)
    """Proofs that vouch for a line already: issuer and name."""


def verified(passport: Passport, registry: Registry, on: date) -> Passport:
    """The passport, each record with what a check on a day found of it."""
    check = _Check(passport.holder.id, registry, on)
    return passport.checked({record.id: _found(record, check) for record in passport.records}, registry.digest, on)


def verify_record(record: Record, holder: str, registry: Registry, on: date) -> Verification:
    """What a check on a day finds of one record of a holder."""
    return _found(record, _Check(holder, registry, on))


def issuer_of(compact: Compact, named: str, at: datetime, registry: Registry, on: date) -> Issuer:
    """The issuer of the registry that signed a JWS, which says it is of `named` and was signed at a moment.

    Raises RefusedProofError: unknown or revoked issuer, a key that is not its own, out of its period or stolen, a
    signature that is not of that key, a moment after the day of the check. What is signed, its reader checks.
    """
    issuer = registry.of(named)
    if issuer is None:
        raise RefusedProofError(ProofProblem.UNKNOWN_ISSUER)
    problem = _problem_of_key(compact, issuer, at.date(), on)
    if problem:
        raise RefusedProofError(problem, issuer, at)
    return issuer


def _problem_of_key(compact: Compact, issuer: Issuer, signed: date, on: date) -> ProofProblem | None:
    key = issuer.key(compact.kid)
    if issuer.revoked(on):
        return ProofProblem.REVOKED_ISSUER
    if key is None:
        return ProofProblem.UNKNOWN_KEY
    if not key.in_period(signed):
        return ProofProblem.KEY_OUT_OF_PERIOD
    if key.compromised_on:
        return ProofProblem.KEY_COMPROMISED
    return None if holds(compact, key.jwk) else ProofProblem.BAD_SIGNATURE


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
        signed=signed.date() if signed else None,
        checked=on,
        problem=problem,
    )


def _checked(proof: str, record: Record, check: _Check) -> _Held:
    """The proof, where it holds for the record. Raises RefusedProofError."""
    compact = take_apart(proof)
    if compact.typ != TYP:
        raise RefusedProofError(ProofProblem.UNREADABLE)
    return _checked_statement(compact, record, check)


def _checked_statement(compact: Compact, record: Record, check: _Check) -> _Held:
    said = read_statement(compact)
    issuer = issuer_of(compact, said.issuer, said.at, check.registry, check.on)
    held = _Held(method=ProofMethod.STATEMENT, issuer=issuer, signed=said.at, name=said.jti)
    problem = (
        ProofProblem.OTHER_HOLDER if said.holder != check.holder
        else ProofProblem.ALTERED if not said.covers(record)
        else ProofProblem.USED_TWICE if (issuer.id, held.name) in check.used
        else ProofProblem.OUT_OF_SCOPE if not issuer.scope.covers(record)
        else ProofProblem.STATUS_UNKNOWN if said.status
        else ProofProblem.NOT_YET if said.at.date() > check.on
        else None
    )  # fmt: skip
    if problem:
        raise RefusedProofError(problem, issuer, said.at)
    return held
