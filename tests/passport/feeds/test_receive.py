"""A batch in the vault: accepted once, in the passport of who it is of, corrected and withdrawn by its issuer alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from answers.words.feeds import refusal_told
from passport.feeds.check import Rules
from passport.feeds.passage import Dossier, HolderId, HolderKey, Named, Operation, Passage, Read, Refusal
from passport.feeds.receipt import Outcome, Reason, Receipt
from passport.feeds.receive import Delivery, receive
from passport.proof.canonical import digest
from passport.proof.registry import Issuer, IssuerKey, IssuerRole, RecordKind, Registry, Scope
from passport.vault.keys import KeyRing
from passport.vault.rows import RecordState
from passport.vault.store import Vault
from tests.support.vaults import AT, CLEMENCE, KEYS, holder

KEY = IssuerKey(kid="k-1", jwk="{}", valid_from=date(2020, 1, 1))
CERTIFIER = Issuer(
    id="certifier",
    name="Certificateur",
    role=IssuerRole.CERTIFIER,
    keys=(KEY,),
    scope=Scope(kinds=frozenset({RecordKind.CERTIFICATION}), certifications=frozenset({"RNCP100", "RNCP200", "RNCP9"})),
    depositors=frozenset({"third", "gone"}),
)
OTHER = replace(CERTIFIER, id="other", scope=Scope(certifications=frozenset({"RNCP100"})), depositors=frozenset())
THIRD = replace(OTHER, id="third", scope=Scope(kinds=frozenset()))
CLOSED = replace(CERTIFIER, id="closed", keys=(replace(KEY, valid_until=date(2026, 1, 1)),))
STOLEN = replace(CERTIFIER, id="stolen", keys=(replace(KEY, compromised_on=date(2026, 1, 1)),))
GONE = replace(CERTIFIER, id="gone", revoked_on=date(2026, 1, 1))
RULES = Rules(
    registry=Registry(issuers=(CERTIFIER, OTHER, THIRD, CLOSED, STOLEN, GONE)),
    certifications={"RNCP100": None, "RNCP200": date(2024, 12, 31)},
    dossiers={"D-1": "h-1"},
)
ADA = Named(family_name="Haba", given_names=("Ada", "Rose"), birthdate="1993-05-23", gender="female")


def passage(name: str = "p-1", of: Any = ADA, issuer: str = "certifier", **more: Any) -> Passage:
    """A passage of a certification of 2024, or another `code`, `date`, `option`."""
    said = {"code": "RNCP100", "date": "2024-06-01", "option": "vente", **more}
    operation = Operation(said.get("operation", "add"))
    record = {"type": "certification", "code": said["code"], "date": said["date"]}
    return Passage(
        issuer=issuer,
        external_id=name,
        operation=operation,
        holder=of,
        record={} if operation is Operation.WITHDRAW else record,
        details={"option": said["option"], "depositor": said.get("depositor", "CERTIFICATEUR")},
        digest=digest([record, said["option"]]),
        sender=said.get("sender"),
        signed_at=said.get("signed_at"),
        proof=said.get("proof"),
    )


@pytest.fixture
def vault(tmp_path: object) -> Iterator[Vault]:
    """A vault with one holder."""
    opened = Vault.open(f"sqlite:///{tmp_path}/vault.sqlite", KEYS)
    with opened.transaction() as store:
        store.put_holder(holder(), 0)
    yield opened
    opened.close()


def given(vault: Vault, *reads: Read, feed: str = "feed-1") -> tuple[Receipt, ...]:
    """Receive a batch of a feed, after what it gave already."""
    with vault.transaction() as store:
        first = store.last_position(feed) + 1
        return receive(store, Delivery(feed=feed, sender="certifier", first=first, at=AT), reads, RULES)


def told(receipts: tuple[Receipt, ...]) -> list[tuple[Outcome, Reason | None]]:
    """Outcomes and reasons."""
    return [(one.outcome, one.reason) for one in receipts]


def test_a_passage_goes_into_the_passport_of_its_holder_opened_by_the_feed(vault: Vault) -> None:
    """Sealed with what the feed says more; two of one batch go into the same new passport."""
    first, second = given(vault, passage("p-1"), passage("p-2", code="RNCP200"))
    assert told((first, second)) == [(Outcome.ACCEPTED, None)] * 2
    with vault.reading() as store:
        row = store.record_of("certifier", "p-1")
        assert row is not None
        assert row.content == {"code": "RNCP100", "date": "2024-06-01"}
        assert (row.id, row.holder, row.kind, row.details["option"]) == (
            first.record, first.holder, "certification", "vente",
        )  # fmt: skip
        assert second.holder == first.holder
        opened = store.holder(row.holder)
        assert opened is not None
        assert (opened.identity.given_name, opened.identity.sub) == ("Ada Rose", None)


def test_a_known_holder_is_found_however_their_name_is_written(vault: Vault) -> None:
    """By civil status, by id, by training."""
    named = Named(family_name="VERIN DAUBOIS", given_names=("Clemence",), birthdate="1991-04-02")
    keys = (named, HolderId("h-1"), Dossier("D-1", "Vérin-Daubois", "clémence"))
    receipts = given(vault, *(passage(f"p-{at}", key) for at, key in enumerate(keys)))
    assert [one.holder for one in receipts] == ["h-1"] * 3


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (HolderId("h-2"), Reason.HOLDER_NOT_FOUND),
        (Dossier("D-2", "Vérin-Daubois", "Clémence"), Reason.UNKNOWN_DOSSIER),
        (Dossier("D-1", "Haba", "Ada"), Reason.OTHER_HOLDER),
        (None, Reason.HOLDER_NOT_FOUND),
        (Named(family_name="Vérin-Daubois", given_names=("Clémence",), birthdate="1991-04-02"), Reason.HOMONYMS),
    ],
)
def test_a_holder_that_cannot_be_told_is_never_guessed(vault: Vault, key: HolderKey | None, reason: Reason) -> None:
    """Not found, found under another name, or two that answer to it."""
    with vault.transaction() as store:
        store.put_holder(holder("h-9", replace(CLEMENCE, sub=None, birthplace="Blois")), 0)
    (receipt,) = given(vault, passage("p-1", key))
    assert (receipt.outcome, receipt.reason, receipt.holder) == (Outcome.REFUSED, reason, None)


@pytest.mark.parametrize("birth", ["1991", "1991-01"])
def test_a_birth_without_its_day_names_nobody(vault: Vault, birth: str) -> None:
    """Whoever was born on the first of January is not taken for them, and no passport is opened under half a date."""
    born_first = replace(CLEMENCE, sub=None, birthdate=date(1991, 1, 1))
    with vault.transaction() as store:
        store.put_holder(holder("h-9", born_first), 0)
    named = Named(family_name="Vérin-Daubois", given_names=("Clémence",), birthdate="1991-01-01")
    full, partial, again = given(
        vault, passage("p-1", named), passage("p-2", replace(named, birthdate=birth)),
        passage("p-1", replace(named, birthdate=birth), operation="correct"),
    )  # fmt: skip
    assert (full.outcome, full.holder) == (Outcome.ACCEPTED, "h-9")
    assert told((partial, again)) == [
        (Outcome.REFUSED, Reason.PARTIAL_BIRTH), (Outcome.REFUSED, Reason.OTHER_HOLDER),
    ]  # fmt: skip
    assert "jour de naissance" in refusal_told(partial.reason, partial.parameters)


@pytest.mark.parametrize(
    ("wrong", "field", "fault"),
    [
        ({"family_name": "a" * 60_000}, "family_name", "too_long"),
        ({"family_name": " - "}, "family_name", "no_letter"),
        ({"given_names": ("...", "\u202e")}, "given_name", "no_letter"),
        ({"birthplace": "5" * 256}, "birthplace", "too_long"),
        ({"given_names": ("Cl\ufffdmence",)}, "given_name", "not_text"),
        ({"given_names": ("Jean Pierre",)}, "given_name", "several"),
    ],
)
def test_a_civil_status_that_cannot_be_kept_is_refused_by_its_field(
    vault: Vault, wrong: dict[str, Any], field: str, fault: str
) -> None:
    """The others of the batch are accepted, and no name is in the receipt."""
    bad, good = given(vault, passage("p-1", replace(ADA, **wrong)), passage("p-2"))
    assert (bad.reason, bad.parameters["element"], bad.parameters["fault"]) == (Reason.UNUSABLE_IDENTITY, field, fault)
    assert good.outcome is Outcome.ACCEPTED
    said = refusal_told(bad.reason, bad.parameters)
    assert f"({field})" in said
    assert len(said) < 200


def test_two_of_another_script_born_the_same_day_have_a_passport_each(vault: Vault) -> None:
    """As have Jean and Jean-Pierre; one of them sent again has no third."""
    people = [("Иванов", "Пётр"), ("Сидорова", "Анна"), ("陈", "伟"), ("Martin", "Jean"), ("Martin", "Jean-Pierre")]
    keys = [Named(family_name=one, given_names=(other,), birthdate="1990-05-23") for one, other in people]
    receipts = given(vault, *(passage(f"p-{at}", key) for at, key in enumerate(keys)))
    assert len({one.holder for one in receipts}) == len(people)
    again = given(vault, *(passage(f"q-{at}", key) for at, key in enumerate(keys)))
    assert [one.holder for one in again] == [one.holder for one in receipts]


def test_what_was_accepted_is_accepted_once(vault: Vault) -> None:
    """The same is a duplicate, another content is to be sent as a correction, another issuer has its own names."""
    given(vault, passage(), passage())
    receipts = given(vault, passage(), passage(option="gestion"), passage(issuer="other"), feed="feed-2")
    assert told(receipts) == [
        (Outcome.DUPLICATE, Reason.ALREADY_ACCEPTED),
        (Outcome.REFUSED, Reason.CORRECTION_EXPECTED),
        (Outcome.ACCEPTED, None),
    ]
    assert receipts[0].parameters["feed"] == "feed-1"
    with vault.reading() as store:
        outcomes = [(row.position, row.outcome) for row in store.receipts("feed-1")]
        assert outcomes == [(1, "accepted"), (2, "duplicate")]
        assert passage().digest not in {row.digest for row in store.receipts("feed-1")}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"issuer": "nobody"}, Reason.UNKNOWN_ISSUER),
        ({"issuer": "gone"}, Reason.REVOKED_ISSUER),
        ({"issuer": "closed"}, Reason.NO_KEY),
        ({"issuer": "stolen"}, Reason.NO_KEY),
        ({"issuer": "other", "code": "RNCP200"}, Reason.OUT_OF_SCOPE),
        ({"code": "RNCP9"}, Reason.UNKNOWN_CERTIFICATION),
        ({"code": "RNCP200", "date": "2025-01-01"}, Reason.CLOSED_CERTIFICATION),
        ({"date": "2027-01-01"}, Reason.FUTURE),
        ({"date": "hier"}, Reason.INVALID_RECORD),
        ({"sender": "other"}, Reason.OTHER_SENDER),
        ({"sender": "third"}, Reason.OTHER_SENDER),
        ({"sender": "nobody", "depositor": "TIERS_CONFIANCE"}, Reason.OTHER_SENDER),
        ({"sender": "gone", "depositor": "TIERS_CONFIANCE"}, Reason.OTHER_SENDER),
        ({"sender": "other", "depositor": "TIERS_CONFIANCE"}, Reason.NOT_DEPOSITOR),
        ({"sender": "other", "proof": "a.b.c"}, Reason.NOT_DEPOSITOR),
    ],
)
def test_a_refused_passage_sent_again_corrected_is_accepted(
    vault: Vault, wrong: dict[str, Any], reason: Reason
) -> None:
    """Nothing of it is in the vault but its receipt, and the others of its batch are accepted."""
    receipts = given(vault, passage(**wrong), passage("p-2"))
    assert told(receipts) == [(Outcome.REFUSED, reason), (Outcome.ACCEPTED, None)]
    assert told(given(vault, passage())) == [(Outcome.ACCEPTED, None)]


def test_a_trusted_third_party_hands_in_what_a_certifier_vouches_for(vault: Vault) -> None:
    """The registry names it, entitled to nothing itself: the record is the certifier's, and says who handed it in."""
    (receipt,) = given(vault, passage(sender="third", depositor="TIERS_CONFIANCE"))
    assert (receipt.outcome, receipt.issuer) == (Outcome.ACCEPTED, "certifier")
    with vault.reading() as store:
        row = store.record_of("certifier", "p-1")
        assert row is not None
        assert row.details["handed_in_by"] == "third"
        assert store.receipts("feed-1")[0].parameters["handed_in_by"] == "third"
    given(vault, passage(operation="correct", date="2024-07-01"))
    with vault.reading() as store:
        row = store.record_of("certifier", "p-1")
        assert row is not None
        assert "handed_in_by" not in row.details


