"""Statements: what an issuer signed holds, and nothing else does."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passport.document.errors import PassportError
from passport.document.model import Attestation, Experience, Passport, Record
from passport.document.read import passport_from
from passport.document.standing import ProofMethod, ProofProblem, Standing, Verification
from passport.proof.authority import Authority, make_authority
from passport.proof.registry import EMPTY, EVERYTHING, Issuer, IssuerKey, RecordKind, Registry, Scope, kind_of
from passport.proof.statement import signed_content, state
from passport.proof.verify import FedLine, by_feed, verified, verify_record
from tests.support.authority import DAY, authority, registry, registry_of, signed, vouched
from tests.support.passports import GUARANTEED, claimed, job

NOON = datetime(2024, 5, 2, 12, tzinfo=UTC)
ME = "essai"
EVERY = {
    "experiences": [{**job("e1"), "country": "BE", "hours_per_week": 20.5, "organisation": "Boulangerie inventée"}],
    "trainings": [{"id": "t1", "title": "Hygiène", "start": "2021-03", "end": "2021-04", "hours": 14}],
    "certifications": [{"id": "c1", "code": "RNCP37099", "date": "2019-07"}],
    "blocs": [{"id": "b1", "code": "RNCP37099BC01", "date": "2018", "title": "Vendre"}],
    "qualifications": [{"id": "q1", "title": "Permis B", "kind": "driving_licence", "date": "2015", "until": "2030"}],
    "languages": [{"id": "l1", "language": "en", "level": "B2"}],
}  # fmt: skip
ISSUER = "Employeur inventé"


def records() -> tuple[Record, ...]:
    """One of each kind."""
    return claimed(**EVERY).records


def proven(record: Record, proof: str) -> Record:
    """The record with a proof."""
    return record.model_copy(update={"attestation": Attestation.model_construct(proofs=(proof,))})


def found(record: Record, proof: str, known: Registry | None = None, on: date = DAY) -> Verification:
    """What a check finds of a record with one proof."""
    return verify_record(proven(record, proof), ME, known or registry_of(ISSUER), on)


def stated(record: Record, by: Authority | None = None, at: datetime = NOON, **more: Any) -> str:
    """A statement about the person of these tests."""
    return state(record, holder=ME, authority=by or authority(ISSUER), at=at, **more)


def known(issuer: Issuer, **changed: Any) -> Registry:
    """A registry of one issuer, changed."""
    return Registry(issuers=(dataclasses.replace(issuer, **changed),))


def test_a_claim_with_the_statement_of_its_issuer_is_guaranteed() -> None:
    """Who vouches, how, since when, checked when."""
    document = vouched(claimed(experiences=[job(attestation={**GUARANTEED, "date": "2023-01-09"}), job("e2")]))
    first, second = (record.verification for record in document.experiences)
    assert first.standing is Standing.GUARANTEED
    assert (first.method, first.name, first.checked) == (ProofMethod.STATEMENT, ISSUER, DAY)
    assert str(first.signed) == "2023-01-09"
    assert second.standing is Standing.DECLARED


def test_who_claims_without_a_proof_is_not_believed() -> None:
    """The word « guaranteed » in a document shows nothing."""
    document = verified(claimed(experiences=[job(attestation=GUARANTEED)]), registry_of(ISSUER), DAY)
    assert document.experiences[0].verification.problem is ProofProblem.NO_PROOF
    assert document.experiences[0].verification.standing is Standing.UNVERIFIED


def test_a_proof_that_holds_guarantees_what_the_document_calls_declared() -> None:
    """Standing is computed, whatever the input says."""
    record = records()[0]
    assert proven(record, stated(record)).attestation.status == "declared"
    assert found(record, stated(record)).standing is Standing.GUARANTEED


def test_without_the_issuer_in_the_registry_nothing_is_shown() -> None:
    """Nobody looked, or nobody knows who signs."""
    document = signed(claimed(experiences=[job(attestation=GUARANTEED)]))
    assert verified(document, EMPTY, DAY).experiences[0].verification.problem is ProofProblem.NOT_CHECKED
    other = verified(document, registry_of("Autre"), DAY).experiences[0].verification
    assert other.problem is ProofProblem.UNKNOWN_ISSUER


@pytest.mark.parametrize("algorithm", ["EdDSA", "ES256", "PS256"])
def test_each_kind_of_record_is_vouched_for_by_each_algorithm(algorithm: Any) -> None:
    """And by no key but the one that signed."""
    one = make_authority("urn:un", "Un", algorithm=algorithm)
    other = make_authority("urn:un", "Un", algorithm=algorithm)
    for record in records():
        proof = stated(record, one)
        assert found(record, proof, known(one.issuer())).standing is Standing.GUARANTEED
        assert found(record, proof, known(other.issuer())).problem is ProofProblem.UNKNOWN_KEY
        renamed = dataclasses.replace(other.key(date(2000, 1, 1)), kid=one.kid)
        assert found(record, proof, known(one.issuer(), keys=(renamed,))).problem is ProofProblem.BAD_SIGNATURE


CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "title": st.text(max_size=30),
    "organisation": st.none() | st.text(max_size=30),
    "country": st.sampled_from([None, "FR", "BE", "DE"]),
    "start": st.sampled_from(["2019", "2020", "2020-01", "2020-01-01"]),
    "end": st.sampled_from([None, "2022-12", "2022-12-31", "2023"]),
    "hours_per_week": st.none() | st.floats(1, 100),
    "kind": st.sampled_from(["employment", "volunteering"]),
    "rome": st.sampled_from([None, "D1106", "D1107"]),
}


@given(st.fixed_dictionaries({}, optional=CHANGES))
@settings(max_examples=150, deadline=None)
def test_any_change_of_what_was_signed_is_found(changes: dict[str, Any]) -> None:
    """Whatever fields of the record change, the proof holds if and only if they say the same."""
    written = {**EVERY["experiences"][0], **changes}
    record = claimed(experiences=[EVERY["experiences"][0]]).experiences[0]
    try:
        changed = claimed(experiences=[written]).experiences[0]
    except PassportError:
        return
    same = signed_content(record) == signed_content(changed)
    assert (found(changed, stated(record)).problem is None) == same
    if not same:
        assert found(changed, stated(record)).problem is ProofProblem.ALTERED


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_character_of_a_proof_that_changes_is_found(data: st.DataObject) -> None:
    """Header, payload or signature: no other text is the same proof."""
    record = records()[data.draw(st.integers(0, 5))]
    proof = stated(record)
    place = data.draw(st.integers(0, len(proof) - 1))
    letters = "ABCXYZabcxyz0189-_." if data.draw(st.booleans()) else "AQgw"
    changed = proof[:place] + data.draw(st.sampled_from(letters)) + proof[place + 1 :]
    assert (found(record, changed).standing is Standing.GUARANTEED) == (changed == proof)


def test_the_words_of_the_holder_are_the_holder_s() -> None:
    """The id, the description and readings may change; where the issuer signed the description, it may not."""
    record = claimed(experiences=[{**job(), "description": "Vente au comptoir"}]).experiences[0]
    other = claimed(experiences=[{**job("autre"), "description": "Tout le magasin"}]).experiences[0]
    assert found(other, stated(record)).standing is Standing.GUARANTEED
    whole = stated(record, with_description=True)
    assert found(record, whole).standing is Standing.GUARANTEED
    assert found(other, whole).problem is ProofProblem.ALTERED


def test_reading_and_writing_a_passport_leaves_its_proofs_standing() -> None:
    """Through JSON and back, sixty-four hours or 64.0."""
    document = signed(
        claimed(**{name: [{**row, "attestation": GUARANTEED} for row in rows] for name, rows in EVERY.items()})
    )
    again = passport_from(json.loads(document.model_dump_json(exclude_none=True)))
    assert all(record.guaranteed for record in verified(again, registry(document), DAY).records)


def test_a_proof_is_of_one_holder_and_of_one_line() -> None:
    """Another person's, or the same twice."""
    document = signed(claimed(experiences=[job(attestation=GUARANTEED)]))
    stolen = document.model_copy(update={"holder": document.holder.model_copy(update={"id": "autre"})})
    assert verified(stolen, registry(document), DAY).experiences[0].verification.problem is ProofProblem.OTHER_HOLDER
    first = document.experiences[0]
    twice = document.model_copy(update={"experiences": (first, first.model_copy(update={"id": "e2"}))})
    problems = [record.verification.problem for record in verified(twice, registry(document), DAY).experiences]
    assert problems == [None, ProofProblem.USED_TWICE]


