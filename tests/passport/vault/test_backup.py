"""Backup and restore: from either database to either, whole or not at all."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from passport.journal.errors import BrokenJournalError
from passport.vault.backup import back_up, restore
from passport.vault.engine import connect
from passport.vault.errors import BackupError, BackupProblem, UnusableKeyError, UnusableVaultError, VaultProblem
from passport.vault.keys import KeyRing
from passport.vault.library import sa
from passport.vault.schema import migrate
from passport.vault.store import Vault
from tests.support.databases import PostgresServer
from tests.support.vaults import KEYS, TRUSTED, entry, everything, receipt


@pytest.fixture
def backup(full: Vault, tmp_path: Path) -> Path:
    """A backup of a vault with something of everything."""
    path = tmp_path / "vault.backup"
    made = back_up(full, path)
    assert made.seq == 9
    return path


def test_what_is_restored_in_either_database_is_what_was_backed_up(
    full: Vault, backup: Path, tmp_path: Path, postgres: PostgresServer
) -> None:
    """SQLite to PostgreSQL too; the vault that is made goes on: keys, numbers of receipts, places of CVs, chain."""
    with full.reading() as store:
        before = everything(store)
    assert backup.stat().st_mode & 0o777 == 0o600
    with postgres.database() as url:
        for target in (f"sqlite:///{tmp_path / 'other.sqlite'}", url):
            assert restore(backup, target, KEYS, TRUSTED).seq == 9
            again = Vault.open(target, KEYS)
            with again.transaction() as store:
                assert everything(store) == before
                assert store.append(entry()).seq == 10
                store.put_receipt(receipt(4, "refused"))
                assert store.next_status_index() not in {one.status_index for one in store.cvs("h-1")}
            again.close()


def test_a_backup_of_an_older_schema_is_brought_up(full: Vault, backup: Path, tmp_path: Path) -> None:
    """Its rows go in the tables of their time, then these are migrated."""
    with full.reading() as store:
        before = everything(store)
    older = tmp_path / "older.backup"
    _rewrite(backup, older, lambda text: text.replace(b'"schema":"0003"', b'"schema":"0002"'))
    target = f"sqlite:///{tmp_path / 'other.sqlite'}"
    restore(older, target, KEYS, TRUSTED)
    again = Vault.open(target, KEYS)
    with again.reading() as store:
        assert everything(store) == before
    again.close()


DAMAGES: tuple[tuple[Callable[[bytes], bytes], BackupProblem], ...] = (
    (lambda text: text.replace(b"afpa", b"afpb", 1), BackupProblem.ALTERED),
    (lambda text: b"\n".join(text.split(b"\n")[:4] + text.split(b"\n")[5:]), BackupProblem.ALTERED),
    (lambda text: b"\n".join(text.split(b"\n")[:-2]) + b"\n", BackupProblem.TRUNCATED),
    (lambda text: b'{"other": 1}\n' + text, BackupProblem.NOT_A_BACKUP),
    (lambda text: text.replace(b'"schema":"0003"', b'"schema":"0009"'), BackupProblem.NEWER),
    (lambda text: text.replace(b'"acquis-vault":1', b'"acquis-vault":2'), BackupProblem.NEWER),
)


def test_a_damaged_backup_leaves_nothing(backup: Path, tmp_path: Path) -> None:
    """A line altered or removed, the end cut off, another file, a later version."""
    damaged, target = tmp_path / "damaged.backup", f"sqlite:///{tmp_path / 'other.sqlite'}"
    for damage, problem in DAMAGES:
        damaged.write_bytes(gzip.compress(damage(gzip.decompress(backup.read_bytes()))))
        with pytest.raises(BackupError) as caught:
            restore(damaged, target, KEYS, TRUSTED)
        assert caught.value.problem is problem
        _is_empty(target)


def test_a_backup_that_was_cut_or_is_no_backup_says_so(backup: Path, tmp_path: Path) -> None:
    """As bytes, not as lines."""
    target = f"sqlite:///{tmp_path / 'other.sqlite'}"
    whole = backup.read_bytes()
    for data, problem in (
        (whole[: len(whole) // 2], BackupProblem.TRUNCATED),
        (b"passport", BackupProblem.NOT_A_BACKUP),
        (None, BackupProblem.UNREADABLE),
    ):
        backup.unlink()
        if data:
            backup.write_bytes(data)
        with pytest.raises(BackupError) as caught:
            restore(backup, target, KEYS)
        assert caught.value.problem is problem
        _is_empty(target)


def test_a_restore_checks_the_journal_and_the_keys_and_wants_an_empty_database(
    full: Vault, backup: Path, tmp_path: Path, database_url: str
) -> None:
    """A journal changed before the backup was taken, another master key, a vault that is there."""
    target = f"sqlite:///{tmp_path / 'other.sqlite'}"
    with pytest.raises(UnusableKeyError):
        restore(backup, target, KeyRing.generate(), TRUSTED)
    _is_empty(target)
    with pytest.raises(UnusableVaultError) as caught:
        restore(backup, database_url, KEYS, TRUSTED)
    assert caught.value.problem is VaultProblem.NOT_EMPTY
    migrate(full.engine, "0002")
    with full.engine.begin() as connection:
        connection.execute(sa.text("UPDATE journal SET actor_id = 'agent-8' WHERE seq = 5"))
    migrate(full.engine)
    back_up(full, backup)
    with pytest.raises(BrokenJournalError) as broken:
        restore(backup, target, KEYS, TRUSTED)
    assert (broken.value.seq, broken.value.fault) == (5, "altered")
    _is_empty(target)


def _is_empty(url: str) -> None:
    engine = connect(url)
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()


def _rewrite(source: Path, target: Path, change: Callable[[bytes], bytes]) -> None:
    """Another backup, its digest taken anew."""
    lines = change(gzip.decompress(source.read_bytes())).splitlines(keepends=True)
    tail = json.loads(lines[-1]) | {"sha256": hashlib.sha256(b"".join(lines[:-1])).hexdigest()}
    target.write_bytes(gzip.compress(b"".join(lines[:-1]) + json.dumps(tail, separators=(",", ":")).encode() + b"\n"))