def test_what_the_reader_refused_has_its_receipt_too(vault: Vault) -> None:
    """Under its rank in the feed."""
    refusal = Refusal(reason=Reason.MISSING, external_id=None, line=7, parameters={"element": "sexe"})
    given(vault, passage(), refusal)
    with vault.reading() as store:
        row = store.receipts("feed-1")[-1]
        assert (row.position, row.outcome, row.reason) == (2, "refused", "missing")
        assert row.parameters == {"element": "sexe", "line": 7}


def test_an_issuer_corrects_and_withdraws_its_own_record(vault: Vault) -> None:
    """In one batch or several; the same correction twice changes nothing; what is withdrawn is so for good."""
    correction = passage(operation="correct", of=None, date="2024-07-01", signed_at="2026-01-02T00:00:00+00:00")
    given(vault, passage(), correction)
    assert told(given(vault, correction)) == [(Outcome.DUPLICATE, Reason.ALREADY_ACCEPTED)]
    older = passage(operation="correct", of=None, date="2024-05-01", signed_at="2026-01-01T00:00:00+00:00")
    stranger = passage(operation="correct", of=replace(ADA, family_name="Hobo"))
    assert told(given(vault, older, stranger)) == [
        (Outcome.REFUSED, Reason.OLDER), (Outcome.REFUSED, Reason.OTHER_HOLDER),
    ]  # fmt: skip
    withdrawal = passage(operation="withdraw", of=ADA)
    receipts = given(vault, withdrawal, withdrawal, passage(operation="correct"), passage())
    assert told(receipts) == [
        (Outcome.WITHDRAWN, None),
        (Outcome.REFUSED, Reason.WITHDRAWN),
        (Outcome.REFUSED, Reason.WITHDRAWN),
        (Outcome.REFUSED, Reason.WITHDRAWN),
    ]
    with vault.reading() as store:
        row = store.record_of("certifier", "p-1")
        assert row is not None
        assert (row.state, row.content["date"], row.version) == (RecordState.WITHDRAWN, "2024-07-01", 2)


