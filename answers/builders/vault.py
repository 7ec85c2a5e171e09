"""Answers about the vault itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from answers.builders.kept import begun
from answers.shapes import vault as shape
from passport.access.actor import Actor
from passport.access.retention import removable_from
from passport.journal.chain import Tip
from passport.journal.heads import Anchor
from passport.vault.backup import BackedUp
from passport.vault.rotation import Rotated
from passport.vault.schema import Migrated, latest
from referentials.days import day_of


def vault_answer(
    actor: Actor, at: datetime, shown: shape.VaultShown, made: Sequence[str], tip: Tip
) -> shape.VaultAnswer:
    """A vault, as it stands; it opens on the schema of today only."""
    return shape.VaultAnswer(
        **begun(actor, at), vault=shown, made=list(made), step=latest(), journal=tip.journal, entries=tip.seq
    )


def migrated_answer(address: str, migrated: Migrated) -> shape.MigratedAnswer:
    """A vault brought to another step."""
    return shape.MigratedAnswer(address=address, before=migrated.before, after=migrated.after)


def backup_answer(actor: Actor, at: datetime, file: Path, made: BackedUp) -> shape.BackupAnswer:
    """A backup, written or restored."""
    return shape.BackupAnswer(
        **begun(actor, at), file=str(file), rows=made.rows, journal=made.journal, entries=made.seq
    )


def rotated_answer(actor: Actor, at: datetime, done: Rotated) -> shape.RotatedAnswer:
    """Rows sealed again."""
    return shape.RotatedAnswer(**begun(actor, at), key=done.key, master=None, rows=done.rows, resumed=done.resumed)


def master_answer(actor: Actor, at: datetime, file: str, keys: int) -> shape.RotatedAnswer:
    """Keys wrapped by a new master key."""
    return shape.RotatedAnswer(**begun(actor, at), key=None, master=file, rows=keys, resumed=False)


def purged_answer(actor: Actor, at: datetime, passports: int, anchor: Anchor | None) -> shape.PurgedAnswer:
    """What the law no longer keeps, removed."""
    return shape.PurgedAnswer(
        **begun(actor, at),
        on=day_of(at),
        passports=passports,
        removed_until=anchor.seq if anchor else None,
        until=anchor.until if anchor else None,
    )


def death_answer(actor: Actor, at: datetime, holder: str, died_on: date | None) -> shape.DeathAnswer:
    """A death that was recorded, or, without its day, that is no longer."""
    until = removable_from(died_on) if died_on else None
    return shape.DeathAnswer(**begun(actor, at), holder=holder, died_on=died_on, removable_from=until)
