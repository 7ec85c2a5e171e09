"""RNCP and RS: France compétences' archives export-fiches-csv-*.zip (CSV, UTF-8, semicolon).

An archive holds one file per table, each dated in its name. Several archives can be read together: for
each table the most recent file wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from types import MappingProxyType

from referentials.codes import BlocCode, Formacode, parse_certification
from referentials.extract import Extract, Origin, Part
from referentials.plain import clean
from referentials.readers.rncp_values import ACTIVE, Named, active, certifier, day, level
from referentials.remarks import Oddity
from referentials.rows import Row, rows
from referentials.source import Source, date_in_name
from referentials.text import fold

_MEMBER = re.compile(r"export_fiches_CSV_(?P<table>.+?)_(?:20[0-9]{2}|composite)[^/]*\.csv$", re.IGNORECASE)
ROUTES = MappingProxyType(
    {
        "apres un parcours de formation sous statut d'eleve ou d'etudiant": "initial",
        "en contrat d'apprentissage": "apprenticeship",
        "apres un parcours de formation continue": "continuing",
        "en contrat de professionnalisation": "professionalisation",
        "par candidature individuelle": "individual",
        "par experience": "vae",
    }
)


_DATES = ("Date_Decision", "Date_Effet", "Date_Fin_Enregistrement")


class RncpCsvReader:
    """Reads the tables an archive has; files it does not know are listed as ignored."""

    name = "rncp_csv"

    def accepts(self, source: Source) -> bool:
        """Judge by the names of the members."""
        return any(_MEMBER.search(member) for member in source.members)

    def read(self, source: Source) -> Extract:
        """Read every known table of the archive."""
        dates = [day for member in source.members if (day := date_in_name(member))]
        origin = Origin(
            "France compétences", "Répertoires nationaux (RNCP et RS), export CSV", "Licence Ouverte 2.0",
            date=max(dates, default=None),
        )  # fmt: skip
        extract = Extract(source, self.name, origin, newest_wins=True)
        for member in source.members:
            found = _MEMBER.search(member)
            table = _slug(found["table"]) if found else ""
            if table in _TABLES:
                _TABLES[table](extract, member)
            else:
                extract.ignored[member] += 1
        return extract.checked()


def _read(
    extract: Extract,
    table: str,
    member: str,
    columns: tuple[str, ...],
    take: Callable[[Part, int, str, Row], None],
) -> None:
    """Go through a CSV member; `take` gets (part, line, certification code, row)."""
    part = Part(table, extract.source.label(member), date_in_name(member))
    extract.parts.append(part)
    with extract.reading(part):
        for line, row in rows(extract.source, member, ("Numero_Fiche", *columns), part, delimiter=";"):
            part.read += 1
            code = part.parse(line, "Numero_Fiche", parse_certification, row["Numero_Fiche"])
            if code:
                take(part, line, code.value, row)


def _certifications(extract: Extract, member: str) -> None:
    def take(part: Part, line: int, code: str, row: Row) -> None:
        if not part.once(line, "Numero_Fiche", code):
            return
        part.add(
            code=code, register=re.sub(r"\d", "", code), title=part.titled(line, "Intitule", row["Intitule"]),
            short_title=clean(row["Abrege_Intitule"]) or clean(row["Abrege_Libelle"]),
            level=level(part, line, "Nomenclature_Europe_Niveau", row["Nomenclature_Europe_Niveau"]),
            active=active(part, line, "Actif", row["Actif"], ACTIVE),
            registration_type=clean(row["Type_Enregistrement"]),
            decision_date=_day(part, line, "Date_Decision", row), effective_date=_day(part, line, "Date_Effet", row),
            registration_end=_day(part, line, "Date_Fin_Enregistrement", row),
            last_delivery=_day(part, line, "Date_Limite_Delivrance", row),
            partial_validation=clean(row.get("Validation_Partielle")), mentioned_only=False,
        )  # fmt: skip

    columns = (
        "Intitule",
        "Abrege_Libelle",
        "Abrege_Intitule",
        "Nomenclature_Europe_Niveau",
        "Type_Enregistrement",
        "Actif",
    )
    _read(extract, "certifications", member, columns, take)
    part, header = extract.parts[-1], extract.source.header(member, ";")
    for column in _DATES:
        if part.read and column not in header:
            part.reserve(1, column, "", Oddity.NO_COLUMN)


def _blocs(extract: Extract, member: str) -> None:
    def take(part: Part, line: int, code: str, row: Row) -> None:
        fiche = parse_certification(code)
        bloc = part.parse(
            line, "Bloc_Competences_Code", partial(BlocCode.of, fiche), row["Bloc_Competences_Code"]
        )  # fmt: skip
        if bloc is None or not part.once(line, "Bloc_Competences_Code", bloc.value):
            return
        if bloc.certification.value != code:
            part.reserve(line, "Bloc_Competences_Code", bloc.value, Oddity.BLOC_ELSEWHERE, fiche=str(code))
        title = part.titled(line, "Bloc_Competences_Libelle", row["Bloc_Competences_Libelle"])
        part.add(code=bloc.value, certification=bloc.certification.value, title=title)

    _read(extract, "blocs", member, ("Bloc_Competences_Code", "Bloc_Competences_Libelle"), take)


def _occupations(extract: Extract, member: str) -> None:
    def take(part: Part, line: int, code: str, row: Row) -> None:
        rome = "".join(row["Codes_Rome_Code"].split()).upper()
        if rome:
            part.add(certification=code, rome=rome, label=clean(row["Codes_Rome_Libelle"]))
        else:
            part.reject(line, "Codes_Rome_Code", "", Oddity.NO_ROME_CODE)

    _read(extract, "certification_occupations", member, ("Codes_Rome_Code", "Codes_Rome_Libelle"), take)


def _certifiers(extract: Extract, member: str) -> None:
    names = Part("certifiers", extract.source.label(member), date_in_name(member))
    extract.parts.append(names)

    def take(part: Part, line: int, code: str, row: Row) -> None:
        told = Named(row["Siret_Certificateur"], row["Nom_Certificateur"])
        certifier(part, names, (line, "Siret_Certificateur"), code, told)

    _read(extract, "certification_certifiers", member, ("Siret_Certificateur", "Nom_Certificateur"), take)


def _routes(extract: Extract, member: str) -> None:
    def take(part: Part, line: int, code: str, row: Row) -> None:
        route = ROUTES.get(_plain(row["Si_Jury"]))
        if route:
            part.add(certification=code, route=route)
        else:
            part.reject(line, "Si_Jury", row["Si_Jury"], Oddity.UNKNOWN_ROUTE)

    _read(extract, "access_routes", member, ("Si_Jury",), take)


def _formacodes(extract: Extract, member: str) -> None:
    def take(part: Part, line: int, code: str, row: Row) -> None:
        term = part.parse(line, "Formacode_Code", Formacode.parse, row["Formacode_Code"])
        if term:
            part.add(certification=code, formacode=term.value, label=clean(row["Formacode_Libelle"]))

    _read(extract, "certification_formacodes", member, ("Formacode_Code", "Formacode_Libelle"), take)


def _nsf(extract: Extract, member: str) -> None:
    def take(part: Part, line: int, code: str, row: Row) -> None:
        if row["Nsf_Code"].strip():
            label = clean(row["Nsf_Intitule"].removeprefix(f"{row['Nsf_Code']} : "))
            part.add(certification=code, nsf=row["Nsf_Code"].strip(), label=label)
        else:
            part.reject(line, "Nsf_Code", "", Oddity.NO_NSF_CODE)

    _read(extract, "certification_nsf", member, ("Nsf_Code", "Nsf_Intitule"), take)


def _agreements(extract: Extract, member: str) -> None:
    def take(part: Part, _: int, code: str, row: Row) -> None:
        for rank in "123":
            if number := row.get(f"Ccn_{rank}_Numero", "").strip():
                part.add(certification=code, idcc=number, label=clean(row.get(f"Ccn_{rank}_Libelle")))

    _read(extract, "certification_agreements", member, ("Ccn_1_Numero", "Ccn_1_Libelle"), take)


def _successions(extract: Extract, member: str) -> None:
    def take(part: Part, line: int, code: str, row: Row) -> None:
        for column in ("Ancienne_Certification", "Nouvelle_Certification"):
            if row[column].strip():
                other = part.parse(line, column, parse_certification, row[column])
                if other:
                    old, new = (other.value, code) if column.startswith("Ancienne") else (code, other.value)
                    part.add(old=old, new=new)

    _read(extract, "successions", member, ("Ancienne_Certification", "Nouvelle_Certification"), take)


_TABLES: dict[str, Callable[[Extract, str], None]] = {
    "standard": _certifications,
    "blocs_de_competences": _blocs,
    "rome": _occupations,
    "certificateurs": _certifiers,
    "voixdacces": _routes,
    "formacode": _formacodes,
    "nsf": _nsf,
    "ccn": _agreements,
    "ancienne_nouvelle_certification": _successions,
}


def _plain(text: str) -> str:
    """Folded, words apart by one space: archives differ in how they write the same words."""
    return " ".join(fold(text).split())


def _slug(text: str) -> str:
    return _plain(text).replace("'", "").replace(" ", "_")


def _day(part: Part, line: int, column: str, row: Row) -> date | None:
    return day(part, line, column, row.get(column))
