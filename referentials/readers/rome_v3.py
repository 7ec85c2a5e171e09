"""ROME version 3 (RefRomeCsv_v3xx.zip): only what it takes to bring an old code to today's occupations."""

from __future__ import annotations

from referentials.codes import OgrCode, RomeCode
from referentials.errors import SourceError, SourceProblem
from referentials.extract import Extract, Origin
from referentials.plain import clean
from referentials.readers.rome import MEMBER
from referentials.rows import rows
from referentials.source import Source


class RomeV3Reader:
    """Reads the fiches and appellations of version 3."""

    name = "rome_v3"

    def accepts(self, source: Source) -> bool:
        """Judge by the members: version 3 has activities, and no table of savoirs."""
        tables = {m["table"].lower() for m in map(MEMBER.search, source.members) if m}
        return source.is_zip and "referentiel_activite" in tables and "referentiel_savoir" not in tables

    def read(self, source: Source) -> Extract:
        """Fill legacy_occupations and legacy_appellations."""
        members = {m["table"].lower(): m for m in map(MEMBER.search, source.members) if m}
        for needed in ("referentiel_code_rome", "referentiel_appellation"):
            if needed not in members:
                raise SourceError(source.name, SourceProblem.TABLE_MISSING, {"table": needed})
        version = members["referentiel_code_rome"]["version"]
        origin = Origin("France Travail", f"ROME 3, version {version}", "Licence Ouverte 2.0", version)
        extract = Extract(source, self.name, origin, newest_wins=True)
        fiches = members["referentiel_code_rome"].string
        part = extract.part("legacy_occupations", fiches)
        for line, row in rows(source, fiches, ("code_rome", "libelle_rome"), part):
            part.read += 1
            code = part.parse(line, "code_rome", RomeCode.parse, row["code_rome"])
            if code and part.once(line, "code_rome", code.value):
                part.add(code=code.value, label=clean(row["libelle_rome"]))
        titles = members["referentiel_appellation"].string
        part = extract.part("legacy_appellations", titles)
        for line, row in rows(source, titles, ("code_ogr", "libelle_appellation_court", "code_rome"), part):
            part.read += 1
            ogr = part.parse(line, "code_ogr", OgrCode.parse, row["code_ogr"])
            code = part.parse(line, "code_rome", RomeCode.parse, row["code_rome"]) if ogr else None
            if ogr and code and part.once(line, "code_ogr", ogr.value):
                part.add(ogr=ogr.value, label=clean(row["libelle_appellation_court"]), code=code.value)
        extract.ignored.update(m.string for m in members.values() if m.string not in {fiches, titles})
        return extract
