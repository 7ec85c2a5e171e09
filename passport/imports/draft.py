"""A passport being written from another document: each line is checked as it comes, and each thing is told."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from passport.document.clean import printable
from passport.document.errors import FaultCode
from passport.document.model import (
    BlocObtained,
    CertificationObtained,
    Experience,
    ExperienceKind,
    Holder,
    Language,
    Passport,
    Qualification,
    QualificationKind,
    TrainingFollowed,
)
from passport.imports.dates import DateDoubt, Period, find_period, is_now, left_of, read_date
from passport.imports.errors import PaperError, PaperProblem
from passport.imports.kinds import kind_in
from passport.imports.languages import LevelBy, language_code, level_in
from passport.imports.notes import About, Fate, Note, Place
from passport.imports.qualifications import is_diploma, qualification_in, without_validity
from referentials.codes import parse_certification
from referentials.errors import CodeError

HOLDER = "holder"
"""Id of the holder: the caller's to choose, never made of a name."""
_PREFIX = {
    "experiences": "exp", "trainings": "for", "certifications": "cert", "blocs": "bloc", "qualifications": "qual",
    "languages": "lang",
}  # fmt: skip
_MODEL: dict[str, type[BaseModel]] = {
    "experiences": Experience, "trainings": TrainingFollowed, "certifications": CertificationObtained,
    "blocs": BlocObtained, "qualifications": Qualification, "languages": Language,
}  # fmt: skip
_LINE, _TEXT, _SAID, _NOTES = 500, 100_000, 300, 5_000
_MOST = 2_000
"""Lines of a passport that an import makes, at most."""
_PRIVATE = frozenset({About.CONTACT, About.REFERENCE})
"""What is told to be left aside, and not repeated: an address, a number, the words of somebody else."""
_CODE = re.compile(r"\b(?:RNCP|RS)\s?n?°?\s?\d{2,6}\b", re.IGNORECASE)
_ABOUT_DOUBT = {
    DateDoubt.IMPOSSIBLE: About.IMPOSSIBLE,
    DateDoubt.REVERSED: About.REVERSED,
    DateDoubt.NO_START: About.NO_DATE,
    DateDoubt.UNREAD: About.UNREAD_DATE,
}


@dataclass(frozen=True, slots=True)
class Told:
    """One activity as a document tells it."""

    title: str
    period: Period | None = None
    organisation: str = ""
    description: str = ""
    country: str | None = None
    hints: tuple[str, ...] = ()
    """Other words that may say its kind: a section, a contract."""
    kind: ExperienceKind = ExperienceKind.EMPLOYMENT
    """Its kind where no word says one."""


@dataclass(frozen=True)
class Imported:
    """What a file became."""

    kind: str
    passport: Passport
    notes: tuple[Note, ...]


