"""Open Badges 3.0: a credential in JSON, or the payload of a VC-JWT, read without being trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passport.imports.draft import Draft, Told, field_period
from passport.imports.notes import About, Fate, Place
from passport.imports.readers.fields import lines_of, object_of, rows_of, text_of
from passport.imports.readers.proven import read_proven

TYPES = ("OpenBadgeCredential", "AchievementCredential")
_HELD = ("License", "Certification", "Badge")
"""Types of achievements that are held, rather than followed."""


def read(document: Mapping[str, Any], draft: Draft) -> None:
    """Write what a credential says into a draft: what was achieved, when, by whose word."""
    subject = object_of(document.get("credentialSubject"))
    if not any(True for _ in rows_of(subject.get("achievement"))):
        draft.note(Fate.DOUBTED, About.OTHER, Place("credentialSubject"), text_of(document.get("name")))
    proven = draft.proof is not None and read_proven(draft)
    for rank, achievement in rows_of(subject.get("achievement")) if not proven else ():
        _achievement(draft, document, achievement, f"credentialSubject.achievement[{rank}]")
    issuer = _name(document.get("issuer"))
    draft.issuer = issuer or text_of(document.get("issuer"))
    if draft.proof is None:
        draft.note(Fate.ASIDE, About.ATTESTATION, Place("issuer"), draft.issuer)
    if document.get("proof"):
        draft.note(Fate.ASIDE, About.SIGNATURE, Place("proof"), text_of(object_of(document["proof"]).get("type")))
    for rank, row in rows_of(subject.get("identifier")):
        draft.aside(About.CONTACT, Place(f"credentialSubject.identifier[{rank}]"), text_of(row.get("identityType")))
    for name in ("name", "givenName", "familyName"):
        draft.aside(About.OTHER, Place(f"credentialSubject.{name}"), text_of(subject.get(name)))


def _achievement(draft: Draft, document: Mapping[str, Any], achievement: Mapping[str, Any], path: str) -> None:
    subject = object_of(document.get("credentialSubject"))
    title = text_of(achievement.get("name")) or text_of(document.get("name"))
    since, until = _day(document.get("validFrom") or document.get("issuanceDate")), _day(document.get("validUntil"))
    start, end = _day(subject.get("activityStartDate")), _day(subject.get("activityEndDate"))
    aligned = [_aligned(draft, row, f"{path}.alignment[{rank}]") for rank, row in rows_of(achievement.get("alignment"))]
    criteria = object_of(achievement.get("criteria")).get("narrative")
    organisation = _name(document.get("issuer"))
    if text_of(achievement.get("achievementType")) in _HELD and not achievement.get("alignment"):
        draft.held(title, Place(path), since, until, organisation)
        draft.aside(About.SUMMARY, Place(f"{path}.description"), lines_of(achievement.get("description"), criteria))
        return
    told = Told(
        title=title,
        period=field_period(start or end or since, end or start or since),
        organisation=organisation,
        description=lines_of(achievement.get("description"), criteria, aligned),
    )
    draft.training(told, Place(path))


def _aligned(draft: Draft, row: Mapping[str, Any], path: str) -> str:
    """The words of what an achievement is aligned with; the code of another framework is told."""
    code = " ".join(filter(None, (text_of(row.get("targetFramework")), text_of(row.get("targetCode")))))
    draft.aside(About.FRAMEWORK, Place(path), f"{text_of(row.get('targetName'))} ({code})" if code else "")
    return lines_of(row.get("targetName"), row.get("targetDescription"))


def _name(issuer: object) -> str:
    return text_of(object_of(issuer).get("name"))


def _day(value: object) -> str:
    return text_of(value)[:10]
