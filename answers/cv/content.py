"""What a CV says: lines of a verified passport, competencies with what each rests on, as one document with an id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from answers.cv.naming import Named
from answers.shapes.cv import CvCompetency, CvLine, CvStanding, Section
from passport.document.dates import PartialDate
from passport.document.model import (
    BlocObtained,
    CertificationObtained,
    Experience,
    Language,
    Passport,
    Qualification,
    Record,
    TrainingFollowed,
)
from passport.document.standing import Standing, Verification
from recommend.gap.gap import Status, status_of
from recommend.profile.evidence import ASSESSING, INFERRED, Belief, Evidence, Guarantee, Rule, combine, guarantee_of
from recommend.profile.profile import Profile
from referentials.catalogue import Catalogue

CvLanguage = Literal["fr", "en"]
_DAYS_PER_MONTH = 30.4375
_SHOWN = frozenset({Status.HELD, Status.LIKELY})
_WEAK = INFERRED | {Rule.CERTIFICATION_OCCUPATION, Rule.EQUIVALENCE}
"""Rules too indirect for a CV: what is near, what occupations that a certification leads to ask for, what the law holds
for equal to what was assessed."""
_GUARANTEES = (Guarantee.ASSESSED, Guarantee.EMPLOYMENT, Guarantee.TITLE, Guarantee.NONE)
"""Firmest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CvChoice:
    """What the holder chooses; records by their ids, `only` None for all.

    `identity`: that of the vault, whose name the CV has then; without one, its name is declared. `base`: address under
    which CVs are verified online; `statuses`: that of the list of revocations; `edition`: how often the same CV was
    made that day.
    """

    language: CvLanguage = "fr"
    only: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    competencies: bool = True
    name: str | None = None
    identity: Named | None = None
    headline: str | None = None
    contact: tuple[str, ...] = ()
    base: str | None = None
    statuses: str | None = None
    edition: int = 1

    def takes(self, record: Record) -> bool:
        """Whether a record is chosen."""
        return record.id not in self.without and (self.only is None or record.id in self.only)


def lines_of(passport: Passport, catalogue: Catalogue, choice: CvChoice, on: date) -> list[CvLine]:
    """Lines chosen of a passport that was verified, the most recent of each section first."""
    kept = [record for record in passport.records if choice.takes(record) and _begun(record, on)]
    lines = [_line(record, catalogue, on) for record in kept]
    return sorted(lines, key=lambda line: recency(line), reverse=True)


def recency(line: CvLine) -> tuple[str, str]:
    """Key to sort lines by, the oldest first: until when, since when; what goes on is the most recent."""
    return (line.end or "9999", line.start or "")


def competencies_of(profile: Profile, catalogue: Catalogue, lines: Iterable[CvLine]) -> list[CvCompetency]:
    """Know-how that the lines show, surely or likely: the firmest guaranteed first, then the surest.

    What a hidden line alone shows is not told, nor what is only carried over, nor titles, which are lines themselves.
    """
    shown = {line.record for line in lines}
    found = [_competency(belief, catalogue, shown) for belief in profile.beliefs]
    kept = [one for one in found if one is not None]
    rank = {str(guarantee): position for position, guarantee in enumerate(_GUARANTEES)}
    return sorted(kept, key=lambda one: rank[one.guarantee])  # stable: the surest first within each


def _begun(record: Record, on: date) -> bool:
    first = record.start if isinstance(record, Experience | TrainingFollowed) else getattr(record, "date", None)
    return first is None or first.first <= on


def _line(record: Record, catalogue: Catalogue, on: date) -> CvLine:
    section, kind = _section(record)
    common = {"record": record.id, "section": section, "kind": kind, "standing": _standing(record.verification)}
    return CvLine(**{**_EMPTY, **common, **_fields(record, catalogue, on)})


_EMPTY: dict[str, Any] = {
    "organisation": None, "country": None, "start": None, "end": None, "months": 0, "code": None, "level": None,
    "language_level": None,
}  # fmt: skip


