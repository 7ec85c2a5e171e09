"""Verifiable credentials (W3C VC 2.0) as VC-JWT: the payload is the credential, and the JWT's claims repeat it.

Sources: VC Data Model 2.0; Open Badges 3.0, §8.2.4 (`iss`, `jti`, `sub`, `nbf`, `exp` say what the credential says; no
`vc` around it). What they repeat and the credential does not is refused: two readers would read two things.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from passport.document.errors import PassportError
from passport.document.loading import check_size, load
from passport.document.standing import ProofProblem
from passport.proof.canonical import canonical
from passport.proof.errors import RefusedProofError
from passport.proof.jose import Compact

if TYPE_CHECKING:
    from passport.proof.authority import Authority

TYP = "vc+jwt"
TYPS = frozenset({TYP, "vc+ld+jwt", "jwt", ""})
"""Those that credentials come under; the type inside says what each is."""
CONTEXT = "https://www.w3.org/ns/credentials/v2"
CREDENTIAL = "VerifiableCredential"
HOLDER = "urn:acquis:holder:"
"""Before the id of a holder, as the subject of a credential."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """What a credential says; nothing is checked of it but its form.

    `at`: when it was signed (`iat`), or else the moment it is valid from; `status`: its entries in status lists.
    """

    id: str
    types: frozenset[str]
    issuer: str
    subject: Mapping[str, Any]
    at: datetime
    valid_from: datetime
    valid_until: datetime | None
    status: tuple[Mapping[str, Any], ...]
    document: Mapping[str, Any]

    @property
    def holder(self) -> str:
        """Id of the holder it is about, as a passport has it; empty where it is about another thing."""
        named = self.subject.get("id")
        return named.removeprefix(HOLDER) if isinstance(named, str) and named.startswith(HOLDER) else ""


def sign_credential(document: Mapping[str, Any], authority: Authority, at: datetime) -> str:
    """A credential (`id`, `type`, `validFrom`, `credentialSubject`…) signed by its issuer, at a moment."""
    claims: dict[str, Any] = {
        **document,
        "iss": authority.id,
        "jti": document["id"],
        "nbf": int(moment(document["validFrom"]).timestamp()),
        "iat": int(at.timestamp()),
    }
    if "id" in document["credentialSubject"]:
        claims["sub"] = document["credentialSubject"]["id"]
    if "validUntil" in document:
        claims["exp"] = int(moment(document["validUntil"]).timestamp())
    return authority.sign(canonical(claims), TYP)


def read_credential(compact: Compact) -> Credential:
    """Read what a credential says. Raises RefusedProofError (unreadable)."""
    try:
        document = load(compact.payload)
        check_size(document)
        return _read(document)
    except (PassportError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise RefusedProofError(ProofProblem.UNREADABLE) from error


def moment(text: object) -> datetime:
    """A moment of a credential, with its offset (xsd:dateTimeStamp). Raises ValueError or TypeError.

    >>> moment("2026-07-06T12:00:00Z").isoformat()
    '2026-07-06T12:00:00+00:00'
    """
    if not isinstance(text, str):
        raise TypeError("a moment is a text")
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("a moment has an offset")
    return found.astimezone(UTC)


def stamp(at: datetime) -> str:
    """A moment as credentials have it, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def listed(value: object) -> tuple[Any, ...]:
    """JSON-LD's one or several, as several."""
    return tuple(value) if isinstance(value, list) else () if value is None else (value,)


def statuses_named(claims: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Entries in status lists that claims name; an empty one, which no list answers, for each that is not read here.

    Those are an address alone, and the Token Status List of JWTs (`status`, draft-ietf-oauth-status-list).
    """
    entries = tuple(one if isinstance(one, dict) else {} for one in listed(claims.get("credentialStatus")))
    return (*entries, {}) if "status" in claims else entries


def _read(document: Any) -> Credential:
    """Raises KeyError, TypeError or ValueError."""
    issuer, subject = document["issuer"], document["credentialSubject"]
    until = document.get("validUntil")
    if not isinstance(subject, dict) or "vc" in document:
        raise TypeError("not a credential of VC 2.0")
    found = Credential(
        id=_text(document["id"]),
        types=frozenset(map(_text, listed(document["type"]))),
        issuer=_text(issuer["id"] if isinstance(issuer, dict) else issuer),
        subject=subject,
        at=_seconds(document["iat"]) if "iat" in document else moment(document["validFrom"]),
        valid_from=moment(document["validFrom"]),
        valid_until=moment(until) if until is not None else None,
        status=statuses_named(document),
        document=document,
    )
    if CREDENTIAL not in found.types or not _repeats(found):
        raise ValueError("claims of the JWT that say another thing than the credential")
    return found


def _repeats(found: Credential) -> bool:
    """Whether the claims of the JWT that are there say what the credential says."""
    until = found.valid_until
    said: dict[str, object] = {
        "iss": found.issuer,
        "jti": found.id,
        "sub": found.subject.get("id"),
        "nbf": int(found.valid_from.timestamp()),
        "exp": int(until.timestamp()) if until else None,
    }
    document = found.document
    there = {name: value for name, value in said.items() if name in document}
    return all(type(document[name]) is type(value) and document[name] == value for name, value in there.items())


def _seconds(value: object) -> datetime:
    if type(value) is not int or value < 0:
        raise TypeError("a moment of a JWT is a number of seconds")
    return datetime.fromtimestamp(value, UTC)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is expected")
    return value
