"""Who signed: the issuer of the registry whose key, in its period, made a signature."""

from __future__ import annotations

from datetime import date, datetime

from passport.document.standing import ProofProblem
from passport.proof.errors import RefusedProofError
from passport.proof.jose import Compact, holds
from passport.proof.registry import Issuer, Registry
from referentials.days import day_of


def issuer_of(compact: Compact, named: str, at: datetime, registry: Registry, on: date) -> Issuer:
    """The issuer that signed a JWS, which says that it is of `named` and was signed at a moment; checked on a day.

    Raises RefusedProofError: unknown or revoked issuer, a key that is not its own, out of its period or stolen, a
    signature that is not of that key. What is signed, and whether it is of later than the day, its reader checks.
    """
    issuer = registry.of(named)
    if issuer is None:
        raise RefusedProofError(ProofProblem.UNKNOWN_ISSUER)
    problem = _problem(compact, issuer, day_of(at), on)
    if problem:
        raise RefusedProofError(problem, issuer, at)
    return issuer


def _problem(compact: Compact, issuer: Issuer, signed: date, on: date) -> ProofProblem | None:
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
