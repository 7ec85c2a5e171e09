"""JSON Resume (jsonresume.org, schema 1.0.0): a CV as developers keep it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passport.document.model import ExperienceKind
from passport.imports.draft import Draft, Told, field_period
from passport.imports.notes import About, Place
from passport.imports.readers.fields import country_of, left_over, lines_of, object_of, rows_of, text_of

SECTIONS = ("basics", "work", "volunteer", "education", "certificates", "skills", "languages", "projects", "awards")
_BASICS = {
    "name": None, "label": About.SUMMARY, "summary": About.SUMMARY, "location": About.CONTACT, "email": About.CONTACT,
    "phone": About.CONTACT, "url": About.CONTACT, "profiles": About.CONTACT, "image": About.CONTACT,
}  # fmt: skip
_READ = dict.fromkeys(
    ("name", "company", "organization", "position", "startDate", "endDate", "summary", "highlights", "description",
     "keywords", "roles", "institution", "area", "studyType", "courses", "date", "issuer", "title")
)  # fmt: skip
_LEFT = {**_READ, "location": About.PLACE, "url": About.CONTACT, "website": About.CONTACT}
_ASIDE = {
    "skills": About.SKILL, "interests": About.INTEREST, "references": About.REFERENCE, "awards": About.AWARD,
    "publications": About.PUBLICATION,
}  # fmt: skip
_DONE = ("basics", "work", "volunteer", "education", "certificates", "languages", "projects", "meta", "$schema")


def read(document: Mapping[str, Any], draft: Draft) -> None:
    """Write what a document says into a draft."""
    basics = object_of(document.get("basics"))
    draft.named(text_of(basics.get("name")), Place("basics.name"))
    left_over(draft, basics, _BASICS, "basics")
    for section, hint in (("work", ""), ("volunteer", "volunteer")):
        for rank, row in rows_of(document.get(section)):
            _experience(draft, row, f"{section}[{rank}]", hint)
    for rank, row in rows_of(document.get("projects")):
        _project(draft, row, f"projects[{rank}]")
    for rank, row in rows_of(document.get("education")):
        _education(draft, row, f"education[{rank}]")
    for rank, row in rows_of(document.get("certificates")):
        place = Place(f"certificates[{rank}]")
        draft.held(text_of(row.get("name") or row.get("title")), place, text_of(row.get("date")),
                   organisation=text_of(row.get("issuer")))  # fmt: skip
        left_over(draft, row, _LEFT, place.path)
    for rank, row in rows_of(document.get("languages")):
        draft.language(text_of(row.get("language")), text_of(row.get("fluency")), Place(f"languages[{rank}]"))
    left_over(draft, document, {**_ASIDE, **dict.fromkeys(_DONE)}, "")


def _experience(draft: Draft, row: Mapping[str, Any], path: str, hint: str) -> None:
    told = Told(
        title=text_of(row.get("position")),
        period=_period(row),
        organisation=text_of(row.get("name") or row.get("company") or row.get("organization")),
        description=lines_of(row.get("summary"), row.get("highlights")),
        country=country_of(object_of(row.get("location")).get("countryCode")),
        hints=(hint,) if hint else (),
    )
    draft.experience(told, Place(path))
    if about := text_of(row.get("description")):
        draft.aside(About.SUMMARY, Place(f"{path}.description"), about)
    left_over(draft, row, _LEFT, path)


def _project(draft: Draft, row: Mapping[str, Any], path: str) -> None:
    """A project is something done, where it says in which role; else it has no title of a doing."""
    roles = row.get("roles")
    title = ", ".join(filter(None, map(text_of, roles))) if isinstance(roles, list) else text_of(roles)
    description = lines_of(row.get("description"), row.get("highlights"))
    told = Told(
        title=title or text_of(row.get("name")),
        period=_period(row),
        organisation=text_of(row.get("entity")) or (text_of(row.get("name")) if title else ""),
        description=description,
        kind=ExperienceKind.OTHER,
    )
    draft.experience(told, Place(path))
    left_over(draft, row, {**_LEFT, "entity": None, "type": None}, path)


def _education(draft: Draft, row: Mapping[str, Any], path: str) -> None:
    title = " ".join(filter(None, (text_of(row.get("studyType")), text_of(row.get("area")))))
    told = Told(title, _period(row), text_of(row.get("institution")), lines_of(row.get("courses")))
    draft.training(told, Place(path))
    left_over(draft, row, _LEFT, path)


def _period(row: Mapping[str, Any]) -> Any:
    return field_period(text_of(row.get("startDate")), text_of(row.get("endDate")))