def _section(record: Record) -> tuple[Section, str]:
    if isinstance(record, Experience):
        return "experience", str(record.kind)
    if isinstance(record, TrainingFollowed):
        return "training", "training"
    if isinstance(record, CertificationObtained | BlocObtained):
        return "certification", "bloc" if isinstance(record, BlocObtained) else "certification"
    if isinstance(record, Qualification):
        return "qualification", str(record.kind or "other")
    return "language", "language"


def _fields(record: Record, catalogue: Catalogue, on: date) -> dict[str, Any]:
    if isinstance(record, Experience | TrainingFollowed):
        over = record.end if record.end and record.end.first <= on else None
        return {
            "title": record.title, "organisation": record.organisation, "country": record.country,
            "start": str(record.start), "end": str(over) if over else None, "months": _months(record.start, over, on),
        }  # fmt: skip
    if isinstance(record, CertificationObtained | BlocObtained):
        return _obtained(record, catalogue)
    if isinstance(record, Language):
        return {"title": record.language, "language_level": record.level}
    return {
        "title": record.title, "country": record.country, "start": str(record.date) if record.date else None,
        "end": str(record.until) if record.until else None,
    }  # fmt: skip


def _obtained(record: CertificationObtained | BlocObtained, catalogue: Catalogue) -> dict[str, Any]:
    code, day = str(record.code), str(record.date)
    unit = catalogue.units.get(code)
    known = catalogue.certifications.get(code)
    of = None if isinstance(record, CertificationObtained) else catalogue.certifications.get(code.partition("BC")[0])
    return {
        "title": record.title or (known.title if known else unit.title if unit else None) or code,
        "organisation": of.title if of else None,
        "country": getattr(record, "country", None),
        "start": day,
        "end": day,
        "code": code,
        "level": known.level if known else of.level if of else None,
    }


def _months(start: PartialDate, end: PartialDate | None, on: date) -> int:
    """From the first day that it may begin to the last that it may end."""
    last = min(end.last, on) if end else on
    return max(round((last - start.first).days / _DAYS_PER_MONTH), 1)


def _standing(found: Verification) -> CvStanding:
    guaranteed = found.standing is Standing.GUARANTEED
    return CvStanding(
        status=str(found.standing),
        issuer=found.name or found.issuer if guaranteed else None,
        method=str(found.method) if found.method and guaranteed else None,
        signed=found.signed if guaranteed else None,
        checked=found.checked if guaranteed else None,
    )


def _competency(belief: Belief, catalogue: Catalogue, shown: set[str]) -> CvCompetency | None:
    item = catalogue.items[belief.item]
    speaking = [one for one in belief.evidence if _speaks(one, shown)]
    if item.kind != "competency" or item.code in catalogue.titles:
        return None
    heard = next(iter(combine(speaking)), None)  # as if the rest were not in the passport
    if heard is None or status_of(heard.probability) not in _SHOWN:
        return None
    guarantee = guarantee_of(heard)
    return CvCompetency(
        code=str(item.code),
        label=item.label,
        kind=item.kind,
        guarantee=str(guarantee),
        records=list(dict.fromkeys(one.record for one in _firmest_first(heard.evidence, guarantee))),
    )


def _speaks(evidence: Evidence, shown: set[str]) -> bool:
    return evidence.record in shown and evidence.rule not in _WEAK


def _firmest_first(evidence: Iterable[Evidence], guarantee: Guarantee) -> list[Evidence]:
    """The evidence that the guarantee comes from, before the rest; without one, what the holder says."""

    def speaks(one: Evidence) -> bool:
        if guarantee is Guarantee.NONE:
            return not one.guaranteed
        return one.guaranteed and (one.rule in ASSESSING or guarantee is not Guarantee.ASSESSED)

    return sorted(evidence, key=lambda one: (not speaks(one), -one.probability))
