"""Statement of an issuer over a record: a JWS whose payload, in canonical form (RFC 8785), has what the record says.

    {"iss": issuer, "sub": holder, "iat": seconds, "jti": name, "record": {…}, "credentialStatus": {…}}

`record`: the section (`type`) and each field of the record, but its id and its attestation, which are the passport's,
and its description and readings, which the holder words; an issuer may sign the description with the rest. What is not
given is left out, so that a field added to the document later leaves older signatures standing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from passport.document.model import (
    BlocObtained,
    CertificationObtained,
    Experience,
    Language,
    Qualification,
    Record,
    TrainingFollowed,
)
from passport.document.standing import ProofProblem
from passport.proof.canonical import canonical, digest, parse_canonical
from passport.proof.errors import RefusedProofError
from passport.proof.jose import Compact

if TYPE_CHECKING:
    from passport.proof.authority import Authority

TYP = "acquis-record+jwt"
TYPES: Mapping[type, str] = {
    Experience: "experience",
    TrainingFollowed: "training",
    CertificationObtained: "certification",
    BlocObtained: "bloc",
    Qualification: "qualification",
    Language: "language",
}
_OWN = frozenset({"id", "attestation", "readings", "description"})
"""What is not the issuer's to say."""
_CLAIMS = {"iss": str, "sub": str, "iat": int, "jti": str, "record": dict}
_JTI = 32
"""Characters of a digest that name a statement."""
_LAST = 253_402_300_799
"""Seconds, the last that a date of the calendar has."""


def signed_content(record: Record, *, with_description: bool = False) -> dict[str, Any]:
    """What an issuer signs of a record."""
    own = _OWN - {"description"} if with_description else _OWN
    fields = record.model_dump(mode="json", exclude=set(own), exclude_none=True)
    return {"type": TYPES[type(record)], **fields}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a statement says; nothing is checked of it but its form. `id`: its name (`jti`), among its issuer's."""

    issuer: str
    holder: str
    at: datetime
    id: str
    record: Mapping[str, Any]
    status: tuple[Mapping[str, Any], ...] = ()

    def covers(self, record: Record) -> bool:
        """Whether a record says what was signed, no more and no less."""
        return says(self.record, record)


def says(signed: Mapping[str, Any], record: Record) -> bool:
    """Whether a record says what was signed, no more and no less."""
    content = signed_content(record, with_description="description" in signed)
    return canonical(content) == canonical(signed)


def state(
    record: Record,
    *,
    holder: str,
    authority: Authority,
    at: datetime,
    status: Mapping[str, Any] | None = None,
    with_description: bool = False,
) -> str:
    """The statement of an authority over a record of a holder, signed at a moment (aware, whole seconds).

    `status`: the entry of a list of revocations (`status_list.entry`). The same words make the same name (`jti`).
    """
    claims: dict[str, Any] = {
        "iss": authority.id,
        "sub": holder,
        "iat": int(at.timestamp()),
        "record": signed_content(record, with_description=with_description),
        **({"credentialStatus": dict(status)} if status else {}),
    }
    claims["jti"] = digest(claims)[:_JTI]
    return authority.sign(canonical(claims), TYP)


def read_statement(compact: Compact) -> Statement:
    """Read what a statement says. Raises RefusedProofError (unreadable)."""
    try:
        claims = parse_canonical(compact.payload)
    except ValueError as error:
        raise RefusedProofError(ProofProblem.UNREADABLE) from error
    if not _is_statement(claims):
        raise RefusedProofError(ProofProblem.UNREADABLE)
    return Statement(
        issuer=claims["iss"],
        holder=claims["sub"],
        at=datetime.fromtimestamp(claims["iat"], UTC),
        id=claims["jti"],
        record=claims["record"],
        status=(claims["credentialStatus"],) if "credentialStatus" in claims else (),
    )


def _is_statement(claims: Any) -> bool:
    if not isinstance(claims, dict) or claims.keys() - {"credentialStatus"} != _CLAIMS.keys():
        return False
    typed = all(type(claims[name]) is kind for name, kind in _CLAIMS.items())
    return typed and 0 <= claims["iat"] <= _LAST and isinstance(claims.get("credentialStatus", {}), dict)
