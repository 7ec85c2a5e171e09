"""Signatures in compact form (JWS, RFC 7515), read strictly; keys are those of the registry, never those of a proof.

The algorithm is the key's, and a header that names another is refused: no `none`, no HMAC, no public key taken for a
secret. Of a header, `alg`, `kid`, `typ` and `cty` are read; one that has more (`jwk`, `jku`, `x5c`, `x5u`, `crit`,
`b64`…) asks for what is not done here, and is refused. Keys and algorithms are joserfc's.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from passport.document.errors import PassportError
from passport.document.loading import load
from passport.document.standing import ProofProblem
from passport.proof.canonical import canonical
from passport.proof.errors import RefusedProofError

if TYPE_CHECKING:
    from joserfc.jwk import Key

ALGORITHM = {"P-256": "ES256", "Ed25519": "EdDSA", "RSA": "PS256"}
"""Algorithm of a key, by its curve, or its type where it has none."""
_ALIASES = {"Ed25519": "EdDSA"}
"""The name of RFC 9864 and the one before, which is what badges and wallets of today know."""
_LIBRARY = {"ES256": "ES256", "EdDSA": "Ed25519", "PS256": "PS256"}
"""Names in joserfc, which warns of the older one."""
HEADER = frozenset({"alg", "kid", "typ", "cty"})
NEEDED = frozenset({"alg", "kid"})
MAX_CHARACTERS = 4_000_000
"""Of a JWS that is read at all; a document holds its proofs to 50,000."""
RSA_BITS = 2048
_MEMBERS = frozenset({"kty", "crv", "x", "y", "n", "e"})
"""What makes a public key (RFC 7638)."""


@dataclass(frozen=True, slots=True)
class Compact:
    """A JWS taken apart: nothing is checked of it yet. `content`: what the signature is over."""

    header: Mapping[str, str]
    payload: bytes
    content: bytes
    signature: bytes

    @property
    def kid(self) -> str:
        """Name of the key, among those of the issuer."""
        return self.header["kid"]

    @property
    def typ(self) -> str:
        """What kind of document is signed; RFC 7515 lets `application/` be left out, and case be any."""
        return self.header.get("typ", "").lower().removeprefix("application/")


def take_apart(text: str, needed: frozenset[str] = NEEDED) -> Compact:
    """Read a JWS in compact form, whose header has what is needed. Raises RefusedProofError (unreadable)."""
    parts = text.split(".") if len(text) <= MAX_CHARACTERS else []
    try:
        head, payload, signature = (decoded(part) for part in parts)
        header = load(head)
    except (ValueError, PassportError) as error:
        raise RefusedProofError(ProofProblem.UNREADABLE) from error
    if not _is_header(header, needed):
        raise RefusedProofError(ProofProblem.UNREADABLE)
    return Compact(header, payload, f"{parts[0]}.{parts[1]}".encode("ascii"), signature)


def holds(compact: Compact, jwk: str) -> bool:
    """Whether a signature is the one of a public key, given as the text of its JWK, by the algorithm of that key."""
    key, algorithm = _public(jwk)
    if _ALIASES.get(compact.header["alg"], compact.header["alg"]) != algorithm:
        return False
    return bool(_model(algorithm).verify(compact.content, compact.signature, key))


def sign(payload: bytes, header: Mapping[str, str], private: str) -> str:
    """A JWS in compact form, by a private key (text of its JWK), whose algorithm it names. Raises ValueError."""
    return sign_with(payload, header, imported(private))


def sign_with(payload: bytes, header: Mapping[str, str], key: Key) -> str:
    """The same, by a key that was imported: RSA's takes a tenth of a second."""
    algorithm = _algorithm(key)
    content = f"{encoded(canonical({'alg': algorithm, **header}))}.{encoded(payload)}"
    return f"{content}.{encoded(_model(algorithm).sign(content.encode('ascii'), key))}"


def algorithm_of(jwk: str) -> str:
    """Algorithm of a public key of the registry."""
    return _public(jwk)[1]


def public_jwk(key: Key) -> str:
    """The public half of a key as the registry has it: what makes the key, in canonical form. Raises ValueError."""
    _algorithm(key)
    return canonical({name: value for name, value in key.as_dict(private=False).items() if name in _MEMBERS}).decode()


def imported(jwk: str) -> Key:
    """A key from the text of its JWK. Raises ValueError for what is none, or is neither P-256, Ed25519 nor RSA."""
    from joserfc.errors import JoseError
    from joserfc.jwk import JWKRegistry

    try:
        document = json.loads(jwk)
        if document["kty"] == "RSA" and len(decoded(document["n"])) * 8 < RSA_BITS:  # joserfc warns, and takes it
            raise ValueError("an RSA key too short")
        key = JWKRegistry.import_key(document)
        _algorithm(key)
    except (JoseError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError("not a key that signs records") from error
    return key


def _algorithm(key: Key) -> str:
    """Raises ValueError for a key that is not P-256, Ed25519 or RSA."""
    public = key.as_dict(private=False)
    algorithm = ALGORITHM.get(str(public.get("crv", public["kty"])))
    if not algorithm:
        raise ValueError("not a key that signs records")
    return algorithm


def encoded(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decoded(text: str) -> bytes:
    """The bytes of base64url without padding, written as `encoded` does and in no other way. Raises ValueError."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("not base64url") from error
    if encoded(data) != text:
        raise ValueError("not base64url, as it is written")
    return data


def _is_header(header: Any, needed: frozenset[str]) -> bool:
    if not isinstance(header, dict) or not needed <= header.keys() <= HEADER:
        return False
    return all(isinstance(value, str) for value in header.values())


@lru_cache(maxsize=1024)
def _public(jwk: str) -> tuple[Key, str]:
    """A public key of the registry, imported once, with its algorithm; of a private one, nothing is kept."""
    key = imported(jwk)
    return key, _algorithm(key)


def _model(algorithm: str) -> Any:
    from joserfc.jws import JWSRegistry

    return JWSRegistry.algorithms[_LIBRARY[algorithm]]