FIRST, SECOND = "2026-01-01T00:00:00+00:00", "2026-01-02T00:00:00+00:00"


def correction(date: str, signed_at: str | None = None, proof: str | None = None, **more: Any) -> Passage:
    """A correction of the date, signed where it is said when."""
    return passage(operation="correct", of=None, date=date, signed_at=signed_at, proof=proof, **more)


def test_an_old_signed_line_does_not_undo_a_correction_that_nobody_signed(vault: Vault) -> None:
    """It was received after the old one was signed; a line signed since is heard."""
    old = correction("2024-07-01", FIRST, "old.old.old")
    given(vault, passage(), old, correction("2024-08-01"))
    between = correction("2024-10-01", SECOND, "kept.for.later")
    assert told(given(vault, old, between)) == [(Outcome.REFUSED, Reason.OLDER)] * 2
    late = correction("2024-09-01", (AT + timedelta(seconds=1)).isoformat(), "new.new.new")
    assert told(given(vault, late)) == [(Outcome.CORRECTED, None)]


def test_of_two_lines_signed_in_one_second_the_first_received_stands(vault: Vault) -> None:
    """Nothing tells which is the older; to withdraw is heard."""
    given(vault, passage(), correction("2024-07-01", FIRST, "a.a.a"))
    other = correction("2024-08-01", FIRST, "b.b.b")
    withdrawal = passage(operation="withdraw", of=None, signed_at=FIRST, proof="c.c.c")
    assert told(given(vault, other, withdrawal)) == [(Outcome.REFUSED, Reason.OLDER), (Outcome.WITHDRAWN, None)]


