"""Europass CV: the `SkillsPassport` of 2012 to 2020, in XML and JSON, and the HR-XML `Candidate` that came after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passport.imports.dates import Period
from passport.imports.draft import Draft, Told, field_period
from passport.imports.notes import About, Fate, Place
from passport.imports.readers.fields import country_of, lines_of, object_of, rows_of, text_of

ROOTS = ("SkillsPassport", "Candidate")
Row = Mapping[str, Any]
_ASIDE = {"Hobbies": About.INTEREST, "OthersSection": About.OTHER, "PublicationHistory": About.PUBLICATION}
_SKILLS = ("Communication", "Organisational", "Organizational", "JobRelated", "Computer", "Other")


def read_skills_passport(document: Row, draft: Draft) -> None:
    """The older form; XML has lists as `WorkExperienceList`, JSON as arrays."""
    learner = _first(document, "LearnerInfo") or document
    person = _first(learner, "Identification")
    name = _first(person, "PersonName")
    draft.named(f"{_text(name, 'FirstName')} {_text(name, 'Surname')}", Place("Identification"))
    for part in ("ContactInfo", "Demographics", "Photo"):
        if person.get(part):
            draft.note(Fate.ASIDE, About.CONTACT, Place(f"Identification.{part}"), part)
    draft.aside(About.SUMMARY, Place("Headline"), _text(learner, "Headline", "Description", "Label"))
    for rank, row in _listed(learner, "WorkExperience"):
        _job(draft, row, Place(f"WorkExperience[{rank}]"))
    for rank, row in _listed(learner, "Education"):
        _study(draft, row, Place(f"Education[{rank}]"))
    _skills(draft, _first(learner, "Skills"))
    for rank, row in _listed(learner, "Achievement"):
        said = lines_of(_text(row, "Title", "Label"), _text(row, "Description"))
        draft.aside(About.AWARD, Place(f"Achievement[{rank}]"), said)


def read_candidate(document: Row, draft: Draft) -> None:
    """The HR-XML form."""
    person = _first(document, "CandidatePerson")
    name = _first(person, "PersonName")
    given = _text(name, "GivenName") or _text(name, "FormattedName")
    draft.named(f"{given} {_text(name, 'FamilyName')}", Place("CandidatePerson"))
    for part in ("Communication", "BirthDate", "NationalityCode", "GenderCode", "ResidenceCountryCode"):
        if person.get(part):
            draft.note(Fate.ASIDE, About.CONTACT, Place(f"CandidatePerson.{part}"), part)
    for rank, row in rows_of(person.get("PrimaryLanguageCode")):
        draft.language(_own(row), "mother tongue", Place(f"CandidatePerson.PrimaryLanguageCode[{rank}]"))
    for _, profile in rows_of(document.get("CandidateProfile")):
        _profile(draft, profile)


def _profile(draft: Draft, profile: Row) -> None:
    draft.aside(About.SUMMARY, Place("ExecutiveSummary"), _text(profile, "ExecutiveSummary"))
    for rank, employer in _inner(profile, "EmploymentHistory", "EmployerHistory"):
        for at, row in rows_of(employer.get("PositionHistory")):
            _position(draft, employer, row, Place(f"EmployerHistory[{rank}].PositionHistory[{at}]"))
    for rank, row in _inner(profile, "EducationHistory", "EducationOrganizationAttendance"):
        _attendance(draft, row, Place(f"EducationOrganizationAttendance[{rank}]"))
    for rank, row in _inner(profile, "PersonQualifications", "PersonCompetency"):
        _competency(draft, row, Place(f"PersonCompetency[{rank}]"))
    for section in ("Licenses", "Certifications"):
        for rank, row in _inner(profile, section, section[:-1]):
            title = _text(row, "LicenseName") or _text(row, "CertificationName") or _text(row, "LicenseTypeCode")
            draft.held(title, Place(f"{section}[{rank}]"), _text(row, "IssuedDate", "FormattedDateTime"))
    for part, about in _ASIDE.items():
        for rank, row in rows_of(profile.get(part)):
            draft.aside(about, Place(f"{part}[{rank}]"), _all(row))


def _job(draft: Draft, row: Row, place: Place) -> None:
    employer = _first(row, "Employer")
    address = _first(_first(_first(employer, "ContactInfo"), "Address"), "Contact")
    told = Told(
        title=_text(row, "Position", "Label"),
        period=_period(_first(row, "Period")),
        organisation=_text(employer, "Name"),
        description=_text(row, "Activities"),
        country=country_of(_text(address, "Country", "Code")),
    )
    draft.experience(told, place)
    draft.aside(About.PLACE, Place(f"{place.path}.Employer"), _text(address, "Municipality"))


def _study(draft: Draft, row: Row, place: Place) -> None:
    organisation = _first(row, "Organisation") or _first(row, "Organization")
    address = _first(_first(_first(organisation, "ContactInfo"), "Address"), "Contact")
    told = Told(
        title=_text(row, "Title"),
        period=_period(_first(row, "Period")),
        organisation=_text(organisation, "Name"),
        description=_text(row, "Activities"),
        country=country_of(_text(address, "Country", "Code")),
    )
    draft.training(told, place)
    draft.aside(About.PLACE, Place(f"{place.path}.Organisation"), _text(address, "Municipality"))


def _skills(draft: Draft, skills: Row) -> None:
    linguistic = _first(skills, "Linguistic")
    for rank, row in _listed(linguistic, "MotherTongue"):
        draft.language(_language(row), "mother tongue", Place(f"MotherTongue[{rank}]"))
    for rank, row in _listed(linguistic, "ForeignLanguage"):
        levels = _first(row, "ProficiencyLevel")
        draft.language(
            _language(row), " ".join(_own(levels.get(name)) for name in levels), Place(f"ForeignLanguage[{rank}]")
        )
    driving = _first(skills, "Driving").get("Description")
    licences = [_own(one) for _, row in rows_of(driving) for one in _many(row.get("Licence") or row.get("License"))]
    licences += [text_of(one) for one in _many(driving) if isinstance(one, str)]
    for licence in filter(None, licences):
        draft.held(f"Permis {licence.removeprefix('Permis ')}", Place("Skills.Driving"))
    for name in _SKILLS:
        draft.aside(About.SKILL, Place(f"Skills.{name}"), _text(skills, name, "Description"))


def _position(draft: Draft, employer: Row, row: Row, place: Place) -> None:
    told = Told(
        title=_text(row, "PositionTitle"),
        period=_dated(_first(row, "EmploymentPeriod")),
        organisation=_text(employer, "OrganizationName"),
        description=_text(row, "Description"),
        country=country_of(_text(row, "Country") or _text(row, "CountryCode")),
    )
    draft.experience(told, place)
    draft.aside(About.PLACE, Place(f"{place.path}.City"), _text(row, "City"))


def _attendance(draft: Draft, row: Row, place: Place) -> None:
    degree = _first(row, "EducationDegree")
    told = Told(
        title=_text(degree, "DegreeName") or _text(row, "ProgramName"),
        period=_dated(_first(row, "AttendancePeriod")),
        organisation=_text(row, "OrganizationName"),
        description=_text(degree, "OccupationalSkillsCovered") or _text(row, "Description"),
        country=country_of(
            _text(_first(_first(row, "OrganizationContact"), "Communication"), "Address", "CountryCode")
        ),
    )
    draft.training(told, place)


def _competency(draft: Draft, row: Row, place: Place) -> None:
    """A language has dimensions with scores of the framework; the rest are skills."""
    name = _text(row, "CompetencyName") or _text(row, "CompetencyID")
    if _text(row, "TaxonomyID").casefold() != "language":
        draft.aside(About.SKILL, place, name)
        return
    scores = [_text(one, "Score", "ScoreText") for _, one in rows_of(row.get("CompetencyDimension"))]
    draft.language(_text(row, "CompetencyID") or name, " ".join(scores), place)


def _period(row: Row) -> Period | None:
    """`From` and `To` of the older form: years, months, days, with or without dashes before them."""
    current = _text(row, "Current").casefold() in ("true", "1") or row.get("Current") is True
    start, end = _date(row.get("From")), _date(row.get("To"))
    return field_period(start or end, end, current=current) if start or end else None


def _date(value: object) -> str:
    found = {str(name).lower(): _own(part).strip("- ") for name, part in object_of(value).items()}
    if not found:
        return text_of(value)
    parts = [found.get("year", ""), *(found[name].zfill(2) for name in ("month", "day") if found.get(name))]
    return "-".join(parts) if parts[0] else ""


def _dated(row: Row) -> Period | None:
    start, end = (_text(row, name, "FormattedDateTime") or _text(row, name) for name in ("StartDate", "EndDate"))
    going = _text(row, "CurrentIndicator") or _text(row, "Ongoing")
    return field_period(start or end, end, current=going.casefold() == "true") if start or end else None


def _language(row: Row) -> str:
    said = _first(row, "Description")
    return _text(said, "Code") or _text(said, "Label")


def _first(row: Row, name: str) -> Row:
    return object_of(row.get(name))


def _inner(row: Row, outer: str, name: str) -> list[tuple[int, Row]]:
    """Rows of a name within those of another, numbered together."""
    return list(enumerate(one for _, outside in rows_of(row.get(outer)) for _, one in rows_of(outside.get(name))))


def _listed(row: Row, name: str) -> list[tuple[int, Row]]:
    """Rows of a list, whether XML wraps it or JSON has it as an array."""
    wrapped = [one for _, outer in rows_of(row.get(f"{name}List")) for _, one in rows_of(outer.get(name))]
    return list(enumerate(wrapped)) or list(rows_of(row.get(name)))


def _many(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _text(row: Row, *path: str) -> str:
    """The text at a path; of elements repeated, one a line."""
    for name in path[:-1]:
        row = _first(row, name)
    return lines_of([_own(one) for one in _many(row.get(path[-1]))])


def _own(value: object) -> str:
    """The text of an element, or of a value."""
    if isinstance(value, list):
        return _own(value[0]) if value else ""
    return text_of(value.get("")) if isinstance(value, Mapping) else text_of(value)


def _all(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(filter(None, (_all(one) for one in value.values())))
    return " ".join(filter(None, map(_all, value))) if isinstance(value, list) else text_of(value)
