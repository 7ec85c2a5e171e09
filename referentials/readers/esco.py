"""ESCO: the European classification's CSV archives, of any version, in French or English (CC BY 4.0).

Archives differ: official tables separate alternative labels by line breaks, their thematic collections and
exports of the API by `|`; a language may lack a table. Each table is recognised by its header, and `merge_esco`
joins languages and versions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from referentials.codes import EscoUri
from referentials.extract import Extract, Origin, Part
from referentials.plain import clean
from referentials.remarks import Oddity
from referentials.rows import rows
from referentials.source import Source, date_in_name

_LANGUAGE = re.compile(r"_(fr|en)(?=[_.]|$)", re.IGNORECASE)
_VERSION = re.compile(r"v(\d+(?:\.\d+)+)")
_ALTERNATIVES = re.compile(r"[\n\r|]+")
_CONCEPT = ("conceptUri", "preferredLabel", "altLabels")
_OCCUPATION_SKILL = ("occupationUri", "relationType", "skillUri")
_BROADER = ("conceptUri", "broaderUri")
_RELATIONS = ("essential", "optional")
_KINDS = {"Occupation": "occupation", "KnowledgeSkillCompetence": "skill", "SkillGroup": "group", "ISCOGroup": "group"}
_TYPES = {"knowledge": "knowledge", "skill/competence": "skill"}

Row = dict[str, str]


@dataclass(frozen=True)
class _Table:
    """What one kind of member fills."""

    table: str
    columns: tuple[str, ...]
    take: Callable[[Part, int, Row, str], None]


class EscoReader:
    """Reads concepts (occupations, skills, groups) and their relations; other members are listed as ignored."""

    name = "esco"

    def accepts(self, source: Source) -> bool:
        """Judge by the headers: an archive with at least one table of ESCO concepts or relations."""
        return any(_table_of(source, member) for member in source.members)

    def read(self, source: Source) -> Extract:
        """Fill esco_concepts and esco_relations. Raises SourceError when a table is cut short or not UTF-8."""
        found = _VERSION.search(source.name)
        version = found[1] if found else ""
        title = f"ESCO {version}".strip()
        origin = Origin("Commission européenne", title, "CC BY 4.0", version, date_in_name(source.name))
        extract = Extract(source, self.name, origin)
        for member in source.members:
            table = _table_of(source, member)
            if table is None:
                extract.ignored[member] += 1
                continue
            part = extract.part(table.table, member)
            language = _language(source, member)
            with extract.reading(part):
                for line, row in rows(source, member, table.columns, part):
                    part.read += 1
                    table.take(part, line, row, language)
        return extract.checked()


def _table_of(source: Source, member: str) -> _Table | None:
    if not member.lower().endswith(".csv"):
        return None
    header = set(source.header(member))
    return next((table for table in _TABLES if header.issuperset(table.columns)), None)


def _language(source: Source, member: str) -> str:
    """Language in the member's name, else in the archive's; French when neither says."""
    found = _LANGUAGE.search(member) or _LANGUAGE.search(source.name)
    return found[1].lower() if found else "fr"


def _concept(part: Part, line: int, row: Row, language: str) -> None:
    uri = part.parse(line, "conceptUri", EscoUri.parse, row["conceptUri"])
    label = _label(row["preferredLabel"])
    if uri and not label:
        part.reject(line, "preferredLabel", uri.value, Oddity.CONCEPT_UNNAMED)
    elif uri:
        part.add(
            uri=uri.value, kind=_kind(uri.value, row), label=label, alt_labels=_labels(row["altLabels"], label),
            description=clean(row.get("description")), reuse=clean(row.get("reuseLevel")), language=language,
        )  # fmt: skip


def _kind(uri: str, row: Row) -> str | None:
    """Kind of a concept; None for a skill whose table does not say whether it is knowledge (exports of the API)."""
    if "skillType" in row:
        return _TYPES.get(row["skillType"].strip())
    if "conceptType" in row:
        return _KINDS.get(row["conceptType"].strip())
    return "occupation" if "/esco/occupation/" in uri else None


def _labels(text: str, label: str | None) -> list[str]:
    return sorted({found for item in _ALTERNATIVES.split(text) if (found := _label(item)) and found != label})


def _label(text: str) -> str | None:
    """A label with one kind of blank between its words."""
    label = clean(text)
    return " ".join(label.split()) if label and not label.isprintable() else label


def _occupation_skill(part: Part, line: int, row: Row, _: str) -> None:
    relation = row["relationType"].strip()
    if relation not in _RELATIONS:
        part.reject(line, "relationType", relation, Oddity.RELATION, expected=" ou ".join(_RELATIONS))
    else:
        _relation(part, line, row, "occupationUri", relation, "skillUri")


def _broader(part: Part, line: int, row: Row, _: str) -> None:
    _relation(part, line, row, "conceptUri", "broader", "broaderUri")


def _relation(part: Part, line: int, row: Row, source: str, relation: str, target: str) -> None:
    start = part.parse(line, source, EscoUri.parse, row[source])
    end = part.parse(line, target, EscoUri.parse, row[target]) if start else None
    if start and end:
        part.add(source=start.value, relation=relation, target=end.value)


_TABLES = (
    _Table("esco_relations", _OCCUPATION_SKILL, _occupation_skill),
    _Table("esco_relations", _BROADER, _broader),
    _Table("esco_concepts", _CONCEPT, _concept),
)
