"""Official files, their download and the snapshot made of them: what is wrong, and what to do, as French sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from answers.words.codes import bad_code
from answers.words.parsers import french_of
from answers.words.surfaces import NAMES, Names, Surface
from referentials.errors import (
    DamagedFileError,
    FileFault,
    PullError,
    PullProblem,
    Rebuild,
    SnapshotProblem,
    SourceError,
    SourceProblem,
    UnusableSnapshotError,
)
from referentials.remarks import Oddity

_REDOWNLOAD = "Téléchargez de nouveau le fichier chez son éditeur, puis relancez l'import."
_FORMATS = (
    "Formats lus : archive ROME (RefRomeCsv_v*.zip), exports CSV et flux XML 4.1 de France compétences, "
    "archives ESCO, correspondance ROME-ESCO, Formacode, catalogue Onisep, tables de la Dares (FAP-ROME, tensions, "
    "salaires, métiers en 2030)."
)
SOURCE = {
    SourceProblem.NOT_FOUND: ("fichier introuvable", "Vérifiez le chemin donné."),
    SourceProblem.UNREADABLE: (
        "lecture impossible ({said})",
        "Vérifiez les droits sur ce fichier.",
    ),
    SourceProblem.EMPTY: ("fichier vide", _REDOWNLOAD),
    SourceProblem.DAMAGED_ZIP: ("archive zip tronquée ou abîmée", _REDOWNLOAD),
    SourceProblem.ENCRYPTED: (
        "archive zip chiffrée par un mot de passe",
        "Les archives officielles ne le sont pas : déchiffrez-la, ou téléchargez-la de nouveau chez son éditeur.",
    ),
    SourceProblem.COMPRESSION: (
        "compression zip inconnue (méthode {said})",
        "Refaites l'archive avec la compression ordinaire (Deflate), ou donnez les fichiers eux-mêmes.",
    ),
    SourceProblem.MANY_MEMBERS: ("{found} fichiers dans l'archive, {limit} au plus", _REDOWNLOAD),
    SourceProblem.TOO_LARGE: ("{size} Mo une fois décompressé, {limit} Mo au plus", _REDOWNLOAD),
    SourceProblem.RATIO: (
        "{size} Mo une fois décompressé, {ratio} fois sa taille dans l'archive, {limit} fois au plus",
        f"Un fichier officiel ne se comprime pas autant. {_REDOWNLOAD}",
    ),
    SourceProblem.NOT_UTF8: (
        "octet {byte} illisible en UTF-8",
        "Enregistrez le fichier en UTF-8 (il est sans doute en Windows-1252) ou téléchargez-le de nouveau.",
    ),
    SourceProblem.BAD_CSV: ("CSV mal formé ({said})", _REDOWNLOAD),
    SourceProblem.BAD_JSON: ("JSON mal formé ({said})", _REDOWNLOAD),
    SourceProblem.BAD_XML: ("XML tronqué ou mal formé ({said})", _REDOWNLOAD),
    SourceProblem.XML_ENCODING: ("encodage du XML inconnu ({said})", _REDOWNLOAD),
    SourceProblem.XML_DOCTYPE: (
        "déclaration DOCTYPE refusée (entités XML)",
        f"Le flux officiel n'en a pas. {_REDOWNLOAD}",
    ),
    SourceProblem.XML_VERSION: (
        "flux de version « {version} », {engine} lit les versions 4.x",
        "Prenez l'export « v4-1 » de France compétences sur data.gouv.fr.",
    ),
    SourceProblem.NO_FICHE: ("aucune fiche dans ce flux", _REDOWNLOAD),
    SourceProblem.COLUMN_MISSING: ("colonne absente", f"Colonnes trouvées : {{header}}. {_REDOWNLOAD}"),
    SourceProblem.FIELDS: ("{found} champs au lieu de {expected}", _REDOWNLOAD),
    SourceProblem.TABLE_MISSING: ("table {table} absente de l'archive", _REDOWNLOAD),
    SourceProblem.PREAMBLE: ("aucune ligne vide ne sépare le préambule des données", _REDOWNLOAD),
    SourceProblem.NOT_A_LIST: ("une liste JSON d'objets est attendue", _REDOWNLOAD),
    SourceProblem.UNKNOWN_FORMAT: ("format inconnu", _FORMATS),
    SourceProblem.NOTHING_KNOWN: ("aucun fichier reconnu", _FORMATS),
    SourceProblem.NO_ROME: (
        "aucune archive ROME 4.0 parmi les fichiers",
        "Un instantané se construit d'un coup : donnez aussi RefRomeCsv_v4xx.zip (data.gouv.fr).",
    ),
}
"""The problem, and the remedy."""
_HEADER = 300
"""Characters of a header that are shown."""

PULL = {
    PullProblem.UNKNOWN_NAMES: "Fichier inconnu : {names}. Noms possibles : {known}.",
    PullProblem.NOTHING: "Aucun fichier officiel n'a pu être téléchargé depuis {portal} :\n{failures}\n"
    "Sur une machine reliée à internet, téléchargez-les depuis ces pages :\n{pages}\n{import_files}",
    PullProblem.NO_RESOURCE: "aucune ressource de {page} ne porte le nom attendu ({title})",
    PullProblem.NOT_JSON: "la réponse de {url} n'est pas du JSON lisible",
    PullProblem.BAD_ANSWER: "la réponse de {url} n'a pas la forme attendue (liste « resources » absente)",
    PullProblem.NOT_FOUND: "{url} est introuvable (404)",
    PullProblem.STATUS: "{url} répond par l'erreur {status}",
    PullProblem.TIMEOUT: "{url} ne répond pas à temps",
    PullProblem.CUT: "la connexion à {url} est coupée à chaque essai",
    PullProblem.NO_CONNECTION: "connexion à {url} impossible (réseau absent ou refusé)",
    PullProblem.BAD_ADDRESS: "{url} n'est pas une adresse valide",
    PullProblem.REQUEST: "{url} : {said}",
    PullProblem.CHECKSUM: "la somme de contrôle du fichier reçu n'est pas celle que le portail annonce ; "
    "relancez plus tard",
    PullProblem.WRITING: "écriture impossible dans {folder} ({said})",
}
SNAPSHOT = {
    SnapshotProblem.NONE: "« {named} » ne désigne aucun instantané. Instantanés présents dans {folder} : {known}.",
    SnapshotProblem.SEVERAL: "« {named} » désigne plusieurs instantanés. Instantanés présents dans {folder} : {known}.",
    SnapshotProblem.NOT_A_SNAPSHOT: "{named} n'est pas un instantané (pas de {manifest}). {reimport}",
    SnapshotProblem.MANIFEST: "Le manifeste de {named} est illisible ou altéré. {rewrite}",
    SnapshotProblem.SCHEMA: "L'instantané {named} suit le schéma {schema}, {engine} lit le schéma {read}. {reimport}",
    SnapshotProblem.TABLE: "La table {table} de l'instantané {named} est illisible. {rewrite}",
    SnapshotProblem.POINTER: "{named} ne dit pas quel instantané est en usage : il est vide ou abîmé. {pointer}",
}
DAMAGE = {
    FileFault.MISSING: "manque",
    FileFault.SIZE: "n'a plus sa taille : il est tronqué, ou un autre est à sa place",
    FileFault.CONTENT: "n'a plus le contenu qui y a été écrit : il est altéré, ou un autre est à sa place",
    FileFault.UNREADABLE: "ne se lit pas",
}
ODDITY = {
    Oddity.CODE_EMPTY: "code vide dans la fiche {fiche}",
    Oddity.NO_ROME_CODE: "code ROME vide",
    Oddity.NO_NSF_CODE: "code NSF vide",
    Oddity.NO_SIRET: "SIRET vide",
    Oddity.ITEM_UNDEFINED: "aucun référentiel de l'archive ne définit cet item",
    Oddity.IMPORTANCE: "valeur attendue : Principale, Émergente ou vide",
    Oddity.RANK: "rang attendu : un nombre",
    Oddity.POSITION: "position attendue : un nombre entier ; phrase laissée de côté",
    Oddity.LEVEL: "niveau attendu : NIV1 à NIV8 ; laissé inconnu",
    Oddity.DATE: "date attendue : jj/mm/aaaa, de 1900 à 2199 ; laissée inconnue",
    Oddity.DATE_FORM: "date lue, bien qu'écrite autrement que jj/mm/aaaa",
    Oddity.PUBLISHED: "date de publication impossible ; laissée inconnue",
    Oddity.YES_OR_NO: "valeur attendue : Oui ou Non (O ou N dans ROME) ; laissée inconnue",
    Oddity.ACTIVE: "valeur attendue : ACTIVE ou INACTIVE (Oui ou Non dans le flux XML) ; laissée inconnue",
    Oddity.ACTIVE_FORM: "valeur lue, bien que l'éditeur l'écrive autrement dans ce format",
    Oddity.RELATION: "relation attendue : {expected}",
    Oddity.UNKNOWN_ROUTE: "voie d'accès inconnue",
    Oddity.BLOC_ELSEWHERE: "le bloc est décrit sous la fiche {fiche}",
    Oddity.CERTIFIER_UNNAMED: "certificateur sans SIRET ni nom dans la fiche {fiche}",
    Oddity.CERTIFIER_WITHOUT_SIRET: "certificateur de la fiche {fiche} sans SIRET",
    Oddity.BAD_SIRET: "SIRET attendu : quatorze chiffres ; laissé de côté, l'organisme est gardé sous son nom",
    Oddity.CERTIFIES_NO_MORE: "ne certifie plus la fiche {fiche}",
    Oddity.CONCEPT_UNNAMED: "concept sans libellé",
    Oddity.NO_LABEL: "libellé vide",
    Oddity.UNTITLED: "sans intitulé : connu par son code seul",
    Oddity.NO_COLUMN: "colonne absente du fichier : ce qu'elle dit est laissé inconnu",
    Oddity.TABLE_TWICE: "table donnée deux fois dans l'archive : {first} est lu, celui-ci ne l'est pas",
    Oddity.TWICE: "code déjà lu ligne {first} : le premier compte, entier",
    Oddity.TERM_WITHOUT_CODE: "terme nommé sans son code (grand domaine) : lien laissé de côté",
    Oddity.NO_SLUG: "adresse sans identifiant (slug)",
    Oddity.COURSE_TWICE: "formation déjà lue plus haut",
    Oddity.COURSE_UNNAMED: "formation sans intitulé",
    Oddity.NO_FAMILY: "total de toutes les familles, laissé de côté",
    Oddity.NUMBER: "nombre attendu",
    Oddity.RATE: "taux attendu : un nombre entier de 0 à 100 ; laissé inconnu",
    Oddity.UNKNOWN_PLACE: "ni région ni département connu",
    Oddity.SALARY_CLASS: "tranche de salaire inconnue",
    Oddity.CLASSES_EXCHANGED: "sur l'ensemble des métiers, la tranche la plus haute aurait plus de salariés que celle "
    "d'avant : le fichier a interverti les deux, elles sont lues dans l'ordre",
    Oddity.MARKUP: "balises ou entités HTML, lues comme le texte qu'elles montrent",
    Oddity.FIELDS: "{found} champs au lieu de {expected}",
    Oddity.BAD_CSV: "ligne de CSV mal formée ({said})",
    Oddity.NOT_UTF8: "octet {byte} illisible en UTF-8",
    Oddity.NOT_AN_OBJECT: "un objet JSON est attendu",
    Oddity.HUGE_NUMBER: "nombre de {digits} chiffres",
    Oddity.TOO_DEEP: "plus de {limit} niveaux d'objets ou de listes",
    Oddity.BAD_JSON: "JSON mal formé ({said})",
    Oddity.BAD_XML: "fiche XML mal formée ({said})",
    Oddity.XML_AROUND: "XML mal formé hors des fiches ({said}) ; les fiches sont lues",
}


def source_told(error: SourceError, names: Names) -> str:
    """Which file, where in it, what is wrong, what to do."""
    where = error.file + (f", ligne {error.line}" if error.line else "")
    where += f", colonne « {error.column} »" if error.column else ""
    said = french_of(error.parameters)
    if "header" in said:
        said["header"] = _joined(said["header"])[:_HEADER] or "aucune"
    problem, remedy = (part.format(**said, **names) for part in SOURCE[error.problem])
    return f"{where} : {problem}. {remedy}"


def pull_told(error: PullError, names: Names = NAMES[Surface.CLI]) -> str:
    """Why official files, or one of them, could not be had; how to do it by hand when none could."""
    said = {name: _joined(value) if isinstance(value, list) else value for name, value in error.parameters.items()}
    failures, pages = error.parameters.get("failures"), error.parameters.get("pages")
    if isinstance(failures, Mapping) and isinstance(pages, list):
        said["failures"] = "\n".join(f"  {name} : {pull_told(one, names)}" for name, one in failures.items())
        said["pages"] = "\n".join(f"  {page}" for page in pages)
    return PULL[error.problem].format(**said, **names)


def snapshot_told(error: UnusableSnapshotError, names: Names) -> str:
    """Why a snapshot cannot be used, and what to do."""
    said = dict(error.parameters)
    if "known" in said:
        said["known"] = _joined(said["known"]) or "aucun"
    return SNAPSHOT[error.problem].format(named=error.named, **said, **names)


def damage_told(error: DamagedFileError, names: Names) -> str:
    """Which file is not what was written, and what makes it again."""
    remedy = names["reimport" if error.rebuild is Rebuild.IMPORT else "rederive"].format(snapshot=error.snapshot)
    more = f" D'autres fichiers sont dans ce cas : {error.more}." if error.more else ""
    return f"{error.file}, de l'instantané {error.snapshot}, {DAMAGE[error.fault]}.{more} {remedy}"


def remark_told(remark: Mapping[str, Any]) -> str:
    """Why a line was rejected, or kept with a reservation, as a quality report has it.

    The reports of older versions have the sentence itself.
    """
    if "parameters" not in remark:
        return str(remark["reason"])
    reason, said = Oddity(remark["reason"]), french_of(remark["parameters"])
    if reason is Oddity.BAD_CODE:
        return bad_code(said["kind"], said["text"])
    if reason is Oddity.MEMBER:
        problem, _ = SOURCE[SourceProblem(said["problem"])]
        return f"fichier de l'archive laissé de côté : {problem.format(**said, **NAMES[Surface.CLI])}"
    if reason is Oddity.NO_CERTIFICATION:
        return f"{bad_code(said['kind'], said['text'])} La formation est gardée sans certification."
    return ODDITY[reason].format(**said)


def quality_told(quality: Mapping[str, Any]) -> dict[str, Any]:
    """A quality report with the sentence of each remark."""
    return {**quality, "files": [_part_told(part) for part in quality["files"]]}


def _part_told(part: dict[str, Any]) -> dict[str, Any]:
    lists = ("rejections", "reservations")
    return {**part, **{name: [_remark_told(remark) for remark in part[name]] for name in lists}}


def _remark_told(remark: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in remark.items() if name != "parameters"}
    return {**kept, "reason": remark_told(remark)}


def _joined(values: object) -> str:
    assert isinstance(values, list)
    return ", ".join(map(str, values))
