"""Lists of revocations: a bit that is set takes a proof away, and a list that says nothing does not give one."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passport.document.model import Attestation
from passport.document.standing import ProofProblem, Standing, Verification
from passport.proof.authority import make_authority
from passport.proof.credential import badge, badge_document
from passport.proof.errors import RefusedProofError
from passport.proof.jose import encoded
from passport.proof.registering import with_status_list
from passport.proof.registry import Registry
from passport.proof.statement import state
from passport.proof.status_list import LARGEST, SMALLEST, entry, packed, status_list, unpacked
from passport.proof.vc import sign_credential
from passport.proof.verify import verify_record
from tests.support.authority import DAY, authority
from tests.support.passports import claimed, job

URI = "https://emetteur.example/listes/1"
AT = datetime(2024, 5, 2, 12, tzinfo=UTC)
LISTED = datetime(2026, 11, 20, tzinfo=UTC)
UNTIL = datetime(2026, 12, 20, tzinfo=UTC)
BY, OTHER = authority("Émetteur"), authority("Autre émetteur")
RECORD = claimed(experiences=[job()]).experiences[0]
BLOC = claimed(blocs=[{"id": "b", "code": "RNCP1BC01", "date": "2020"}]).blocs[0]
INDEX = 70_000


def proof(index: int | str = INDEX, **changed: Any) -> str:
    """A statement that has its place in a list."""
    status = {**entry(URI, INDEX), "statusListIndex": str(index), **changed}
    return state(RECORD, holder="essai", authority=BY, at=AT, status=status)


def found(text: str, lists: dict[str, str], on: date = DAY) -> Verification:
    """What a check finds of a proof, with these lists at hand."""
    known = Registry(issuers=(BY.issuer(), OTHER.issuer()), status_lists=lists)
    record = RECORD.model_copy(update={"attestation": Attestation(proofs=(text,))})
    return verify_record(record, "essai", known, on)


def listed(*revoked: int, uri: str = URI, **more: Any) -> dict[str, str]:
    """The list of the issuer, at hand."""
    given = {"authority": BY, "at": LISTED, "until": UNTIL, **more}
    return {URI: status_list(uri, given.pop("authority"), revoked, **given)}


def written(**changed: Any) -> dict[str, str]:
    """The same, said otherwise, and signed well."""
    document: dict[str, Any] = {
        "id": URI,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": BY.id,
        "validFrom": "2026-11-20T00:00:00Z",
        "validUntil": "2026-12-20T00:00:00Z",
        "credentialSubject": {"type": "BitstringStatusList", "statusPurpose": "revocation", "encodedList": packed(())},
    }
    subject = {**document["credentialSubject"], **changed.pop("subject", {})}
    document |= {"credentialSubject": subject, **changed}
    return {URI: sign_credential({name: value for name, value in document.items() if value is not None}, BY, LISTED)}


def test_a_bit_that_is_set_takes_the_proof_away_and_its_neighbours_do_not() -> None:
    """The first index is the leftmost bit."""
    assert found(proof(), listed()).standing is Standing.GUARANTEED
    assert found(proof(), listed(INDEX - 1, INDEX + 1)).standing is Standing.GUARANTEED
    assert found(proof(), listed(INDEX)).problem is ProofProblem.REVOKED
    assert found(proof(0), listed(0)).problem is ProofProblem.REVOKED
    assert unpacked(packed([0]))[0] == 0b1000_0000


def test_suspended_is_not_guaranteed_either() -> None:
    """A list has one purpose, and says nothing of another."""
    suspended = listed(INDEX, purpose="suspension")
    assert found(proof(statusPurpose="suspension"), suspended).problem is ProofProblem.REVOKED
    assert found(proof(), suspended).problem is ProofProblem.STATUS_UNKNOWN


def test_a_badge_may_have_several_places() -> None:
    """Each list is looked at."""
    status = [entry(URI, 3), entry(URI, 5)]
    text = badge(BLOC, holder="essai", authority=BY, at=AT, status=status[0])
    bloc = BLOC.model_copy(update={"attestation": Attestation(proofs=(text,))})
    known = Registry(issuers=(BY.issuer(),), status_lists=listed(3))
    assert verify_record(bloc, "essai", known, DAY).problem is ProofProblem.REVOKED
    document = {**badge_document(BLOC, holder="essai", authority=BY, at=AT), "credentialStatus": status}
    bloc = BLOC.model_copy(update={"attestation": Attestation(proofs=(sign_credential(document, BY, AT),))})
    for revoked, problem in ((5, ProofProblem.REVOKED), (4, None)):
        known = Registry(issuers=(BY.issuer(),), status_lists=listed(revoked))
        assert verify_record(bloc, "essai", known, DAY).problem is problem


BOMB = "u" + encoded(gzip.compress(bytes(50_000_000), mtime=0))
UNKNOWN: dict[str, tuple[str, dict[str, str]]] = {
    "not at hand": (proof(), {}),
    "an index beyond its end": (proof(SMALLEST), listed()),
    "an index below zero": (proof(-1), listed()),
    "an index that is none": (proof("x"), listed()),
    "an index in other digits": (proof("٣"), listed()),
    "an index of a thousand digits": (proof("9" * 1000), listed()),
    "another kind of entry": (proof(type="StatusList2021Entry"), listed()),
    "several bits an entry": (proof(statusSize=2), listed()),
    "no purpose": (proof(statusPurpose="message"), listed()),
    "an address that is none": (proof(statusListCredential=["x"]), listed()),
    "of another issuer": (proof(), listed(authority=OTHER)),
    "of a stranger": (proof(), listed(authority=authority("Inconnu"))),
    "of another key with the same name": (proof(), listed(authority=make_authority(BY.id, BY.name))),
    "another list at its address": (proof(), listed(uri="https://emetteur.example/listes/2")),
    "no credential": (proof(), {URI: "x"}),
    "a badge at its address": (proof(), {URI: badge(BLOC, holder="essai", authority=BY, at=AT)}),
    "a bomb": (proof(), written(subject={"encodedList": BOMB})),
    "too short": (proof(), written(subject={"encodedList": "u" + encoded(gzip.compress(bytes(SMALLEST // 8 - 1)))})),
    "cut": (proof(), written(subject={"encodedList": "u" + encoded(gzip.compress(bytes(SMALLEST // 8))[:-6])})),
    "another kind of credential": (proof(), written(type=["VerifiableCredential"])),
    "two members": (proof(), written(subject={"encodedList": "u" + encoded(gzip.compress(bytes(SMALLEST // 8)) * 2)})),
    "not gzip": (proof(), written(subject={"encodedList": "u" + encoded(bytes(SMALLEST // 8))})),
    "not base64url": (proof(), written(subject={"encodedList": packed(()) + "="})),
    "no multibase": (proof(), written(subject={"encodedList": packed(())[1:]})),
    "no list": (proof(), written(subject={"encodedList": None})),
    "kept five minutes": (proof(), written(validUntil=None, subject={"ttl": 300_000})),
    "kept for ever and a day": (proof(), written(validUntil=None, subject={"ttl": 2**52})),
}


@pytest.mark.parametrize(("text", "lists"), [pytest.param(*case, id=name) for name, case in UNKNOWN.items()])
def test_a_list_that_says_nothing_leaves_the_status_unknown(text: str, lists: dict[str, str]) -> None:
    """Absent, damaged, swollen, of another, out of date: never taken for « not revoked »."""
    assert found(text, lists).problem is ProofProblem.STATUS_UNKNOWN


STATUSES: dict[str, dict[str, Any]] = {
    "an address alone": {"credentialStatus": URI},
    "an address beside an entry": {"credentialStatus": [entry(URI, 3), URI]},
    "a token status list": {"status": {"status_list": {"idx": 3, "uri": URI}}},
    "another status": {"status": None},
}


@pytest.mark.parametrize("said", [pytest.param(value, id=name) for name, value in STATUSES.items()])
def test_a_status_that_is_not_read_here_is_unknown(said: dict[str, Any]) -> None:
    """It was put there to be looked at: never passed over."""
    document = {**badge_document(BLOC, holder="essai", authority=BY, at=AT), **said}
    bloc = BLOC.model_copy(update={"attestation": Attestation(proofs=(sign_credential(document, BY, AT),))})
    known = Registry(issuers=(BY.issuer(),), status_lists=listed())
    assert verify_record(bloc, "essai", known, DAY).problem is ProofProblem.STATUS_UNKNOWN


def test_a_list_of_a_later_day_is_not_believed_and_does_not_enter() -> None:
    """It would stand in the place of the one in force, which says who is revoked."""
    known = Registry(issuers=(BY.issuer(),))
    later = LISTED + timedelta(days=20)
    for lists in (listed(at=later, until=later), written(validFrom="2026-12-10T00:00:00Z")):
        assert found(proof(), lists).problem is ProofProblem.STATUS_UNKNOWN
        assert found(proof(), lists, on=date(2026, 12, 10)).standing is Standing.GUARANTEED
        with pytest.raises(RefusedProofError) as caught:
            with_status_list(known, lists[URI], DAY)
        assert caught.value.problem is ProofProblem.NOT_YET


def test_a_list_that_swells_is_given_up_at_two_megabytes() -> None:
    """Fifty kilobytes that would be fifty megabytes."""
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match="too long"):
            unpacked(BOMB)
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


def test_a_list_out_of_date_can_still_take_away() -> None:
    """What was revoked stays so; what was not may be since."""
    after = date(2026, 12, 21)
    assert found(proof(), listed(), on=date(2026, 12, 20)).standing is Standing.GUARANTEED
    assert found(proof(), listed(), on=after).problem is ProofProblem.STATUS_UNKNOWN
    assert found(proof(), listed(INDEX), on=after).problem is ProofProblem.REVOKED


def test_a_list_that_says_no_end_is_relied_on_for_a_month() -> None:
    """A rule of ours: the standard has none."""
    undated = written(validUntil=None)
    assert found(proof(), undated, on=LISTED.date() + timedelta(days=30)).standing is Standing.GUARANTEED
    assert found(proof(), undated, on=LISTED.date() + timedelta(days=31)).problem is ProofProblem.STATUS_UNKNOWN


@given(st.sets(st.integers(0, 300_000), max_size=40), st.integers(0, 131_000))
@settings(max_examples=60, deadline=None)
def test_what_is_packed_is_unpacked(revoked: set[int], other: int) -> None:
    """Each index that was given, and no other."""
    bits = unpacked(packed(revoked))
    assert len(bits) >= SMALLEST // 8

    def is_set(index: int) -> bool:
        return bool(bits[index // 8] >> (7 - index % 8) & 1)

    assert all(map(is_set, revoked))
    assert is_set(other) == (other in revoked)
    assert sum(byte.bit_count() for byte in bits) == len(revoked)


@pytest.mark.parametrize("indices", [[-1], [LARGEST]])
def test_no_list_has_an_index_out_of_bounds(indices: Iterable[int]) -> None:
    """Sixteen million and a bit."""
    with pytest.raises(ValueError, match="index"):
        packed(indices)


def test_openbadgeslib_reads_our_list() -> None:
    """An independent reader finds the same bits."""
    from openbadgeslib.ob3.status import decode_encoded_list, set_indices

    assert set_indices(decode_encoded_list(packed([3, INDEX]))) == {3, INDEX}