def keys(**changed: Any) -> tuple[IssuerKey, ...]:
    """The key of the issuer, changed."""
    return (dataclasses.replace(authority(ISSUER).issuer().keys[0], **changed),)


TROUBLES = {
    "after the end of the key": ({"keys": keys(valid_until=date(2024, 5, 1))}, ProofProblem.KEY_OUT_OF_PERIOD),
    "before its beginning": ({"keys": keys(valid_from=date(2024, 5, 3))}, ProofProblem.KEY_OUT_OF_PERIOD),
    "the key ended since": ({"keys": keys(valid_until=date(2024, 5, 2))}, None),
    "the key was stolen since": ({"keys": keys(compromised_on=date(2026, 1, 1))}, ProofProblem.KEY_COMPROMISED),
    "the issuer is revoked": ({"revoked_on": DAY}, ProofProblem.REVOKED_ISSUER),
    "the issuer will be": ({"revoked_on": date(2026, 11, 24)}, None),
    "no key at all": ({"keys": ()}, ProofProblem.UNKNOWN_KEY),
    "another kind": ({"scope": Scope(kinds=frozenset({RecordKind.TRAINING}))}, ProofProblem.OUT_OF_SCOPE),
    "another country": ({"scope": Scope(countries=frozenset({"FR"}))}, ProofProblem.OUT_OF_SCOPE),
    "its country": ({"scope": Scope(countries=frozenset({"FR", "BE"}))}, None),
}  # fmt: skip


