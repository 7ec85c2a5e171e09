"""A CV as SD-JWT VC: the holder shows the lines, the competencies and the fields of their identity that they choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from passport.document.standing import ProofProblem
from passport.proof.authority import Authority
from passport.proof.cv_claims import CvClaims, CvCompetency, CvLine
from passport.proof.cv_issuers import demand_cv_issuer
from passport.proof.disclosures import Decoy, Hidden
from passport.proof.errors import RefusedProofError
from passport.proof.registry import Registry
from passport.proof.sd_jwt import Audience, Checked, SdJwt, check, issue
from passport.proof.status_list import Statuses
from passport.proof.vc import HOLDER, statuses_named
from referentials.days import day_of

VCT = "urn:acquis:cv:1"
"""Type of the credential: a CV of a passeport de compétences, first version."""
LINES, COMPETENCIES = 8, 20
"""Lists are filled up with decoys to a multiple of these: how long a CV is does not show."""


def cv_sd_jwt(cv: CvClaims, authority: Authority, holder_key: Mapping[str, Any] | None = None) -> SdJwt:
    """The CV of an authority, with every disclosure; `holder_key`: public JWK of the key that is to show it."""
    return issue(cv_claims(cv), authority, holder=holder_key)


def cv_claims(cv: CvClaims) -> dict[str, Any]:
    """What is signed: the type, the dates and the status in clear, all the rest to be shown or not."""
    holder = cv.holder
    hidden = {
        "sub": HOLDER + holder.id,
        "name": holder.name,
        "given_name": holder.given_name,
        "family_name": holder.family_name,
        "birthdate": holder.birthdate,
        "contact": list(holder.contact),
        "title": cv.title,
        "profile": cv.profile,
    }
    return {
        "vct": VCT,
        "jti": cv.uri,
        "iat": int(cv.issued_at.timestamp()),
        **({"exp": int(cv.valid_until.timestamp())} if cv.valid_until else {}),
        "language": cv.language,
        "name_standing": holder.name_standing,
        **({"page": cv.page} if cv.page else {}),
        **({"credentialStatus": [dict(one) for one in cv.status]} if cv.status else {}),
        **{name: Hidden(value) for name, value in hidden.items() if value},
        "lines": filled([Hidden(line_claims(line)) for line in cv.lines], LINES),
        "competencies": filled([Hidden(competency_claims(one)) for one in cv.competencies], COMPETENCIES),
    }


def line_claims(line: CvLine) -> dict[str, Any]:
    """A line, as claims: what it does not say is left out."""
    return said({**asdict(line), "codes": [asdict(one) for one in line.codes]})


def competency_claims(one: CvCompetency) -> dict[str, Any]:
    """A competency, as claims."""
    return said({**asdict(one.aligned), "guarantee": one.guarantee, "rests_on": list(one.rests_on)})


def said(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of some fields."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], ())}


def filled(values: list[Any], to: int) -> list[Any]:
    """A list, filled up with decoys to a multiple of a number."""
    return values + [Decoy()] * (-len(values) % to)


def check_cv(shown: SdJwt, registry: Registry, at: datetime, audience: Audience | None = None) -> Checked:
    """Check a CV that is shown, down to the lists of revocations at hand. Raises RefusedProofError."""
    found = check(shown, registry, at, audience)
    if found.claims["vct"] != VCT:
        raise RefusedProofError(ProofProblem.UNREADABLE, found.issuer, found.signed)
    demand_cv_issuer(found.issuer, found.signed)
    problem = Statuses(registry, day_of(at)).problem(statuses_named(found.claims), found.issuer.id)
    if problem:
        raise RefusedProofError(problem, found.issuer, found.signed)
    return found
