"""An authority: an issuer with its private key, which signs. For who issues, for development, examples and tests."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from passport.proof.canonical import canonical
from passport.proof.errors import RegistryError, RegistryProblem
from passport.proof.jose import encoded, imported, public_jwk, sign_with
from passport.proof.registry import EVERYTHING, Issuer, IssuerKey, IssuerRole, Scope

if TYPE_CHECKING:
    from joserfc.jwk import Key

TEACHING_ID, TEACHING_NAME = "urn:acquis:teaching", "acquis, teaching"
_FILE = "teaching.key.json"
_BITS = 2048
_SEED = 32
"""Bytes that an Ed25519 key is made from."""


@dataclass(frozen=True, kw_only=True)
class Authority:
    """Who signs: id, name and role of the issuer, name of the key, and the private key as the text of its JWK."""

    id: str
    name: str
    role: IssuerRole
    kid: str
    private: str = field(repr=False)

    def sign(self, payload: bytes, typ: str, header: Mapping[str, str] | None = None) -> str:
        """A JWS in compact form over bytes; `typ` says what they are, so that no document passes for another."""
        return sign_with(payload, {"kid": self.kid, "typ": typ, **(header or {})}, self._key)

    def key(self, valid_from: date, valid_until: date | None = None) -> IssuerKey:
        """The public half, as the registry has it."""
        return IssuerKey(kid=self.kid, jwk=public_jwk(self._key), valid_from=valid_from, valid_until=valid_until)

    @cached_property
    def _key(self) -> Key:
        return imported(self.private)

    def issuer(self, scope: Scope = EVERYTHING, valid_from: date = date(2000, 1, 1)) -> Issuer:
        """The issuer, as the registry has it, with this one key."""
        return Issuer(id=self.id, name=self.name, role=self.role, scope=scope, keys=(self.key(valid_from),))


def make_authority(
    ident: str,
    name: str,
    *,
    role: IssuerRole = IssuerRole.TEACHING,
    algorithm: Literal["EdDSA", "ES256", "PS256"] = "EdDSA",
    seed: bytes | None = None,
) -> Authority:
    """An authority with a new key (EdDSA, ES256 or PS256), named by its thumbprint.

    `seed` (32 bytes, EdDSA only): the key that these bytes make, for tests whose output is the same each time.
    """
    jwk = _new_key(algorithm) if seed is None else _seeded(seed)
    private = canonical(jwk).decode()
    return Authority(id=ident, name=name, role=role, kid=str(imported(private).thumbprint()), private=private)


def teaching_authority(folder: Path) -> Authority:
    """The teaching authority of a folder, made the first time it is asked for. Raises RegistryError."""
    path = folder / _FILE
    if path.exists():
        return load_authority(path)
    authority = make_authority(TEACHING_ID, TEACHING_NAME)
    save_authority(path, authority)
    return authority


def save_authority(path: Path, authority: Authority) -> None:
    """Write an authority with its private key in a new file that its owner alone may read. Raises RegistryError."""
    document = {
        "id": authority.id,
        "name": authority.name,
        "role": str(authority.role),
        "kid": authority.kid,
        "jwk": json.loads(authority.private),
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    except FileExistsError as error:
        raise RegistryError(RegistryProblem.EXISTS, str(path)) from error
    except OSError as error:
        raise RegistryError(RegistryProblem.UNWRITABLE, str(path), parameters={"said": error.strerror}) from error


def load_authority(path: Path) -> Authority:
    """Read what `save_authority` wrote. Raises RegistryError, for a file that others may read too."""
    try:
        document, mode = json.loads(path.read_bytes()), path.stat().st_mode
        private = canonical(document["jwk"]).decode()
        imported(private)
        if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
            raise RegistryError(RegistryProblem.OPEN_KEY, str(path))
        named = {name: str(document[name]) for name in ("id", "name", "kid")}
        return Authority(**named, role=IssuerRole(document["role"]), private=private)
    except OSError as error:
        raise RegistryError(RegistryProblem.UNREADABLE, str(path), parameters={"said": error.strerror}) from error
    except (ValueError, KeyError, TypeError) as error:
        raise RegistryError(RegistryProblem.BAD_KEY, str(path)) from error


def _new_key(algorithm: str) -> dict[str, Any]:
    from joserfc.jwk import ECKey, OKPKey, RSAKey

    if algorithm == "ES256":
        return dict(ECKey.generate_key("P-256").as_dict(private=True))
    if algorithm == "PS256":
        return dict(RSAKey.generate_key(_BITS).as_dict(private=True))
    return dict(OKPKey.generate_key("Ed25519").as_dict(private=True))


def _seeded(seed: bytes) -> dict[str, Any]:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.from_private_bytes(seed[:_SEED])
    public = private.public_key().public_bytes_raw()
    return {"kty": "OKP", "crv": "Ed25519", "d": encoded(seed[:_SEED]), "x": encoded(public)}