def test_the_same_signed_again_keeps_the_new_signature(vault: Vault) -> None:
    """With another key, where the first was stolen; the older one sent again changes nothing."""
    first, again = correction("2024-07-01", FIRST, "a.a.a"), correction("2024-07-01", SECOND, "b.b.b")
    assert told(given(vault, passage(), first, again, first, again))[2:] == [
        (Outcome.CORRECTED, None), *[(Outcome.DUPLICATE, Reason.ALREADY_ACCEPTED)] * 2,
    ]  # fmt: skip
    with vault.reading() as store:
        row = store.record_of("certifier", "p-1")
        assert row is not None
        assert row.proofs == ("b.b.b",)


def test_a_correction_that_does_not_say_the_last_day_leaves_it(vault: Vault) -> None:
    """Signed lines have no place for it: a correction of the date makes nothing valid for ever."""
    add = replace(passage(), details={"until": "2026-12-31"})
    given(vault, add, replace(correction("2024-07-01"), details={}))
    with vault.reading() as store:
        row = store.record_of("certifier", "p-1")
        assert row is not None
        assert (row.content["date"], row.details["until"]) == ("2024-07-01", "2026-12-31")


def test_the_id_of_a_record_tells_nothing_of_its_issuer(tmp_path: Path) -> None:
    """The same when it is sent to the same vault again; another in a vault of other keys."""
    ids = []
    for name, keys in (("a", KEYS), ("b", KeyRing(bytes(reversed(range(32)))))):
        opened = Vault.open(f"sqlite:///{tmp_path}/{name}.sqlite", keys)
        with opened.transaction() as store:
            store.put_holder(holder(), 0)
        first, again = given(opened, passage(), passage())
        assert first.record == again.record
        ids.append(first.record)
        opened.close()
    assert ids[0] != ids[1]


