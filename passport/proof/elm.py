"""A CV as European Learning Model 3, in JSON-LD: what Europass' European Digital Credentials are made of.

Each line is a learning achievement: what was done is an activity that it comes from (when, directed by whom), what was
obtained a qualification that it is of; its outcomes are the competencies that rest on it. Who vouches awards it: an
issuer where the line is guaranteed, the holder where they declare it. An export is not sealed, and names no list
of revocations: who issues it as a European Digital Credential seals it (XAdES, JAdES) with their own tools.
"""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from passport.document.dates import PartialDate
from passport.document.standing import Standing
from passport.proof.authority import Authority
from passport.proof.cv_claims import Aligned, CvClaims, CvLine
from passport.proof.registry import HOME, RecordKind
from passport.proof.vc import HOLDER, stamp
from referentials.countries import THREE_LETTERS

CONTEXT = ("https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap")
TYPES = ("VerifiableCredential", "EuropeanDigitalCredential")
SCHEMA = {"id": "http://data.europa.eu/snb/model/ap/edc-generic-no-cv", "type": "ShaclValidator2017"}
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_SNB = "http://data.europa.eu/snb"
_PROFILE, _PROFILES = f"{_SNB}/credential/e34929035b", f"{_SNB}/credential/25831c2"
"""The generic profile, and the list of profiles."""
_BASE64, _ENCODINGS = f"{_SNB}/encoding/6146cde7dd", f"{_SNB}/encoding/25831c2"
_LANGUAGES = {"fr": "FRA", "en": "ENG"}
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_OBTAINED = frozenset({RecordKind.CERTIFICATION, RecordKind.BLOC, RecordKind.QUALIFICATION, RecordKind.LANGUAGE})
"""Kinds of what is obtained, rather than done."""


def elm_document(cv: CvClaims, authority: Authority, pictures: Sequence[bytes] = ()) -> dict[str, Any]:
    """The credential, in JSON-LD; `pictures`: its pages as PNG, which the European Digital Credentials show."""
    return _Export(cv, authority).document(pictures)


