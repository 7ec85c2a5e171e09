"""Files that issuers give: a public key (a JWK, a set of one, or PEM), and what they signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from passport.document.errors import PassportError
from passport.document.loading import load
from passport.proof.errors import RegistryError, RegistryProblem
from passport.proof.jose import MAX_CHARACTERS, imported, public_jwk
from passport.proof.registry_file import read_jwk

if TYPE_CHECKING:
    from joserfc.jwk import Key

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
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey, OKPKey, RSAKey

    kinds: tuple[Any, ...] = (OKPKey, ECKey, RSAKey)
    for kind in kinds:
        try:
            key: Key = kind.import_key(data)
            return public_jwk(key)
        except (JoseError, ValueError, TypeError, AttributeError):
            continue
    raise RegistryError(RegistryProblem.BAD_KEY, file)
