"""Sealing of rows (AES-256-GCM) and blind indexes (HMAC-SHA-256): what is kept of a person cannot be read without keys.

The body of a row is sealed with its plain columns as associated data: a body moved to another row, a state or an issuer
changed by whoever holds the database but not the keys, is found when the row is read.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class SealBrokenError(ValueError):
    """A body is not what was sealed with this key and these columns, or its key is not at hand."""


@dataclass(frozen=True)
class Cipher:
    """The data keys of a vault, unwrapped; `active` is the id of the one that seals."""

    keys: Mapping[str, bytes] = field(repr=False)
    active: str
    index_key: bytes = field(repr=False)

    def seal(self, body: Mapping[str, Any], bound: Mapping[str, Any]) -> bytes:
        """A body, sealed with the active key and bound to the columns of its row."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._aead(self.active).encrypt(nonce, _json(body), associated(bound))

    def unseal(self, key: str, sealed: bytes, bound: Mapping[str, Any]) -> dict[str, Any]:
        """The body. Raises SealBrokenError."""
        try:
            opened = self._aead(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], associated(bound))
        except (InvalidTag, ValueError) as error:
            raise SealBrokenError from error
        body: dict[str, Any] = json.loads(opened)
        return body

    def blind(self, use: str, *parts: str) -> str:
        """What stands for parts in an index: equal for equal parts, and telling nothing of them without the key."""
        return hmac.new(self.index_key, _json([use, *parts]), hashlib.sha256).hexdigest()

    def _aead(self, key: str) -> AESGCM:
        if key not in self.keys:
            raise SealBrokenError
        return AESGCM(self.keys[key])


def associated(columns: Mapping[str, Any]) -> bytes:
    """The columns that a body is bound to, the empty ones left out: a later schema may add some."""
    return _json({name: _plain(value) for name, value in columns.items() if value not in (None, False, "")})


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def _json(value: object) -> bytes:
    return _ENCODER.encode(value).encode()
