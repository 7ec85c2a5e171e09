"""JWS in compact form, read strictly: one writing for one token, and the algorithms of a signature only.

The last character of base64url has bits that most decoders pass over: another text would say the same. Not here.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import Key

from passport.document.errors import PassportError
from passport.document.loading import check_size, load
from passport.proof.credential_errors import CredentialError, CredentialProblem

ALGORITHMS = ("ES256", "EdDSA", "PS256")
"""Signatures that are accepted (RFC 7518, RFC 8037); never `none`, never a shared secret."""
_BYTES = 1_000_000
"""A token at most: a CV of two pages is a hundredth of it."""

Claims = Mapping[str, Any]
KeyOf = Callable[[Claims, Claims], Key | None]
"""The key that the header and the claims of a token, read and not trusted yet, ask for."""


def encoded(data: bytes) -> str:
    """Bytes in base64url without padding (RFC 7515)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Bytes of base64url without padding, in its one writing. Raises CredentialError."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise CredentialError(CredentialProblem.UNREADABLE) from error
    if encoded(data) != text:
        raise CredentialError(CredentialProblem.UNREADABLE)
    return data


def json_of(data: bytes) -> Any:
    """JSON as it is signed: UTF-8, a name once in an object. Raises CredentialError."""
    try:
        document = load(data)
        check_size(document)
    except PassportError as error:
        raise CredentialError(CredentialProblem.UNREADABLE) from error
    return document


def json_bytes(value: object) -> bytes:
    """JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def sign(header: Claims, claims: Claims, key: Key) -> str:
    """Sign claims; the algorithm is that of the header."""
    return jws.serialize_compact(dict(header), json_bytes(claims), key, list(ALGORITHMS), _registry())


def peek(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims of a token, not trusted. Raises CredentialError."""
    parts = token.split(".")
    if len(parts) != 3 or len(token) > _BYTES:
        raise CredentialError(CredentialProblem.UNREADABLE)
    header, claims, _ = (decoded(part) for part in parts)
    found = json_of(header), json_of(claims)
    if not all(isinstance(one, dict) for one in found):
        raise CredentialError(CredentialProblem.UNREADABLE)
    return found


def opened(token: str, key_of: KeyOf, kind: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims of a token of this type (`typ`), its signature checked. Raises CredentialError."""
    header, claims = peek(token)
    if header.get("alg") not in ALGORITHMS:
        raise CredentialError(CredentialProblem.ALGORITHM)
    if header.get("typ") != kind:
        raise CredentialError(CredentialProblem.OTHER_TYPE)
    key = key_of(header, claims)
    if key is None:
        raise CredentialError(CredentialProblem.UNKNOWN_KEY)
    try:
        jws.deserialize_compact(token, key, list(ALGORITHMS), _registry())
    except (JoseError, ValueError) as error:
        raise CredentialError(CredentialProblem.BAD_SIGNATURE) from error
    return header, claims


def _registry() -> jws.JWSRegistry:
    registry = jws.JWSRegistry(algorithms=list(ALGORITHMS))
    registry.max_payload_length = _BYTES
    return registry
