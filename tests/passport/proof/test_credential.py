"""Badges as proofs: what a badge says guarantees the record that says it, and no other."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from passport.document.model import Attestation, Passport, Record
from passport.document.standing import ProofMethod, ProofProblem, Standing, Verification
from passport.proof.canonical import canonical
from passport.proof.credential import badge, badge_document
from passport.proof.registry import RecordKind, Registry, Scope
from passport.proof.vc import sign_credential
from passport.proof.verify import verified, verify_record
from tests.support.authority import DAY, authority, registry_of
from tests.support.passports import claimed

AT = datetime(2024, 5, 2, 12, tzinfo=UTC)
ISSUER = "Association inventée"
BY = authority(ISSUER)
SECTIONS: dict[str, dict[str, Any]] = {
    "experiences": {"id": "e", "kind": "volunteering", "title": "Bénévole", "rome": "D1106", "start": "2020-01",
                    "end": "2022-12", "organisation": "Le Panier inventé"},
    "trainings": {"id": "t", "title": "Bafa", "organisation": "Ligue", "start": "2021-03-01", "end": "2021-03-08"},
    "certifications": {"id": "c", "code": "RNCP37099", "title": "Vendeur", "date": "2019-07"},
    "blocs": {"id": "b", "code": "RNCP37099BC01", "date": "2018"},
    "qualifications": {"id": "q", "title": "CACES R489", "kind": "caces", "date": "2021-02-03"},
    "languages": {"id": "l", "language": "en", "level": "B2"},
}  # fmt: skip


def record(section: str, **changed: Any) -> Record:
    """The record of a section, changed; None takes a field away."""
    row = {name: value for name, value in {**SECTIONS[section], **changed}.items() if value is not None}
    return claimed(**{section: [row]}).records[0]


def found(one: Record, *proofs: str, known: Registry | None = None, on: date = DAY) -> Verification:
    """What a check finds of a record with proofs."""
    proven = one.model_copy(update={"attestation": Attestation(proofs=proofs)})
    return verify_record(proven, "essai", known or registry_of(ISSUER), on)


def document(section: str = "certifications") -> dict[str, Any]:
    """What a badge over the record of a section says, before it is signed."""
    return badge_document(record(section), holder="essai", authority=BY, at=AT)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_badge_guarantees_the_record_that_says_what_it_says(section: str) -> None:
    """One of each kind; of somebody else's, nothing."""
    one = record(section)
    check = found(one, badge(one, holder="essai", authority=BY, at=AT))
    assert (check.standing, check.method, check.name) == (Standing.GUARANTEED, ProofMethod.CREDENTIAL, ISSUER)
    assert check.signed == AT.date()
    other = badge(one, holder="autre", authority=BY, at=AT)
    assert found(one, other).problem is ProofProblem.OTHER_HOLDER


OTHERS: list[tuple[str, dict[str, Any]]] = [
    ("experiences", {"title": "Bénévoles"}),
    ("experiences", {"kind": "employment"}),
    ("experiences", {"rome": "D1107"}),
    ("experiences", {"start": "2019-12"}),
    ("experiences", {"end": None}),
    ("experiences", {"start": "2019"}),
    ("experiences", {"start": "2020-01-02"}),
    ("experiences", {"end": "2022-11-30"}),
    ("experiences", {"organisation": "Autre"}),
    ("experiences", {"hours_per_week": 35}),
    ("experiences", {"country": "BE"}),
    ("trainings", {"hours": 400}),
    ("trainings", {"end": "2021-04"}),
    ("trainings", {"title": "Bafd"}),
    ("certifications", {"code": "RNCP37100"}),
    ("certifications", {"code": "RS5801"}),
    ("certifications", {"date": "2019-08"}),
    ("certifications", {"title": "Ingénieur"}),
    ("certifications", {"country": "DE"}),
    ("blocs", {"code": "RNCP37099BC02"}),
    ("blocs", {"title": "Autre"}),
    ("qualifications", {"kind": "electrical"}),
    ("qualifications", {"until": "2031"}),
    ("qualifications", {"date": None}),
    ("languages", {"level": "C2"}),
    ("languages", {"language": "de"}),
]


@pytest.mark.parametrize(("section", "changed"), OTHERS)
def test_a_record_that_says_another_thing_or_more_is_not_guaranteed(section: str, changed: dict[str, Any]) -> None:
    """What a badge does not say, it does not vouch for."""
    proof = badge(record(section), holder="essai", authority=BY, at=AT)
    assert found(record(section, **changed), proof).problem is ProofProblem.ALTERED


def test_a_record_may_say_less() -> None:
    """No title, a year for a day: the badge says it still."""
    proof = badge(record("certifications"), holder="essai", authority=BY, at=AT)
    assert found(record("certifications", title=None, date="2019"), proof).standing is Standing.GUARANTEED


