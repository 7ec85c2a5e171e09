"""Open Badges 3.0 as proofs: what a badge says of an achievement, and whether a record says that and nothing more.

The achievement's name is the title; its alignments are codes (RNCP, RS, bloc, ROME, level of a language); its type is
the kind; `awardedDate` is the day it was obtained, `validFrom` where there is none; `activityStartDate` and
`activityEndDate` are when it was followed, and its creator, or the issuer, where. What a badge cannot say (weekly
hours, country…) it does not vouch for: a record that says it has to bring a statement. Nor may a record leave off, or
say more vaguely, what would make it last longer: the days of a span, the end of a licence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from passport.document.clean import clean_line
from passport.document.dates import PartialDate
from passport.document.model import (
    BlocObtained,
    CertificationObtained,
    Experience,
    Language,
    Qualification,
    Record,
    TrainingFollowed,
)
from passport.proof.canonical import digest
from passport.proof.statement import signed_content
from passport.proof.vc import CONTEXT, CREDENTIAL, HOLDER, Credential, listed, moment, sign_credential, stamp
from referentials.codes import BlocCode, RncpCode, RomeCode, RsCode, parse_certification_or_bloc
from referentials.errors import CodeError

if TYPE_CHECKING:
    from passport.proof.authority import Authority

BADGES = frozenset({"OpenBadgeCredential", "AchievementCredential"})
BADGE_CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
TYPES: Mapping[type, tuple[str, ...]] = {
    CertificationObtained: (
        "Certification", "Degree", "Diploma", "AssociateDegree", "BachelorDegree", "MasterDegree", "DoctoralDegree",
        "ProfessionalDoctorate", "SecondarySchoolDiploma", "JourneymanCertificate", "MasterCertificate",
    ),
    BlocObtained: ("MicroCredential", "Certification"),
    TrainingFollowed: ("Course", "LearningProgram", "CertificateOfCompletion", "Certificate", "CoCurricular"),
    Qualification: ("License", "Certificate", "Badge"),
    Language: ("Assessment", "Certification"),
}  # fmt: skip
"""Types of achievements (Open Badges 3.0, AchievementType) that show each kind of record; we write the first.

