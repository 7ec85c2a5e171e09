"""Names that an export of LinkedIn gives to its files and columns, and what they are in English.

Accounts in French have had both: files in English and headings in French; a file is also renamed, or saved again by a
spreadsheet, which parts the columns with semicolons.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FILES: Mapping[str, str] = MappingProxyType(
    {
        "profil.csv": "profile.csv", "postes.csv": "positions.csv", "experiences.csv": "positions.csv",
        "experience.csv": "positions.csv", "formation.csv": "education.csv", "formations.csv": "education.csv",
        "competences.csv": "skills.csv", "langues.csv": "languages.csv", "benevolat.csv": "volunteering.csv",
        "cours.csv": "courses.csv", "projets.csv": "projects.csv", "licences et certifications.csv":
        "certifications.csv",
    }
)  # fmt: skip
"""French names of files, folded."""
_DATES = {
    "started on": "debut le|commence le|date de debut|debut|start date",
    "finished on": "termine le|fin le|date de fin|fin|end date",
}
_ORGANISATION = "nom de l'entreprise|entreprise|nom de la societe|societe|employeur|organisation|nom de l'organisation"
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "profile.csv": {
        "first name": "prenom", "last name": "nom|nom de famille", "address": "adresse",
        "birth date": "date de naissance", "zip code": "code postal", "headline": "titre|titre du profil",
        "summary": "resume|infos", "websites": "sites web", "instant messengers": "messageries instantanees",
        "twitter handles": "identifiants twitter",
    },
    "positions.csv": {
        "title": "titre|poste|intitule du poste|fonction", "company name": _ORGANISATION,
        "location": "lieu|localisation", "description": "description", **_DATES,
    },
    "volunteering.csv": {
        "role": "role|titre|poste|fonction", "company name": f"{_ORGANISATION}|association", "cause": "cause",
        "description": "description", **_DATES,
    },
    "education.csv": {
        "school name": "nom de l'ecole|ecole|etablissement|nom de l'etablissement", "notes": "notes|remarques",
        "degree name": "nom du diplome|diplome", "activities": "activites|activites et associations",
        "start date": _DATES["started on"].replace("start date", "started on"),
        "end date": _DATES["finished on"].replace("end date", "finished on"),
    },
    "certifications.csv": {
        "name": "nom|intitule", "authority": "organisme|autorite|organisme emetteur|organisme de delivrance",
        "url": "url", **_DATES,
    },
    "languages.csv": {"name": "nom|langue", "proficiency": "niveau|maitrise|competence|niveau de competence"},
    "skills.csv": {"name": "nom|competence"},
}  # fmt: skip
"""English name of each column of a table, and its French ones, folded."""
_ENGLISH = {
    table: {said: name for name, others in columns.items() for said in (name, *others.split("|"))}
    for table, columns in _COLUMNS.items()
}


def column(table: str, said: str) -> str:
    """English name of a column, folded as it is said; itself where it is not known."""
    return _ENGLISH.get(table, {}).get(said, said)


def known(table: str, said: list[str]) -> int:
    """How many columns of a table are known."""
    return sum(one in _ENGLISH.get(table, {}) for one in said)


def table_of(said: list[str]) -> str | None:
    """The table that a header, folded, is of, where three of its columns say so; the one with most of them."""
    counts = {table: known(table, said) for table in ("positions.csv", "education.csv", "volunteering.csv")}
    best = max(counts, key=lambda table: counts[table])
    return best if counts[best] >= 3 else None
