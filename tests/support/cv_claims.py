"""An invented CV, with an authority that issues it and the list that says whether it still stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from joserfc.jwk import ECKey

from passport.document.standing import Standing
from passport.proof.authority import Authority, make_authority
from passport.proof.cv_claims import Aligned, CvClaims, CvCompetency, CvHolder, CvLine
from passport.proof.jose import imported
from passport.proof.registry import IssuerRole, RecordKind, Registry
from passport.proof.status_list import entry, status_list

AT = datetime.now(UTC).replace(microsecond=0) - timedelta(days=20)
"""When the CV was issued: others' verifiers look at the clock."""
LISTED = "https://passeport.example/statuses/1"
INDEX = 4_321
OPERATOR = make_authority("urn:acquis:operator:demo", "Opérateur inventé", role=IssuerRole.OPERATOR, algorithm="ES256")
IMPOSTOR = make_authority(OPERATOR.id, OPERATOR.name, role=IssuerRole.OPERATOR, algorithm="ES256")
"""Says the same names, with a key of its own."""
EMPLOYER = make_authority("urn:acquis:employer", "Employeur inventé", role=IssuerRole.EMPLOYER, algorithm="ES256")
"""In the registry, for what it vouches for: no CV."""
OTHER = make_authority("urn:acquis:operator:other", "Autre opérateur", role=IssuerRole.OPERATOR, algorithm="ES256")


def cv_list(revoked: Iterable[int] = (), authority: Authority = OPERATOR, at: datetime = AT, days: int = 365) -> str:
    """The list of revocations of an authority, signed at a moment for so many days."""
    return status_list(LISTED, authority, revoked, at=at, until=at + timedelta(days=days))


def cv_registry(revoked: Iterable[int] = ()) -> Registry:
    """The registry of who checks a CV: both operators, and the list of the first."""
    issuers = (OPERATOR.issuer(), OTHER.issuer())
    return Registry(issuers=issuers, status_lists={LISTED: cv_list(revoked)})


@cache
def public_pem(authority: Authority) -> bytes:
    """The public key of an authority, as PEM."""
    key = imported(authority.private)
    assert isinstance(key, ECKey)
    return key.as_pem(private=False)


def public_jwk(authority: Authority) -> dict[str, Any]:
    """The public key of an authority, as JWK."""
    return dict(imported(authority.private).as_dict(private=False))


def rome(code: str, name: str) -> Aligned:
    """A competency of ROME."""
    return Aligned(framework="ROME", code=code, name=name, url=f"urn:rome:{code}")


def cv_claims(**changes: Any) -> CvClaims:
    """The CV of an invented person."""
    said: dict[str, Any] = {
        "id": "abcdefghij2345",
        "holder": CvHolder(
            id="titulaire-1",
            given_name="Inès",
            family_name="Delcourt-Inventée",
            birthdate="1990-01-31",
            contact=("ines@example.org", "06 00 00 00 00"),
        ),
        "language": "fr",
        "title": "CV d'aide-soignante",
        "profile": "Aide-soignante pendant six ans.",
        "criteria": "Les lignes garanties le sont par leur émetteur.",
        "issued_at": AT,
        "valid_until": AT + timedelta(days=180),
        "page": "https://passeport.example/v/abcdefghij2345",
        "lines": LINES,
        "competencies": COMPETENCIES,
        "status": (entry(LISTED, INDEX),),
    }
    return CvClaims(**{**said, **changes})


LINES = (
    CvLine(
        id="c1",
        kind=RecordKind.CERTIFICATION,
        title="DE Aide-soignant",
        standing=Standing.GUARANTEED,
        note="Garanti par Rectorat inventé",
        start="2019-07-05",
        end="2019-07-05",
        level=4,
        codes=(
            Aligned(
                framework="RNCP",
                code="RNCP40692",
                name="DE Aide-soignant",
                url="https://www.francecompetences.fr/recherche/rncp/40692/",
            ),
        ),
        vouched_by="Rectorat inventé",
        vouched_on="2026-10-01",
    ),
    CvLine(
        id="e1",
        kind=RecordKind.EMPLOYMENT,
        title="Aide-soignante",
        standing=Standing.DECLARED,
        note="Déclaré par la personne",
        organisation="EHPAD des Tilleuls inventés",
        start="2019-09",
        end="2025",
        description="Toilettes, repas, transmissions",
    ),
    CvLine(
        id="b1",
        kind=RecordKind.VOLUNTEERING,
        title="Bénévole",
        standing=Standing.UNVERIFIED,
        note="Attestation non vérifiée",
        organisation="Association inventée",
        country="BE",
        start="2024",
    ),
)
COMPETENCIES = (
    CvCompetency(aligned=rome("300443", "Réaliser des soins d'hygiène"), guarantee="assessed", rests_on=("c1", "e1")),
    CvCompetency(aligned=rome("104429", "Accueillir un public"), guarantee="none", rests_on=("b1",)),
)
