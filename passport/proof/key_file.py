"""Files that issuers give: a public key (a JWK, a set of one, or PEM), and what they signed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from passport.document.errors import PassportError
from passport.document.loading import load
from passport.proof.errors import RegistryError, RegistryProblem
from passport.proof.jose import MAX_CHARACTERS, RSA_BITS, imported, public_jwk
from passport.proof.registry_file import read_jwk

MOST = 100_000
"""Bytes of a file of a key at most."""


def read_public_key(path: Path) -> tuple[str, str]:
    """Name and text of a public key: the name it has, else its thumbprint (RFC 7638). Raises RegistryError."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MOST else b""
    except OSError as error:
        raise RegistryError(RegistryProblem.UNREADABLE, str(path), parameters={"said": error.strerror}) from error
    if b"PRIVATE KEY-----" in data:
        raise RegistryError(RegistryProblem.PRIVATE_KEY, str(path))
    if data.lstrip().startswith(b"-----BEGIN"):
        jwk = _of_pem(data, str(path))
        return str(imported(jwk).thumbprint()), jwk
    document = _of_json(data, str(path))
    jwk = read_jwk(document, str(path), "")
    return str(document.get("kid") or imported(jwk).thumbprint()), jwk


def read_signed(path: Path) -> str:
    """The text of a signed file, a JWS in compact form. Raises RegistryError where it is not read."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_CHARACTERS else b""
    except OSError as error:
        raise RegistryError(RegistryProblem.UNREADABLE, str(path), parameters={"said": error.strerror}) from error
    return data.decode("utf-8", errors="replace").strip()


def _of_json(data: bytes, file: str) -> dict[str, Any]:
    try:
        document = load(data)
    except PassportError as error:
        raise RegistryError(RegistryProblem.BAD_KEY, file) from error
    keys = document.get("keys", [document]) if isinstance(document, dict) else []
    if not isinstance(keys, list) or len(keys) != 1 or not isinstance(keys[0], dict):
        raise RegistryError(RegistryProblem.BAD_KEY, file)
    found: dict[str, Any] = keys[0]
    return found


def _of_pem(data: bytes, file: str) -> str:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey, OKPKey, RSAKey

    try:
        key = load_pem_public_key(data)
        if isinstance(key, RSAPublicKey) and key.key_size >= RSA_BITS:
            return public_jwk(RSAKey.import_key(data))
        if isinstance(key, EllipticCurvePublicKey):
            return public_jwk(ECKey.import_key(data))
        if isinstance(key, Ed25519PublicKey):
            return public_jwk(OKPKey.import_key(data))
    except (JoseError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise RegistryError(RegistryProblem.BAD_KEY, file) from error
    raise RegistryError(RegistryProblem.BAD_KEY, file)