A course aligned with a certification does not show that it was obtained.
"""
EXPERIENCES = {
    "apprenticeship": ("ext:apprenticeship", "ApprenticeshipCertificate"),
    "internship": ("ext:internship", "Fieldwork"),
    "volunteering": ("ext:volunteering", "CommunityService"),
}
"""The same of experiences; those that have none there are extensions, `ext:` and the kind."""
LEVELS = "CEFR"
_PAGES: Mapping[type, tuple[str, str]] = {
    RncpCode: ("RNCP", "https://www.francecompetences.fr/recherche/rncp/{}/"),
    BlocCode: ("RNCP", "https://www.francecompetences.fr/recherche/rncp/{}/"),
    RsCode: ("RS", "https://www.francecompetences.fr/recherche/rs/{}/"),
    RomeCode: ("ROME", "https://candidat.francetravail.fr/metierscope/fiche-metier/{}"),
}
"""Framework of a code, and the page that says what it is of."""
_LEVELS_PAGE = "https://www.coe.int/en/web/common-european-framework-reference-languages"
_ID = 32
"""Characters of a digest that name a badge, an achievement, an organisation."""
_MIDNIGHT = "T00:00:00Z"


def badge(
    record: Record,
    *,
    holder: str,
    authority: Authority,
    at: datetime,
    until: datetime | None = None,
    status: Mapping[str, Any] | None = None,
) -> str:
    """The badge of an authority over a record of a holder, as VC-JWT, signed and valid from a moment.

    Raises ValueError for a record that says what a badge cannot.
    """
    document = badge_document(record, holder=holder, authority=authority, at=at)
    document |= {"validUntil": stamp(until)} if until else {}
    document |= {"credentialStatus": dict(status)} if status else {}
    if not _covers(document, record):
        raise ValueError("the record says what a badge cannot")
    return sign_credential(document, authority, at)


def badge_document(record: Record, *, holder: str, authority: Authority, at: datetime) -> dict[str, Any]:
    """What a badge says of a record, before it is signed."""
    subject = {"id": HOLDER + holder, "type": ["AchievementSubject"], "achievement": _achievement(record)}
    if isinstance(record, Experience | TrainingFollowed):
        subject["activityStartDate"] = f"{record.start.first}{_MIDNIGHT}"
        subject |= {"activityEndDate": f"{record.end.last}{_MIDNIGHT}"} if record.end else {}
    awarded = getattr(record, "date", None)
    named = {"holder": holder, "issuer": authority.id, "at": stamp(at), "record": signed_content(record)}
    return {
        "@context": [CONTEXT, BADGE_CONTEXT],
        "id": f"urn:acquis:badge:{digest(named)[:_ID]}",
        "type": [CREDENTIAL, "OpenBadgeCredential"],
        "name": _title(record),
        "issuer": {"id": authority.id, "type": ["Profile"], "name": authority.name},
        "validFrom": stamp(at),
        **({"awardedDate": f"{awarded.first}{_MIDNIGHT}"} if awarded else {}),
        "credentialSubject": subject,
    }


def covers(credential: Credential, record: Record) -> bool:
    """Whether a record says what a badge says of its subject, and nothing that it does not."""
    return bool(BADGES & credential.types) and _covers(credential.document, record)


def _covers(document: Mapping[str, Any], record: Record) -> bool:
    subject = document["credentialSubject"]
    achievement = subject.get("achievement")
    if not isinstance(achievement, dict) or achievement.get("achievementType") not in _types(record):
        return False
    if any(getattr(record, name, True) is None for name in _demanded(document, record)):
        return False
    if isinstance(record, Qualification) and any(_certifies(code) for code in _codes(achievement)):
        return False  # a certification is one line, with its code
    said = signed_content(record)
    told = _told(document, achievement)
    return all(name in told and told[name](record) for name in said if name != "type")


def _demanded(document: Mapping[str, Any], record: Record) -> Iterator[str]:
    """Fields that a record has where the badge says them: what has ended does not last."""
    if "activityEndDate" in document["credentialSubject"]:
        yield "end"
    if isinstance(record, Qualification):
        yield from (name for name, told in (("date", "awardedDate"), ("until", "validUntil")) if told in document)


def _certifies(code: str) -> bool:
    return code.startswith(("RNCP", "RS"))


def _told(document: Mapping[str, Any], achievement: Mapping[str, Any]) -> dict[str, Callable[[Any], bool]]:
    """By each field that a badge can say: whether that of a record is what this one says."""
    subject = document["credentialSubject"]
    codes = set(_codes(achievement))
    return {
        "kind": lambda record: isinstance(record, Experience) or record.kind in listed(achievement.get("tag")),
        "title": lambda record: record.title in {_line(achievement.get("name")), *_named(achievement, record)},
        "code": lambda record: str(record.code) in codes,
        "rome": lambda record: str(record.rome) in codes,
        "date": lambda record: _is_in(record.date, document.get("awardedDate", document["validFrom"])),
        "until": lambda record: _is_in(record.until, document.get("validUntil")),
        "start": lambda record: record.start.first == _day(subject.get("activityStartDate")),
        "end": lambda record: record.end.last == _day(subject.get("activityEndDate")),
        "organisation": lambda record: record.organisation in _places(document, achievement),
        "language": lambda record: _level(record) in codes,
        "level": lambda record: _level(record) in codes,
    }


def _types(record: Record) -> tuple[str, ...]:
    if isinstance(record, Experience):
        return EXPERIENCES.get(record.kind, (f"ext:{record.kind}",))
    return TYPES[type(record)]


def _achievement(record: Record) -> dict[str, Any]:
    title, kind = _title(record), getattr(record, "kind", None)
    organisation = getattr(record, "organisation", None)
    codes = [code for code in (getattr(record, "code", None), getattr(record, "rome", None)) if code]
    aligned = [_alignment(code, title) for code in codes] + _levels(record)
    return {
        "id": f"urn:acquis:achievement:{digest([title, *map(str, codes), organisation, kind])[:_ID]}",
        "type": ["Achievement"],
        "achievementType": _types(record)[0],
        "name": title,
        "description": title,
        "criteria": {"narrative": title},
        **({"alignment": aligned} if aligned else {}),
        **({"tag": [str(kind)]} if kind else {}),
        **({"creator": _profile(organisation)} if organisation else {}),
    }


def _alignment(code: object, name: str) -> dict[str, Any]:
    framework, page = _PAGES[type(code)]
    number = code.certification if isinstance(code, BlocCode) else code
    shown = str(number).removeprefix(framework) if framework != "ROME" else str(number)
    return {
        "type": ["Alignment"],
        "targetCode": str(code),
        "targetFramework": framework,
        "targetName": name,
        "targetUrl": page.format(shown),
    }


def _levels(record: Record) -> list[dict[str, Any]]:
    if not isinstance(record, Language):
        return []
    return [
        {
            "type": ["Alignment"],
            "targetCode": f"{record.language} {record.level}",
            "targetFramework": LEVELS,
            "targetName": _title(record),
            "targetUrl": _LEVELS_PAGE,
        }
    ]


def _profile(name: str) -> dict[str, Any]:
    return {"id": f"urn:acquis:organisation:{digest(name)[:_ID]}", "type": ["Profile"], "name": name}


def _codes(achievement: Mapping[str, Any]) -> Iterator[str]:
    """Codes that an achievement is aligned with, as records have them; those of other frameworks are passed over."""
    yield from filter(None, map(_code, _rows(achievement.get("alignment"))))


def _code(row: Mapping[str, Any]) -> str | None:
    """Code of an alignment; None in a framework that records do not have."""
    framework, code = str(row.get("targetFramework", "")).upper(), row.get("targetCode")
    try:
        if framework == LEVELS:
            return f"{LEVELS} {code}"
        if "ROME" in framework:
            return str(RomeCode.parse(code))
        if isinstance(code, str) and _certifies(code.upper()):
            return str(parse_certification_or_bloc(code))
    except CodeError:
        pass
    return None


def _named(achievement: Mapping[str, Any], record: Record) -> set[str]:
    """Names that an achievement gives to the certification, bloc or occupation of a record, and to no other."""
    own = {str(code) for code in (getattr(record, "code", None), getattr(record, "rome", None)) if code}
    return {_line(row.get("targetName")) for row in _rows(achievement.get("alignment")) if _code(row) in own}


def _places(document: Mapping[str, Any], achievement: Mapping[str, Any]) -> set[str]:
    """Where it was: the name of who made the achievement, of the issuer where nobody is named."""
    return {_line(row.get("name")) for row in _rows(achievement.get("creator", document.get("issuer")))}


def _rows(value: object) -> list[Mapping[str, Any]]:
    return [row for row in listed(value) if isinstance(row, dict)]


def _line(value: object) -> str:
    """A text as the document cleans it."""
    return str(clean_line(value)).strip() if isinstance(value, str) else ""


def _title(record: Record) -> str:
    if isinstance(record, Language):
        return _level(record)
    return getattr(record, "title", None) or str(getattr(record, "code", ""))


def _level(record: Any) -> str:
    return f"{LEVELS} {record.language} {record.level}"


def _is_in(partial: PartialDate, told: object) -> bool:
    """Whether a moment is in a partial date."""
    day = _day(told)
    return day is not None and partial.first <= day <= partial.last


def _day(told: object) -> date | None:
    """Day of a moment, as its issuer wrote it; None for what is no moment."""
    try:
        moment(told)
    except (TypeError, ValueError):
        return None
    return datetime.fromisoformat(str(told)).date()
