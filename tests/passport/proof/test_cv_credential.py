"""The CV for wallets: an Open Badge that others verify, an SD-JWT shown in part, an ELM document that is read again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier
from openvc.proof.sd_jwt import SdJwtVcProofSuite

from passport.document.read import passport_from
from passport.document.standing import ProofProblem
from passport.imports import import_paper
from passport.imports.detect import PaperKind
from passport.proof.authority import Authority, make_authority
from passport.proof.credential import badge
from passport.proof.cv_credential import check_credential, cv_credential, cv_document
from passport.proof.cv_sd_jwt import VCT, check_cv, cv_sd_jwt
from passport.proof.elm import elm_document
from passport.proof.errors import RefusedProofError
from passport.proof.registry import IssuerRole, Registry
from passport.proof.sd_jwt import choices, issue, present
from tests.support.cv_claims import (
    AT,
    IMPOSTOR,
    INDEX,
    LISTED,
    OPERATOR,
    OTHER,
    cv_claims,
    cv_list,
    cv_registry,
    public_jwk,
    public_pem,
)

PUBLIC = public_pem(OPERATOR)
LATER = AT + timedelta(days=20)


def _refused(token: str, registry: Registry | None = None) -> ProofProblem:
    with pytest.raises(RefusedProofError) as caught:
        check_credential(token, registry or cv_registry(), LATER)
    return caught.value.problem


def test_a_cv_as_an_open_badge_says_its_lines_and_what_each_rests_on() -> None:
    """Codes are alignments, lines are evidence, and each says where it stands."""
    found = check_credential(cv_credential(cv_claims(), OPERATOR), cv_registry(), LATER)
    document = found.credential.document
    assert (found.issuer.name, found.signed, "vc" in document) == ("Opérateur inventé", AT, False)
    assert document["nbf"] == int(AT.timestamp())
    alignment = document["credentialSubject"]["achievement"]["alignment"]
    assert [
        (one["targetFramework"], one["targetCode"], one.get("guarantee", one.get("standing"))) for one in alignment
    ] == [
        ("RNCP", "RNCP40692", "guaranteed"),
        ("ROME", "300443", "assessed"),
        ("ROME", "104429", "none"),
    ]
    evidence = {one["id"]: one for one in document["evidence"]}
    assert [evidence[line]["vouchedBy"] for line in alignment[1]["restsOn"] if "vouchedBy" in evidence[line]] == [
        "Rectorat inventé"
    ]


def _issued_by(role: IssuerRole) -> tuple[Authority, Registry]:
    """An issuer of the registry that has this role."""
    issuer = make_authority("urn:acquis:test:other", "Boulangerie inventée", role=role, algorithm="ES256")
    return issuer, Registry(issuers=(*cv_registry().issuers, issuer.issuer()))


@pytest.mark.parametrize("role", [IssuerRole.EMPLOYER, IssuerRole.CERTIFIER, IssuerRole.TRAINING_BODY])
def test_a_cv_of_an_issuer_that_issues_none_is_refused(role: IssuerRole) -> None:
    """It would say what others guarantee: in its scope are records, not CVs."""
    issuer, registry = _issued_by(role)
    unlisted = cv_claims(status=())
    assert _refused(cv_credential(unlisted, issuer), registry) is ProofProblem.OUT_OF_SCOPE
    with pytest.raises(RefusedProofError) as caught:
        check_cv(cv_sd_jwt(unlisted, issuer), registry, LATER)
    assert caught.value.problem is ProofProblem.OUT_OF_SCOPE


def test_a_cv_of_a_teaching_issuer_is_for_trying() -> None:
    """Development has no operator; who reads it is told whose it is."""
    issuer, registry = _issued_by(IssuerRole.TEACHING)
    unlisted = cv_claims(status=())
    assert check_credential(cv_credential(unlisted, issuer), registry, LATER).issuer.role is IssuerRole.TEACHING
    assert check_cv(cv_sd_jwt(unlisted, issuer), registry, LATER).issuer.role is IssuerRole.TEACHING


def test_a_badge_of_one_record_is_no_cv() -> None:
    """Though the operator signed it."""
    line = {"id": "q", "title": "CACES inventé", "kind": "caces", "date": "2021-02-03"}
    document = {"version": 1, "holder": {"id": "essai"}, "qualifications": [line]}
    token = badge(passport_from(document).records[0], holder="essai", authority=OPERATOR, at=AT)
    assert _refused(token) is ProofProblem.UNREADABLE


def test_a_cv_is_refused_by_another_key_after_its_end_before_its_day_and_once_revoked() -> None:
    """Each problem by its name; a list that is not there says nothing, and nothing is not enough."""
    whole = cv_credential(cv_claims(), OPERATOR)
    assert _refused(cv_credential(cv_claims(), IMPOSTOR)) is ProofProblem.UNKNOWN_KEY
    assert _refused(cv_credential(cv_claims(valid_until=AT + timedelta(days=1)), OPERATOR)) is ProofProblem.EXPIRED
    assert _refused(cv_credential(cv_claims(issued_at=LATER + timedelta(hours=1)), OPERATOR)) is ProofProblem.NOT_YET
    assert _refused(whole, cv_registry([INDEX])) is ProofProblem.REVOKED
    assert _refused(whole, Registry(issuers=(OPERATOR.issuer(),))) is ProofProblem.STATUS_UNKNOWN


def test_an_independent_verifier_of_open_badges_accepts_the_cv_and_its_list() -> None:
    """openbadgeslib: the badge, its recipient, the list that our issuer signed, and a revocation in it."""
    verifier = OB3Verifier(pubkey_pem=PUBLIC)
    token = cv_credential(cv_claims(), OPERATOR)
    holder = "urn:acquis:holder:titulaire-1"

    def listed(*revoked: int) -> Any:
        return lambda url: cv_list(revoked).encode() if url == LISTED else b""

    badge = verifier.verify(token, expected_recipient=holder, check_status=True, download=listed())
    assert badge.achievement.name == "CV d'aide-soignante"
    assert [one.target_code for one in badge.achievement.alignments] == ["RNCP40692", "300443", "104429"]
    with pytest.raises(OB3VerificationError, match="revocation"):
        verifier.verify(token, check_status=True, download=listed(INDEX))
    with pytest.raises(OB3VerificationError, match="issuer"):
        verifier.verify(token, check_status=True, download=lambda url: cv_list(authority=OTHER).encode())


def test_our_own_import_reads_the_badge() -> None:
    """What acquis gives out, acquis takes in."""
    found = import_paper(cv_credential(cv_claims(), OPERATOR).encode(), "cv.jwt", PaperKind.OPEN_BADGE)
    assert [one.title for one in found.passport.trainings] == ["CV d'aide-soignante"]


def test_a_cv_as_sd_jwt_is_shown_in_part() -> None:
    """The certification alone: no name, no other line, and it is said by whom and how it stands."""
    whole = cv_sd_jwt(cv_claims(), OPERATOR)
    shown = present(whole, [("lines", 0)])
    found = check_cv(shown, cv_registry(), LATER)
    assert [line["title"] for line in found.claims["lines"]] == ["DE Aide-soignant"]
    assert not {"given_name", "family_name", "birthdate", "contact", "sub"} & found.claims.keys()
    assert not any(word in str(shown) for word in ("Delcourt", "EHPAD"))
    assert "Delcourt-Inventée" in choices(whole).values()


def test_how_long_a_cv_is_does_not_show() -> None:
    """Two CVs of one line and of three have as many places in what is shown."""
    one = present(cv_sd_jwt(cv_claims(lines=cv_claims().lines[:1]), OPERATOR), [("lines", 0)])
    three = present(cv_sd_jwt(cv_claims(), OPERATOR), [("lines", 0)])
    found = [check_cv(shown, cv_registry(), LATER).withheld for shown in (one, three)]
    assert found[0] == found[1]


def test_a_revoked_cv_is_refused_as_sd_jwt_too() -> None:
    """Its status is never hidden."""
    shown = present(cv_sd_jwt(cv_claims(), OPERATOR), [])
    with pytest.raises(RefusedProofError) as caught:
        check_cv(shown, cv_registry([INDEX]), LATER)
    assert caught.value.problem is ProofProblem.REVOKED


@pytest.mark.parametrize("said", [{"credentialStatus": "https://x.example/1"}, {"status": {"status_list": {"idx": 1}}}])
def test_a_status_of_a_cv_that_is_not_read_here_is_unknown(said: dict[str, Any]) -> None:
    """An address alone, or the Token Status List: never passed over."""
    plain = {"vct": VCT, "iat": int(AT.timestamp())}
    assert check_cv(issue(plain, OPERATOR), cv_registry(), LATER)
    with pytest.raises(RefusedProofError) as caught:
        check_cv(issue({**plain, **said}, OPERATOR), cv_registry(), LATER)
    assert caught.value.problem is ProofProblem.STATUS_UNKNOWN


def test_a_credential_of_another_type_is_no_cv() -> None:
    """Whoever signs CVs may sign other things too."""
    other = issue({"vct": "urn:example:membership", "iat": int(AT.timestamp())}, OPERATOR)
    with pytest.raises(RefusedProofError) as caught:
        check_cv(other, cv_registry(), LATER)
    assert caught.value.problem is ProofProblem.UNREADABLE


def test_an_independent_verifier_accepts_a_cv_as_sd_jwt_bound_to_its_holder() -> None:
    """openvc-core, on the whole CV and on a part of it."""
    key = ECKey.generate_key("P-256").as_dict(private=False)
    whole = cv_sd_jwt(cv_claims(), OPERATOR, key)
    suite, public = SdJwtVcProofSuite(), public_jwk(OPERATOR)
    found = suite.verify(str(whole), public_key_jwk=public, expected_vct=VCT)
    assert (found.claims["given_name"], found.confirmation) == ("Inès", {"jwk": key})
    part = suite.verify(str(present(whole, [("competencies", 1)])), public_key_jwk=public)
    assert [one["name"] for one in part.claims["competencies"]] == ["Accueillir un public"]


PICTURE = b"\x89PNG\r\n\x1a\n invented"


def test_an_elm_document_is_read_again_by_our_own_import() -> None:
    """Lines, days, organisations, the country of another land, and competencies."""
    document = elm_document(cv_claims(), OPERATOR)
    found = import_paper(json.dumps(document).encode(), "cv.jsonld", PaperKind.ELM).passport
    read = [(one.title, one.organisation, str(one.start), one.country) for one in found.trainings]
    assert read == [
        ("DE Aide-soignant", "Rectorat inventé", "2019-07-05", None),
        ("Aide-soignante", "EHPAD des Tilleuls inventés", "2019-09-01", None),
        ("Bénévole", "Association inventée", "2024-01-01", "BE"),
    ]
    assert "Réaliser des soins d'hygiène" in found.trainings[1].description


REQUIRED = {
    "EuropeanDigitalCredential": {
        "credentialProfiles", "displayParameter", "issuer", "credentialSubject", "issued", "validFrom",
        "credentialSchema",
    },
    "DisplayParameter": {"title", "language", "primaryLanguage", "individualDisplay"},
    "IndividualDisplay": {"language", "displayDetail"},
    "DisplayDetail": {"image", "page"},
    "MediaObject": {"contentType", "contentEncoding", "content"},
    "Organisation": {"legalName", "location"},
    "Location": {"address"},
    "Address": {"countryCode"},
    "LearningAchievement": {"title", "awardedBy"},
    "LearningActivity": {"title", "awardedBy"},
    "AwardingProcess": {"awardingBody"},
    "LearningAchievementSpecification": {"title"},
    "Qualification": {"title"},
    "LearningOutcome": {"title"},
    "Note": {"noteLiteral"},
    "Identifier": {"notation"},
}  # fmt: skip
"""What the schema of ELM 3.2 demands of the types that we write (EBSI, `vcdm2.0-europass-edc-schema`)."""


def _objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(one for inner in value.values() for one in _objects(inner))]
    return [one for inner in value for one in _objects(inner)] if isinstance(value, list) else []


def test_an_elm_document_has_what_the_model_demands_of_each_type() -> None:
    """Where pictures of the pages are given: the model wants a display of them."""
    for one in _objects(elm_document(cv_claims(), OPERATOR, [PICTURE])):
        kinds = one.get("type", [])
        kind = kinds[-1] if isinstance(kinds, list) and kinds else kinds
        assert REQUIRED.get(str(kind), set()) <= one.keys(), kind


@pytest.mark.data
def test_every_word_of_an_elm_document_is_of_the_published_context(data: Path) -> None:
    """Terms and classes of edc-ap, the context of European Digital Credentials, and those of VC 1.1."""
    context = json.loads((data / "formats/elm/edc-ap-context.jsonld").read_bytes())["@context"]
    credential = {
        "@context", "id", "type", "issuer", "issuanceDate", "issued", "validFrom", "validUntil", "expirationDate",
        "credentialSubject", "credentialSchema", "VerifiableCredential",
    }  # fmt: skip
    known = credential | {"fr"} | context.keys()
    for one in _objects(elm_document(cv_claims(), OPERATOR, [PICTURE])):
        kinds = one.get("type", [])
        assert set(kinds if isinstance(kinds, list) else [kinds]) | one.keys() <= known


def test_a_declared_line_is_awarded_by_the_holder_and_a_guaranteed_one_by_its_issuer() -> None:
    """An export does not make an issuer of who only declares."""
    claims = elm_document(cv_claims(), OPERATOR)["credentialSubject"]["hasClaim"]
    bodies = [claim["awardedBy"]["awardingBody"][0]["type"] for claim in claims]
    assert bodies == ["Organisation", "Person", "Person"]


def test_what_the_holder_does_not_say_is_nowhere() -> None:
    """Without names nor address, the badge and the export have none."""
    cv = cv_claims()
    anonymous = replace(cv, holder=replace(cv.holder, given_name=None, family_name=None, birthdate=None, contact=()))
    for document in (cv_document(anonymous, OPERATOR), elm_document(anonymous, OPERATOR)):
        assert not {"identifier", "givenName", "fullName", "dateOfBirth", "contactPoint"} & {
            name for one in _objects(document) for name in one if one.get("type") in ("Person", ["AchievementSubject"])
        }
