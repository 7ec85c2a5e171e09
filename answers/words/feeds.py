"""What a receipt says of a passage that is not accepted; why nothing of a feed is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from answers.words.parsers import french_of
from answers.words.surfaces import Names
from answers.words.vault import instant
from answers.words.vault_errors import civil_fault_told
from passport.feeds.errors import FeedError, FeedProblem
from passport.feeds.receipt import UNCHECKED, Ending, Reason

Parameters = Mapping[str, Any]
FORM = {
    "Jour": "un jour, AAAA-MM-JJ, de 1900 à 2099",
    "Horodatage": "un instant, AAAA-MM-JJThh:mm:ss+hh:mm",
    "Booleen": "true ou false",
    "Annee": "une année, AAAA",
    "Mois": "un mois, de 01 à 12",
    "JourDuMois": "un jour du mois, de 01 à 31",
    "Texte": "un texte de 1 à 255 caractères",
    "Identifiant": "un identifiant de 1 à 80 caractères",
    "Adresse": "une adresse http(s)",
    "CodeInsee": "un code INSEE de 5 caractères",
    "CodePostal": "un code postal de 5 chiffres",
    "CodeCertification": "un code RNCP ou RS",
    "Score": "un entier de 0 à 99999",
    "NiveauNumerique": "un entier de 1 à 8",
    "Rang": "un entier de 1 à 99",
}
"""Types of `cpf.xsd` that are no list of values."""
FAULT = {
    "missing": "ce champ manque",
    "extra_forbidden": "ce champ n'a rien à faire là",
    "unknown": "genre d'enregistrement inconnu (experience, training, certification, bloc, qualification, language)",
    "date_form": "une date s'écrit AAAA, AAAA-MM ou AAAA-MM-JJ",
    "no_such_day": "ce jour n'existe pas",
    "ends_before": "il finit avant de commencer",
    "enum": "cette valeur n'est pas de la liste",
    "literal_error": "cette valeur n'est pas de la liste",
    "string_too_long": "texte trop long",
    "string_too_short": "texte vide",
}
"""Kinds of faults of a record, by pydantic's names; the others are told by their code."""
ENDING: Mapping[Ending, str] = {
    Ending.WHOLE: "Le fichier a été lu en entier.",
    Ending.CUT: "Le fichier est coupé : ce qui suit le dernier passage entier n'a pas été lu. Renvoyez-le en entier.",
    Ending.ILL_FORMED: (
        "Le fichier n'est plus du XML bien formé, ou change de codage, à cette ligne : ce qui suit n'a pas été lu. "
        "Corrigez-le et renvoyez-le en entier."
    ),
    Ending.TOO_LARGE: (
        "Un élément est plus long qu'un passage ne peut l'être : ce qui suit n'a pas été lu. "
        "Corrigez le fichier et renvoyez-le en entier."
    ),
}
NOT_COMPARED = (
    " Aucun référentiel n'est en usage : les certifications n'ont été comparées à rien. Importez-en un pour "
    "qu'elles le soient."
)
_KEY = "Vérifiez l'en-tête « kid », ou déclarez la clé au registre."
MESSAGE: Mapping[Reason, Callable[[Parameters], str]] = {
    Reason.MISSING: lambda said: f"Il manque un élément dans « {said['element']} »{_expected(said)}.",
    Reason.UNEXPECTED: lambda said: f"L'élément « {said['element']} » n'a rien à faire à cet endroit{_expected(said)}.",
    Reason.VALUE: lambda said: f"La valeur de « {said['element']} » n'est pas recevable{_expected(said)}.",
    Reason.MISPLACED: lambda _: (
        "Ce passage n'est pas dans une certification d'un certificateur : flux, emetteur, certificateur, certification."
    ),
    Reason.BAD_CODE: lambda said: f"Le code de la certification n'est pas un code {said['type']}.",
    Reason.DATES_REVERSED: lambda said: (
        f"La validité finit ({_when(said['end'])}) avant de commencer ({_when(said['start'])}). "
        "Corrigez dateFinValidite."
    ),
    Reason.NO_SUCH_DAY: lambda said: f"« {said['element']} » n'est pas un jour du calendrier.",
    Reason.FUTURE: lambda said: (
        f"L'enregistrement commence le {_when(said['start'])}, après le jour du flux ({_when(said['on'])})."
    ),
    Reason.BORN_AFTER: lambda _: "Le titulaire serait né après l'obtention. Vérifiez anneeNaissance et les dates.",
    Reason.NOT_VOUCHED: lambda _: "donneeCertifiee est à false : un passage non certifié n'est pas recevable.",
    Reason.UNKNOWN_CERTIFICATION: lambda said: f"{said['certification']} est inconnue du référentiel.",
    Reason.CLOSED_CERTIFICATION: lambda said: (
        f"{said['certification']} ne se délivre plus depuis le {_when(said['last'])} : le passage est du "
        f"{_when(said['start'])}."
    ),
    Reason.UNKNOWN_ISSUER: lambda said: f"L'émetteur {said['issuer']} n'est pas au registre.",
    Reason.REVOKED_ISSUER: lambda said: f"L'émetteur {said['issuer']} n'est plus au registre{_since(said)}.",
    Reason.NO_KEY: lambda said: (
        f"Aucune clé de l'émetteur {said['issuer']} n'est en vigueur : toutes sont closes ou volées. Faites entrer au "
        "registre sa nouvelle clé."
    ),
    Reason.OUT_OF_SCOPE: lambda said: (
        f"L'émetteur {said['issuer']} n'est pas habilité pour {said.get('certification') or said['kind']}."
    ),
    Reason.OTHER_SENDER: lambda said: (
        f"{said['sender']} ne peut pas transmettre pour {said['issuer']} : il y faut un tiers de confiance, que le "
        "registre désigne."
    ),
    Reason.NOT_DEPOSITOR: lambda said: (
        f"{said['issuer']} n'a pas désigné {said['sender']} au registre pour transmettre ce qu'il atteste : "
        "natureDeposant n'y suffit pas."
    ),
    Reason.HOLDER_NOT_FOUND: lambda _: "Aucun titulaire n'a cet identifiant.",
    Reason.UNKNOWN_DOSSIER: lambda _: "Dossier de formation inconnu ici : envoyez l'identité du titulaire.",
    Reason.PARTIAL_BIRTH: lambda _: (
        "Sans le jour de naissance, l'état civil ne désigne personne de façon sûre : envoyez la date complète ou, si "
        "aucun registre ne connaît le jour, l'identifiant du titulaire (ligne signée, « id »)."
    ),
    Reason.UNUSABLE_IDENTITY: lambda said: civil_fault_told(said["element"], said["fault"], said.get("most")),
    Reason.HOMONYMS: lambda said: (
        f"{said['count']} titulaires répondent à cet état civil : précisez le lieu de naissance (code INSEE), le sexe "
        "et tous les prénoms, ou envoyez l'identifiant du titulaire."
    ),
    Reason.OTHER_HOLDER: lambda _: "Le titulaire nommé n'est pas celui de l'enregistrement ou de la signature.",
    Reason.ALREADY_ACCEPTED: lambda said: f"Déjà accepté{_accepted(said)}, à l'identique : ne le renvoyez plus.",
    Reason.CORRECTION_EXPECTED: lambda said: (
        f"Déjà accepté{_accepted(said)}, avec un autre contenu : envoyez une correction (ligne signée, « correct »)."
    ),
    Reason.UNKNOWN_RECORD: lambda _: "Aucun enregistrement accepté de cet émetteur n'a cet identifiant.",
    Reason.WITHDRAWN: lambda _: (
        "Cet enregistrement a été retiré par son émetteur : il ne change plus. Pour attester de nouveau, donnez-lui "
        "un autre identifiant."
    ),
    Reason.OLDER: lambda said: (
        f"Signée le {_when(said['signed'])}, et ce qui est gardé l'a été (signé ou reçu) le {_when(said['kept'])} : "
        "signez de nouveau."
    ),
    Reason.NOT_YET: lambda said: f"Signée le {_when(said['signed'])}, après le jour du flux ({_when(said['on'])}).",
    Reason.NOT_JSON: lambda _: "Cette ligne n'est pas du JSON en UTF-8, ou elle est coupée.",
    Reason.NOT_SIGNED: lambda _: (
        'Cette ligne n\'est pas signée comme il faut : un objet {"holder", "signed"}, où « signed » est un JWS compact '
        "de type acquis-feed+jwt dont le contenu est sous forme canonique (RFC 8785)."
    ),
    Reason.BAD_SIGNATURE: lambda _: "La signature n'est pas celle de la clé de l'émetteur.",
    Reason.UNKNOWN_KEY: lambda said: f"Le registre ne donne pas la clé {said['kid']} à cet émetteur. {_KEY}",
    Reason.KEY_OUT_OF_PERIOD: lambda said: f"Signée hors de la période de validité de la clé {said['kid']}.",
    Reason.KEY_COMPROMISED: lambda said: f"La clé {said['kid']} a été volée : rien de ce qu'elle signe ne vaut.",
    Reason.TOO_LARGE: lambda said: f"Plus long qu'un enregistrement ne peut l'être ({said['most']} octets au plus).",
    Reason.INVALID_RECORD: lambda said: (
        f"{_where(said)} : {FAULT.get(str(said['fault']), 'valeur non recevable (' + str(said['fault']) + ')')}."
    ),
    Reason.ENDED: lambda said: ENDING[Ending(said["ending"])] + (NOT_COMPARED if said.get(UNCHECKED) else ""),
}


