"""European Learning Model (European Digital Credentials, JSON-LD): what a learner achieved, did and may do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from passport.imports.draft import Draft, Told, field_period
from passport.imports.notes import About, Fate, Place
from passport.imports.readers.fields import country_of, lines_of, object_of, rows_of, text_of

TYPE = "EuropeanDigitalCredential"
_LANGUAGES = ("fr", "en")
_CONTACT = ("contactPoint", "dateOfBirth", "location", "nationalID", "gender", "citizenshipCountry", "placeOfBirth")
_CLAIMS = ("LearningAchievement", "LearningActivity", "LearningAssessment", "LearningEntitlement")


def read(document: Mapping[str, Any], draft: Draft) -> None:
    """Write what a credential says into a draft."""
    subject = object_of(document.get("credentialSubject"))
    name = _said(subject.get("fullName")) or f"{_said(subject.get('givenName'))} {_said(subject.get('familyName'))}"
    draft.named(name, Place("credentialSubject.fullName"))
    for field in _CONTACT:
        if subject.get(field):
            draft.note(Fate.ASIDE, About.CONTACT, Place(f"credentialSubject.{field}"), field)
    issued = text_of(document.get("issued") or document.get("issuanceDate") or document.get("validFrom"))[:10]
    for rank, claim in rows_of(subject.get("hasClaim")):
        _claim(draft, claim, f"credentialSubject.hasClaim[{rank}]", issued)
    issuer = _said(object_of(document.get("issuer")).get("legalName"))
    draft.issuer = issuer
    if draft.proof is None:
        draft.note(Fate.ASIDE, About.ATTESTATION, Place("issuer"), draft.issuer)
    if document.get("proof"):
        draft.note(Fate.ASIDE, About.SIGNATURE, Place("proof"), text_of(object_of(document["proof"]).get("type")))


def _claim(draft: Draft, claim: Mapping[str, Any], path: str, issued: str, depth: int = 0) -> None:
    """An achievement or an activity is a training; an assessment and an entitlement are told."""
    kind = text_of(claim.get("type")) or next(iter(map(text_of, claim.get("type") or [""])), "")
    specified = object_of(claim.get("specifiedBy"))
    title = _said(claim.get("title")) or _said(specified.get("title"))
    if kind in ("LearningAssessment", "LearningEntitlement"):
        draft.aside(About.OTHER, Place(path), title)
        return
    activities = [row for _, row in rows_of(claim.get("influencedBy"))]
    start, end = _span(claim) or next(filter(None, map(_span, activities)), ("", ""))
    awarded = text_of(object_of(claim.get("awardedBy")).get("awardingDate"))[:10]
    end = end or awarded or ("" if start else issued)
    body = _body(claim, activities)
    told = Told(
        title=title,
        period=field_period(start or end, end),
        organisation=_said(body.get("legalName")),
        description=lines_of(_said(claim.get("description")), list(_outcomes(specified))),
        country=_country(body),
    )
    draft.training(told, Place(path))
    for rank, part in rows_of(claim.get("hasPart")) if depth < 5 else ():
        _claim(draft, part, f"{path}.hasPart[{rank}]", issued, depth + 1)


def _body(claim: Mapping[str, Any], activities: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The organisation that directed what was done, or that awarded it; a person who awards is the learner."""
    awarding = object_of(object_of(claim.get("awardedBy")).get("awardingBody"))
    directing = (object_of(one.get("directedBy")) for one in (claim, *activities))
    return next((one for one in (awarding, *directing) if _said(one.get("legalName"))), awarding)


def _outcomes(specified: Mapping[str, Any]) -> Iterator[str]:
    """What was learnt: the outcomes, and the skills of ESCO that they name."""
    for _, outcome in rows_of(specified.get("learningOutcome")):
        yield _said(outcome.get("title"))
        for _, skill in rows_of(outcome.get("relatedESCOSkill") or outcome.get("relatedSkill")):
            yield _said(skill.get("prefLabel"))


def _span(row: Mapping[str, Any]) -> tuple[str, str] | None:
    temporal = object_of(row.get("temporal"))
    start = text_of(temporal.get("startDate") or row.get("startDate"))[:10]
    end = text_of(temporal.get("endDate") or row.get("endDate"))[:10]
    return (start or end, end or start) if start or end else None


def _country(body: Mapping[str, Any]) -> str | None:
    address = object_of(object_of(body.get("location")).get("address"))
    return country_of(object_of(address.get("countryCode")).get("id"))


def _said(value: object) -> str:
    """A text in several languages: French, else English, else the first."""
    if isinstance(value, Mapping):
        texts = {str(language)[:2]: text for language, text in value.items()}
        found = next((texts[one] for one in _LANGUAGES if one in texts), next(iter(texts.values()), ""))
        return _said(found) if isinstance(found, list) else text_of(found)
    return text_of(value[0]) if isinstance(value, list) and value else text_of(value)
