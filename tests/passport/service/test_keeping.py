"""What the operator does through the door: the journal signed, shortened and verified, keys changed, a backup."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from passport.access.terms import Action
from passport.journal.chain import GENESIS, chained
from passport.journal.check import NOTICES, Fault, whole
from passport.journal.entry import Entry
from passport.journal.errors import BrokenJournalError, ClockError
from passport.proof.canonical import parse_canonical
from passport.proof.jose import take_apart
from passport.service.errors import NoOperatorError, RefusedError
from passport.service.passports import Passports
from passport.vault import tables
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
    with pytest.raises(ClockError):
        door.trim_journal(KEEPER, later(days=400))
    door.consult(ADVISER, "awa", later(days=399, hours=1))
    anchor = door.trim_journal(KEEPER, later(days=400))
    assert anchor is not None
    said = parse_canonical(take_apart(anchor.jws).payload)
    assert (said["first"], said["removed"], said["last_at"]) == (1, 2, AT.isoformat())
    assert said["iat"] == int(later(days=400).timestamp())
    assert anchor.seq == 2
    assert [entry.action for entry in door.journal(AWA, "awa", later(days=400))] == [Action.CONSULT] * 2
    assert door.trim_journal(KEEPER, later(days=400)) is None
    assert door.verify_journal(KEEPER, later(days=400)) == ()
    early = door.verify_journal(KEEPER, later(days=399))
    assert [(one.fault, one.seq) for one in early] == [(Fault.TO_COME, 2), (Fault.BACKWARDS, 9)]
    assert whole(early)


def test_a_journal_made_again_without_its_heads_is_told_by_the_entries_that_signed_them(light: Passports) -> None:
    """Who drops them all and links the chain anew is told of what entries say; by a copy, whatever they say."""
    head = light.sign_head(KEEPER, later(hours=1))
    assert head is not None
    assert light.sign_head(KEEPER, later(hours=2)) is None
    assert light.verify_journal(KEEPER, later(hours=3), copies=[head]) == ()
    spoil(light, "DELETE FROM journal_heads")
    with light.vault.reading() as store:
        tip, written = store.tip(), list(store.entries())
    forged = list(chained((replace(one, ground="holder") for one in written), replace(tip, seq=0, hash=GENESIS)))
    rewrite(light, forged)
    lost = [(Fault.LOST_HEAD, one.seq) for one in forged if one.action == Action.SIGN_JOURNAL]
    assert len(lost) == 2
    assert [(one.fault, one.seq) for one in light.verify_journal(KEEPER, later(hours=4))] == lost
    unsaid = (replace(one, details={}) for one in forged)
    rewrite(light, list(chained(unsaid, replace(tip, seq=0, hash=GENESIS))))
    assert [(one.fault, one.seq) for one in light.verify_journal(KEEPER, later(hours=5))] == lost
    silent = (replace(one, action="consult") for one in forged)
    rewrite(light, list(chained(silent, replace(tip, seq=0, hash=GENESIS))))
    assert light.verify_journal(KEEPER, later(hours=6)) == ()
    assert light.verify_journal(KEEPER, later(hours=6), copies=[head])


def rewrite(door: Passports, entries: list[Entry]) -> None:
    """Put other entries in the place of all, with the end that they make."""
    spoil(door, "DELETE FROM journal")
    with door.vault.transaction() as store:
        store.connection.execute(tables.chain.update().values(seq=0, hash=GENESIS))
        store.append_many(entries)


def test_a_clock_that_was_wrong_is_told_and_stops_nothing(light: Passports) -> None:
    """A head dated ahead, an entry before the one before it: the journal is whole, and days go on being signed."""
    assert light.sign_head(KEEPER, later(days=3650)) is not None
    light.consult(AWA, "awa", later(hours=1))
    assert light.sign_head(KEEPER, later(hours=2)) is not None
    assert light.sign_head(KEEPER, later(hours=3)) is None
    found = light.verify_journal(KEEPER, later(hours=3))
    assert {one.fault for one in found} == NOTICES
    assert whole(found)
    with pytest.raises(ClockError):
        light.trim_journal(KEEPER, later(days=3650))


def test_a_journal_that_is_not_whole_is_not_shortened(light: Passports) -> None:
    """What shows it would go."""
    light.consult(ADVISER, "awa", later(days=300))
    spoil(light, "UPDATE journal SET actor_id = 'nobody' WHERE seq = 1")
    light.sign_head(KEEPER, later(days=400))
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