def _where(said: Parameters) -> str:
    """The field at fault; the record where it is the whole of it (its dates, one against the other)."""
    return f"« {said['element']} »" if said["element"] else "L'enregistrement"


PROBLEM: Mapping[FeedProblem, str] = {
    FeedProblem.UNREADABLE: "ne se lit pas ({said})",
    FeedProblem.EMPTY: "est vide",
    FeedProblem.UNKNOWN_KIND: "n'est ni un flux XML de certificateur ni des lignes JSON signées",
    FeedProblem.DOCTYPE: "a une déclaration de type (DOCTYPE) : retirez-la",
    FeedProblem.ILL_FORMED: "n'est pas du XML bien formé ({said})",
    FeedProblem.ENCODING: "n'est pas dans le codage qu'il annonce, ou ce codage est inconnu ({said}) : UTF-8 convient",
    FeedProblem.NAMESPACE: "est d'un autre espace de noms (« {found} ») ; celui qui est lu : {expected}",
    FeedProblem.ROOT: "commence par « {found} » ; l'élément attendu est « {expected} »",
    FeedProblem.UNKNOWN_SENDER: "vient de {sender}, qui n'est pas au registre des émetteurs",
    FeedProblem.REVOKED_SENDER: "vient de {sender}, qui n'est plus au registre des émetteurs depuis le {on}",
    FeedProblem.KEYLESS_SENDER: "vient de {sender}, dont aucune clé n'est en vigueur au registre : closes ou volées",
    FeedProblem.OTHER_SENDER: "vient de {sender}, et c'est {actor} qui le dépose",
    FeedProblem.NEVER_TAKEN: "n'a encore jamais été pris : il n'a pas de récépissé à refaire",
    FeedProblem.UNWRITABLE: "ne peut pas être écrit là ({said})",
    FeedProblem.RECEIPT: "est un récépissé qui ne peut pas être écrit là ({said})",
}


