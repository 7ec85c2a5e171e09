"""ROME version 3 (RefRomeCsv_v3xx.zip): only what it takes to bring an old code to today's occupations."""

from __future__ import annotations

from referentials.codes import OgrCode, RomeCode
from referentials.errors import SourceError, SourceProblem
from referentials.extract import Extract, Origin
from referentials.readers.rome import MEMBER
from referentials.source import Source, clean


class RomeV3Reader:
    """Reads the fiches and appellations of version 3."""

    name = "rome_v3"

    def accepts(self, source: Source) -> bool:
        """Judge by the members: version 3 has activities, and no table of savoirs."""
        tables = {m["table"] for m in map(MEMBER.search, source.members) if m}
        return source.is_zip and "referentiel_activite" in tables and "referentiel_savoir" not in tables

    def read(self, source: Source) -> Extract:
        """Fill legacy_occupations and legacy_appellations."""
        members = {m["table"]: m for m in map(MEMBER.search, source.members) if m}
        for needed in ("referentiel_code_rome", "referentiel_appellation"):
            if needed not in members:
                raise SourceError(source.name, SourceProblem.TABLE_MISSING, {"table": needed})
        version = members["referentiel_code_rome"]["version"]
        origin = Origin("France Travail", f"ROME 3, version {version}", "Licence Ouverte 2.0", version)
        extract = Extract(source, self.name, origin, newest_wins=True)
        fiches = members["referentiel_code_rome"].string
        part = extract.part("legacy_occupations", fiches)
        for line, row in source.rows(fiches, ("code_rome", "libelle_rome")):
            part.read += 1
            if code := part.parse(line, "code_rome", RomeCode.parse, row["code_rome"]):
                part.add(code=code.value, label=clean(row["libelle_rome"]))
        titles = members["referentiel_appellation"].string
        part = extract.part("legacy_appellations", titles)
        for line, row in source.rows(titles, ("code_ogr", "libelle_appellation_court", "code_rome")):
            part.read += 1
            if ogr := part.parse(line, "code_ogr", OgrCode.parse, row["code_ogr"]):
                part.add(ogr=ogr.value, label=clean(row["libelle_appellation_court"]), code=row["code_rome"])
        extract.ignored.update(m.string for m in members.values() if m.string not in {fiches, titles})
        return extract