def test_two_days_are_not_two_years() -> None:
    """A badge from the 31st of December to the 1st of January, and a record of « 2019 » to « 2020 »."""
    said = document("experiences")
    said["credentialSubject"] |= {
        "activityStartDate": "2019-12-31T00:00:00Z",
        "activityEndDate": "2020-01-01T00:00:00Z",
    }
    proof = sign_credential(said, BY, AT)
    for start, end in (("2019", "2020"), ("2019-12", "2020-01"), ("2019-12-31", "2020"), ("2019", "2020-01-01")):
        assert found(record("experiences", start=start, end=end), proof).problem is ProofProblem.ALTERED
    days = record("experiences", start="2019-12-31", end="2020-01-01")
    assert found(days, proof).standing is Standing.GUARANTEED


def test_a_licence_does_not_outlive_its_badge() -> None:
    """A badge that ends demands the end: a record that leaves it off would hold for good."""
    one = record("qualifications", until="2027-06-30")
    proof = badge(one, holder="essai", authority=BY, at=AT, until=datetime(2027, 6, 30, 12, tzinfo=UTC))
    assert found(one, proof).standing is Standing.GUARANTEED
    assert found(record("qualifications"), proof).problem is ProofProblem.ALTERED


def test_the_title_is_that_of_the_achievement_or_of_the_record_s_own_code() -> None:
    """An alignment of another framework, or with another code, names something else."""
    said = document()
    said["credentialSubject"]["achievement"]["name"] = "Mon badge"
    own = said["credentialSubject"]["achievement"]["alignment"]
    own += [
        {"targetCode": "x", "targetFramework": "ESCO", "targetName": "Infirmier", "targetUrl": "https://x.example"},
        {"targetCode": "RNCP39923", "targetFramework": "RNCP", "targetName": "Chirurgien", "targetUrl": "https://x.e"},
    ]
    proof = sign_credential(said, BY, AT)
    assert found(record("certifications"), proof).standing is Standing.GUARANTEED
    assert found(record("certifications", title="Mon badge"), proof).standing is Standing.GUARANTEED
    for title in ("Infirmier", "Chirurgien"):
        assert found(record("certifications", title=title), proof).problem is ProofProblem.ALTERED


@pytest.mark.parametrize("kind", ["Certification", "Certificate"])
def test_the_badge_of_a_certification_is_no_licence_as_well(kind: str) -> None:
    """Its title alone, without its code, would pass by the certifications that its issuer may vouch for."""
    said = document()
    said["credentialSubject"]["achievement"]["achievementType"] = kind
    one = record("qualifications", title="Vendeur", kind=None, date="2019-07-01")
    assert found(one, sign_credential(said, BY, AT)).problem is ProofProblem.ALTERED
    del said["credentialSubject"]["achievement"]["alignment"]
    uncoded = found(one, sign_credential(said, BY, AT))
    assert (uncoded.standing is Standing.GUARANTEED) == (kind == "Certificate")


def test_no_badge_is_made_of_what_it_cannot_say() -> None:
    """Hours of a week have no place in one."""
    with pytest.raises(ValueError, match="cannot"):
        badge(record("experiences", hours_per_week=35), holder="essai", authority=BY, at=AT)


def test_a_course_aligned_with_a_certification_does_not_give_it() -> None:
    """Followed is not obtained."""
    said = document()
    said["credentialSubject"]["achievement"]["achievementType"] = "Course"
    assert found(record("certifications"), sign_credential(said, BY, AT)).problem is ProofProblem.ALTERED


def test_a_badge_of_others_is_read_as_the_standard_has_it() -> None:
    """An issuer that is a text, an address of the certification, a date with an offset, an alias of the type."""
    said = document()
    said |= {"issuer": BY.id, "type": ["VerifiableCredential", "AchievementCredential"]}
    said |= {"awardedDate": "2019-07-01T00:00:00+02:00"}
    achievement = said["credentialSubject"]["achievement"]
    achievement["alignment"] = {"targetCode": "rncp 37099", "targetName": "Vendeur", "targetUrl": "https://x.example"}
    achievement["achievementType"] = "Diploma"
    assert found(record("certifications"), sign_credential(said, BY, AT)).standing is Standing.GUARANTEED


def without(*names: str) -> dict[str, Any]:
    """The badge, less some of what it says."""
    return {name: value for name, value in document().items() if name not in names}


