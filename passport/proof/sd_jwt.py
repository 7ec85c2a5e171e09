"""SD-JWT VC: a credential of which the holder shows what they choose (RFC 9901, draft-ietf-oauth-sd-jwt-vc).

The issuer signs digests; the holder passes on the disclosures they choose, and may sign for one verifier with the key
that the issuer named (key binding). Written here over joserfc: `sd-jwt`, the reference implementation, rests since
2024, and `openvc-core` hides whole claims only, where a CV hides each of its lines; the tests have it check ours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import Key, import_key

from passport.proof.compact import Claims, KeyOf, encoded, opened, peek, sign
from passport.proof.credential_errors import CredentialError, CredentialProblem
from passport.proof.disclosures import (
    Blinding,
    Disclosure,
    Hidden,
    Path,
    Revealed,
    fresh_salt,
    revealed,
    with_their_holders,
)

TYPE, BINDING_TYPE = "dc+sd-jwt", "kb+jwt"
SHOWN = ("iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status", "credentialStatus", "@context")
"""Claims that are never hidden: a holder could pass over them, and nobody would know (draft, §2.2.2.3)."""
LEEWAY = 60
"""Seconds that clocks may differ by."""
BINDING_AGE = 300
"""Seconds for which the holder's signature is taken as given now (RFC 9901, §7.3)."""


@dataclass(frozen=True, slots=True)
class Signing:
    """A private key, with the name that others find its public half by."""

    kid: str
    key: Key
    algorithm: str = "ES256"

    def header(self, kind: str) -> dict[str, str]:
        """Header of a token of this type."""
        return {"alg": self.algorithm, "kid": self.kid, "typ": kind}


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
        """Read the compact form. Raises CredentialError."""
        token, *disclosed, binding = text.strip().split("~")
        if not disclosed and not binding and "~" not in text:
            raise CredentialError(CredentialProblem.UNREADABLE)
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
        """Claims with what is disclosed, not trusted. Raises CredentialError."""
        return revealed(peek(self.token)[1], self.disclosures)


def issue(
    claims: Claims,
    signing: Signing,
    *,
    holder: Mapping[str, Any] | None = None,
    decoys: int = 0,
    salt: Callable[[], str] = fresh_salt,
) -> SdJwt:
    """Sign claims whose `Hidden` values the holder shows or not; `holder`: the public key that is to sign with them.

    Raises ValueError where a claim that must show is hidden, or `iss` and `vct` are absent.
    """
    if any(isinstance(claims.get(name), Hidden) for name in SHOWN) or not (claims.get("iss") and claims.get("vct")):
        raise ValueError("iss and vct are needed, and what a verifier needs is not hidden")
    bound = {"cnf": {"jwk": dict(holder)}} if holder else {}
    blinding = Blinding(salt, decoys)
    payload = blinding.claims({**claims, **bound})
    return SdJwt(sign(signing.header(TYPE), payload, signing.key), tuple(blinding.made))


def choices(credential: SdJwt) -> Mapping[Path, Any]:
    """What the holder may show or not: where it stands, and what it says."""
    found = credential.claims()
    return {path: one.value for path, one in found.places.items()}


def present(credential: SdJwt, chosen: Iterable[Path]) -> SdJwt:
    """The credential with the chosen disclosures only, and those that hold them; the holder's signature is taken off.

    Raises KeyError for a place where nothing can be disclosed.
    """
    places = credential.claims().places
    asked = tuple(chosen)
    for path in asked:
        places[path]
    kept = {places[path].text for path in with_their_holders(places, asked)}
    return SdJwt(credential.token, tuple(one for one in credential.disclosures if one.text in kept))


def bind(credential: SdJwt, signing: Signing, audience: Audience, at: datetime) -> SdJwt:
    """Sign, as the holder, what is shown to this verifier now."""
    header = {"alg": signing.algorithm, "typ": BINDING_TYPE}
    said = {"iat": int(at.timestamp()), "aud": audience.name, "nonce": audience.nonce, "sd_hash": credential.digest}
    return SdJwt(credential.token, credential.disclosures, sign(header, said, signing.key))


@dataclass(frozen=True, slots=True)
class Checked:
    """A credential that holds: its claims with what is disclosed, what is not, whether the holder signed for us."""

    claims: dict[str, Any]
    withheld: int
    bound: bool
    kid: str | None


def check(credential: SdJwt, key_of: KeyOf, at: datetime, audience: Audience | None = None) -> Checked:
    """Check the issuer's signature, the disclosures, the dates and, with an audience, the holder's signature for it.

    A holder's signature that nobody asked for is not looked at: it was for another. Raises CredentialError.
    """
    header, signed = opened(credential.token, key_of, TYPE)
    if not isinstance(signed.get("vct"), str) or not isinstance(signed.get("iss"), str):
        raise CredentialError(CredentialProblem.OTHER_TYPE)
    found = revealed(signed, credential.disclosures)
    if any(path[0] in SHOWN for path in found.places):
        raise CredentialError(CredentialProblem.DISCLOSURE)
    check_dates(found.claims, at)
    if audience is not None:
        _check_binding(credential, signed, audience, at)
    kid = header.get("kid")
    return Checked(found.claims, found.withheld, audience is not None, kid if isinstance(kid, str) else None)


def check_dates(claims: Claims, at: datetime) -> None:
    """Refuse claims before their day and after (RFC 7519: iat, nbf, exp). Raises CredentialError."""
    now = at.timestamp()
    if any(_instant(claims, name, 0) > now + LEEWAY for name in ("iat", "nbf")):
        raise CredentialError(CredentialProblem.NOT_YET)
    if _instant(claims, "exp", now + 1) <= now - LEEWAY:
        raise CredentialError(CredentialProblem.EXPIRED)


def _instant(claims: Claims, name: str, absent: float) -> float:
    value = claims.get(name, absent)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CredentialError(CredentialProblem.UNREADABLE)
    return value


def _check_binding(credential: SdJwt, signed: Claims, audience: Audience, at: datetime) -> None:
    wrong = CredentialError(CredentialProblem.BINDING)
    named = signed.get("cnf")
    if credential.binding is None or not isinstance(named, Mapping):
        raise wrong
    try:
        key = import_key(named["jwk"])
        _, said = opened(credential.binding, lambda _header, _claims: key, BINDING_TYPE)
    except (CredentialError, JoseError, KeyError, TypeError, ValueError) as error:
        raise wrong from error
    told = (said.get("aud"), said.get("nonce"), said.get("sd_hash"))
    age = at.timestamp() - _instant(said, "iat", 0)
    if told != (audience.name, audience.nonce, credential.digest) or not -LEEWAY <= age <= BINDING_AGE:
        raise wrong
