"""What a line that a feed brought is worth on a day.

It was accepted: it is guaranteed for as long as its issuer stands in the registry and within its scope; and, where the
line was signed, for as long as the key that signed it was not stolen, and the line says what was signed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from passport.document.model import Record
from passport.document.standing import ProofMethod, ProofProblem, Standing, Verification
from passport.feeds.signed import TYP
from passport.proof.canonical import canonical, parse_canonical
from passport.proof.errors import RefusedProofError
from passport.proof.jose import Compact, take_apart
from passport.proof.registry import Registry
from passport.proof.statement import signed_content
from passport.proof.trust import issuer_of
from passport.vault.rows import RecordRow


def found_of_feed(row: RecordRow, record: Record, registry: Registry, on: date) -> Verification:
    """What a check on a day finds of a line that a feed brought."""
    issuer = registry.of(row.issuer or "")
    problem = _problem(row, record, registry, on)
    return Verification(
        standing=Standing.UNVERIFIED if problem else Standing.GUARANTEED,
        method=None if problem else ProofMethod.FEED,
        issuer=issuer.id if issuer else None,
        name=issuer.name if issuer else None,
        signed=row.received_at.date(),
        checked=on,
        problem=problem,
    )


def _problem(row: RecordRow, record: Record, registry: Registry, on: date) -> ProofProblem | None:
    issuer = registry.of(row.issuer or "")
    if issuer is None:
        return ProofProblem.UNKNOWN_ISSUER
    if issuer.revoked(on):
        return ProofProblem.REVOKED_ISSUER
    if not issuer.scope.covers(record):
        return ProofProblem.OUT_OF_SCOPE
    if row.received_at.date() > on:
        return ProofProblem.NOT_YET
    try:
        for proof in row.proofs:
            _check_signed(take_apart(proof), row, record, registry, on)
    except RefusedProofError as error:
        return error.problem
    return None


def _check_signed(compact: Compact, row: RecordRow, record: Record, registry: Registry, on: date) -> None:
    """Check a line that its issuer signed. Raises RefusedProofError."""
    if compact.typ != TYP:
        return
    try:
        claims = parse_canonical(compact.payload)
        at = datetime.fromtimestamp(claims["iat"], UTC)
    except (ValueError, KeyError, TypeError) as error:
        raise RefusedProofError(ProofProblem.UNREADABLE) from error
    issuer_of(compact, row.issuer or "", at, registry, on)
    said = claims.get("record", {})
    content = signed_content(record, with_description="description" in said)
    if canonical(said) != canonical(content):
        raise RefusedProofError(ProofProblem.ALTERED)
