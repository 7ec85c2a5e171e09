"""A line that an issuer signs, for employers, training bodies, bodies of L5151-9 activities, and certifiers too.

    {"holder": {…, "salt": "…"}, "signed": "<JWS in compact form>"}

The JWS (`typ`: acquis-feed+jwt) has as payload, in canonical form (RFC 8785):

    {"iss": issuer, "iat": seconds, "jti": its name for the record, "op": "add" | "correct" | "withdraw",
     "holder": SHA-256 of the canonical form of `holder`, "record": {"type": …, …}}

The holder stands beside the signature, bound to it by a digest that the salt makes impossible to guess: what is kept
as a proof, and may be shown with the record, says nothing of who they are. `record` is left out of a withdrawal;
`holder` may be left out, of both, where a record is corrected or withdrawn.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from passport.document.dates import PartialDate
from passport.document.errors import PassportError
from passport.document.loading import load
from passport.document.standing import ProofProblem
from passport.feeds.passage import (
    Dossier,
    HolderId,
    HolderKey,
    Named,
    Operation,
    Passage,
    Read,
    Refusal,
    digest_of,
    shown,
)
from passport.feeds.receipt import Reason
from passport.proof.authority import Authority
from passport.proof.canonical import canonical, digest, parse_canonical
from passport.proof.errors import RefusedProofError
from passport.proof.jose import Compact, take_apart
from passport.proof.registry import Registry
from passport.proof.trust import issuer_of
from referentials.days import day_of

TYP = "acquis-feed+jwt"
SALT = 22
"""Characters of a salt, at least: 128 bits in base64url."""
_CLAIMS = {"iss": str, "iat": int, "jti": str, "op": str}
_MORE = {"holder": str, "record": dict}
_LAST = 253_402_300_799
_WHY: Mapping[ProofProblem, Reason] = {
    ProofProblem.UNKNOWN_ISSUER: Reason.UNKNOWN_ISSUER,
    ProofProblem.REVOKED_ISSUER: Reason.REVOKED_ISSUER,
    ProofProblem.UNKNOWN_KEY: Reason.UNKNOWN_KEY,
    ProofProblem.KEY_OUT_OF_PERIOD: Reason.KEY_OUT_OF_PERIOD,
    ProofProblem.KEY_COMPROMISED: Reason.KEY_COMPROMISED,
    ProofProblem.BAD_SIGNATURE: Reason.BAD_SIGNATURE,
}


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line says, its signature checked or not."""

    compact: Compact
    text: str
    claims: Mapping[str, Any]
    holder: Mapping[str, Any] | None

    @property
    def at(self) -> datetime:
        """When it was signed, as it says."""
        return datetime.fromtimestamp(self.claims["iat"], UTC)


def signed_line(
    authority: Authority,
    name: str,
    record: Mapping[str, Any] | None,
    *,
    holder: Mapping[str, Any] | None,
    at: datetime,
    operation: Operation = Operation.ADD,
) -> dict[str, Any]:
    """A line, signed by an authority; the holder is given a salt where they have none.

    `record`: as `proof.statement.signed_content` words it; `holder`: `family_name`, `given_names`, `birthdate`, and
    `gender`, `birthplace` where they are known; or `id`; or `dossier`, `family_name`, `given_name`.
    """
    whose = None if holder is None else {"salt": secrets.token_urlsafe(16), **holder}
    claims = {
        "iss": authority.id,
        "iat": int(at.timestamp()),
        "jti": name,
        "op": str(operation),
        **({"holder": digest(whose)} if whose else {}),
        **({"record": dict(record)} if record else {}),
    }
    signed = authority.sign(canonical(claims), TYP)
    return {"holder": whose, "signed": signed} if whose else {"signed": signed}


def passage_of_line(data: bytes, line: int, registry: Registry, on: date) -> Read:
    """Read a line, check its signature on a day, and give the passage, or why there is none."""
    try:
        document = load(data)
    except PassportError:
        return Refusal(reason=Reason.NOT_JSON, line=line)
    said = _taken_apart(document)
    if isinstance(said, Reason):
        return Refusal(reason=said, line=line)
    fault = _signature_fault(said, registry, on)
    if fault:
        return _refused(said, line, *fault)
    return _passage(said, line)


def unproven(document: Mapping[str, Any], line: int) -> Read:
    """The same of a line at hand, whose signature is not checked: for who has just signed it."""
    said = _taken_apart(document)
    return Refusal(reason=said, line=line) if isinstance(said, Reason) else _passage(said, line)