def refusal_told(reason: str | None, parameters: Parameters) -> str:
    """Why a passage is not accepted; `reason` by its code, one that has no words here is said as it is."""
    try:
        known = Reason(reason) if reason else None
    except ValueError:
        known = None
    said = MESSAGE[known](parameters) if known else str(reason or "")
    more = parameters.get("more")
    return f"{said} Et {more} autre{'s' if more != 1 else ''} à la suite." if more else said


def feed_told(error: FeedError, _: Names) -> str:
    """Why nothing of a feed is taken."""
    where = f" (ligne {error.line})" if error.line else ""
    if error.problem is FeedProblem.HEADER:
        why = refusal_told(str(error.parameters["fault"]), error.parameters)
        return f"{error.file} a un en-tête qui n'est pas recevable{where}. {why} Rien n'en est pris."
    return f"{error.file} {PROBLEM[error.problem].format(**french_of(error.parameters))}{where}. Rien n'en est pris."


def receipt_lost(path: str, said: str) -> str:
    """A receipt that could not be written once its feed was taken."""
    return (
        f"{path} n'a pas pu être écrit ({said}). Les passages sont pris ; le récépissé est à refaire : la même "
        "commande avec --receipt-only, qui ne prend rien."
    )


def _expected(said: Parameters) -> str:
    names = [FORM.get(str(one), str(one)) for one in said.get("expected", ())]
    return f" ; attendu : {' ou '.join(names)}" if names else ""


def _since(said: Parameters) -> str:
    return f" depuis le {_when(said['on'])}" if said.get("on") else ""


def _accepted(said: Parameters) -> str:
    return f" le {_when(said['at'])}" if said.get("at") else ""


def _when(said: object) -> str:
    """A day or an instant of a parameter, as people in France say it; a month or a year as it is.

    >>> _when("2026-11-26T19:05:00+00:00"), _when("2026-11-26")
    ('26/11/2026 à 20 h 05', '26/11/2026')
    """
    text = str(said)
    try:
        return instant(datetime.fromisoformat(text)) if "T" in text else f"{date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return text
