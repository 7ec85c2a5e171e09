"""Formacode V14, the thesaurus of training subjects (Centre Inffo; CSV, UTF-8 with BOM, semicolon).

Two files have the same head: the terms, and the fourteen grand domains above them. Both fill `formacodes`.
Lists are joined with `###`; a reference to a term ends with ` - 12345`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from referentials.codes import Formacode
from referentials.extract import Extract, Origin, Part
from referentials.plain import clean
from referentials.remarks import Oddity
from referentials.rows import rows
from referentials.source import Source, date_in_name

_CODE, _LABEL = "Code du Terme", "Descripteur en typo riche"
_NARROWER, _BROADER, _RELATED = "TS (Termes Spécifiques)", "TG (Terme Générique)", "TA (Termes Associés)"
_FIELD, _SYNONYMS = "Champ sémantique", ("Synonymes", "Synonymes métier")
_NOTES = ("NE (Note d’Explication)", "NA (Note d’Application)")
_OF_TERMS = (_FIELD, *_SYNONYMS, _BROADER, _RELATED, *_NOTES)
_SEPARATOR = "###"
_REFERENCE = re.compile(r" - (\d{5})$")

Row = dict[str, str]


class FormacodeReader:
    """Reads the terms and the grand domains, one file or the other."""

    name = "formacode"

    def accepts(self, source: Source) -> bool:
        """Judge by the first columns of the header."""
        return not source.is_zip and source.header(source.name, ";")[:2] == [_CODE, "Descripteur en majuscules"]

    def read(self, source: Source) -> Extract:
        """Fill formacodes. Raises SourceError when a column is missing."""
        found = re.search(r"v(\d+)", source.name, re.IGNORECASE)
        origin = Origin(
            "Centre Inffo", "Formacode", "voir l'éditeur", found[1] if found else "", date_in_name(source.name)
        )
        extract = Extract(source, self.name, origin)
        part = extract.part("formacodes", source.name)
        has_terms = _FIELD in source.header(source.name, ";")
        columns = (_CODE, _LABEL, _NARROWER, *(_OF_TERMS if has_terms else ()))
        for line, row in rows(source, source.name, columns, part, delimiter=";"):
            part.read += 1
            code = part.parse(line, _CODE, Formacode.parse, row[_CODE])
            if code and part.once(line, _CODE, code.value):
                _add(part, line, code.value, row)
        return extract


def _add(part: Part, line: int, code: str, row: Row) -> None:
    notes = [text for column in _NOTES if (text := clean(row.get(column)))]
    synonyms = [text for column in _SYNONYMS for text in _listed(row, column)]
    part.add(
        code=code, label=clean(row[_LABEL]), field=clean(row.get(_FIELD)), synonyms=list(dict.fromkeys(synonyms)),
        broader=list(_references(part, line, code, row, _BROADER)),
        related=list(_references(part, line, code, row, _RELATED)), note="\n".join(notes) or None,
    )  # fmt: skip


def _references(part: Part, line: int, code: str, row: Row, column: str) -> Iterator[str]:
    """Codes of the terms a column names; the file lists some terms as related to themselves: left out."""
    for text in _listed(row, column):
        found = _REFERENCE.search(text)
        if not found:
            part.reserve(line, column, text, Oddity.TERM_WITHOUT_CODE)
        elif found[1] != code:
            yield found[1]


def _listed(row: Row, column: str) -> list[str]:
    return [text for item in row.get(column, "").split(_SEPARATOR) if (text := clean(item))]
