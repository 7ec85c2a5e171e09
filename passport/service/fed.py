"""What a line that a feed brought is worth on a day.

It was accepted: it is guaranteed for as long as its issuer stands in the registry and within its scope, and until the
day that the feed says; and, where the line was signed, for as long as the key that signed it was not stolen, and the
line says what was signed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from passport.document.model import Record
from passport.document.standing import ProofProblem, Standing, Verification
from passport.feeds.receipt import SENDER
from passport.feeds.receive import UNTIL
from passport.feeds.signed import TYP
from passport.proof.canonical import parse_canonical
from passport.proof.errors import RefusedProofError
from passport.proof.jose import Compact, take_apart
from passport.proof.registry import Registry
from passport.proof.statement import says
from passport.proof.trust import issuer_of
from passport.proof.verify import FedLine, by_feed
from passport.vault.rows import RecordRow
from referentials.days import day_of


def found_of_feed(row: RecordRow, record: Record, registry: Registry, on: date) -> Verification:
    """What a check on a day finds of a line that a feed brought."""
    line = FedLine(
        issuer=row.issuer or "",
        received=day_of(row.received_at),
        sender=row.details.get(SENDER),
        until=date.fromisoformat(row.details[UNTIL]) if UNTIL in row.details else None,
    )
    found = by_feed(record, line, registry, on)
    problem = None if found.problem else _signature_problem(row, record, registry, on)
    return replace(found, standing=Standing.UNVERIFIED, method=None, problem=problem) if problem else found


def _signature_problem(row: RecordRow, record: Record, registry: Registry, on: date) -> ProofProblem | None:
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
    if not says(claims.get("record", {}), record):
        raise RefusedProofError(ProofProblem.ALTERED)
