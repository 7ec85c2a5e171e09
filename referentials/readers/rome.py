"""ROME 4.0: France Travail's archive RefRomeCsv_v4xx.zip (CSV, UTF-8, comma)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from referentials.codes import OgrCode, RomeCode
from referentials.errors import SourceError, SourceProblem
from referentials.extract import Extract, Oddity, Origin, Part
from referentials.source import Source, clean

MEMBER = re.compile(r"(?:^|/)unix_(?P<table>\w+?)_v(?P<version>\d{3})_utf8\.csv$")
_YES_NO = {"O": True, "N": False}
_IMPORTANCE = {"Principale": "core", "Émergente": "emerging", "": "plain"}
_PUBLISHED_IN = {"arborescence_secteur_naf": "cp1252"}
"""Members whose real encoding is not UTF-8, whatever their name says (seen in version 460)."""
_CLASSIFICATIONS = (
    # scheme, member, code, label, definition, parent
    ("sector", "secteur_activite", "code_sect_activite", "libelle_sect_activite", "definition_sect_activite", ""),
    ("subsector", "sous_secteur_activite", "code_ss_sect_activite", "libelle_ss_sect_activite",
     "definition_ss_sect_activite", "code_sect_activite"),
    ("naf", "secteur_naf", "code_secteur_naf", "libelle_secteur_naf", "", ""),
    ("theme", "themes", "code_theme", "libelle_theme", "definition_theme", ""),
    ("interest", "centre_interet", "code_centre_interet", "libelle_centre_interet", "definition_centre_interet", ""),
)  # fmt: skip
_CLASSIFIED = (
    # scheme, member, code
    ("sector", "arborescence_secteur_activite", "code_sect_activite"),
    ("subsector", "arborescence_secteur_activite", "code_ss_sect_activite"),
    ("naf", "arborescence_secteur_naf", "code_secteur_naf"),
    ("theme", "arborescence_thematique", "code_theme"),
    ("interest", "arborescence_centre_interet", "code_centre_interet"),
)


class RomeReader:
    """Reads any 4.x archive; tables that a version lacks stay empty."""

    name = "rome"

    def accepts(self, source: Source) -> bool:
        """Judge by the members: version 4 has the table of savoirs."""
        tables = {m["table"] for m in map(MEMBER.search, source.members) if m}
        return source.is_zip and "referentiel_savoir" in tables

    def read(self, source: Source) -> Extract:
        """Read every table of the archive. Raises SourceError when a necessary one is missing."""
        return _Archive(source).read()


class _Archive:
    def __init__(self, source: Source) -> None:
        self.source = source
        found = [(m["table"], m["version"], name) for name in source.members if (m := MEMBER.search(name))]
        self.members = {table: name for table, _, name in found}
        version = max(version for _, version, _ in found)
        title = f"ROME 4.0, version {version}"
        origin = Origin("France Travail", title, "Licence Ouverte 2.0", version, self._published())
        self.extract = Extract(source, "rome", origin, newest_wins=True)
        self.kinds: dict[str, str] = {}

    def read(self) -> Extract:
        self._domains()
        self._occupations()
        self._appellations()
        self._competencies()
        self._knowledge()
        self._contexts()
        self._links()
        self._mobilities()
        self._classifications()
        used = {m["table"] for part in self.extract.parts if (m := MEMBER.search(part.file))} | _MERGED
        self.extract.ignored.update(name for table, name in self.members.items() if table not in used)
        return self.extract

    def _published(self) -> date | None:
        for member in self.source.members:
            if member.endswith("version.txt"):
                found = re.search(r"publication\s*:\s*(\d\d/\d\d/\d{4})", self.source.text(member))
                return datetime.strptime(found[1], "%d/%m/%Y").date() if found else None
        return None

    def _rows(
        self, part: Part | None, table: str, *columns: str, needed: bool = False
    ) -> Iterator[tuple[int, dict[str, str]]]:
        if table not in self.members:
            if needed:
                raise SourceError(self.source.name, SourceProblem.TABLE_MISSING, {"table": table})
            return
        fallback = _PUBLISHED_IN.get(table)
        for line, row in self.source.rows(self.members[table], columns, fallback=fallback):
            if part:
                part.read += 1
            yield line, row

    def _part(self, table: str, member: str) -> Part:
        return self.extract.part(table, self.members.get(member, member))

    def _domains(self) -> None:
        part = self._part("domains", "domaine_professionnel")
        for _, row in self._rows(
            part, "domaine_professionnel", "code_domaine_professionnel", "libelle_domaine_professionnel"
        ):
            code = row["code_domaine_professionnel"]
            part.add(code=code, label=clean(row["libelle_domaine_professionnel"]), parent=code[:1])
        for _, row in self._rows(part, "grand_domaine", "code_grand_domaine", "libelle_grand_domaine"):
            part.add(code=row["code_grand_domaine"], label=clean(row["libelle_grand_domaine"]), parent=None)

    def _occupations(self) -> None:
        texts = self._texts()
        riasec = {
            r["code_rome"]: r for _, r in self._rows(None, "referentiel_code_rome_riasec", "code_rome", "riasec_majeur")
        }
        part = self._part("occupations", "referentiel_code_rome")
        for line, row in self._rows(
            part, "referentiel_code_rome", "code_rome", "code_ogr", "libelle_rome", needed=True
        ):
            code = part.parse(line, "code_rome", RomeCode.parse, row["code_rome"])
            if code is None:
                continue
            interests = riasec.get(code.value, {})
            part.add(
                code=code.value, ogr=row["code_ogr"], label=clean(row["libelle_rome"]),
                family=row.get("code_rome_parent") or code.value, domain=code.value[:3],
                definition=texts.get((code.value, "definition")), access=texts.get((code.value, "acces_metier")),
                riasec_major=clean(interests.get("riasec_majeur")), riasec_minor=clean(interests.get("riasec_mineur")),
                transition_eco=clean(row.get("transition_eco")),
                transition_num=_flag(row, "transition_num"), transition_demo=_flag(row, "transition_demo"),
                regulated=_flag(row, "emploi_reglemente"), executive=_flag(row, "emploi_cadre"),
            )  # fmt: skip

    def _texts(self) -> dict[tuple[str, str], str]:
        sentences: dict[tuple[str, str], list[tuple[int, str]]] = {}
        columns = ("code_rome", "libelle_type_texte", "position_phrase", "libelle_texte")
        for _, row in self._rows(None, "texte", *columns):
            key = (row["code_rome"], row["libelle_type_texte"])
            sentences.setdefault(key, []).append((int(row["position_phrase"] or 0), clean(row["libelle_texte"]) or ""))
        return {key: "\n".join(text for _, text in sorted(found)) for key, found in sentences.items()}

    def _appellations(self) -> None:
        part = self._part("appellations", "referentiel_appellation")
        columns = ("code_ogr", "libelle_appellation_long", "libelle_appellation_court", "code_rome")
        for line, row in self._rows(part, "referentiel_appellation", *columns, needed=True):
            ogr = part.parse(line, "code_ogr", OgrCode.parse, row["code_ogr"])
            code = part.parse(line, "code_rome", RomeCode.parse, row["code_rome"]) if ogr else None
            if ogr and code:
                part.add(
                    ogr=ogr.value, label=clean(row["libelle_appellation_long"]),
                    short_label=clean(row["libelle_appellation_court"]), occupation=code.value,
                    main=row.get("classification") == "PRINCIPALE", rarely_used=_flag(row, "peu_usite"),
                )  # fmt: skip

    def _competencies(self) -> None:
        riasec = {
            r["code_ogr"]: r
            for _, r in self._rows(None, "referentiel_macro_competence_riasec", "code_ogr", "riasec_majeur")
        }
        plain = self._part("competencies", "referentiel_competence")
        macro = self._part("macro_competencies", "referentiel_competence")
        columns = ("code_ogr", "nature", "libelle_competence", "cat_comp", "sous_cat_comp")
        for line, row in self._rows(None, "referentiel_competence", *columns, needed=True):
            part = macro if row["nature"].startswith("Macro") else plain
            part.read += 1
            ogr = part.parse(line, "code_ogr", OgrCode.parse, row["code_ogr"])
            if ogr is None:
                continue
            self.kinds[ogr.value] = "macro_competency" if part is macro else "competency"
            interests = riasec.get(ogr.value, {})
            part.add(
                ogr=ogr.value, code=clean(row.get("code_macro_comp")), label=clean(row["libelle_competence"]),
                definition=clean(row.get("definition")), macro=clean(row.get("code_ogr_macro_comp")),
                category=clean(row["cat_comp"]), subcategory=clean(row["sous_cat_comp"]),
                transition_eco=_flag(row, "transition_eco"), transition_num=_flag(row, "transition_num"),
                homogeneity=clean(row.get("libelle_heterogeneite")),
                riasec_major=clean(interests.get("riasec_majeur")), riasec_minor=clean(interests.get("riasec_mineur")),
            )  # fmt: skip

    def _knowledge(self) -> None:
        part = self._part("knowledge", "referentiel_savoir")
        for line, row in self._rows(part, "referentiel_savoir", "code_ogr_savoir", "libelle_savoir", needed=True):
            ogr = part.parse(line, "code_ogr_savoir", OgrCode.parse, row["code_ogr_savoir"])
            if ogr:
                self.kinds[ogr.value] = "knowledge"
                part.add(
                    ogr=ogr.value, label=clean(row["libelle_savoir"]),
                    category=clean(row.get("categorie_savoir")), subcategory=clean(row.get("sous_categorie_savoir")),
                )  # fmt: skip

    def _contexts(self) -> None:
        part = self._part("work_contexts", "referentiel_contexte_travail")
        for line, row in self._rows(part, "referentiel_contexte_travail", "code_ogr", "libelle_cont_travail"):
            ogr = part.parse(line, "code_ogr", OgrCode.parse, row["code_ogr"])
            if ogr:
                self.kinds[ogr.value] = "context"
                part.add(
                    ogr=ogr.value,
                    label=clean(row["libelle_cont_travail"]),
                    category=clean(row.get("libelle_type_cont_trav")),
                )

    def _links(self) -> None:
        """Coherence links: which items an occupation calls for, and how central each one is."""
        competencies = self._part("occupation_competencies", "coherence_item")
        parts = {
            "competency": competencies,
            "macro_competency": competencies,
            "knowledge": self._part("occupation_knowledge", "coherence_item"),
            "context": self._part("occupation_contexts", "coherence_item"),
        }
        for line, row in self._rows(None, "coherence_item", "code_rome", "code_ogr", needed=True):
            kind = self.kinds.get(row["code_ogr"])
            part = parts[kind] if kind else competencies
            part.read += 1
            importance = _IMPORTANCE.get(row.get("coeur_metier", ""))
            if kind is None:
                part.reject(line, "code_ogr", row["code_ogr"], Oddity.ITEM_UNDEFINED)
            elif importance is None:
                part.reject(
                    line,
                    "coeur_metier",
                    row["coeur_metier"],
                    Oddity.IMPORTANCE,
                )
            else:
                item = row["code_ogr"]
                part.add(occupation=row["code_rome"], item=item, context=item, kind=kind, importance=importance)

    def _mobilities(self) -> None:
        part = self._part("mobilities", "rubrique_mobilite")
        for line, row in self._rows(part, "rubrique_mobilite", "code_rome", "code_rome_cible", "numero_ordre"):
            if row["numero_ordre"].isdigit():
                part.add(occupation=row["code_rome"], target=row["code_rome_cible"], rank=int(row["numero_ordre"]))
            else:
                part.reject(line, "numero_ordre", row["numero_ordre"], Oddity.RANK)

    def _classifications(self) -> None:
        for scheme, member, code, label, definition, parent in _CLASSIFICATIONS:
            part = self._part("classifications", member)
            for _, row in self._rows(part, member, code, label):
                part.add(
                    scheme=scheme, code=row[code], label=clean(row[label]),
                    definition=clean(row.get(definition)), parent=clean(row.get(parent)),
                )  # fmt: skip
        for scheme, member, code in _CLASSIFIED:
            part = self._part("occupation_classifications", member)
            for _, row in self._rows(part, member, code, "code_rome"):
                if row[code]:
                    main = row["principal"] == "oui" if "principal" in row else None
                    part.add(occupation=row["code_rome"], scheme=scheme, code=row[code], main=main)


_MERGED = {"grand_domaine", "texte", "referentiel_code_rome_riasec", "referentiel_macro_competence_riasec"}


def _flag(row: dict[str, str], column: str) -> bool | None:
    return _YES_NO.get(row.get(column, ""))