@pytest.mark.parametrize(("changed", "problem"), [pytest.param(*case, id=name) for name, case in TROUBLES.items()])
def test_the_registry_says_what_an_issuer_s_word_is_worth(
    changed: dict[str, Any], problem: ProofProblem | None
) -> None:
    """Keys, periods, revocation and scope; who stole a key may write any date."""
    record = records()[0]
    check = found(record, stated(record), known(authority(ISSUER).issuer(), **changed))
    assert check.problem is problem
    assert check.name == ISSUER


def test_an_issuer_that_changes_keys_leaves_what_it_signed_standing() -> None:
    """The old key ends the day before the new one begins."""
    old, new = make_authority("urn:un", "Un"), make_authority("urn:un", "Un")
    last, first = date(2025, 12, 31), date(2026, 1, 1)
    issuer = dataclasses.replace(old.issuer(), keys=(old.key(date(2020, 1, 1), last), new.key(first)))
    record, later = records()[0], datetime(2026, 3, 1, tzinfo=UTC)
    assert found(record, stated(record, old), known(issuer)).standing is Standing.GUARANTEED
    assert found(record, stated(record, new, later), known(issuer)).standing is Standing.GUARANTEED
    assert found(record, stated(record, old, later), known(issuer)).problem is ProofProblem.KEY_OUT_OF_PERIOD
    assert found(record, stated(record, new), known(issuer)).problem is ProofProblem.KEY_OUT_OF_PERIOD


@pytest.mark.parametrize(
    ("named", "covered"),
    [
        ({"RNCP37099"}, (True, True)),
        ({"RNCP37099BC01"}, (False, True)),
        ({"RS1"}, (False, False)),
        (None, (True, True)),
    ],
)
def test_a_certifier_vouches_for_its_certifications_and_their_blocs(
    named: set[str] | None, covered: tuple[bool, bool]
) -> None:
    """A bloc's code alone does not give the certification."""
    scope = Scope(certifications=frozenset(named) if named is not None else None)
    certification, bloc = (record for record in records() if str(getattr(record, "code", "")).startswith("RNCP"))
    entitled = known(authority(ISSUER).issuer(), scope=scope)
    checks = [found(record, stated(record), entitled) for record in (certification, bloc)]
    assert tuple(check.standing is Standing.GUARANTEED for check in checks) == covered
    assert {check.problem for check in checks} <= {None, ProofProblem.OUT_OF_SCOPE}