@dataclass
class Draft:
    """What was read so far."""

    name: str = field(default="", repr=False)
    holder: str = HOLDER
    """Id of the holder: the one that a proof was issued to, where it says it as we write it."""
    proof: str | None = field(default=None, repr=False)
    """The credential that all of it comes from, as its issuer signed it."""
    issuer: str = ""
    """Name of that issuer, as the credential says it."""
    notes: list[Note] = field(default_factory=list)
    _records: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in _PREFIX})
    _known: set[tuple[object, ...]] = field(default_factory=set)

    def note(
        self, fate: Fate, about: About, place: Place, said: str = "", record: str | None = None, **parameters: object
    ) -> None:
        """Tell what became of something."""
        shown = "" if about in _PRIVATE else " ".join(printable(said).split())
        cut = shown if len(shown) <= _SAID else shown[: _SAID - 3] + "..."
        if len(self.notes) < _NOTES:
            self.notes.append(Note(fate, about, place, cut, record, parameters))

    def aside(self, about: About, place: Place, said: str) -> None:
        """Tell that something was left out."""
        if said.strip(" \t\n.,;:-"):
            self.note(Fate.ASIDE, about, place, said)

    def named(self, name: str, place: Place) -> None:
        """The holder's name."""
        plain = " ".join(printable(name).split())[:_LINE]
        if plain and not self.name:
            self.name = plain
            self.note(Fate.KEPT, About.NAME, place, plain)

    def issued_to(self, holder: str) -> None:
        """The holder that a proof was issued to: it vouches for nobody else."""
        with suppress(ValidationError):
            self.holder = Holder(id=holder).id

    def line(self, section: str, fields: dict[str, Any], place: Place, said: str) -> str | None:
        """A line as it is to stand; its id, or None, and told, where it cannot."""
        return self._add(section, fields, place, said)

    def experience(self, told: Told, place: Place) -> None:
        """Something done over a time."""
        said = kind_in(told.title)
        for hint in () if said else (*told.hints, told.organisation):
            said = said or kind_in(hint)
        kind = said[0] if said else told.kind
        record = self._span("experiences", told, place, kind=kind)
        if record and said:
            self.note(Fate.MAPPED, About.KIND, place, said[1], record, kind=kind)

    def training(self, told: Told, place: Place) -> None:
        """A training, or a diploma by its title; a certification where its code is written and it is over."""
        code = self._code(told)
        if code and told.period and told.period.end and not told.period.doubts:
            fields = {"code": code, "title": told.title, "date": told.period.end, "country": told.country}
            record = self._add("certifications", fields, place, told.title)
            if record:
                self.note(Fate.MAPPED, About.CODE, place, told.title, record, code=code)
        else:
            self._span("trainings", told, place)

    def held(self, title: str, place: Place, date: str = "", until: str = "", organisation: str = "") -> None:
        """A certificate, a licence, a diploma: a diploma is a training, the rest are qualifications."""
        said = find_period(date) or find_period(title)
        plain = left_of(title, said) if said and said.at != (0, 0) and not date else title
        title = plain.replace("\t", " ") or title
        if (is_diploma(title) or _CODE.search(title)) and not qualification_in(title):
            self.training(Told(title, said, organisation), place)
            return
        kind = qualification_in(title)
        last = find_period(until) or (said if said and DateDoubt.NO_START in said.doubts else None)
        day = (said.end or said.start) if said and said is not last else None
        title = without_validity(title)
        fields: dict[str, Any] = {"title": title, "kind": kind or QualificationKind.OTHER, "date": day}
        fields["until"] = last.end or last.start if last else None
        record = self._add("qualifications", fields, place, title)
        if record and kind:
            self.note(Fate.MAPPED, About.QUALIFICATION, place, title, record, kind=kind)

    def language(self, name: str, level: str, place: Place) -> None:
        """A language; without a level of the framework it is asked for."""
        code, read = language_code(name), level_in(level)
        said = f"{name} {level}".strip() if level.strip() not in name else name
        if code is None:
            self.aside(About.NO_LANGUAGE, place, said)
        elif read is None:
            about = About.UNSURE_LEVEL if level.strip() else About.NO_LEVEL
            self.note(Fate.DOUBTED if level.strip() else Fate.ASIDE, about, place, said, language=code)
        else:
            record = self._add("languages", {"language": code, "level": read.level}, place, said)
            if record and read.by is not LevelBy.FRAMEWORK:
                about = About.LOWEST_LEVEL if read.by is LevelBy.SEVERAL else About.LANGUAGE_LEVEL
                self.note(Fate.MAPPED, about, place, said, record, level=read.level)

    def finish(self, kind: str, file: str) -> Imported:
        """The passport, valid by construction. Raises PaperError when nothing was found for it."""
        if not any(self._records.values()) and not self.name:
            raise PaperError(PaperProblem.NOTHING, file, {"kind": kind})
        self._prove()
        holder = {"id": self.holder, "name": self.name or None}
        document = {"version": 1, "holder": holder, **{name: rows for name, rows in self._records.items() if rows}}
        return Imported(kind, Passport.model_validate(document), tuple(self.notes))

    def _prove(self) -> None:
        """Keep the credential that lines come from with each of them, to be checked."""
        if self.proof is None:
            return
        for rows in self._records.values():
            for row in rows:
                row["attestation"] = {"issuer": self.issuer[:_LINE] or None, "proofs": [self.proof]}
                self.note(Fate.KEPT, About.PROOF, Place(), self.issuer, row["id"])

    def _code(self, told: Told) -> str | None:
        """A code of the RNCP or the RS that a title or an organisation has in it."""
        found = _CODE.search(told.title) or _CODE.search(told.description[:_LINE])
        if not found:
            return None
        try:
            return str(parse_certification(re.sub(r"n?°|\s", "", found[0].lower())))
        except CodeError:
            return None

    def _span(self, section: str, told: Told, place: Place, **more: object) -> str | None:
        period = told.period
        if not told.title.strip():
            said = told.organisation or told.description or (period.said if period else "")
            self.aside(About.NO_TITLE, place, said)
            return None
        for doubt in period.doubts if period else ():
            self.note(Fate.DOUBTED, _ABOUT_DOUBT[doubt], place, f"{told.title} ({period.said})" if period else "")
        if period is None or period.start is None:
            if period is None:
                self.note(Fate.ASIDE, About.NO_DATE, place, f"{told.title} {told.organisation}")
            return None
        if {DateDoubt.REVERSED, DateDoubt.UNREAD} & set(period.doubts):
            return None
        fields = {
            "title": told.title,
            "organisation": told.organisation or None,
            "country": told.country if told.country != "FR" else None,
            "start": period.start,
            "end": period.end,
            "description": told.description,
            **more,
        }
        record = self._add(section, fields, place, told.title)
        if record:
            self._dates(period, place, record)
        return record

    def _dates(self, period: Period, place: Place, record: str) -> None:
        about = About.ONGOING if period.ongoing else About.SINGLE_DATE if period.single else About.DATES
        if not period.plain or period.ongoing or period.single:
            dates = {"start": period.start, "end": period.end}
            self.note(Fate.MAPPED, about, place, period.said, record, **dates)

    def _add(self, section: str, fields: dict[str, Any], place: Place, said: str) -> str | None:
        """Check a line, and keep it under the next id; None, and told, where it cannot stand."""
        rows = self._records[section]
        record = f"{_PREFIX[section]}-{len(rows) + 1}"
        kept = {
            "id": record,
            **{key: self._cut(value, key, place) for key, value in fields.items() if value is not None},
        }
        same = (section, *(str(value) for key, value in kept.items() if key != "id"))
        if same in self._known:
            self.note(Fate.ASIDE, About.DUPLICATE, place, said)
            return None
        try:
            _MODEL[section].model_validate(kept)
        except ValidationError as error:
            (first, *_) = error.errors()
            about = About.REVERSED if first["type"] == FaultCode.ENDS_BEFORE else About.INVALID
            self.note(Fate.DOUBTED, about, place, said, fault=first["type"])
            return None
        if sum(map(len, self._records.values())) >= _MOST:
            self.note(Fate.ASIDE, About.INVALID, place, said, fault=FaultCode.TOO_MANY)
            return None
        self._known.add(same)
        rows.append(kept)
        self.note(Fate.KEPT, About.RECORD, place, said, record, section=section)
        return record

    def _cut(self, value: Any, name: str, place: Place) -> Any:
        most = _TEXT if name == "description" else _LINE
        if not isinstance(value, str) or len(value) <= most:
            return _plain(value) if isinstance(value, str) else value
        self.note(Fate.DOUBTED, About.CUT, place, value, most=most)
        return _plain(value[:most])


def field_period(start: str, end: str, *, current: bool = False) -> Period | None:
    """The period that two fields say; an empty end is that it goes on, a start that is no date gives none.

    >>> (p := field_period("2019-09", "")) and (p.start, p.end, p.ongoing)
    ('2019-09', None, True)
    """
    start, end = start.strip(), end.strip()
    said = " – ".join(filter(None, (start, end)))
    first, first_doubted = read_date(start)
    last, last_doubted = read_date(end)
    doubts = [DateDoubt.IMPOSSIBLE] if first_doubted or last_doubted else []
    if first is None:
        whole = find_period(said) if not start or find_period(start) else None
        return whole if whole and whole.start else None
    ongoing = current or not end or is_now(end)
    if not ongoing and last is None:
        return Period(first, None, said, doubts=(DateDoubt.UNREAD,))
    if last and not ongoing and first[: min(len(first), len(last))] > last[: min(len(first), len(last))]:
        doubts.append(DateDoubt.REVERSED)
    return Period(first, None if ongoing else last, said, ongoing=ongoing, doubts=tuple(doubts))


def _plain(text: str) -> str:
    """Without lone surrogates, which a passport refuses."""
    return "".join(c for c in text if not "\ud800" <= c <= "\udfff")
