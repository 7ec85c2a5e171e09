"""The store, on SQLite and on PostgreSQL: what is put is read, at its version, or nothing is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from passport.feeds.holders import Holding
from passport.feeds.passage import HolderId
from passport.feeds.receipt import Reason
from passport.vault.errors import AmbiguousHolderError, ConflictError, DamagedRowError
from passport.vault.library import sa
from passport.vault.rows import Contest, RecordState
from passport.vault.store import Vault
from tests.support.vaults import AT, CLEMENCE, cv, entry, holder, named, receipt, record, share


def test_what_is_put_is_read_as_it_was(kept: Vault) -> None:
    """Every kind of row, at version 1."""
    with kept.reading() as store:
        assert store.holder("h-1") == replace(holder(), version=1)
        assert store.records("h-1") == (
            replace(record("r-1"), version=1),
            replace(record("r-2", issuer=None), version=1),
        )
        assert store.shares("h-1") == (replace(share(), version=1),)
        assert store.cvs("h-1") == (replace(cv("cv-1", 0), version=1),)
        assert {store.holder("h-2"), store.record("r-9"), store.share("s-9"), store.cv("cv-9")} == {None}


def test_rows_are_found_by_what_they_are_asked_for_by(kept: Vault) -> None:
    """By sub, by the issuer's id, by link, by grantee."""
    with kept.reading() as store:
        assert store.holder_by_sub("fc-0001") == store.holder("h-1")
        assert store.holder_by_sub("fc-0002") is None
        assert store.record_of("afpa", "passage-r-1") == store.record("r-1")
        assert list(store.records_of("afpa", ["passage-r-1", "passage-r-9"])) == ["passage-r-1"]
        assert store.records_of("greta", ["passage-r-1"]) == {}
        assert store.share_by_token("ab" * 32) == store.share("s-1")
        assert store.shares_with(share().grantee) == (store.share("s-1"),)


SPELLINGS = [
    (named(CLEMENCE, family_name="VERIN DAUBOIS", given_name="CLEMENCE", sub=None), True),
    (named(CLEMENCE, given_name="Clémence, Anne", sub=None), True),
    (named(CLEMENCE, birthplace=None, gender=None, email=None), True),
    (named(CLEMENCE, birthplace="Blois", sub=None), False),
    (named(CLEMENCE, birthdate=CLEMENCE.birthdate + timedelta(days=1)), False),
    (named(CLEMENCE, given_name="Anne", sub=None), False),
    (named(CLEMENCE, sub="fc-0002"), False),
]


def test_a_civil_status_is_found_however_it_is_spelt(kept: Vault) -> None:
    """Capitals, accents, hyphens, further given names; never one that contradicts."""
    with kept.reading() as store:
        for spelt, found in SPELLINGS:
            assert (store.holder_by_identity(spelt) is not None) is found, SPELLINGS.index((spelt, found))


def test_an_id_that_no_database_takes_is_an_issuers_mistake_and_not_ours(kept: Vault) -> None:
    """PostgreSQL takes no NUL, and no half of a character: the feed goes on."""
    keys = [HolderId("h-1\0"), HolderId("h-\ud800"), HolderId("h" * 100_000), HolderId("h-1")]
    with kept.reading() as store:
        holding = Holding(store, {}, AT, lambda: "new")
        holding.look_up(keys)
        assert [holding.of(key) for key in keys] == [*[(Reason.HOLDER_NOT_FOUND, {})] * 3, "h-1"]


def test_homonyms_are_told_and_none_is_taken_for_the_other(kept: Vault) -> None:
    """Same names, same day; only a place of birth parts them."""
    other = named(CLEMENCE, sub="fc-0002", birthplace="Blois")
    with kept.transaction() as store:
        store.put_holder(holder("h-2", other), 0)
        asked = named(CLEMENCE, sub=None, birthplace=None)
        with pytest.raises(AmbiguousHolderError) as caught:
            store.holder_by_identity(asked)
        assert caught.value.holders == ("h-1", "h-2")
        bulk = store.holders_by_identity([named(other, sub=None), asked, named(CLEMENCE, given_name="Anne")])
        assert [[row.id for row in found] for found in bulk] == [["h-2"], ["h-1", "h-2"], []]


def test_a_row_changed_meanwhile_is_a_conflict(kept: Vault) -> None:
    """Who read version 1 does not write over version 2."""
    with kept.transaction() as store:
        again = store.put_record(replace(record(), state=RecordState.WITHDRAWN), 1)
        assert again.version == 2
    with pytest.raises(ConflictError) as caught, kept.transaction() as store:
        store.put_record(record(), 1)
    assert (caught.value.expected, caught.value.found) == (1, 2)
    with pytest.raises(ConflictError), kept.transaction() as store:
        store.put_record(replace(record("r-3"), external_id="passage-r-1"), 0)
    with pytest.raises(ConflictError), kept.transaction() as store:
        store.remove_record("r-2", 7)
    with kept.reading() as store:
        found = store.record("r-1")
        assert found is not None
        assert found.state is RecordState.WITHDRAWN


