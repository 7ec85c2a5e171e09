"""Of the vault itself: `acquis vault init`, `status`, `upgrade`, `backup`, `restore`, `rotate`, `purge`, `death`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from answers.shapes.base import Count, Document
from answers.shapes.kept import Done


class VaultShown(Document):
    """Where a vault is, and its keys."""

    address: str
    """of the database, without its password"""
    key: str
    """where the master key comes from: a file, or the variable that holds it"""
    operator: str | None
    """file of the operator's key, which signs heads of the journal; null where there is none"""
    issuers: str
    """file of the registry of issuers"""


class VaultAnswer(Done):
    """A vault, as it stands."""

    format: Literal["acquis/vault"] = "acquis/vault"
    """what the answer is"""
    vault: VaultShown
    made: list[str]
    """files that were made by this; `acquis vault init` only"""
    step: str
    """step of the schema"""
    journal: str
    """id drawn when the journal was made"""
    entries: Count
    """number of the last entry of the journal"""


class MigratedAnswer(Document):
    """A vault brought to another step of its schema."""

    format: Literal["acquis/vault-schema"] = "acquis/vault-schema"
    """what the answer is"""
    version: Literal[1] = 1
    """goes up when a field changes meaning or leaves; fields may be added without notice"""
    address: str
    """of the database, without its password"""
    before: str | None
    after: str


class BackupAnswer(Done):
    """A backup that was written, or restored and checked."""

    format: Literal["acquis/vault-backup"] = "acquis/vault-backup"
    """what the answer is"""
    file: str
    rows: Count
    journal: str
    """id of the journal that it holds"""
    entries: Count
    """number of the last entry of that journal"""


class RotatedAnswer(Done):
    """Rows sealed again with a new data key, or keys wrapped by a new master key."""

    format: Literal["acquis/vault-rotate"] = "acquis/vault-rotate"
    """what the answer is"""
    key: str | None
    """id of the data key that seals now; null where the master key was changed"""
    master: str | None
    """file of the new master key; null where a data key was drawn"""
    rows: Count
    """rows sealed again, or keys wrapped again"""
    resumed: bool
    """whether it took up one that had been cut"""


class PurgedAnswer(Done):
    """What the law no longer keeps, removed."""

    format: Literal["acquis/vault-purge"] = "acquis/vault-purge"
    """what the answer is"""
    on: date
    """day in France"""
    passports: Count
    """removed three years after the death of their holder (R6323-39)"""
    removed_until: int | None
    """number of the last entry of the journal that is removed, after a year (R6323-40); null where none ever was"""
    until: date | None
    """entries before that day are removed"""


class DeathAnswer(Done):
    """A death that was recorded: the passport is kept three years, and opens no more."""

    format: Literal["acquis/vault-death"] = "acquis/vault-death"
    """what the answer is"""
    holder: str
    died_on: date | None
    """null where the record of a death was undone: the passport opens again"""
    removable_from: date | None
    """first day on which `acquis vault purge` removes the passport (R6323-39)"""
