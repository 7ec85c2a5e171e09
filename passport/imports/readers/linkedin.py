"""LinkedIn export: an archive of CSV files, or one of them alone; in English, or in French (`linkedin_words`)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from passport.imports.archives import members, read_member
from passport.imports.draft import Draft, Told, field_period
from passport.imports.errors import PaperError, PaperProblem
from passport.imports.notes import About, Fate, Place
from passport.imports.readers import linkedin_words
from referentials.text import fold

FILES = (
    "profile.csv", "positions.csv", "education.csv", "certifications.csv", "skills.csv", "languages.csv",
    "volunteering.csv", "courses.csv", "projects.csv", "honors.csv", "publications.csv", "recommendations_received.csv",
)  # fmt: skip
_ASIDE = {
    "skills.csv": About.SKILL, "courses.csv": About.OTHER, "projects.csv": About.OTHER, "honors.csv": About.AWARD,
    "publications.csv": About.PUBLICATION, "recommendations_received.csv": About.REFERENCE,
}  # fmt: skip
_PRIVATE = ("address", "birth date", "zip code", "twitter handles", "websites", "instant messengers")
_SIGNS = ",;\t"
"""What parts the columns: a comma, or what a spreadsheet put in its place."""
_BEGINNING = 2_000
"""Characters in which a header ends."""
_AHEAD = 10
"""Lines before a header, at most."""
Row = Mapping[str, str]


def read(data: bytes, file: str, draft: Draft) -> None:
    """Write what an archive says into a draft."""
    found = {_table(name): member for name, member in sorted(members(data, file).items())}
    for name in FILES:
        if name in found:
            read_table(read_member(data, found[name], file), name, draft)
    unread = sorted(PurePosixPath(one.filename).name for name, one in found.items() if name not in FILES)
    draft.aside(About.OTHER, Place(""), ", ".join(unread))


def is_export(data: bytes, file: str) -> bool:
    """Whether an archive has a table of LinkedIn that tells a life."""
    return bool({_table(name) for name in members(data, file)} & set(FILES[:7]))


def table_alone(text: str) -> str | None:
    """The table that a text is by its header; None for what is no table of LinkedIn."""
    first = next(iter(text[:_BEGINNING].lstrip("\ufeff").splitlines()), "")
    return next((table for sign in _SIGNS if (table := linkedin_words.table_of(_cells(first, sign)))), None)


def _table(name: str) -> str:
    """English name of a file, whatever its folder and letters."""
    plain = PurePosixPath(name).name.lower()
    return linkedin_words.FILES.get(fold(plain), plain)


def _cells(line: str, sign: str) -> list[str]:
    try:
        return [" ".join(fold(cell).split()) for cell in next(csv.reader([line.strip()], delimiter=sign), [])]
    except csv.Error:
        return []


def read_table(data: bytes, name: str, draft: Draft) -> None:
    """Write what one table says into a draft."""
    for line, row in _rows(data, name):
        place = Place(name, line)
        if name == "profile.csv":
            _profile(draft, row, place)
        elif name == "positions.csv":
            _activity(draft, row, place, ("title", "company name"), ())
        elif name == "volunteering.csv":
            _activity(draft, row, place, ("role", "company name"), ("volunteer",))
        elif name == "education.csv":
            _education(draft, row, place)
        elif name == "certifications.csv":
            day = _of(row, "started on") or _of(row, "finished on")
            draft.held(_of(row, "name"), place, day, organisation=_of(row, "authority"))
        elif name == "languages.csv":
            draft.language(_of(row, "name"), _of(row, "proficiency"), place)
        else:
            draft.aside(_ASIDE[name], place, " ".join(filter(None, row.values())))


def _profile(draft: Draft, row: Row, place: Place) -> None:
    draft.named(f"{_of(row, 'first name')} {_of(row, 'last name')}", place)
    draft.aside(About.SUMMARY, place, " ".join(filter(None, (_of(row, "headline"), _of(row, "summary")))))
    if private := [name for name in _PRIVATE if _of(row, name)]:
        draft.note(Fate.ASIDE, About.CONTACT, place, ", ".join(private))


def _activity(draft: Draft, row: Row, place: Place, names: tuple[str, str], hints: tuple[str, ...]) -> None:
    title, organisation = (_of(row, name) for name in names)
    period = field_period(_of(row, "started on"), _of(row, "finished on"))
    draft.experience(Told(title, period, organisation, _of(row, "description"), hints=hints), place)
    draft.aside(About.PLACE, place, _of(row, "location"))


def _education(draft: Draft, row: Row, place: Place) -> None:
    period = field_period(_of(row, "start date") or _of(row, "end date"), _of(row, "end date"))
    title = _of(row, "degree name") or _of(row, "notes")
    draft.training(Told(title, period, _of(row, "school name"), _of(row, "activities")), place)


def _of(row: Row, name: str) -> str:
    return row.get(name, "").strip()


def _rows(data: bytes, name: str) -> Iterator[tuple[int, Row]]:
    """Rows by the names of their columns, in lower case, with their lines; a preamble of notes is passed over."""
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    lines = text.splitlines(keepends=True)
    first, sign = _header(lines, name)
    reader = csv.reader(io.StringIO("".join(lines[first:])), delimiter=sign)
    try:
        header = [linkedin_words.column(name, " ".join(fold(cell).split())) for cell in next(reader, [])]
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield first + reader.line_num, dict(zip(header, cells, strict=False))
    except csv.Error as error:
        raise PaperError(PaperProblem.BAD_CSV, name, {"said": str(error)}) from error


def _header(lines: list[str], table: str) -> tuple[int, str]:
    """Where the header of a table is, a preamble of notes passed over, and what parts its columns."""
    tried = [(at, sign) for at, line in enumerate(lines[:_AHEAD]) for sign in _SIGNS if sign in line]
    known = [linkedin_words.known(table, _cells(lines[at], sign)) for at, sign in tried]
    best = max(range(len(tried)), key=known.__getitem__, default=0)
    if known and known[best]:
        return tried[best]
    first = (at for at, line in enumerate(lines) if "," in line and not line.lower().startswith("notes:"))
    return next(first, 0), ","