@dataclass(slots=True)
class _Export:
    """Writes one CV; objects that have no name of their own are numbered, each type apart."""

    cv: CvClaims
    authority: Authority
    _numbers: Counter[str] = field(default_factory=Counter)

    def document(self, pictures: Sequence[bytes]) -> dict[str, Any]:
        cv = self.cv
        issued, until = stamp(cv.issued_at), cv.valid_until
        return {
            "@context": list(CONTEXT),
            "id": cv.uri,
            "type": list(TYPES),
            "credentialProfiles": _concept(_PROFILE, _PROFILES),
            "displayParameter": self._display(pictures),
            "credentialSchema": dict(SCHEMA),
            "issuer": self._organisation(self.authority.name, HOME, self.authority.id),
            "issuanceDate": issued,
            "issued": issued,
            "validFrom": issued,
            **({"expirationDate": stamp(until), "validUntil": stamp(until)} if until else {}),
            "credentialSubject": self._person(),
        }

    def _object(self, kind: str, **members: Any) -> dict[str, Any]:
        """An object of a type, with a name; members that say nothing are left out."""
        self._numbers[kind] += 1
        ident = members.pop("id", None) or f"{self.cv.uri}:{kind}:{self._numbers[kind]}"
        return {"id": ident, "type": kind, **{name: value for name, value in members.items() if value}}

    def _said(self, text: str | None) -> dict[str, str]:
        """A text, in the language of the CV."""
        return {self.cv.language: text} if text else {}

    def _display(self, pictures: Sequence[bytes]) -> dict[str, Any]:
        language = _language(self.cv.language)
        pages = [
            self._object("DisplayDetail", image=self._image(picture), page=rank)
            for rank, picture in enumerate(pictures, 1)
        ]
        display = self._object("IndividualDisplay", language=language, displayDetail=pages) if pages else None
        return self._object(
            "DisplayParameter",
            title=self._said(self.cv.title),
            description=self._said(self.cv.criteria),
            language=[language],
            primaryLanguage=language,
            individualDisplay=[display] if display else None,
        )

    def _image(self, picture: bytes) -> dict[str, Any]:
        return self._object(
            "MediaObject",
            content=base64.b64encode(picture).decode("ascii"),
            contentEncoding=_concept(_BASE64, _ENCODINGS),
            contentType=_concept(f"{_AUTHORITY}/file-type/PNG", f"{_AUTHORITY}/file-type"),
        )

    def _person(self) -> dict[str, Any]:
        holder = self.cv.holder
        mails = [{"id": f"mailto:{one}", "type": "Mailbox"} for one in holder.contact if _MAIL.fullmatch(one)]
        return self._object(
            "Person",
            id=HOLDER + holder.id,
            givenName=self._said(holder.given_name),
            familyName=self._said(holder.family_name),
            fullName=self._said(holder.name),
            dateOfBirth=_moment(holder.birthdate),
            contactPoint=self._object("ContactPoint", emailAddress=mails) if mails else None,
            hasClaim=[self._claim(line) for line in self.cv.lines],
        )

    def _claim(self, line: CvLine) -> dict[str, Any]:
        obtained = line.kind in _OBTAINED
        return self._object(
            "LearningAchievement",
            title=self._said(line.title),
            description=self._said(line.description),
            additionalNote=[self._note(line.note)],
            awardedBy=self._awarded(line, _moment(line.start) if obtained else None),
            influencedBy=None if obtained else [self._activity(line)],
            specifiedBy=self._specification(line),
        )

    def _note(self, text: str) -> dict[str, Any]:
        return self._object("Note", noteLiteral=self._said(text))

    def _awarded(self, line: CvLine, on: str | None = None) -> dict[str, Any]:
        """Who vouches: the issuer of a guaranteed line, the holder of another."""
        if line.standing is Standing.GUARANTEED and line.vouched_by:
            body = self._organisation(line.vouched_by, line.country)
        else:
            body = {"id": HOLDER + self.cv.holder.id, "type": "Person"}
        return self._object("AwardingProcess", awardingBody=[body], awardingDate=on)

    def _organisation(self, name: str, country: str | None, ident: str | None = None) -> dict[str, Any]:
        """An organisation; its country is France where none is said, as in the passport."""
        code = _concept(f"{_AUTHORITY}/country/{THREE_LETTERS[country or HOME]}", f"{_AUTHORITY}/country")
        location = self._object("Location", address=[self._object("Address", countryCode=code)])
        return self._object("Organisation", id=ident, legalName=self._said(name), location=[location])

    def _activity(self, line: CvLine) -> dict[str, Any]:
        period = {"startDate": _moment(line.start), "endDate": _moment(line.end, last=True)}
        directed = self._organisation(line.organisation, line.country) if line.organisation else None
        return self._object(
            "LearningActivity",
            title=self._said(line.title),
            temporal=[self._object("PeriodOfTime", **period)],
            directedBy=[directed] if directed else None,
            awardedBy=self._awarded(line),
        )

    def _specification(self, line: CvLine) -> dict[str, Any]:
        level = _concept(f"{_SNB}/eqf/{line.level}", f"{_SNB}/eqf/25831c2") if line.level else None
        common = {
            "title": self._said(line.title),
            "identifier": self._identifier(line.codes),
            "learningOutcome": [*self._outcomes(line)],
        }
        if line.kind in (RecordKind.CERTIFICATION, RecordKind.BLOC):
            partial = True if line.kind is RecordKind.BLOC else None
            return self._object("Qualification", **common, eqfLevel=level, isPartialQualification=partial)
        return self._object("LearningAchievementSpecification", **common)

    def _identifier(self, codes: Sequence[Aligned]) -> dict[str, Any] | None:
        if not codes:
            return None
        return self._object("Identifier", notation=codes[0].code, schemeName=codes[0].framework)

    def _outcomes(self, line: CvLine) -> Iterable[Mapping[str, Any]]:
        """The competencies that rest on a line."""
        for one in self.cv.competencies:
            if line.id in one.rests_on:
                skill = {
                    "id": one.aligned.url,
                    "type": "Concept",
                    "prefLabel": self._said(one.aligned.name),
                    "notation": one.aligned.code,
                }
                yield self._object("LearningOutcome", title=self._said(one.aligned.name), relatedSkill=[skill])


def _concept(ident: str, scheme: str) -> dict[str, Any]:
    return {"id": ident, "type": "Concept", "inScheme": {"id": scheme, "type": "ConceptScheme"}}


def _language(code: str) -> dict[str, Any]:
    return _concept(f"{_AUTHORITY}/language/{_LANGUAGES[code]}", f"{_AUTHORITY}/language")


def _moment(day: str | None, *, last: bool = False) -> str | None:
    """A day, a month or a year as a moment, which is all that the model has: of its first day, or of its last."""
    if not day:
        return None
    found = PartialDate.parse(day)
    return f"{found.last if last else found.first}T00:00:00Z"
