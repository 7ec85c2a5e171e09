"""What the operator does through the door: the journal signed, shortened and verified, keys changed, a backup."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from passport.access.terms import Action
from passport.journal.errors import BrokenJournalError
from passport.service.errors import NoOperatorError, RefusedError
from passport.service.passports import Passports
from passport.vault.library import sa
from tests.support.door import ADVISER, AT, AWA, KEEPER, SCHOOL, issuer, job, later, opened


@pytest.fixture
def door(database_url: str) -> Iterator[Passports]:
    """A service with Awa's passport, of one line."""
    made = opened(database_url)
    made.declare(AWA, job(), AT)
    yield made
    made.vault.close()


@pytest.fixture
def light(tmp_path: Path) -> Iterator[Passports]:
    """The same, on SQLite alone."""
    made = opened(f"sqlite:///{tmp_path / 'vault.sqlite'}")
    made.declare(AWA, job(), AT)
    yield made
    made.vault.close()


def spoil(door: Passports, statement: str) -> None:
    """What somebody with the database in hand does, having first removed the triggers that keep the journal."""
    with door.vault.engine.begin() as connection:
        triggers = connection.execute(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        for name in triggers:
            connection.execute(sa.text(f'DROP TRIGGER "{name}"'))
        connection.execute(sa.text(statement))


def test_the_head_is_signed_once_a_day_and_the_journal_verifies(door: Passports) -> None:
    """With what was signed, and with copies of it kept elsewhere."""
    head = door.sign_head(KEEPER, AT)
    assert head is not None
    assert door.sign_head(KEEPER, later(hours=1)) is None
    assert door.verify_journal(KEEPER, later(hours=2), copies=[head]) == ()
    assert door.verify_journal(KEEPER, later(hours=3)) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor_id = 'nobody' WHERE seq = 2",
        "UPDATE journal SET outcome = 'refused' WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 2",
        "UPDATE journal SET seq = 9999 WHERE seq = 2",
    ],
)
def test_a_line_of_the_journal_that_was_touched_is_found(light: Passports, statement: str) -> None:
    """Changed, removed or moved."""
    light.consult(ADVISER, "awa", AT)
    spoil(light, statement)
    assert light.verify_journal(KEEPER, later(hours=1))


def test_a_year_later_the_journal_is_shortened_and_still_verifies(door: Passports) -> None:
    """Up to an anchor that is signed; who consulted within the year stays."""
    door.consult(ADVISER, "awa", later(days=300))
    anchor = door.trim_journal(KEEPER, later(days=400))
    assert anchor is not None
    assert anchor.seq == 2
    assert [entry.action for entry in door.journal(AWA, "awa", later(days=400))] == [Action.CONSULT]
    assert door.trim_journal(KEEPER, later(days=400)) is None
    assert door.verify_journal(KEEPER, later(days=400)) == ()


def test_a_journal_that_is_not_whole_is_not_shortened(light: Passports) -> None:
    """What shows it would go."""
    light.consult(ADVISER, "awa", later(days=300))
    spoil(light, "UPDATE journal SET actor_id = 'nobody' WHERE seq = 1")
    with pytest.raises(BrokenJournalError):
        light.trim_journal(KEEPER, later(days=400))


def test_nothing_is_signed_without_the_key_of_the_operator(light: Passports) -> None:
    """And the journal verifies without it, but for what was signed."""
    unsigned = replace(light, operator=None)
    for ask in (unsigned.sign_head, unsigned.trim_journal):
        with pytest.raises(NoOperatorError):
            ask(KEEPER, AT)
    assert unsigned.verify_journal(KEEPER, AT) == ()


def test_keys_are_changed_and_everything_is_read_as_before(door: Passports) -> None:
    """What was sealed with the old key is sealed with the new one."""
    before = door.consult(AWA, "awa", AT)
    rotated = door.rotate_keys(KEEPER, AT)
    assert rotated.rows >= 2
    assert door.consult(AWA, "awa", AT).passport == before.passport


def test_nobody_but_the_operator_keeps_the_vault(light: Passports, tmp_path: Path) -> None:
    """Each try is a line of the journal."""
    asks = (
        lambda who: light.sign_head(who, AT),
        lambda who: light.trim_journal(who, AT),
        lambda who: light.verify_journal(who, AT),
        lambda who: light.rotate_keys(who, AT),
        lambda who: light.back_up(who, tmp_path / "copy", AT),
        lambda who: light.purge(who, AT),
        lambda who: light.journal_state(who, AT),
        lambda who: light.downgrade(who, "0002", AT),
        lambda who: light.record_death(who, "awa", AT.date(), AT),
        lambda who: light.undo_death(who, "awa", AT),
    )
    for who in (AWA, ADVISER, issuer(SCHOOL)):
        for ask in asks:
            with pytest.raises(RefusedError):
                ask(who)
    with light.vault.reading() as store:
        refused = [entry for entry in store.entries() if entry.outcome == "refused"]
    assert len(refused) == len(asks) * 3
    assert not (tmp_path / "copy").exists()


def test_a_backup_has_no_identity_in_clear(light: Passports, tmp_path: Path) -> None:
    """What is sealed in the vault is sealed in its copy, however it is packed."""
    light.back_up(KEEPER, tmp_path / "copy", AT)
    copy = unpacked(tmp_path / "copy")
    assert b"awa" in copy
    for personal in ("Inventée", "Inventee", "Boulang", "1991-04-02", "fc-1"):
        assert personal.encode() not in copy


def unpacked(path: Path) -> bytes:
    """The bytes of a file, or of what it packs."""
    data = path.read_bytes()
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
