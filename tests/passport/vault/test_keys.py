"""Keys: the master key that is asked for, and rotation, cut and taken up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from passport.vault import tables
from passport.vault.bodies import KINDS
from passport.vault.errors import DamagedRowError, KeyProblem, UnusableKeyError
from passport.vault.keys import KeyRing, default_key_file, default_keys
from passport.vault.library import sa
from passport.vault.rotation import change_master, rotate
from passport.vault.store import Vault
from tests.support.vaults import AT, CLEMENCE, KEYS, everything, holder, named, record


def test_another_master_key_opens_nothing(vault: Vault, database_url: str) -> None:
    """It is told apart before any row is read."""
    with pytest.raises(UnusableKeyError) as caught:
        Vault.open(database_url, KeyRing.generate())
    assert caught.value.problem is KeyProblem.WRONG


def test_a_key_is_kept_in_a_file_of_its_owner_alone(tmp_path: Path) -> None:
    """One that others may read, that is none, or that is there already, is refused."""
    path = tmp_path / "deep" / "master.key"
    KEYS.save(path)
    assert KeyRing.from_file(path).master == KEYS.master
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(UnusableKeyError) as caught:
        KEYS.save(path)
    assert caught.value.problem is KeyProblem.EXISTS
    path.chmod(0o640)
    for text, mode, problem in (("", 0o640, KeyProblem.OPEN), ("AAAA", 0o600, KeyProblem.MALFORMED)):
        path.write_text(text)
        path.chmod(mode)
        with pytest.raises(UnusableKeyError) as caught:
            KeyRing.from_file(path)
        assert caught.value.problem is problem


def test_the_key_comes_from_the_environment_else_from_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is drawn only where that is asked for; no error repeats it."""
    with pytest.raises(UnusableKeyError) as caught:
        default_keys()
    assert (caught.value.problem, caught.value.where) == (KeyProblem.MISSING, str(default_key_file()))
    drawn = default_keys(create=True)
    assert default_keys(create=True).master == default_keys().master == drawn.master
    assert repr(drawn) == f"KeyRing(where={str(default_key_file())!r})"
    monkeypatch.setenv("ACQUIS_VAULT_KEY", "bm90IGEga2V5")
    with pytest.raises(UnusableKeyError) as caught:
        default_keys()
    assert caught.value.problem is KeyProblem.MALFORMED
    assert "bm90" not in str(caught.value)


def test_a_rotation_seals_every_row_again_and_forgets_the_old_key(full: Vault) -> None:
    """What is read is the same, versions too; a writer that opened before goes on."""
    other = Vault.open(full.engine.url.render_as_string(hide_password=False), KEYS)
    with full.reading() as store:
        before, old = everything(store), store.cipher.active
    done = rotate(full, AT, batch=1)
    assert (done.rows, done.resumed) == (5, False)
    assert old != done.key
    assert _keys_in_use(full) == {done.key}
    with other.transaction() as store:
        assert everything(store) == before
        store.put_record(replace(record("r-1"), hidden=True), 1)
    assert _keys_in_use(full) == {done.key}
    with full.engine.connect() as connection:
        assert old not in connection.execute(sa.select(tables.keys.c.id)).scalars().all()
    other.close()


def test_a_rotation_that_was_cut_is_taken_up(full: Vault) -> None:
    """Meanwhile rows of both keys are read, and what is written has the new one."""
    with full.reading() as store:
        before = everything(store)

    with pytest.raises(KeyboardInterrupt):
        rotate(full, AT, batch=1, on_batch=_cut_after(2))
    assert len(_keys_in_use(full)) == 2
    with full.transaction() as store:
        assert everything(store) == before
        store.put_holder(holder("h-2", named(CLEMENCE, sub="fc-0002")), 0)
    done = rotate(full, AT, batch=1)
    assert (done.rows, done.resumed) == (3, True)
    assert _keys_in_use(full) == {done.key}
    with full.reading() as store:
        assert everything(store) == before


def test_a_damaged_row_stops_a_rotation_and_loses_nothing(full: Vault) -> None:
    """It keeps the old key, which may still show what it was."""
    with full.engine.begin() as connection:
        connection.execute(sa.text("UPDATE records SET state = 'withdrawn' WHERE id = 'r-1'"))
    with pytest.raises(DamagedRowError):
        rotate(full, AT)
    with full.engine.begin() as connection:
        connection.execute(sa.text("UPDATE records SET state = 'current' WHERE id = 'r-1'"))
    assert rotate(full, AT).resumed


def test_a_body_whose_key_is_not_at_hand_is_told_as_damaged(full: Vault) -> None:
    """So a rotation tells it as any other row that it cannot open."""
    with full.reading() as store:
        without = replace(store.cipher, keys={"other": bytes(32)}, active="other")
        for kind in KINDS:
            row = dict(store.connection.execute(sa.select(kind.table)).mappings().first() or {})
            with pytest.raises(DamagedRowError):
                kind.body_of(row, without)


def test_another_master_key_wraps_the_same_keys(full: Vault, database_url: str) -> None:
    """The rows are not touched; the old master key opens nothing any more."""
    with full.reading() as store:
        before = everything(store)
    new = KeyRing.generate()
    assert change_master(full, new) == 2
    again = Vault.open(database_url, new)
    with again.reading() as store:
        assert everything(store) == before
    again.close()
    with pytest.raises(UnusableKeyError):
        Vault.open(database_url, KEYS)


def _keys_in_use(vault: Vault) -> set[str]:
    with vault.engine.connect() as connection:
        return {key for kind in KINDS for key in connection.execute(sa.select(kind.table.c.data_key)).scalars()}


def _cut_after(rows: int) -> Callable[[int], None]:
    def cut(done: int) -> None:
        if done >= rows:
            raise KeyboardInterrupt

    return cut


def test_a_rotation_leaves_rows_that_somebody_holds_for_later(vault: Vault) -> None:
    """It neither waits for them nor ends without them; a version that was read stays good."""
    with vault.transaction() as store:
        store.put_holder(holder(), 0)
        store.put_records([record("r-1"), record("r-2")])
    ended = threading.Event()
    writer = threading.Thread(target=_hold, args=(vault, ended))
    rotated = rotate(vault, AT, batch=1, on_batch=lambda done: _start_once(writer) if done == 1 else None)
    writer.join()
    assert ended.is_set()
    assert _keys_in_use(vault) == {rotated.key}
    with vault.reading() as store:
        line = store.record("r-1")
        assert line is not None
        assert (line.hidden, line.version) == (True, 2)


def _start_once(writer: threading.Thread) -> None:
    """Start, and let it hold its row before the rotation goes on."""
    writer.start()
    time.sleep(0.1)


def _hold(vault: Vault, ended: threading.Event) -> None:
    with vault.transaction() as store:
        store.put_record(replace(record("r-1"), hidden=True), 1)
        time.sleep(0.3)
    ended.set()
