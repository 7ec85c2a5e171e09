"""A CV as an Open Badge 3.0 in VC-JWT: one credential that wallets and platforms of badges read.

The achievement is the CV; its alignments are the codes that it says (certifications, blocs, occupations, competencies),
and each line is a piece of evidence. What badges have no word for (where a line stands, who vouches, when) is said with
words of ours, which the context defines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from passport.document.standing import ProofProblem
from passport.proof.authority import Authority
from passport.proof.credential import BADGE_CONTEXT, BADGES
from passport.proof.cv_claims import Aligned, CvClaims, CvLine
from passport.proof.cv_issuers import demand_cv_issuer
from passport.proof.cv_sd_jwt import said
from passport.proof.errors import RefusedProofError
from passport.proof.jose import take_apart
from passport.proof.registry import Issuer, Registry
from passport.proof.status_list import Statuses
from passport.proof.trust import issuer_of
from passport.proof.vc import CONTEXT, CREDENTIAL, HOLDER, TYPS, Credential, read_credential, sign_credential, stamp
from referentials.days import day_of

SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
SCHEMA_TYPE = "1EdTechJsonSchemaValidator2019"
KIND = "ext:CurriculumVitae"
"""Type of the achievement; Open Badges lets extensions be."""
WORDS: Mapping[str, Any] = {
    **{
        name: f"urn:acquis:vocabulary#{name}"
        for name in (
            "standing",
            "nameStanding",
            "guarantee",
            "vouchedBy",
            "vouchedOn",
            "organisation",
            "start",
            "end",
            "codes",
        )
    },
    "restsOn": {"@id": "urn:acquis:vocabulary#restsOn", "@type": "@id"},
}
"""Words of ours, as the context defines them."""
_LEEWAY = 60
"""Seconds that clocks may differ by."""


def cv_credential(cv: CvClaims, authority: Authority) -> str:
    """The CV of an authority, signed."""
    return sign_credential(cv_document(cv, authority), authority, cv.issued_at)


def cv_document(cv: CvClaims, authority: Authority) -> dict[str, Any]:
    """What is signed of a CV."""
    return {
        "@context": [CONTEXT, BADGE_CONTEXT, dict(WORDS)],
        "id": cv.uri,
        "type": [CREDENTIAL, "AchievementCredential"],
        "name": cv.title,
        "issuer": {"id": authority.id, "type": ["Profile"], "name": authority.name},
        "validFrom": stamp(cv.issued_at),
        **({"validUntil": stamp(cv.valid_until)} if cv.valid_until else {}),
        "credentialSubject": {
            "id": HOLDER + cv.holder.id,
            "type": ["AchievementSubject"],
            **({"identifier": [_identity(cv)], "nameStanding": cv.holder.name_standing} if cv.holder.name else {}),
            "achievement": _achievement(cv, authority),
        },
        **({"evidence": [_evidence(cv, line) for line in cv.lines]} if cv.lines else {}),
        "credentialSchema": [{"id": SCHEMA, "type": SCHEMA_TYPE}],
        **({"credentialStatus": [dict(one) for one in cv.status]} if cv.status else {}),
    }


def _identity(cv: CvClaims) -> dict[str, Any]:
    """The holder's name, as Open Badges identifies a person."""
    return {"type": "IdentityObject", "identityType": "name", "hashed": False, "identityHash": cv.holder.name}


def _achievement(cv: CvClaims, authority: Authority) -> dict[str, Any]:
    return {
        "id": cv.uri,
        "type": ["Achievement"],
        "achievementType": KIND,
        "name": cv.title,
        "description": cv.profile or cv.title,
        "criteria": {"narrative": cv.criteria, **({"id": cv.page} if cv.page else {})},
        "creator": {"id": authority.id, "type": ["Profile"], "name": authority.name},
        "inLanguage": cv.language,
        "alignment": [*_alignments(cv)],
    }


def _alignments(cv: CvClaims) -> Iterable[dict[str, Any]]:
    for line in cv.lines:
        for code in line.codes:
            yield {**_alignment(code), "standing": str(line.standing), "restsOn": [_line_uri(cv, line.id)]}
    for one in cv.competencies:
        rests_on = [_line_uri(cv, line) for line in one.rests_on]
        yield {**_alignment(one.aligned), "guarantee": one.guarantee, "restsOn": rests_on}


def _alignment(one: Aligned) -> dict[str, Any]:
    return {
        "type": ["Alignment"],
        "targetName": one.name,
        "targetUrl": one.url,
        "targetFramework": one.framework,
        "targetCode": one.code,
    }


def _line_uri(cv: CvClaims, line: str) -> str:
    """What names a line of a CV."""
    return f"{cv.uri}:{quote(line, safe='')}"


def _evidence(cv: CvClaims, line: CvLine) -> dict[str, Any]:
    return said(
        {
            "id": _line_uri(cv, line.id),
            "type": ["Evidence"],
            "name": line.title,
            "narrative": line.note,
            "description": line.description,
            "genre": str(line.kind),
            "organisation": line.organisation,
            "start": line.start,
            "end": line.end,
            "standing": str(line.standing),
            "vouchedBy": line.vouched_by,
            "vouchedOn": line.vouched_on,
            "codes": [code.code for code in line.codes],
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCredential:
    """A credential whose signature, dates and status hold: by whom, when, and what it says."""

    issuer: Issuer
    signed: datetime
    credential: Credential


def check_credential(token: str, registry: Registry, at: datetime) -> CheckedCredential:
    """Check a CV as an Open Badge: that it is one, its issuer's signature and role, its dates, the lists at hand.

    Raises RefusedProofError.
    """
    compact = take_apart(token.strip())
    found = read_credential(compact)
    if compact.typ not in TYPS or not BADGES & found.types:
        raise RefusedProofError(ProofProblem.UNREADABLE)
    issuer = issuer_of(compact, found.issuer, found.at, registry, day_of(at))
    problem = _problem_of_dates(found, at) or Statuses(registry, day_of(at)).problem(found.status, issuer.id)
    if problem:
        raise RefusedProofError(problem, issuer, found.at)
    if found.subject.get("achievement", {}).get("achievementType") != KIND:
        raise RefusedProofError(ProofProblem.UNREADABLE, issuer, found.at)  # a badge of one record is no CV
    demand_cv_issuer(issuer, found.at)
    return CheckedCredential(issuer=issuer, signed=found.at, credential=found)


def _problem_of_dates(found: Credential, at: datetime) -> ProofProblem | None:
    if any((moment - at).total_seconds() > _LEEWAY for moment in (found.at, found.valid_from)):
        return ProofProblem.NOT_YET
    if found.valid_until and (at - found.valid_until).total_seconds() > _LEEWAY:
        return ProofProblem.EXPIRED
    return None
