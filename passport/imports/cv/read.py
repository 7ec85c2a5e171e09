"""A CV in text: its sections by their headings, its entries by their dates; what cannot be placed is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from passport.imports.cv.entries import Entry, entries_of
from passport.imports.cv.headings import Section, heading_of, opened
from passport.imports.cv.lines import Line, lines_of
from passport.imports.cv.parts import Heading, heading_parts, is_trade
from passport.imports.dates import find_period, left_of
from passport.imports.draft import Draft, Told
from passport.imports.kinds import kind_in
from passport.imports.languages import languages_in, level_in
from passport.imports.notes import About, Fate, Place
from passport.imports.qualifications import is_diploma, pieces, qualification_in

_HINTS = {Section.INTERNSHIP: "stage", Section.VOLUNTEERING: "volunteer"}
_ASIDE = {
    Section.SKILLS: About.SKILL, Section.INTERESTS: About.INTEREST, Section.CONTACT: About.CONTACT,
    Section.SUMMARY: About.SUMMARY, Section.REFERENCES: About.REFERENCE, Section.PUBLICATIONS: About.PUBLICATION,
    Section.HEADER: About.HEADER, Section.LICENCE: About.OTHER,
}  # fmt: skip
_ENTRIES = (Section.EXPERIENCE, Section.INTERNSHIP, Section.VOLUNTEERING, Section.EDUCATION)
_APART = (Section.LANGUAGES, Section.LICENCE, Section.INTERESTS, Section.CONTACT)
"""Sections that one line may be, right after an entry."""
_CONTACT = re.compile(
    r"^(?:adresse|address|t[ée]l(?:[ée]phone)?s?|e-?mail|mail|courriel|mobile|portable|n[ée]e?|date (?:et lieu )?de naissance|sexe|âge"
    r"|situation(?: familiale)?|nationalit[ée])\.?\s*:"
    r"|[\w.+-]{1,64}@[\w-]{1,64}\.\w|https?://|www\.|linkedin\.com|(?:\+\d{2}|\b0)\s?[1-9](?:[\s.-]?\d\d){4}\b"
    r"|\bn[ée]{1,2}e?\s+le\b|\bdate of birth\b|^\d{1,4}(?:\s?(?:bis|ter))?,?\s+(?:rue|avenue|av\.|bd|boulevard|place|all[ée]e"
    r"|chemin|impasse|route|quai|cours|square)\b|^\d{5}\s+[A-ZÀ-Ý]|\b\d{2} ans\b|nationalit[ée]|c[ée]libataire|mari[ée]e?\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:[A-ZÀ-Ý][\w'’-]*\.?\s+){1,3}(?:(?:de|du|des|la|le|van|von|der|el|al|ben|bin|da|dos)\s+){0,2}(?:[A-ZÀ-Ý][\w'’-]*\s+)?[A-ZÀ-Ý][\w'’-]+"
)
_NAMED = re.compile(r"^(?:nom(?: et pr[ée]noms?)?|pr[ée]noms? et nom|pr[ée]nom nom|name)\s*:\s*", re.IGNORECASE)
_TITLE = re.compile(
    r"^(?:poste(?: occup[ée])?|fonction|intitul[ée](?: du poste)?|emploi(?: occup[ée])?|position|job title)\s*:\s*(.+)",
    re.I,
)
_EMPLOYER = re.compile(r"^(?:employeur|entreprise|soci[ée]t[ée]|organisme|structure|employer|company)\s*:\s*(.+)", re.I)
_PAUSE = re.compile(
    r"^(?:cong[ée] (?:parental|maternit|sabbatique)|ann[ée]e sabbatique|recherche d'emploi|sans emploi|ch[oô]mage)",
    re.I,
)
_CIVILITY = re.compile(r"^(?:Mme|Mlle|Mrs?|Ms|M|Monsieur|Madame)\.?\s+")
_NOTHING = re.compile(r"(?:page\s*)?\d{1,2}(?:\s*(?:/|sur|of)\s*\d{1,2})?|curriculum vit[aæ]e?|cv", re.IGNORECASE)


def read(text: str, draft: Draft) -> None:
    """Write what a CV says into a draft; a form feed ends a column, and the section that was open in it."""
    sections = [(section, lines) for column in text.split("\f") for section, lines in _sections(lines_of(column))]
    headed = any(section is not Section.HEADER for section, _ in sections)
    for section, lines in sections:
        if section is Section.HEADER and not headed:
            _unheaded(draft, lines)
        else:
            _READ.get(section, _aside)(draft, lines, section)


def _sections(lines: Sequence[Line]) -> Iterator[tuple[Section, list[Line]]]:
    """Lines by the section that they are in, in order."""
    section, held = Section.HEADER, list[Line]()
    for line in lines:
        if _NOTHING.fullmatch(line.text):
            continue
        found, rest = _opening(line, section)
        if found:
            if held:
                yield section, held
            section, held = found, [replace(line, text=rest)] if rest else []
        else:
            held.append(line)
    if held:
        yield section, held


def _opening(line: Line, section: Section) -> tuple[Section | None, str]:
    """The section that a line opens, and what it says of it; within an entry, tasks and tools open none."""
    if line.bullet:
        return None, ""
    on_line = opened(line.text)
    found, rest = on_line or (heading_of(line.text), "")
    within = section in _ENTRIES and not line.blank_before
    if within and (found is section or (rest and found not in _APART)):
        return None, ""
    return found, rest


def _entries(draft: Draft, lines: Sequence[Line], section: Section) -> None:
    """Jobs, internships, volunteering, studies."""
    found, before = entries_of(lines, loose=section is Section.EDUCATION)
    for line in before:
        about = About.NO_DATE if not found else About.HEADER
        if not _contact(draft, line):
            draft.aside(about, Place(line=line.number), line.text)
    for entry in found:
        _one(draft, entry, section)


def _one(draft: Draft, entry: Entry, section: Section) -> None:
    study, place = section is Section.EDUCATION, Place(line=entry.line)
    entry, parts = _labelled(entry, heading_parts(entry.heading, study=study))
    if _PAUSE.match(parts.title):
        draft.aside(About.OTHER, place, f"{parts.title} ({entry.period.said})")
        return
    if study and qualification_in(parts.title) and not is_diploma(parts.title):
        draft.held(parts.title, place, entry.period.said, organisation=parts.organisation)
        draft.aside(About.OTHER, place, " ".join(line.text for line in entry.body))
        return
    hint = _HINTS.get(section)
    body = _told_apart(draft, entry.body, study=study)
    told = Told(
        title=parts.title,
        period=entry.period,
        organisation=parts.organisation,
        description="\n".join([*parts.more, *(f"- {line.text}" if line.bullet else line.text for line in body)]),
        hints=(*((hint,) if hint else ()), *parts.kinds),
    )
    (draft.training if study else draft.experience)(told, place)
    if parts.title and (parts.organisation or parts.place):
        fate = Fate.MAPPED if parts.sure else Fate.DOUBTED
        cut = {"title": parts.title, "organisation": parts.organisation}
        draft.note(fate, About.PARTS, place, entry.heading, **cut)
    draft.aside(About.PLACE, place, ", ".join(filter(None, (parts.place, entry.place))))


def _labelled(entry: Entry, parts: Heading) -> tuple[Entry, Heading]:
    """The parts that lines of an entry name by labels: the post held, the employer."""
    body = []
    for line in entry.body:
        title, employer = _TITLE.match(line.text), _EMPLOYER.match(line.text)
        if title:
            parts = replace(parts, title=title[1], organisation=parts.organisation or parts.title, sure=True)
        elif employer:
            parts = replace(parts, organisation=employer[1])
        else:
            body.append(line)
    return replace(entry, body=tuple(body)), parts


def _told_apart(draft: Draft, body: Sequence[Line], *, study: bool) -> list[Line]:
    """Lines of an entry, without those that are another one, which no date precedes: a diploma, a lone trade."""
    kept = []
    for line in body:
        other = line.blank_before and is_diploma(line.text) if study else len(body) == 1 and _is_lone_trade(line)
        if other and not line.bullet:
            draft.aside(About.NO_DATE, Place(line=line.number), line.text)
        else:
            kept.append(line)
    return kept


def _is_lone_trade(line: Line) -> bool:
    return is_trade(line.text) and len(line.text) < 80 and "," not in line.text and not line.text.endswith(".")


def _unheaded(draft: Draft, lines: Sequence[Line]) -> None:
    """A CV without headings: what has dates is a job, or a study where its heading names a diploma."""
    found, before = entries_of(lines)
    _header(draft, before, Section.HEADER)
    for entry in found:
        _one(draft, entry, Section.EDUCATION if is_diploma(entry.heading) else Section.EXPERIENCE)


def _languages(draft: Draft, lines: Sequence[Line], section: Section) -> None:
    """One or several a line; a level alone on the next line is of the language before it."""
    del section
    named: list[tuple[str, str, int]] = []
    for line in lines:
        found = languages_in(line.text)
        if not found and named and not level_in(named[-1][1]) and level_in(line.text):
            code, said, number = named[-1]
            named[-1] = (code, f"{said} {line.text}", number)
        elif not found:
            draft.aside(About.NO_LANGUAGE, Place(line=line.number), line.text)
        named += [(code, said, line.number) for code, said in found]
    for code, said, number in named:
        rest = re.sub(r"^\W*[^\W\d_]+\W*", "", said, count=1)
        draft.language(code if not rest else said, said if rest else "", Place(line=number))


def _certifications(draft: Draft, lines: Sequence[Line], section: Section) -> None:
    """One a line; a line that names licences and cards is cut where each begins."""
    del section
    for line in lines:
        place = Place(line=line.number)
        if qualification_in(line.text):
            _held(draft, line, About.OTHER)
        elif not _contact(draft, line):
            draft.held(" ".join(line.cells), place)


def _held(draft: Draft, line: Line, about: About) -> None:
    """Licences and cards among the pieces of a line; the rest is told."""
    place, rest = Place(line=line.number), list[str]()
    for piece in pieces(line.text):
        if qualification_in(piece):
            draft.held(piece, place)
        elif not _contact(draft, replace(line, text=piece)) and not (
            about is About.INTEREST and _activity(draft, replace(line, text=piece))
        ):
            rest.append(piece)
    draft.aside(about, place, ", ".join(rest))


def _licences(draft: Draft, lines: Sequence[Line], section: Section) -> None:
    del section
    for line in lines:
        bare = re.match(r"(?:[\w ]+\s*:\s*)?(?:[ABCD][12]?E?)(?:\s*[,/&+-]\s*|\s+et\s+|\s*$)", line.text)
        _held(draft, replace(line, text=f"Permis {line.text.split(':')[-1].strip()}") if bare else line, About.OTHER)


def _header(draft: Draft, lines: Sequence[Line], section: Section) -> None:
    """A name, ways to reach the person; the rest is told."""
    for line in lines:
        whole = _CIVILITY.sub("", _NAMED.sub("", line.text))
        name = re.split(r"\s+[-–—|•·]\s+|\t|,", whole)[0].strip()
        if (
            not draft.name
            and _NAME.fullmatch(name)
            and not qualification_in(name)
            and (name == whole or _reaches(line))
        ):
            draft.named(name, Place(line=line.number))
            _contact(draft, line)
        else:
            _aside(draft, [line], section)


def _aside(draft: Draft, lines: Sequence[Line], section: Section) -> None:
    """What a passport has no line for is told; licences, cards, languages with a level are kept from it."""
    for line in lines:
        if section is Section.INTERESTS and _activity(draft, line):
            continue
        spoken = [(code, said) for code, said in languages_in(line.text) if level_in(said)]
        if qualification_in(line.text):
            _held(draft, line, _ASIDE[section])
        elif section is not Section.CONTACT and _contact(draft, line):
            continue
        elif spoken and section in (Section.SKILLS, Section.INTERESTS, Section.HEADER):
            for code, said in spoken:
                draft.language(code, said, Place(line=line.number))
        else:
            draft.aside(_ASIDE[section], Place(line=line.number), line.text)


def _activity(draft: Draft, line: Line) -> bool:
    """Whether an interest is an activity that the law counts, with its dates: coaching as a volunteer, firefighting."""
    period, said = find_period(line.text), kind_in(line.text)
    if not period or not said or len(pieces(line.text)) > 1:
        return False
    draft.experience(Told(left_of(line.text, period), period), Place(line=line.number))
    return True


def _reaches(line: Line) -> bool:
    return bool(_CONTACT.search(line.text))


def _contact(draft: Draft, line: Line) -> bool:
    """Whether a line is a way to reach the person; it is told, and not repeated."""
    found = _reaches(line)
    if found:
        draft.note(Fate.ASIDE, About.CONTACT, Place(line=line.number))
    return found


_READ = {
    Section.EXPERIENCE: _entries, Section.INTERNSHIP: _entries, Section.VOLUNTEERING: _entries,
    Section.EDUCATION: _entries, Section.LANGUAGES: _languages, Section.CERTIFICATION: _certifications,
    Section.LICENCE: _licences, Section.HEADER: _header,
}  # fmt: skip
