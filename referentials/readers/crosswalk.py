"""ROME ↔ ESCO: the mapping published for EURES (CSV, comma), a preamble about the mapping before its rows.

The relation is kept as published, read from the ESCO occupation to the ROME appellation: `narrowMatch` says that
the appellation is narrower than the occupation. The MELO benchmark is drawn from this mapping: never load it
while scoring MELO.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from referentials.codes import EscoUri, OgrCode
from referentials.errors import SourceError, SourceProblem
from referentials.extract import Extract, Origin, Part
from referentials.plain import clean
from referentials.remarks import Oddity
from referentials.rows import Fault, Line, header_of, records, whole
from referentials.signs import sign_of
from referentials.source import Source, date_in_name

_MARK = "Mapping project"
_ESCO, _ROME, _RELATION = "classification 1 ID", "classification 2 ID", "mapping relation"
_RELATIONS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch")
_SKOS = "skos:"


class CrosswalkReader:
    """Reads the links between ROME appellations and ESCO occupations."""

    name = "crosswalk"

    def accepts(self, source: Source) -> bool:
        """Judge by the preamble, which names the two classifications."""
        if source.is_zip:
            return False
        head = source.head(source.name).lstrip(' "')
        return head.startswith(_MARK) and "ESCO" in head and "ROME" in head

    def read(self, source: Source) -> Extract:
        """Fill rome_esco. Raises SourceError when the preamble or the header is missing."""
        text = source.text(source.name)
        found = records(text, sign_of(text, ","))
        about = _preamble(found, source)
        header = header_of(source, source.name, found, (_ESCO, _ROME, _RELATION))
        version = about.get("Mapping project version", "")
        origin = Origin(
            "France Travail", "Correspondance ROME-ESCO", "voir l'éditeur", version,
            date_in_name(source.name) or _day(about.get("Mapping project version date", "")),
        )  # fmt: skip
        extract = Extract(source, self.name, origin, newest_wins=True)
        part = extract.part("rome_esco", source.name)
        for line, row in whole(part, found, header):
            _take(part, line, row)
        return extract


def _preamble(found: Iterator[Line | Fault], source: Source) -> dict[str, str]:
    """Take the "name,value" lines up to the blank one."""
    about: dict[str, str] = {}
    for one in found:
        if isinstance(one, Fault):
            raise SourceError(source.name, SourceProblem.BAD_CSV, {"said": one.said}, one.line)
        fields = one[1]
        if not any(fields):
            return about
        about[fields[0].strip()] = (clean(fields[1]) or "") if len(fields) > 1 else ""
    raise SourceError(source.name, SourceProblem.PREAMBLE)


def _take(part: Part, line: int, row: dict[str, str]) -> None:
    part.read += 1
    relation = row[_RELATION].strip().removeprefix(_SKOS)
    if relation not in _RELATIONS:
        part.reject(line, _RELATION, row[_RELATION], Oddity.RELATION, expected=", ".join(_RELATIONS))
        return
    esco = part.parse(line, _ESCO, EscoUri.parse, row[_ESCO])
    ogr = part.parse(line, _ROME, OgrCode.parse, row[_ROME]) if esco else None
    if esco and ogr:
        part.add(appellation=ogr.value, esco=esco.value, relation=relation)


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None
