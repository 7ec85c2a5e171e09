"""Errors of the vault.

VaultError
├── UnusableKeyError        the master key is absent, not a key, open to others, or not that of this vault
├── UnusableVaultError      the database cannot be reached, or is of another schema
├── ConflictError           a row is not at the version that the writer had read
├── DamagedRowError         a row is not what was sealed: altered, or moved
├── AmbiguousHolderError    several holders have the civil status given
└── IdentityError           a civil status that cannot be kept
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from referentials.errors import AcquisError


class VaultError(AcquisError):
    """Anything wrong with the vault, its keys or its rows."""


class KeyProblem(StrEnum):
    """Why a master key cannot be used."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    MALFORMED = "malformed"
    """Not 32 bytes in base64."""
    OPEN = "open"
    """Others than its owner may read the file."""
    WRONG = "wrong"
    """It is not the key that this vault was sealed with."""
    EXISTS = "exists"
    """One is there already, and is not overwritten."""


@dataclass(eq=False)
class UnusableKeyError(VaultError):
    """The master key cannot be used; `where`: its file, or the variable that holds it."""

    code: ClassVar[str] = "vault_key"
    problem: KeyProblem
    where: str


class VaultProblem(StrEnum):
    """Why a database cannot be used."""

    BAD_URL = "bad_url"
    UNREACHABLE = "unreachable"
    BUSY = "busy"
    """Another process held a row, or the file, for too long."""
    FULL = "full"
    """No space is left, or the disk cannot be written."""
    NOT_A_VAULT = "not_a_vault"
    """There are tables, and not ours."""
    OLDER = "older"
    NEWER = "newer"
    UNKNOWN_STEP = "unknown_step"
    """No step of the schema goes by that name."""
    DAMAGED = "damaged"
    ABSENT = "absent"
    """There is none, and who asks did not come to make one."""
    NOT_EMPTY = "not_empty"
    """A restore wants an empty database."""


@dataclass(eq=False)
class UnusableVaultError(VaultError):
    """The database cannot be used; `where`: its address, without the password."""

    code: ClassVar[str] = "vault"
    problem: VaultProblem
    where: str
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(eq=False)
class ConflictError(VaultError):
    """A row is not at the version that its writer had read; `found`: None where it is not there, or not known."""

    code: ClassVar[str] = "conflict"
    table: str
    id: str
    expected: int
    found: int | None = None


@dataclass(eq=False)
class DamagedRowError(VaultError):
    """A row is not what was sealed: a column changed, a body moved from another row, a key that is not there."""

    code: ClassVar[str] = "damaged_row"
    table: str
    id: str


@dataclass(eq=False)
class AmbiguousHolderError(VaultError):
    """Several holders have the same civil status: none is taken for the other."""

    code: ClassVar[str] = "ambiguous_holder"
    holders: tuple[str, ...]


class IdentityProblem(StrEnum):
    """Why a civil status cannot be kept; of one field."""

    NO_LETTER = "no_letter"
    """A name without a letter or a digit: everybody would have it."""
    SEVERAL = "several"
    """Where one given name is expected: a hyphen may have been lost, and « Jean Pierre » be « Jean-Pierre »."""
    TOO_LONG = "too_long"
    NOT_TEXT = "not_text"
    """A letter that was lost, a character that is none, or control characters in what a system gave."""


@dataclass(eq=False)
class IdentityError(VaultError):
    """A civil status cannot be kept, because of one field; `most`: characters of it at most."""

    code: ClassVar[str] = "unusable_identity"
    field: str
    problem: IdentityProblem
    most: int | None = None


class BackupProblem(StrEnum):
    """Why a backup cannot be written, or be restored."""

    UNREADABLE = "unreadable"
    UNWRITABLE = "unwritable"
    NOT_A_BACKUP = "not_a_backup"
    TRUNCATED = "truncated"
    """Its end is missing."""
    ALTERED = "altered"
    """It is not what its digest was taken of."""
    NEWER = "newer"
    """Written by a later version."""


@dataclass(eq=False)
class BackupError(VaultError):
    """A backup cannot be used, or made."""

    code: ClassVar[str] = "backup"
    problem: BackupProblem
    file: str