def _taken_apart(document: Any) -> _Line | Reason:
    if not isinstance(document, dict) or not isinstance(document.get("signed"), str):
        return Reason.NOT_SIGNED
    try:
        compact = take_apart(document["signed"])
        claims = parse_canonical(compact.payload)
    except (RefusedProofError, ValueError):
        return Reason.NOT_SIGNED
    if compact.typ != TYP or not _has_claims(claims):
        return Reason.NOT_SIGNED
    holder = document.get("holder")
    return _Line(compact, document["signed"], claims, holder if isinstance(holder, dict) else None)


def _has_claims(claims: Any) -> bool:
    if not isinstance(claims, dict) or not _CLAIMS.keys() <= claims.keys() <= _CLAIMS.keys() | _MORE.keys():
        return False
    kinds = {**_CLAIMS, **_MORE}
    typed = all(type(value) is kinds[name] for name, value in claims.items())
    return typed and 0 <= claims["iat"] <= _LAST and shown(claims["jti"]) is not None


def _signature_fault(said: _Line, registry: Registry, on: date) -> tuple[Reason, dict[str, object]] | None:
    named = said.claims["iss"]
    try:
        issuer_of(said.compact, named, said.at, registry, on)
    except RefusedProofError as error:
        reason = _WHY.get(error.problem, Reason.NOT_SIGNED)
        about_key = reason in (Reason.UNKNOWN_KEY, Reason.KEY_OUT_OF_PERIOD, Reason.KEY_COMPROMISED)
        return reason, {"kid": shown(said.compact.kid) or ""} if about_key else {"issuer": shown(named) or ""}
    if day_of(said.at) > on:
        return Reason.NOT_YET, {"signed": day_of(said.at).isoformat(), "on": on.isoformat()}
    return None


def _passage(said: _Line, line: int) -> Read:
    claims, holder = said.claims, said.holder
    if claims["op"] not in list(Operation):
        return _refused(said, line, Reason.VALUE, {"element": "op", "expected": [str(one) for one in Operation]})
    operation = Operation(claims["op"])
    if (operation is Operation.WITHDRAW) is ("record" in claims):
        reason = Reason.UNEXPECTED if operation is Operation.WITHDRAW else Reason.MISSING
        return _refused(said, line, reason, {"element": "record", "expected": []})
    if not _is_bound(holder, claims.get("holder")):
        return _refused(said, line, Reason.OTHER_HOLDER, {})
    key = None if holder is None else _holder(holder)
    if isinstance(key, str):
        return _refused(said, line, Reason.VALUE, {"element": f"holder.{shown(key) or ''}", "expected": []})
    return Passage(
        issuer=claims["iss"],
        external_id=claims["jti"],
        operation=operation,
        holder=key,
        record=claims.get("record", {}),
        digest=digest_of({"record": claims.get("record"), "holder": _without_salt(holder)}),
        proof=said.text,
        signed_at=said.at.isoformat(),
        line=line,
    )


def _is_bound(holder: Mapping[str, Any] | None, signed: str | None) -> bool:
    """Whether the holder that stands beside is the one signed for."""
    try:
        return (None if holder is None else digest(holder)) == signed
    except ValueError:
        return False


def _without_salt(holder: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (holder or {}).items() if name != "salt"}


def _holder(said: Mapping[str, Any]) -> HolderKey | str:
    """Who it is of, or the field that is not what it should be."""
    salt = said.get("salt")
    fields = _without_salt(said)
    if not isinstance(salt, str) or len(salt) < SALT:
        return "salt"
    if "id" in fields:
        return _of(fields, {"id"}, {"id"}) or HolderId(fields["id"])
    if "dossier" in fields:
        names = {"dossier", "family_name", "given_name"}
        return _of(fields, names, names) or Dossier(fields["dossier"], fields["family_name"], fields["given_name"])
    given = fields.pop("given_names", None)
    if not isinstance(given, list) or not given or not all(isinstance(one, str) and one.strip() for one in given):
        return "given_names"
    wrong = _of(fields, {"family_name", "birthdate"}, {"family_name", "birthdate", "gender", "birthplace"})
    if wrong or not _is_day(fields["birthdate"]):
        return wrong or "birthdate"
    return Named(given_names=tuple(given), **fields)


def _of(fields: Mapping[str, Any], needed: set[str], known: set[str]) -> str | None:
    """The first field that is absent, unknown or no text."""
    wrong = [name for name in sorted(fields) if name not in known or not isinstance(fields[name], str)]
    wrong += [name for name in sorted(needed) if not str(fields.get(name, "")).strip()]
    return wrong[0] if wrong else None


def _is_day(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True


def _refused(said: _Line, line: int, reason: Reason, parameters: Mapping[str, object]) -> Refusal:
    issuer = shown(said.claims["iss"])
    return Refusal(reason=reason, external_id=said.claims["jti"], issuer=issuer, line=line, parameters=parameters)
