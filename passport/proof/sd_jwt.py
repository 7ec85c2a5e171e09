"""SD-JWT VC: a credential of which the holder shows what they choose (RFC 9901, draft-ietf-oauth-sd-jwt-vc).

The issuer signs digests; the holder passes on the disclosures they choose, and may sign for one verifier with the key
that the issuer named (key binding). Written here over joserfc: `sd-jwt`, the reference implementation, rests since
2024, and `openvc-core` hides whole claims only, where a CV hides each of its lines; the tests have it check ours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from passport.document.standing import ProofProblem
from passport.proof.authority import Authority
from passport.proof.canonical import canonical
from passport.proof.disclosures import (
    Blinding,
    Disclosure,
    Hidden,
    Path,
    Revealed,
    fresh_salt,
    json_bytes,
    json_of,
    revealed,
    with_their_holders,
)
from passport.proof.errors import RefusedProofError
from passport.proof.jose import encoded, holds, sign, take_apart
from passport.proof.registry import Issuer, Registry
from passport.proof.trust import issuer_of
from referentials.days import day_of

TYP, BINDING_TYP = "dc+sd-jwt", "kb+jwt"
SHOWN = frozenset(
    {"iss", "nbf", "exp", "iat", "cnf", "vct", "vct#integrity", "status", "credentialStatus", "@context", "_sd_alg"}
)
"""Claims that are never hidden: a holder could pass over them, and nobody would know (draft, §2.2.2.3)."""
LEEWAY = 60
"""Seconds that clocks may differ by."""
BINDING_AGE = 300
"""Seconds for which the holder's signature is taken as given now (RFC 9901, §7.3)."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a holder shows a credential to, and the number that the verifier drew for it."""

    name: str
    nonce: str


@dataclass(frozen=True, slots=True)
class SdJwt:
    """The three parts of an SD-JWT: what the issuer signed, what is disclosed, what the holder signed."""

    token: str
    disclosures: tuple[Disclosure, ...] = ()
    binding: str | None = None

    @classmethod
    def parse(cls, text: str) -> SdJwt:
        """Read the compact form. Raises RefusedProofError."""
        if "~" not in text or not text.isascii():
            raise RefusedProofError(ProofProblem.UNREADABLE)
        token, *disclosed, binding = text.strip().split("~")
        if not token:
            raise RefusedProofError(ProofProblem.UNREADABLE)
        return cls(token, tuple(map(Disclosure.read, disclosed)), binding or None)

    @property
    def shown(self) -> str:
        """What the issuer signed and what is disclosed, in compact form: what the holder signs the digest of."""
        return "~".join((self.token, *(one.text for one in self.disclosures), ""))

    @property
    def digest(self) -> str:
        """Digest of what is shown (`sd_hash`)."""
        return encoded(hashlib.sha256(self.shown.encode("ascii")).digest())

    def __str__(self) -> str:
        return self.shown + (self.binding or "")

    def claims(self) -> Revealed:
        """Claims with what is disclosed, not trusted. Raises RefusedProofError."""
        return revealed(claims_of(take_apart(self.token).payload), self.disclosures)


def is_sd_jwt(text: str) -> bool:
    """Whether a text is of that form."""
    return text.count(".") in (2, 4) and "~" in text and text.lstrip().startswith("eyJ")


def issue(
    claims: Mapping[str, Any],
    authority: Authority,
    *,
    holder: Mapping[str, Any] | None = None,
    decoys: int = 0,
    salt: Callable[[], str] = fresh_salt,
) -> SdJwt:
    """Sign claims whose `Hidden` values the holder shows or not; `holder`: the public key that is to sign with them.

    The authority is their issuer (`iss`). Raises ValueError where a claim that must show is hidden, or `vct` and `iat`
    are absent.
    """
    if any(isinstance(claims.get(name), Hidden) for name in SHOWN) or not {"vct", "iat"} <= claims.keys():
        raise ValueError("vct and iat are needed, and what a verifier needs is not hidden")
    bound = {"cnf": {"jwk": dict(holder)}} if holder else {}
    blinding = Blinding(salt, decoys)
    payload = blinding.claims({**claims, "iss": authority.id, **bound})
    return SdJwt(authority.sign(json_bytes(payload), TYP), tuple(blinding.made))


def choices(credential: SdJwt) -> Mapping[Path, Any]:
    """What the holder may show or not: where it stands, and what it says, with what is inside it."""
    return credential.claims().values


