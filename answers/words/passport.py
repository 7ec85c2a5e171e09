"""Faults of a passport as French sentences."""

from __future__ import annotations

from answers.words.codes import bad_code
from answers.words.parsers import french_of
from answers.words.surfaces import NAMES, Surface
from passport.document.errors import Fault, FaultCode, PassportError

FAULT = {
    "missing": "champ obligatoire absent",
    "extra_forbidden": "champ inconnu ; retirez-le ou corrigez son nom",
    "model_type": "un objet JSON est attendu",
    "tuple_type": "une liste est attendue",
    "string_type": "un texte est attendu",
    "string_unicode": "caractère Unicode illisible (demi-codet isolé)",
    FaultCode.BOOLEAN: "un nombre est attendu, non true ou false",
    "finite_number": "un nombre fini est attendu",
    "string_too_long": "texte trop long (au plus {max_length} caractères)",
    "string_too_short": "texte vide",
    "string_pattern_mismatch": "forme attendue : {pattern}",
    "literal_error": "valeur attendue : {expected}",
    "enum": "valeur attendue : {expected}",
    "float_parsing": "un nombre est attendu",
    "float_type": "un nombre est attendu",
    "greater_than": "nombre supérieur à {gt} attendu",
    "less_than_equal": "nombre d'au plus {le} attendu",
    "int_parsing": "un nombre entier est attendu",
    "int_type": "un nombre entier est attendu",
    "int_from_float": "un nombre entier est attendu",
    "int_parsing_size": "un nombre entier moins grand est attendu",
    "float_parsing_size": "un nombre moins grand est attendu",
    "bool_type": "true ou false est attendu",
    "bool_parsing": "true ou false est attendu",
    "list_type": "une liste est attendue",
    "dict_type": "un objet JSON est attendu",
    "model_attributes_type": "un objet JSON est attendu",
    "too_long": "liste trop longue ({max_length} éléments au plus)",
    "too_short": "liste trop courte ({min_length} au moins)",
    "greater_than_equal": "nombre d'au moins {ge} attendu",
    "less_than": "nombre inférieur à {lt} attendu",
    "date_type": "date attendue sous la forme AAAA-MM-JJ",
    "date_parsing": "date attendue sous la forme AAAA-MM-JJ",
    "date_from_datetime_parsing": "date attendue sous la forme AAAA-MM-JJ, qui existe au calendrier",
    "date_from_datetime_inexact": "date attendue sous la forme AAAA-MM-JJ, sans heure",
    FaultCode.UNREADABLE: "fichier introuvable ou illisible ; vérifiez le chemin donné",
    FaultCode.TOO_BIG: "fichier de {size:,} octets, au plus {most:,} acceptés",
    FaultCode.NOT_UTF8: "ligne {line} : octet illisible en UTF-8 ; enregistrez le fichier en UTF-8 (peut-être est-il "
    "en Windows-1252)",
    FaultCode.NOTHING: "fichier vide",
    FaultCode.NOT_JSON: "ligne {line}, colonne {column} : JSON mal formé ({said})",
    FaultCode.TOO_DEEP: "JSON trop imbriqué : au plus {levels} niveaux",
    FaultCode.TOO_MANY: "document de plus de {most} valeurs : ce n'est pas le passeport d'une personne",
    FaultCode.TWICE: "le nom « {key} » est donné deux fois dans le même objet ; gardez l'un ou l'autre",
    FaultCode.NOT_A_NUMBER: "{constant} n'est pas un nombre de JSON",
    FaultCode.TOO_LONG_A_NUMBER: "nombre de plus de {digits} chiffres",
    FaultCode.DATE_FORM: "date attendue sous la forme AAAA, AAAA-MM ou AAAA-MM-JJ ; de ce qui dure encore, "
    "retirez « end »",
    FaultCode.EMPTY_DATE: "date vide ; retirez ce champ (sans « end », ce qui est dit dure encore), ou donnez au moins "
    "l'année",
    FaultCode.NO_SUCH_DAY: "« {value} » n'existe pas au calendrier",
    FaultCode.NO_ISSUER: "une ligne que l'on dit garantie nomme son émetteur : ajoutez « issuer »",
    FaultCode.ENDS_BEFORE: "la fin ({end}) précède le début ({start})",
    FaultCode.BOTH_VERDICTS: "{code} est à la fois confirmé (ou donné) et refusé pour les mêmes mots ; gardez l'un ou "
    "l'autre",
    FaultCode.NOT_SAID: "ni l'intitulé ni la description ne contient la phrase citée ; avis sur {code} laissé de côté",
    FaultCode.NO_SUCH_READING: "{code} ne peut être la lecture de ces mots : un métier se lit dans l'intitulé d'une "
    "expérience, un diplôme ou un permis se dit sur une ligne à lui ; avis laissé de côté",
    FaultCode.LATER: "commence le {begins:%d/%m/%Y}, après la date de l'analyse ; ligne laissée de côté",
    FaultCode.UNKNOWN_CODE: "{code} est inconnu du référentiel ; vérifiez le code, importez un référentiel plus "
    "récent{set_aside}",
}
"""By the codes of faults, those of pydantic among them."""
_TOLD = 50
"""Faults told one by one; the rest are counted."""


def fault_told(fault: Fault, surface: Surface) -> str:
    """What is wrong with a line of a passport, or why it was left aside."""
    said = french_of(fault.parameters)
    if fault.code == FaultCode.BAD_CODE:
        return bad_code(str(said["kind"]), str(said["text"]))
    if fault.code == FaultCode.SAME_IDS:
        ids = said["ids"]
        assert isinstance(ids, list)
        return f"plusieurs lignes portent l'identifiant {', '.join(ids)}"
    template = FAULT.get(fault.code)
    return template.format(**said, **NAMES[surface]) if template else str(said.get("said", fault.code))


def fault_line(fault: Fault, surface: Surface) -> str:
    """The same, with where it stands."""
    told = fault_told(fault, surface)
    return f"{fault.path} : {told}" if fault.path else told


def passport_told(error: PassportError, surface: Surface) -> str:
    """Every fault of a passport, one a line."""
    document = f"Passeport « {error.holder} »" if error.holder else error.document or "passeport"
    lines = "\n".join(f"  - {fault_line(fault, surface)}" for fault in error.faults[:_TOLD])
    if len(error.faults) > _TOLD:
        lines += f"\n  - et {len(error.faults) - _TOLD} autres"
    count = "1 erreur" if len(error.faults) == 1 else f"{len(error.faults)} erreurs"
    return f"{document} : {count} dans le passeport.\n{lines}"