def test_a_transaction_that_raises_leaves_nothing(kept: Vault) -> None:
    """Lines, receipts and journal alike."""
    with pytest.raises(RuntimeError):
        _fail_half_way(kept)
    with kept.transaction() as store:
        assert {store.record("r-3"), store.receipt("afpa", "passage-1")} == {None}
        assert list(store.entries()) == []


def test_places_of_cvs_are_drawn_by_chance_among_those_that_are_free(
    kept: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """0, 1, 2… would tell how many CVs there are, and in which order they were made."""
    with kept.transaction() as store:
        assert any(store.next_status_index() > 100 for _ in range(5))
        drawn = iter((0, 0, 7))
        monkeypatch.setattr("passport.proof.status_list.secrets.randbelow", lambda _: next(drawn))
        assert store.next_status_index() == 7


def test_a_passage_is_accepted_once(vault: Vault) -> None:
    """Refused and duplicate ones may come again; a place of a feed is told once."""
    with vault.transaction() as store:
        store.put_receipts([receipt(1, "refused"), receipt(2), receipt(3, "duplicate")])
        assert store.receipt("afpa", "passage-1") == receipt(2)
        assert [one.position for one in store.receipts("feed-1")] == [1, 2, 3]
        assert (store.last_position("feed-1"), store.last_position("feed-2")) == (3, 0)
    for again in (receipt(4), receipt(3, "refused")):
        with pytest.raises(ConflictError), vault.transaction() as store:
            store.put_receipt(again)


def test_times_keep_their_moment_whatever_their_zone(vault: Vault) -> None:
    """They come back in UTC, to the microsecond; one without a zone is refused."""
    paris = timezone(timedelta(hours=1))
    with vault.transaction() as store:
        store.put_holder(replace(holder(), opened_at=AT.astimezone(paris)), 0)
        store.put_record(replace(record(), contested=Contest(at=AT.astimezone(paris), words="non")), 0)
    with vault.reading() as store:
        kept, line = store.holder("h-1"), store.record("r-1")
        assert kept is not None
        assert kept.opened_at == AT
        assert kept.opened_at.tzinfo is UTC
        assert line is not None
        assert line.contested == Contest(at=AT, words="non")
    with pytest.raises((ValueError, sa.exc.StatementError)), vault.transaction() as store:
        store.put_holder(replace(holder("h-2"), opened_at=datetime(2026, 1, 1)), 0)


def test_nothing_of_a_person_is_readable_in_the_database(kept: Vault) -> None:
    """Neither the identity, nor what the lines say, nor to whom they are shared."""
    with kept.engine.connect() as connection:
        for table in sa.inspect(connection).get_table_names():
            said = repr(connection.execute(sa.text(f"SELECT * FROM {table}")).all())
            for word in (
                "rin-Daubois",
                "Clémence",
                "clemence@",
                "fc-0001",
                "Employ",
                "RNCP37099",
                "recruteur",
                "Tours",
            ):
                assert word not in said, table


FORGERIES = (
    "UPDATE records SET state = 'withdrawn' WHERE id = 'r-1'",
    "UPDATE records SET issuer = 'greta' WHERE id = 'r-1'",
    "UPDATE records SET issuer = 'afpa', method = 'feed', declared = (1 = 0) WHERE id = 'r-2'",
    "UPDATE records SET holder = 'h-2' WHERE id = 'r-1'",
    "UPDATE records SET sealed = (SELECT sealed FROM records WHERE id = 'r-1') WHERE id = 'r-2'",
)


def test_a_line_changed_behind_the_vault_is_found(kept: Vault) -> None:
    """Who holds the database, and not the keys, makes no line guaranteed, nor gives it to another."""
    with kept.transaction() as store:
        store.put_holder(holder("h-2", named(CLEMENCE, sub="fc-0002")), 0)
    for forged in FORGERIES:
        with kept.transaction() as store:
            store.connection.execute(sa.text(forged))
            with pytest.raises(DamagedRowError):
                [*store.records("h-1"), *store.records("h-2")]
            store.connection.rollback()
    with kept.reading() as store:
        assert len(store.records("h-1")) == 2


def test_what_sqlite_takes_for_a_time_is_found_too(kept: Vault) -> None:
    """PostgreSQL takes times only."""
    if kept.engine.dialect.name == "sqlite":
        with kept.transaction() as store:
            store.connection.execute(sa.text("UPDATE records SET received_at = 'hier'"))
            with pytest.raises(DamagedRowError):
                store.record("r-1")


def test_a_holder_is_removed_with_all_that_is_theirs(kept: Vault) -> None:
    """The journal stays."""
    with kept.transaction() as store:
        store.append(entry())
        store.put_holder(replace(holder(), died_on=AT.date()), 1)
    with kept.transaction() as store:
        assert store.died_before(AT.date()) == ()
        assert store.died_before(AT.date() + timedelta(days=1)) == ("h-1",)
        store.remove_holder("h-1")
    with kept.reading() as store:
        assert {store.holder("h-1"), store.record("r-1"), store.share("s-1"), store.cv("cv-1")} == {None}
        assert [one.holder for one in store.entries()] == ["h-1"]


def _fail_half_way(vault: Vault) -> None:
    with vault.transaction() as store:
        store.put_record(record("r-3"), 0)
        store.put_receipt(receipt(1))
        store.append(entry())
        raise RuntimeError