def present(credential: SdJwt, chosen: Iterable[Path]) -> SdJwt:
    """The credential with the chosen disclosures only, and those that hold them; the holder's signature is taken off.

    Raises KeyError for a place where nothing can be disclosed, RefusedProofError.
    """
    places = credential.claims().places
    asked = tuple(chosen)
    for path in asked:
        places[path]
    kept = {places[path].text for path in with_their_holders(places, asked)}
    return SdJwt(credential.token, tuple(one for one in credential.disclosures if one.text in kept))


def bind(credential: SdJwt, private: str, audience: Audience, at: datetime) -> SdJwt:
    """Sign with the holder's private key (text of its JWK) what is shown to this verifier now."""
    said = {
        "iat": int(at.timestamp()),
        "aud": audience.name,
        "nonce": audience.nonce,
        "sd_hash": credential.digest,
    }
    return SdJwt(credential.token, credential.disclosures, sign(json_bytes(said), {"typ": BINDING_TYP}, private))


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A credential that holds: by whom and when it was signed, its claims with what is disclosed, what is not.

    `withheld`: digests that nothing shown answers, decoys among them; `bound`: the holder signed it for us.
    """

    issuer: Issuer
    signed: datetime
    claims: Mapping[str, Any]
    withheld: int
    bound: bool


def check(credential: SdJwt, registry: Registry, at: datetime, audience: Audience | None = None) -> Checked:
    """Check the issuer's signature, the disclosures, the dates and, with an audience, the holder's signature for it.

    A holder's signature that nobody asked for is not looked at: it was for another. Whether it was revoked is its
    reader's to check (`credentialStatus`). Raises RefusedProofError.
    """
    compact = take_apart(credential.token)
    signed = claims_of(compact.payload)
    named, made = signed.get("iss"), instant(signed, "iat")
    if compact.typ != TYP or not isinstance(named, str) or not isinstance(signed.get("vct"), str) or made is None:
        raise RefusedProofError(ProofProblem.UNREADABLE)
    issuer = issuer_of(compact, named, made, registry, day_of(at))
    found = revealed(signed, credential.disclosures)
    if any(path[0] in SHOWN for path in found.places):
        raise RefusedProofError(ProofProblem.ALTERED, issuer, made)
    check_dates(signed, at, issuer)
    if audience is not None:
        _check_binding(credential, signed, audience, at)
    return Checked(issuer=issuer, signed=made, claims=found.claims, withheld=found.withheld, bound=audience is not None)


def claims_of(payload: bytes) -> dict[str, Any]:
    """The claims of a token, not trusted. Raises RefusedProofError."""
    claims = json_of(payload)
    if not isinstance(claims, dict):
        raise RefusedProofError(ProofProblem.UNREADABLE)
    return claims


def check_dates(claims: Mapping[str, Any], at: datetime, issuer: Issuer | None = None) -> None:
    """Refuse claims before their day and after (RFC 7519: iat, nbf, exp). Raises RefusedProofError."""
    signed, begins, ends = (instant(claims, name) for name in ("iat", "nbf", "exp"))
    if any(moment and (moment - at).total_seconds() > LEEWAY for moment in (signed, begins)):
        raise RefusedProofError(ProofProblem.NOT_YET, issuer, signed)
    if ends and (at - ends).total_seconds() >= LEEWAY:
        raise RefusedProofError(ProofProblem.EXPIRED, issuer, signed)


def instant(claims: Mapping[str, Any], name: str) -> datetime | None:
    """A moment of claims, in seconds; None where it is not said. Raises RefusedProofError for what is none."""
    value = claims.get(name)
    if value is None and name not in claims:
        return None
    try:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError
        return datetime.fromtimestamp(value, UTC)
    except (TypeError, ValueError, OverflowError, OSError) as error:
        raise RefusedProofError(ProofProblem.UNREADABLE) from error


def _check_binding(credential: SdJwt, signed: Mapping[str, Any], audience: Audience, at: datetime) -> None:
    """Whether the holder that the issuer named signed what is shown, for this verifier, now."""
    wrong = RefusedProofError(ProofProblem.OTHER_HOLDER)
    try:
        jwk = canonical(signed["cnf"]["jwk"]).decode()
        compact = take_apart(credential.binding or "", frozenset({"alg", "typ"}))
        said = claims_of(compact.payload)
        made = instant(said, "iat")
        if compact.typ != BINDING_TYP or made is None or not holds(compact, jwk):
            raise wrong
    except (RefusedProofError, KeyError, TypeError, ValueError) as error:
        raise wrong from error
    told = (said.get("aud"), said.get("nonce"), said.get("sd_hash"))
    age = (at - made).total_seconds()
    if told != (audience.name, audience.nonce, credential.digest) or not -LEEWAY <= age <= BINDING_AGE:
        raise wrong
