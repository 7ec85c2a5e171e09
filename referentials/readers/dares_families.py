"""FAP 225 ↔ ROME of the Dares (CSV, semicolon, Windows-1252): the families of occupations that its statistics are of.

ROME is at version-3 grain, as `occupations.family` is. A family that the file links to no ROME code is written `NA`.
"""

from __future__ import annotations

from referentials.codes import FapCode, RomeCode
from referentials.extract import Extract, Origin
from referentials.remarks import Oddity
from referentials.rows import rows
from referentials.source import Source, date_in_name

_FAP, _ROME, _LABEL = "Fap", "Rome", "intitule_rome"
PUBLISHER, LICENCE = "Dares", "voir l'éditeur"
PORTRAITS = "Portraits statistiques des métiers, 1982-2019"
"""The publication that the tables of families, tensions and salaries come from: github.com/StatDares."""
ABSENT = ("NA", "")


class DaresFamiliesReader:
    """Reads which ROME codes each family is made of."""

    name = "dares_families"

    def accepts(self, source: Source) -> bool:
        """Judge by the header."""
        return not source.is_zip and source.header(source.name, ";")[:3] == [_FAP, _ROME, _LABEL]

    def read(self, source: Source) -> Extract:
        """Fill occupation_families."""
        origin = Origin(PUBLISHER, f"{PORTRAITS} : FAP 225 et ROME", LICENCE, date=date_in_name(source.name))
        extract = Extract(source, self.name, origin, newest_wins=True)
        part = extract.part("occupation_families", source.name)
        for line, row in rows(source, source.name, (_FAP, _ROME), part, delimiter=";", fallback="cp1252"):
            part.read += 1
            if row[_ROME].strip() in ABSENT:
                part.reject(line, _ROME, row[_FAP], Oddity.NO_ROME_CODE)
                continue
            fap = part.parse(line, _FAP, FapCode.parse, row[_FAP])
            rome = part.parse(line, _ROME, RomeCode.parse, row[_ROME]) if fap else None
            if fap and rome:
                part.add(fap=fap.value, rome=rome.value)
        return extract