def test_nobody_corrects_the_record_of_another_issuer(vault: Vault) -> None:
    """It has no such record."""
    given(vault, passage())
    receipts = given(vault, passage(issuer="other", operation="correct"), passage("p-9", operation="withdraw"))
    assert told(receipts) == [(Outcome.REFUSED, Reason.UNKNOWN_RECORD)] * 2


def test_a_batch_that_fails_leaves_nothing(vault: Vault) -> None:
    """The transaction is undone, holders and receipts too."""

    def fail() -> None:
        with vault.transaction() as store:
            receive(store, Delivery(feed="f", sender="certifier", first=1, at=AT), [passage()], RULES)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with vault.reading() as store:
        assert store.receipts("f") == ()
        assert store.record_of("certifier", "p-1") is None
    assert told(given(vault, passage(), feed="f")) == [(Outcome.ACCEPTED, None)]


def test_the_day_of_the_feed_decides(vault: Vault) -> None:
    """An issuer revoked tomorrow is heard today."""
    rules = replace(RULES, registry=Registry(issuers=(replace(GONE, revoked_on=(AT + timedelta(days=1)).date()),)))
    with vault.transaction() as store:
        delivery = Delivery(feed="f", sender="gone", first=1, at=AT)
        assert told(receive(store, delivery, [passage(issuer="gone")], rules)) == [(Outcome.ACCEPTED, None)]
