"""The line of a passport that a signed badge vouches for, to the letter: it would not cover any other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from passport.document.model import (
    BlocObtained,
    CertificationObtained,
    Experience,
    ExperienceKind,
    Language,
    Qualification,
    QualificationKind,
    Record,
    TrainingFollowed,
)
from passport.imports.draft import Draft
from passport.imports.notes import About, Fate, Place
from passport.imports.readers.fields import lines_of, object_of, rows_of, text_of
from passport.proof.credential import LEVELS, covers
from passport.proof.errors import RefusedProofError
from passport.proof.jose import take_apart
from passport.proof.vc import Credential, read_credential

_DAY = 10
"""Characters of the day of a moment."""
_MODEL: Mapping[str, type[Record]] = {
    "certifications": CertificationObtained,
    "blocs": BlocObtained,
    "languages": Language,
    "experiences": Experience,
    "trainings": TrainingFollowed,
    "qualifications": Qualification,
}
_HELD = ("certifications", "blocs")


def read_proven(draft: Draft) -> bool:
    """Write in a draft the line that its proof vouches for; False, and nothing, where the proof is of no such form.

    The words of the achievement are its description, which no proof covers.
    """
    try:
        credential = read_credential(take_apart(draft.proof or ""))
    except RefusedProofError:
        return False
    if credential.holder:
        draft.issued_to(credential.holder)
    for section, fields in _candidates(credential):
        if _stands(credential, section, fields):
            return _written(draft, credential, section, fields)
    return False


def _written(draft: Draft, credential: Credential, section: str, fields: dict[str, Any]) -> bool:
    achievement, place = object_of(credential.subject.get("achievement")), Place("credentialSubject.achievement")
    title = text_of(achievement.get("name"))
    criteria = object_of(achievement.get("criteria")).get("narrative")
    words = "\n".join(dict.fromkeys(lines_of(achievement.get("description"), criteria).splitlines()))
    if section in ("experiences", "trainings") and words != title:
        fields = {**fields, "description": words}
    record = draft.line(section, fields, place, title)
    if record and section in _HELD:
        draft.note(Fate.MAPPED, About.CODE, place, title, record, code=fields["code"])
    return record is not None


def _stands(credential: Credential, section: str, fields: Mapping[str, Any]) -> bool:
    try:
        record = _MODEL[section].model_validate({"id": "r", **fields})
    except ValidationError:
        return False
    return covers(credential, record)


def _candidates(credential: Credential) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the badge may be read as, the kinds that say most first; the first that it covers is right."""
    document, subject = credential.document, credential.subject
    achievement = object_of(subject.get("achievement"))
    title = text_of(achievement.get("name"))
    awarded = _day(document.get("awardedDate") or document.get("validFrom"))
    codes = [(text_of(row.get("targetFramework")), text_of(row.get("targetCode"))) for row in _aligned(achievement)]
    for _, code in codes:
        for section in _HELD:
            yield section, {"code": code, "title": title, "date": awarded}
    for framework, code in codes:
        language, _, level = code.partition(" ")
        if framework == LEVELS:
            yield "languages", {"language": language, "level": level}
    span = {"title": title, "start": _day(subject.get("activityStartDate"))}
    end = _day(subject.get("activityEndDate"))
    where = text_of(object_of(achievement.get("creator", document.get("issuer"))).get("name"))
    span |= {name: value for name, value in (("end", end), ("organisation", where)) if value}
    tags = set(map(text_of, achievement.get("tag") or ())) if isinstance(achievement.get("tag"), list) else set()
    for kind in ExperienceKind if span["start"] else ():
        for _, code in (*codes, ("", "")):
            yield "experiences", {**span, "kind": kind, **({"rome": code} if code else {})}
    if span["start"]:
        yield "trainings", span
    until = _day(document.get("validUntil"))
    named = {"kind": next((kind for kind in QualificationKind if kind in tags), None), "until": until or None}
    held = {"title": title, "date": awarded, **{name: value for name, value in named.items() if value}}
    yield "qualifications", held


def _aligned(achievement: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (row for _, row in rows_of(achievement.get("alignment")))


def _day(value: object) -> str:
    return text_of(value)[:_DAY]
