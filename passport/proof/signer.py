"""The private key that an issuer signs with: the file of an authority, or its own key, in JWK or PEM."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

from passport.proof.authority import Authority, load_authority
from passport.proof.canonical import canonical
from passport.proof.errors import RegistryError, RegistryProblem
from passport.proof.jose import imported
from passport.proof.key_file import MOST
from passport.proof.registry import IssuerRole


def read_signer(path: Path, ident: str | None = None) -> Authority:
    """Who signs with the key of a file: the authority that it is of, or the issuer named, under the name of its key.

    A key alone does not say the role of its issuer, which signs nothing: teaching stands for it. Raises RegistryError:
    not a private key, one that others may read, of another issuer, of none.
    """
    try:
        data, mode = (path.read_bytes() if path.stat().st_size <= MOST else b""), path.stat().st_mode
    except OSError as error:
        raise RegistryError(RegistryProblem.UNREADABLE, str(path), parameters={"said": error.strerror}) from error
    document = _document(data, str(path))
    if "jwk" in document:
        found = load_authority(path)
        if ident not in (None, found.id):
            raise RegistryError(RegistryProblem.OTHER_ISSUER, str(path), parameters={"id": found.id, "asked": ident})
        return found
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise RegistryError(RegistryProblem.OPEN_KEY, str(path))
    if ident is None:
        raise RegistryError(RegistryProblem.NAMELESS_KEY, str(path))
    return _authority(document, ident, str(path))


def _authority(jwk: dict[str, Any], ident: str, file: str) -> Authority:
    """Named as `key_file.read_public_key` names its public half."""
    try:
        if "d" not in jwk:
            raise ValueError("a public key")
        private = canonical({name: value for name, value in jwk.items() if isinstance(value, str)}).decode()
        kid = str(jwk.get("kid") or imported(private).thumbprint())
    except ValueError as error:
        raise RegistryError(RegistryProblem.NOT_PRIVATE, file) from error
    return Authority(id=ident, name=ident, role=IssuerRole.TEACHING, kid=kid, private=private)


def _document(data: bytes, file: str) -> dict[str, Any]:
    """The JSON of a file, or the JWK of its PEM. Raises RegistryError."""
    try:
        found = _of_pem(data) if data.lstrip().startswith(b"-----BEGIN") else json.loads(data)
    except (ValueError, TypeError) as error:
        raise RegistryError(RegistryProblem.NOT_PRIVATE, file) from error
    if not isinstance(found, dict):
        raise RegistryError(RegistryProblem.NOT_PRIVATE, file)
    return found


def _of_pem(data: bytes) -> dict[str, Any]:
    """Raises ValueError, TypeError for one that a passphrase locks."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey, OKPKey, RSAKey

    try:
        key = load_pem_private_key(data, None)
        for kind, model in ((EllipticCurvePrivateKey, ECKey), (Ed25519PrivateKey, OKPKey), (RSAPrivateKey, RSAKey)):
            if isinstance(key, kind):
                return dict(model.import_key(data).as_dict(private=True))
    except (UnsupportedAlgorithm, JoseError) as error:
        raise ValueError("not a key that signs") from error
    raise ValueError("not a key that signs")