def test_a_language_is_of_no_territory_and_what_names_none_is_of_france() -> None:
    """A Belgian issuer vouches for a level of English, and for no bloc of the RNCP."""
    scope = Scope(countries=frozenset({"BE"}))
    assert {kind_of(record) for record in records() if scope.covers(record)} == {
        RecordKind.EMPLOYMENT,
        RecordKind.LANGUAGE,
    }


def test_what_is_signed_after_the_day_of_the_check_is_not_there_yet() -> None:
    """A check on a past day knows nothing of what came later."""
    record = records()[0]
    assert found(record, stated(record), on=date(2024, 5, 1)).problem is ProofProblem.NOT_YET
    assert found(record, stated(record), on=date(2024, 5, 2)).standing is Standing.GUARANTEED


def test_of_several_proofs_one_that_holds_is_enough_and_the_best_failure_is_told() -> None:
    """A wrong one beside it takes nothing away."""
    record, other = records()[0], records()[1]
    wrong, stranger = stated(other), stated(record, authority("Inconnu"))

    def with_proofs(*proofs: str) -> Verification:
        with_them = record.model_copy(update={"attestation": Attestation(proofs=proofs)})
        return verify_record(with_them, ME, registry_of(ISSUER), DAY)

    assert with_proofs(stranger, wrong, stated(record)).standing is Standing.GUARANTEED
    assert with_proofs(stranger, wrong).problem is ProofProblem.ALTERED
    assert with_proofs(wrong, stranger).problem is ProofProblem.ALTERED


def test_a_line_of_a_feed_is_worth_what_its_issuer_is() -> None:
    """Unknown, revoked, out of scope, later than the day."""
    record, issuer = records()[0], authority(ISSUER).issuer()
    seen = date(2024, 5, 2)
    line = FedLine(issuer=issuer.id, received=seen)
    check = by_feed(record, line, known(issuer), DAY)
    assert (check.standing, check.method, check.signed) == (Standing.GUARANTEED, ProofMethod.FEED, seen)
    assert by_feed(record, line, EMPTY, DAY).problem is ProofProblem.UNKNOWN_ISSUER
    assert by_feed(record, line, known(issuer, revoked_on=DAY), DAY).problem is ProofProblem.REVOKED_ISSUER
    narrow = known(issuer, scope=Scope(kinds=frozenset()))
    assert by_feed(record, line, narrow, DAY).problem is ProofProblem.OUT_OF_SCOPE
    late = FedLine(issuer=issuer.id, received=DAY)
    assert by_feed(record, late, known(issuer), seen).problem is ProofProblem.NOT_YET


def test_a_line_of_a_feed_holds_to_the_last_day_that_it_says_and_no_longer() -> None:
    """That day included; what is found says it."""
    record, issuer = records()[0], authority(ISSUER).issuer()
    line = FedLine(issuer=issuer.id, received=date(2024, 5, 2), until=DAY)
    assert by_feed(record, line, known(issuer), DAY).standing is Standing.GUARANTEED
    after = by_feed(record, line, known(issuer), DAY + timedelta(days=1))
    assert (after.standing, after.problem, after.until) == (Standing.UNVERIFIED, ProofProblem.EXPIRED, DAY)


def test_scopes_name_every_kind_of_record() -> None:
    """A kind added to the document without one here would have no issuer."""
    from passport.document.model import ExperienceKind

    assert {str(kind) for kind in ExperienceKind} <= set(RecordKind)
    assert all(EVERYTHING.covers(record) for record in records())
    assert isinstance(records()[0], Experience)


def test_a_passport_that_is_checked_is_the_same_passport() -> None:
    """Nothing of the document changes; checking again replaces what was found."""
    document: Passport = signed(claimed(experiences=[job(attestation=GUARANTEED), job("e2")]))
    checked = verified(document, registry(document), DAY)
    assert checked.model_dump() == document.model_dump()
    assert not verified(checked, registry_of("Autre"), DAY).experiences[0].guaranteed
