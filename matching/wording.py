"""Wording: what people write of themselves, as referentials do (« je rendais la monnaie » → « rendre la monnaie »)."""

from __future__ import annotations

import re
from types import MappingProxyType

from matching.text import fold

_INFINITIVE = MappingProxyType(
    {
        "faisais": "faire", "faites": "faire", "fais": "faire", "fait": "faire", "rendais": "rendre",
        "rends": "rendre", "rendu": "rendre",
        "prenais": "prendre", "prends": "prendre", "pris": "prendre", "tenais": "tenir", "tiens": "tenir",
        "tenu": "tenir", "mettais": "mettre", "mets": "mettre", "mis": "mettre", "vendais": "vendre",
        "vends": "vendre", "vendu": "vendre", "servais": "servir", "sers": "servir", "servi": "servir",
        "accueillais": "accueillir", "accueille": "accueillir", "accueilli": "accueillir", "remplissais": "remplir",
        "finissais": "finir", "definissais": "définir", "etablissais": "établir", "garantissais": "garantir",
        "realisais": "réaliser", "choisissais": "choisir", "fournissais": "fournir", "remplis": "remplir",
        "rempli": "remplir", "recevais": "recevoir", "recois": "recevoir", "recu": "recevoir",
        "ecrivais": "écrire", "ecris": "écrire", "ecrit": "écrire", "conduisais": "conduire", "conduis": "conduire",
        "conduit": "conduire", "repondais": "répondre", "reponds": "répondre", "repondu": "répondre",
        "suivais": "suivre", "suis": "suivre", "suivi": "suivre", "ouvrais": "ouvrir", "ouvre": "ouvrir",
        "apprenais": "apprendre", "appris": "apprendre", "construisais": "construire", "construit": "construire",
        "cuisais": "cuire", "entretenais": "entretenir", "entretiens": "entretenir", "entretenu": "entretenir",
        "nettoie": "nettoyer", "envoie": "envoyer", "gere": "gérer", "garnissais": "garnir", "dois": "", "devais": "",
        "devez": "", "devrez": "", "serez": "", "peux": "", "pouvais": "", "ai": "", "avais": "", "etais": "",
        "allais": "", "vais": "", "aimais": "",
    }
)  # fmt: skip
"""First-person forms of verbs that do not end their infinitive in -er; auxiliaries give nothing."""

_PERSON = re.compile(
    r"\b(?:(?:je|nous|on|vous)\s+|j')(?:(?:les?|la|leur|lui|y|en|me|nous|vous)\s+|[lm]')?(?:(?:ai|avais|avons|a)\s+)?(?P<verb>\w+)"
)
_POSSESSIVE = re.compile(r"\b(?:mon|ma|mes|nos|notre)\b\s*")


def impersonal(text: str) -> str:
    """Fold a statement and put its verbs of the first person, or of an advertisement's « vous », in the infinitive.

    >>> impersonal("Je rendais la monnaie et j'ai encaissé les clients")
    'rendre la monnaie et encaisser les clients'
    """
    plain = _PERSON.sub(lambda found: infinitive(found["verb"]), fold(text))
    return " ".join(_POSSESSIVE.sub("", plain).split())


def infinitive(verb: str) -> str:
    """Infinitive of a first-person form, without accents; a first-group verb when nothing says otherwise."""
    if verb in _INFINITIVE:
        return fold(_INFINITIVE[verb])
    imperfect = re.sub(r"(?:ait|ions|ez|ons)$", "ais", verb)
    if imperfect in _INFINITIVE:
        return fold(_INFINITIVE[imperfect])
    for ending in ("ais", "ait", "ions", "ons", "ez", "ees", "ee", "es", "e"):
        if verb.endswith(ending) and len(verb) > len(ending) + 2:
            return verb.removesuffix(ending) + "er"
    return verb