UNREADABLE: dict[str, dict[str, Any]] = {
    "a vc around it": {"vc": without(), "iss": BY.id},
    "a vc beside it": {**document(), "vc": {}},
    "another issuer in the claims": {**document(), "iss": "urn:autre"},
    "another subject in the claims": {**document(), "sub": "urn:acquis:holder:autre"},
    "another beginning in the claims": {**document(), "nbf": 0},
    "an end in the claims alone": {**document(), "exp": 4_000_000_000},
    "an end that is true": {**document(), "validUntil": "1970-01-01T00:00:01Z", "exp": True},
    "another name in the claims": {**document(), "jti": "urn:x"},
    "no beginning": without("validFrom"),
    "a beginning without an offset": {**document(), "validFrom": "2024-05-02T12:00:00"},
    "no id": without("id"),
    "no type": without("type"),
    "several subjects": {**document(), "credentialSubject": [document()["credentialSubject"]]},
    "signed before all": {**document(), "iat": -5},
    "signed at no moment": {**document(), "iat": "2024"},
    "signed in the year 300,000": {**document(), "iat": 9_999_999_999_999},
    "not a credential": {**document(), "type": ["OpenBadgeCredential"]},
    "a list": [],  # type: ignore[dict-item]
}


@pytest.mark.parametrize("said", [pytest.param(value, id=name) for name, value in UNREADABLE.items()])
def test_a_credential_that_two_readers_would_read_differently_is_refused(said: dict[str, Any]) -> None:
    """And what is no credential of VC 2.0."""
    proof = BY.sign(canonical(said), "vc+jwt")
    assert found(record("certifications"), proof).problem is ProofProblem.UNREADABLE


@pytest.mark.parametrize("typ", ["acquis-head+jwt", "dc+sd-jwt", "acquis-record+jwt"])
def test_what_is_signed_for_another_purpose_is_no_badge(typ: str) -> None:
    """The type of the header says what is signed; the same words under another are refused."""
    assert found(record("certifications"), BY.sign(canonical(document()), typ)).problem is ProofProblem.UNREADABLE


def test_a_name_twice_in_a_credential_is_refused() -> None:
    """One reader takes the first, another the last."""
    text = canonical(document())[:-1] + b',"issuer":"urn:autre"}'
    assert found(record("certifications"), BY.sign(text, "vc+jwt")).problem is ProofProblem.UNREADABLE


def test_another_kind_of_credential_shows_no_record() -> None:
    """Signed by the issuer, and no badge."""
    said = {**document(), "type": ["VerifiableCredential"]}
    assert found(record("certifications"), sign_credential(said, BY, AT)).problem is ProofProblem.ALTERED
    said = document()
    said["credentialSubject"]["achievement"] = ["x"]
    assert found(record("certifications"), sign_credential(said, BY, AT)).problem is ProofProblem.ALTERED


def test_a_badge_has_its_time() -> None:
    """Not before it is valid or signed, not after its end; on its last day, still."""
    one = record("certifications")
    proof = badge(one, holder="essai", authority=BY, at=AT, until=AT + timedelta(days=30))
    assert found(one, proof, on=date(2024, 6, 1)).standing is Standing.GUARANTEED
    assert found(one, proof, on=date(2024, 6, 2)).problem is ProofProblem.EXPIRED
    assert found(one, proof, on=date(2024, 5, 1)).problem is ProofProblem.NOT_YET
    late = sign_credential(document(), BY, AT + timedelta(days=2))
    assert found(one, late, on=date(2024, 5, 3)).problem is ProofProblem.NOT_YET


def test_a_badge_is_within_the_scope_of_its_issuer_and_of_one_line() -> None:
    """As a statement is."""
    one = record("certifications")
    proof = badge(one, holder="essai", authority=BY, at=AT)
    narrow = registry_of(ISSUER, scope=Scope(kinds=frozenset({RecordKind.VOLUNTEERING})))
    assert found(one, proof, known=narrow).problem is ProofProblem.OUT_OF_SCOPE
    rows = [{**SECTIONS["certifications"], "id": ident, "attestation": {"proofs": [proof]}} for ident in "ab"]
    both: Passport = verified(claimed(certifications=rows), registry_of(ISSUER), DAY)
    assert [one.verification.problem for one in both.certifications] == [None, ProofProblem.USED_TWICE]


def test_openbadgeslib_reads_our_badge_and_says_as_we_do() -> None:
    """An independent verifier: the key, the claims, the recipient; a changed byte."""
    from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

    from passport.proof.jose import imported

    proof = badge(record("certifications"), holder="essai", authority=BY, at=AT)
    pem = imported(BY.private).as_pem(private=False)  # type: ignore[union-attr]
    verifier = OB3Verifier(pem)
    seen = verifier.verify(proof, expected_recipient="urn:acquis:holder:essai")
    assert seen.achievement.name == "Vendeur"
    head, payload, signature = proof.split(".")
    forged = f"{head}.{payload[:40]}{'A' if payload[40] != 'A' else 'B'}{payload[41:]}.{signature}"
    with pytest.raises(OB3VerificationError):
        verifier.verify(forged)
    assert found(record("certifications"), forged).problem is not None


def test_a_badge_is_the_same_each_time() -> None:
    """No number drawn, no clock."""
    one = record("blocs")
    first, second = (badge(one, holder="essai", authority=BY, at=AT) for _ in range(2))
    assert first == second
    assert json.loads(canonical(badge_document(one, holder="essai", authority=BY, at=AT)))["validFrom"]
