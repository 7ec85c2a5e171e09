"""Tensions on the labour market, of the Dares and Pôle emploi (CSV, comma, UTF-8): by family of occupations and place.

The index and its six factors are fifths of their distribution over 2014-2018: 1, hardly any tension, to 5, a strong
one. The figures of a place with few jobs are left empty. Regions are written as decimal numbers (`24.0`).
"""

from __future__ import annotations

from referentials.codes import FapCode
from referentials.extract import Extract, Origin, Part
from referentials.places import Scope, places
from referentials.readers.dares_families import ABSENT, LICENCE, PORTRAITS
from referentials.remarks import Oddity
from referentials.rows import rows
from referentials.source import Source, date_in_name

_FAP, _YEAR, _SCOPE, _JOBS = "fap", "Année", "niveau_geo", "Emploi moyen"
_FIGURES = {
    "Catégorie Tension": "tension",
    "Intensité d'embauches": "hiring",
    "Lien formation-emploi": "training",
    "Manque de main-d'œuvre disponible": "shortage",
    "Non-durabilité de l'emploi": "unstable",
    "Conditions de travail contraignantes": "conditions",
    "Inadéquation géographique": "distance",
}
"""Column of the table, by that of the file."""
_SCOPES = {"nat": Scope.NATION, "reg": Scope.REGION, "dep": Scope.DEPARTMENT}
_COLUMNS = (_FAP, _YEAR, _SCOPE, _JOBS, "reg", "dep", *_FIGURES)


class DaresTensionsReader:
    """Reads the tension of each family in the nation, each region, each département."""

    name = "dares_tensions"

    def accepts(self, source: Source) -> bool:
        """Judge by the header."""
        if source.is_zip:
            return False
        header = source.header(source.name)
        return header[:1] == [_FAP] and set(_COLUMNS) <= set(header)

    def read(self, source: Source) -> Extract:
        """Fill market_tensions; of two files the one of the latest year counts."""
        part = Part("market_tensions", source.label(source.name), None)
        found = list(rows(source, source.name, _COLUMNS, part))
        year = max((row[_YEAR].strip() for _, row in found if _whole(row[_YEAR].strip(), 2100)), default="")
        origin = Origin(
            "Dares et Pôle emploi", f"{PORTRAITS} : tensions {year}", LICENCE, year, date_in_name(source.name)
        )
        extract = Extract(source, self.name, origin, newest_wins=True)
        part.date = origin.date
        extract.parts.append(part)
        for line, row in found:
            _take(part, line, row)
        return extract


def _take(part: Part, line: int, row: dict[str, str]) -> None:
    part.read += 1
    found = _place(part, line, row)
    fap = part.parse(line, _FAP, FapCode.parse, row[_FAP]) if found else None
    if not found or not fap:
        return
    numbers: dict[str, int | None] = {}
    for column, highest in ((_YEAR, 2100), (_JOBS, None), *((name, 5) for name in _FIGURES)):
        text = row[column].strip()
        numbers[column] = _whole(text, highest)
        if numbers[column] is None and (text not in ABSENT or column == _YEAR):
            part.reject(line, column, text, Oddity.NUMBER)
            return
    figures = {name: numbers[column] for column, name in _FIGURES.items()}
    scope, place = found
    part.add(fap=fap.value, scope=scope, place=place, year=numbers[_YEAR], jobs=numbers[_JOBS], **figures)


def _place(part: Part, line: int, row: dict[str, str]) -> tuple[Scope, str] | None:
    """Scope and code of a place; reject the row and return None when they are not known."""
    scope = _SCOPES.get(row[_SCOPE].strip())
    if scope is Scope.NATION:
        return scope, places().nation.code
    column = "dep" if scope is Scope.DEPARTMENT else "reg"
    code = row[column].strip().removesuffix(".0")
    if scope is Scope.REGION:
        code = code.zfill(2)
    if scope is None or code not in places().by_code[scope]:
        part.reject(line, column if scope else _SCOPE, row[column if scope else _SCOPE], Oddity.UNKNOWN_PLACE)
        return None
    return scope, code


def _whole(text: str, highest: int | None) -> int | None:
    """A whole number, from 1 where it has a highest; None when it is none."""
    whole = text.removesuffix(".0")
    if not whole.isascii() or not whole.isdigit() or len(whole) > 9:
        return None
    return int(whole) if highest is None or 1 <= int(whole) <= highest else None
