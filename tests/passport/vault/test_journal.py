"""The journal in the database: one chain, whoever appends; closed each day, shortened each year, never changed."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from passport.journal.check import Fault
from passport.journal.errors import BrokenJournalError
from passport.journal.keeping import close_day, retain, verify
from passport.vault.library import sa
from passport.vault.schema import migrate
from passport.vault.store import Vault
from tests.support.vaults import AT, OPERATOR, TRUSTED, append_some, entry


def test_what_is_appended_is_read_in_order(full: Vault) -> None:
    """All, a holder's, or some; and it is whole."""
    with full.transaction() as store:
        store.append(entry(of="h-2", at=AT + timedelta(days=3)))
        store.append(entry(of=None, at=AT + timedelta(days=3)))
    with full.reading() as store:
        entries = list(store.entries())
        assert [one.seq for one in entries] == list(range(1, 12))
        assert [one.seq for one in store.entries(holder="h-2")] == [10]
        assert [one.seq for one in store.entries(after=3, until=5)] == [4, 5]
        assert [head.seq for head in store.heads()] == [3, 6, 9]
        assert verify(store, TRUSTED) == ()


def test_processes_that_append_at_once_make_one_chain(vault: Vault, database_url: str) -> None:
    """Neither a fork nor an entry lost; what one transaction appends stays together."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        list(pool.map(append_some, [database_url] * 2, ["a", "b"], [10] * 2))
    with vault.reading() as store:
        actions = [one.action for one in store.entries()]
        assert verify(store, TRUSTED) == ()
    assert {action: actions.count(action) for action in "ab"} == {"a": 20, "b": 20}
    assert actions[::2] == actions[1::2]


@pytest.mark.parametrize(
    "order",
    [
        "UPDATE journal SET actor_id = 'agent-8' WHERE seq = 5",
        "DELETE FROM journal WHERE seq = 9",
        "DELETE FROM journal_heads",
        "UPDATE journal_heads SET seq = 1",
    ],
)
def test_the_database_refuses_to_change_the_journal(full: Vault, order: str) -> None:
    """By the account of the service; and where somebody takes the refusal away, the check finds it."""
    with full.reading() as store:
        copies = store.heads()
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), full.engine.begin() as connection:
        connection.execute(sa.text(order))
    migrate(full.engine, "0002")
    with full.engine.begin() as connection:
        connection.execute(sa.text(order))
    migrate(full.engine)
    with full.reading() as store:
        assert verify(store, TRUSTED, copies)


def test_what_cannot_be_an_entry_any_more_is_told_not_stumbled_over(full: Vault) -> None:
    """A name where an id was, an outcome that is none; in SQLite, which takes anything, a day that is none."""
    orders = [
        "actor_id = 'Jean Dupont' WHERE seq = 2",
        "outcome = 'maybe' WHERE seq = 4",
        "records = '7' WHERE seq = 6",
    ]
    if full.engine.dialect.name == "sqlite":
        orders += ["at = 'hier' WHERE seq = 8", "details = 'rien' WHERE seq = 9"]
    migrate(full.engine, "0002")
    with full.engine.begin() as connection:
        for order in orders:
            connection.execute(sa.text(f"UPDATE journal SET {order}"))
    with full.engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO journal SELECT 9000000000000000000, at, actor_kind, actor_id, action, "
                                   "holder, records, nature, ground, outcome, details, previous, hash "
                                   "FROM journal WHERE seq = 1"))  # fmt: skip
    migrate(full.engine)
    with full.reading() as store:
        found = {(one.fault, one.seq) for one in verify(store, TRUSTED)}
    altered = {(Fault.ALTERED, int(order.rpartition(" ")[2])) for order in orders}
    assert found >= altered | {(Fault.REMOVED, 10)}


def test_a_day_is_closed_once(full: Vault) -> None:
    """At the first moment of it that anyone asks; an empty journal has no head."""
    last = AT + timedelta(days=2, hours=3)
    with full.transaction() as store:
        assert close_day(store, OPERATOR, last) is None
        head = close_day(store, OPERATOR, last + timedelta(days=1))
        assert head is not None
        assert (head.seq, head.day) == (9, date(2026, 11, 23))
        assert store.heads()[-1] == head


def test_the_day_of_a_head_is_that_of_france(full: Vault) -> None:
    """Half past eleven at night in UTC is the day after in Paris, as its lines are."""
    with full.transaction() as store:
        head = close_day(store, OPERATOR, datetime(2026, 11, 28, 23, 30, tzinfo=UTC))
        assert head is not None
        assert head.day == date(2026, 11, 29)
        assert close_day(store, OPERATOR, datetime(2026, 11, 29, 8, tzinfo=UTC)) is None
    with full.reading() as store:
        assert verify(store, TRUSTED) == ()


def test_a_year_later_entries_go_and_the_rest_still_verifies(full: Vault) -> None:
    """Day by day; their heads stay; what is left is as it was, and goes on."""
    with full.reading() as store:
        before = list(store.entries())
    for day, left in ((19, 9), (20, 9), (21, 6), (22, 3)):
        with full.transaction() as store:
            anchor = retain(store, OPERATOR, date(2027, 11, day))
            assert (anchor is None) is (left == 9)
            assert list(store.entries()) == before[9 - left :]
            assert verify(store, TRUSTED) == ()
    with full.transaction() as store:
        assert retain(store, OPERATOR, date(2027, 11, 22)) is None
        assert retain(store, OPERATOR, date(2027, 12, 31)) is not None
        assert list(store.entries()) == []
        assert store.append(entry()).seq == 10
        assert verify(store, TRUSTED) == ()


def test_a_journal_that_is_not_whole_is_not_shortened(full: Vault) -> None:
    """What shows it would go."""
    migrate(full.engine, "0002")
    with full.engine.begin() as connection:
        connection.execute(sa.text("UPDATE journal SET actor_id = 'agent-8' WHERE seq = 2"))
    migrate(full.engine)
    with full.transaction() as store, pytest.raises(BrokenJournalError) as caught:
        retain(store, OPERATOR, date(2027, 11, 22))
    assert caught.value.seq == 2
    with full.reading() as store:
        assert len(list(store.entries())) == 9
