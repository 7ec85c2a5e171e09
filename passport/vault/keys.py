"""The master key: 32 bytes that are never in the database, and that wrap the keys which are.

Envelope: each data key is drawn at random, wrapped by the master key (AES-256-GCM, its id and its use as associated
data), and kept beside the rows; its id stands beside each sealed body. To change the master key is to wrap them again;
to rotate is to draw a new data key and seal every row again.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from passport.vault.errors import KeyProblem, UnusableKeyError
from referentials.home import home

VARIABLE = "ACQUIS_VAULT_KEY"
"""Environment variable that holds the master key, base64; it goes before the file."""
BYTES, _NONCE = 32, 12
_INFO = b"acquis vault: wrapping of data keys, 1"


@dataclass(frozen=True, slots=True)
class KeyRing:
    """What unwraps the keys of a vault; `where` says whence it came, for errors."""

    master: bytes = field(repr=False)
    where: str = ""

    def __post_init__(self) -> None:
        if len(self.master) != BYTES:
            raise UnusableKeyError(KeyProblem.MALFORMED, self.where)

    @classmethod
    def generate(cls) -> KeyRing:
        """A new master key, kept nowhere."""
        return cls(secrets.token_bytes(BYTES))

    @classmethod
    def from_text(cls, text: str, where: str) -> KeyRing:
        """The key that a base64 text holds. Raises UnusableKeyError."""
        try:
            return cls(base64.b64decode(text.strip(), validate=True), where)
        except (binascii.Error, ValueError) as error:
            raise UnusableKeyError(KeyProblem.MALFORMED, where) from error

    @classmethod
    def from_file(cls, path: Path) -> KeyRing:
        """The key that a file of its owner alone holds. Raises UnusableKeyError."""
        try:
            text, mode = path.read_text(encoding="ascii"), path.stat().st_mode
        except FileNotFoundError as error:
            raise UnusableKeyError(KeyProblem.MISSING, str(path)) from error
        except (OSError, ValueError) as error:
            raise UnusableKeyError(KeyProblem.UNREADABLE, str(path)) from error
        if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
            raise UnusableKeyError(KeyProblem.OPEN, str(path))
        return cls.from_text(text, str(path))

    def save(self, path: Path) -> None:
        """Write the key in a new file that its owner alone may read. Raises UnusableKeyError where there is one."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as error:
            raise UnusableKeyError(KeyProblem.EXISTS, str(path)) from error
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(base64.b64encode(self.master).decode("ascii") + "\n")
            file.flush()
            os.fsync(file.fileno())

    def wrap(self, key: bytes, name: str) -> bytes:
        """A key as it is kept in the database, bound to its name."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._wrapping().encrypt(nonce, key, name.encode())

    def unwrap(self, wrapped: bytes, name: str) -> bytes:
        """The key that was wrapped. Raises UnusableKeyError for another master key, or another name."""
        try:
            return self._wrapping().decrypt(wrapped[:_NONCE], wrapped[_NONCE:], name.encode())
        except (InvalidTag, ValueError) as error:
            raise UnusableKeyError(KeyProblem.WRONG, self.where) from error

    def _wrapping(self) -> AESGCM:
        return AESGCM(HKDF(algorithm=SHA256(), length=BYTES, salt=None, info=_INFO).derive(self.master))


def default_key_file() -> Path:
    """Where the master key is kept unless the environment holds it."""
    return home() / "vault" / "master.key"


def default_keys(*, create: bool = False) -> KeyRing:
    """The master key of ACQUIS_VAULT_KEY, else of the file of acquis' home. Raises UnusableKeyError.

    `create`: one is drawn, and kept in the file, where there is none.
    """
    if text := os.environ.get(VARIABLE):
        return KeyRing.from_text(text, VARIABLE)
    path = default_key_file()
    if create and not path.exists():
        KeyRing.generate().save(path)
    return KeyRing.from_file(path)
