"""ROME 4.0: France Travail's archive RefRomeCsv_v4xx.zip (CSV, UTF-8, comma)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from referentials.codes import OgrCode, RomeCode
from referentials.errors import CodeError, SourceError, SourceProblem
from referentials.extract import OF_THE_WHOLE, SHOWN, Extract, Origin, Part, member_remark
from referentials.plain import clean, one_line
from referentials.remarks import Oddity, Remark
from referentials.rows import Row, rows
from referentials.source import Source
from referentials.text import fold
from referentials.values import french_day, iso_day, whole_number

MEMBER = re.compile(r"(?:^|/)unix_(?P<table>\w+?)_v(?P<version>[0-9]{3})_utf8\.csv$", re.IGNORECASE)
_PUBLISHED = re.compile(r"publication[ \t]*:[ \t]*(\S[^\r\n]{0,40})")
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
        tables = {m["table"].lower() for m in map(MEMBER.search, source.members) if m}
        return source.is_zip and "referentiel_savoir" in tables

    def read(self, source: Source) -> Extract:
        """Read every table of the archive. Raises SourceError when a necessary one is missing."""
        return _Archive(source).read()


class _Archive:
    def __init__(self, source: Source) -> None:
        self.source = source
        found = [(m["version"], m["table"].lower(), name) for name in source.members if (m := MEMBER.search(name))]
        self.members = {table: name for _, table, name in sorted(found)}
        self.others = [(table, name) for _, table, name in sorted(found) if name != self.members[table]]
        """Tables given twice, of an older version or in another folder."""
        version = max(version for version, _, _ in found)
        self.about = [
            Remark(source.label(name), 0, "", "", Oddity.TABLE_TWICE, {"first": self.members[table]})
            for table, name in self.others
        ]
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
        used = {m["table"].lower() for part in self.extract.parts if (m := MEMBER.search(part.file))} | _MERGED
        self.extract.ignored.update(name for table, name in self.members.items() if table not in used)
        self.extract.ignored.update(name for _, name in self.others)
        return self.extract

    def _published(self) -> date | None:
        """Day of publication, as the archive says; None, with a remark, where it says none."""
        member = next((name for name in self.source.members if name.lower().endswith("version.txt")), None)
        if member is None:
            return None
        try:
            text = self.source.text(member, fallback="cp1252")
        except SourceError as error:
            self.about.append(member_remark(self.source.label(member), error))
            return None
        found = _PUBLISHED.search(text)
        said = found[1].strip() if found else ""
        day = french_day(said) or iso_day(said) or french_day(said.split()[0].rstrip(".,;") if said else "")
        if found and day is None:
            line = text.count("\n", 0, found.start()) + 1
            self.about.append(Remark(self.source.label(member), line, "publication", said, Oddity.PUBLISHED))
        return day

    def _rows(self, told: Part, table: str, *columns: str, needed: bool = False) -> Iterator[tuple[int, Row]]:
        """Rows of a table; `told`: the part that hears of those that cannot be read, in the words of their own file."""
        if table not in self.members:
            if needed:
                raise SourceError(self.source.name, SourceProblem.TABLE_MISSING, {"table": table})
            return
        member = self.members[table]
        beside = Part(told.table, self.source.label(member), told.date)
        try:
            yield from rows(self.source, member, columns, beside, fallback=_PUBLISHED_IN.get(table))
        except SourceError as error:
            if needed or error.problem in OF_THE_WHOLE:
                raise
            beside.refuse(error)
        told.hear(beside)

    def _part(self, table: str, member: str) -> Part:
        return self.extract.part(table, self.members.get(member, member))

    def _domains(self) -> None:
        part = self._part("domains", "domaine_professionnel")
        for table, code, label in (
            ("domaine_professionnel", "code_domaine_professionnel", "libelle_domaine_professionnel"),
            ("grand_domaine", "code_grand_domaine", "libelle_grand_domaine"),
        ):
            for line, row in self._rows(part, table, code, label):
                part.read += 1
                value = row[code].strip()
                if part.once(line, code, value):
                    parent = value[:1] if table == "domaine_professionnel" else None
                    part.add(code=value, label=clean(row[label]), parent=parent)

    def _occupations(self) -> None:
        part = self._part("occupations", "referentiel_code_rome")
        part.reserved += self.about
        texts = self._texts(part)
        riasec = self._riasec(part, "referentiel_code_rome_riasec", "code_rome")
        for line, row in self._rows(
            part, "referentiel_code_rome", "code_rome", "code_ogr", "libelle_rome", needed=True
        ):
            part.read += 1
            code = part.parse(line, "code_rome", RomeCode.parse, row["code_rome"])
            label = part.labelled(line, "libelle_rome", row["libelle_rome"]) if code else None
            if code is None or label is None or not part.once(line, "code_rome", code.value):
                continue
            interests = riasec.get(code.value, {})
            part.add(
                code=code.value, ogr=row["code_ogr"].strip(), label=label,
                family=self._family(part, line, row, code), domain=code.value[:3],
                definition=texts.get((code.value, "definition")), access=texts.get((code.value, "acces_metier")),
                riasec_major=clean(interests.get("riasec_majeur")), riasec_minor=clean(interests.get("riasec_mineur")),
                transition_eco=clean(row.get("transition_eco")),
                transition_num=_flag(part, line, row, "transition_num"),
                transition_demo=_flag(part, line, row, "transition_demo"),
                regulated=_flag(part, line, row, "emploi_reglemente"), executive=_flag(part, line, row, "emploi_cadre"),
            )  # fmt: skip

    def _family(self, part: Part, line: int, row: Row, code: RomeCode) -> str:
        """Version-3 grain code of an occupation: its own where the file gives none."""
        text = row.get("code_rome_parent", "")
        if not text.strip():
            return code.value
        try:
            return RomeCode.parse(text).value
        except CodeError as error:
            part.reserve(line, "code_rome_parent", text, Oddity.BAD_CODE, kind=error.kind, text=clean(error.text) or "")
            return code.value

    def _riasec(self, part: Part, table: str, code: str) -> dict[str, Row]:
        return {row[code].strip(): row for _, row in self._rows(part, table, code, "riasec_majeur")}

    def _texts(self, part: Part) -> dict[tuple[str, str], str]:
        """Texts of each occupation by kind, their sentences in order; those without a position are told."""
        sentences: dict[tuple[str, str], list[tuple[int, str]]] = {}
        columns = ("code_rome", "libelle_type_texte", "position_phrase", "libelle_texte")
        for line, row in self._rows(part, "texte", *columns):
            key, text = (row["code_rome"].strip(), row["libelle_type_texte"]), row["position_phrase"].strip()
            position = whole_number(text) if text else 0
            if position is None:
                where = self.source.label(self.members["texte"])
                part.rejected.append(Remark(where, line, "position_phrase", text[:SHOWN], Oddity.POSITION))
            else:
                sentences.setdefault(key, []).append((position, clean(row["libelle_texte"]) or ""))
        return {key: "\n".join(text for _, text in sorted(found)) for key, found in sentences.items()}

    def _appellations(self) -> None:
        part = self._part("appellations", "referentiel_appellation")
        columns = ("code_ogr", "libelle_appellation_long", "libelle_appellation_court", "code_rome")
        for line, row in self._rows(part, "referentiel_appellation", *columns, needed=True):
            part.read += 1
            ogr = part.parse(line, "code_ogr", OgrCode.parse, row["code_ogr"])
            code = part.parse(line, "code_rome", RomeCode.parse, row["code_rome"]) if ogr else None
            column = "libelle_appellation_long"
            label = part.labelled(line, column, row[column]) if ogr and code else None
            if ogr and code and label and part.once(line, "code_ogr", ogr.value):
                part.add(
                    ogr=ogr.value, label=label,
                    short_label=clean(row["libelle_appellation_court"]), occupation=code.value,
                    main=row.get("classification") == "PRINCIPALE", rarely_used=_flag(part, line, row, "peu_usite"),
                )  # fmt: skip

    def _competencies(self) -> None:
        plain = self._part("competencies", "referentiel_competence")
        macro = self._part("macro_competencies", "referentiel_competence")
        riasec = self._riasec(plain, "referentiel_macro_competence_riasec", "code_ogr")
        columns = ("code_ogr", "nature", "libelle_competence", "cat_comp", "sous_cat_comp")
        for line, row in self._rows(plain, "referentiel_competence", *columns, needed=True):
            part = macro if fold(row["nature"]).strip().startswith("macro") else plain
            ogr = self._item(part, line, row, "code_ogr", "libelle_competence")
            if ogr is None:
                continue
            self.kinds[ogr] = "macro_competency" if part is macro else "competency"
            interests = riasec.get(ogr, {})
            part.add(
                ogr=ogr, code=clean(row.get("code_macro_comp")), label=one_line(row["libelle_competence"]),
                definition=clean(row.get("definition")), macro=clean(row.get("code_ogr_macro_comp")),
                category=clean(row["cat_comp"]), subcategory=clean(row["sous_cat_comp"]),
                transition_eco=_flag(part, line, row, "transition_eco"),
                transition_num=_flag(part, line, row, "transition_num"),
                homogeneity=clean(row.get("libelle_heterogeneite")),
                riasec_major=clean(interests.get("riasec_majeur")), riasec_minor=clean(interests.get("riasec_mineur")),
            )  # fmt: skip

    def _item(self, part: Part, line: int, row: Row, code: str, label: str) -> str | None:
        """Code of an item that has a label and was not read before; None, and the row rejected, otherwise."""
        part.read += 1
        ogr = part.parse(line, code, OgrCode.parse, row[code])
        if ogr is None or part.labelled(line, label, row[label]) is None:
            return None
        return ogr.value if part.once(line, code, ogr.value) else None

    def _knowledge(self) -> None:
        part = self._part("knowledge", "referentiel_savoir")
        for line, row in self._rows(part, "referentiel_savoir", "code_ogr_savoir", "libelle_savoir", needed=True):
            if ogr := self._item(part, line, row, "code_ogr_savoir", "libelle_savoir"):
                self.kinds[ogr] = "knowledge"
                part.add(
                    ogr=ogr, label=one_line(row["libelle_savoir"]),
                    category=clean(row.get("categorie_savoir")), subcategory=clean(row.get("sous_categorie_savoir")),
                )  # fmt: skip

    def _contexts(self) -> None:
        part = self._part("work_contexts", "referentiel_contexte_travail")
        for line, row in self._rows(part, "referentiel_contexte_travail", "code_ogr", "libelle_cont_travail"):
            if ogr := self._item(part, line, row, "code_ogr", "libelle_cont_travail"):
                self.kinds[ogr] = "context"
                category = clean(row.get("libelle_type_cont_trav"))
                part.add(ogr=ogr, label=one_line(row["libelle_cont_travail"]), category=category)

    def _links(self) -> None:
        """Coherence links: which items an occupation calls for, and how central each one is."""
        competencies = self._part("occupation_competencies", "coherence_item")
        parts = {
            "competency": competencies,
            "macro_competency": competencies,
            "knowledge": self._part("occupation_knowledge", "coherence_item"),
            "context": self._part("occupation_contexts", "coherence_item"),
        }
        member = self.members.get("coherence_item", "")
        if member and "coeur_metier" not in self.source.header(member):
            competencies.reserve(1, "coeur_metier", "", Oddity.NO_COLUMN)
        for line, row in self._rows(competencies, "coherence_item", "code_rome", "code_ogr", needed=True):
            item = row["code_ogr"].strip()
            kind, importance = self.kinds.get(item), _IMPORTANCE.get(row.get("coeur_metier", "").strip())
            part = parts[kind] if kind else competencies
            part.read += 1
            if kind is None:
                part.reject(line, "code_ogr", row["code_ogr"], Oddity.ITEM_UNDEFINED)
            elif importance is None:
                part.reject(line, "coeur_metier", row["coeur_metier"], Oddity.IMPORTANCE)
            elif code := part.parse(line, "code_rome", RomeCode.parse, row["code_rome"]):
                part.add(occupation=code.value, item=item, context=item, kind=kind, importance=importance)

    def _mobilities(self) -> None:
        part = self._part("mobilities", "rubrique_mobilite")
        for line, row in self._rows(part, "rubrique_mobilite", "code_rome", "code_rome_cible", "numero_ordre"):
            part.read += 1
            rank = whole_number(row["numero_ordre"].strip())
            if rank is None:
                part.reject(line, "numero_ordre", row["numero_ordre"], Oddity.RANK)
                continue
            code = part.parse(line, "code_rome", RomeCode.parse, row["code_rome"])
            target = part.parse(line, "code_rome_cible", RomeCode.parse, row["code_rome_cible"]) if code else None
            if code and target:
                part.add(occupation=code.value, target=target.value, rank=rank)

    def _classifications(self) -> None:
        for scheme, member, code, label, definition, parent in _CLASSIFICATIONS:
            part = self._part("classifications", member)
            for line, row in self._rows(part, member, code, label):
                part.read += 1
                if part.once(line, code, row[code].strip()):
                    part.add(
                        scheme=scheme, code=row[code].strip(), label=clean(row[label]),
                        definition=clean(row.get(definition)), parent=clean(row.get(parent)),
                    )  # fmt: skip
        for scheme, member, column in _CLASSIFIED:
            part = self._part("occupation_classifications", member)
            for line, row in self._rows(part, member, column, "code_rome"):
                part.read += 1
                classified = row[column].strip()
                occupation = part.parse(line, "code_rome", RomeCode.parse, row["code_rome"]) if classified else None
                if occupation:
                    main = row["principal"].strip() == "oui" if "principal" in row else None
                    part.add(occupation=occupation.value, scheme=scheme, code=classified, main=main)


_MERGED = {"grand_domaine", "texte", "referentiel_code_rome_riasec", "referentiel_macro_competence_riasec"}


def _flag(part: Part, line: int, row: Row, column: str) -> bool | None:
    """A yes or a no; None, with a reservation, for what is neither."""
    text = row.get(column, "").strip()
    if text and text not in _YES_NO:
        part.reserve(line, column, text, Oddity.YES_OR_NO)
    return _YES_NO.get(text)
