"""Everyday French made from the referential's own words, by documented templates.

A competency label (« Encaisser le montant d'une vente ») becomes what somebody says of it (« je faisais payer les
clients »): the verb conjugated, formal words replaced by familiar ones. Nothing here comes from an evaluation list.
"""

from __future__ import annotations

import random
import re
from types import MappingProxyType

from matching.french.verbs import IRREGULAR
from referentials.text import fold

FAMILIAR = MappingProxyType(
    {
        "accompagner": ("aider", "s'occuper de", "etre avec"), "accueillir": ("recevoir", "dire bonjour a"),
        "acheminer": ("transporter", "emmener"), "affuter": ("aiguiser",), "agencer": ("installer", "ranger"),
        "ajuster": ("regler",), "alimentation": ("nourriture", "manger"), "animaux": ("betes",),
        "animer": ("faire vivre", "mener"), "appareil": ("machine",), "appels telephoniques": ("coups de fil",),
        "approvisionner": ("remplir", "ravitailler"), "assembler": ("monter",), "assurer": ("faire",),
        "assurer la maintenance": ("entretenir", "reparer"), "bagages": ("valises",),
        "batiment": ("maison", "immeuble"),
        "bovins": ("vaches",), "budget": ("argent", "comptes"), "bureautique": ("word et excel",),
        "canalisations": ("tuyaux",), "caprins": ("chevres",), "chantier": ("travaux",), "client": ("gens",),
        "clientele": ("clients", "gens"), "clients": ("gens",), "collaborateurs": ("collegues",),
        "commercialiser": ("vendre",), "comptabilite": ("comptes",), "concevoir": ("imaginer", "creer"),
        "conditionner": ("emballer", "mettre en carton"), "conduire": ("rouler avec", "etre au volant de"),
        "conflit": ("dispute",), "conseiller": ("donner des idees a", "guider"), "construire": ("batir",),
        "controler": ("verifier", "regarder"), "coordonner": ("organiser",), "courrier": ("lettres",),
        "croissance": ("pousse",), "cultures": ("champs",), "cultiver": ("faire pousser",), "dechets": ("poubelles",),
        "defaillance": ("panne",), "denrees": ("nourriture",), "depanner": ("reparer",),
        "dependante": ("qui ne se debrouille plus seule",), "deplacements": ("trajets",),
        "desherber": ("arracher l'herbe",),
        "developper": ("faire",), "diagnostiquer": ("trouver ce qui cloche", "chercher la panne"),
        "dispenser": ("donner",), "dysfonctionnement": ("panne",), "ebarber": ("limer",), "edifier": ("construire",),
        "effectuer": ("faire",), "elaborer": ("preparer", "faire"), "elevage": ("ferme",),
        "eleves": ("enfants", "jeunes"),
        "embarcation": ("bateau",), "encadrer": ("diriger", "etre chef de"),
        "encaisser": ("faire payer", "tenir la caisse"),
        "enfants": ("gamins", "petits"), "enseigner": ("apprendre aux autres", "donner des cours"),
        "entretenir": ("nettoyer", "prendre soin de"), "equidés": ("chevaux",), "equipe": ("collegues", "equipe"),
        "equipements": ("machines", "materiel"), "espaces verts": ("jardins", "pelouses"), "etablir": ("faire",),
        "evacuer": ("sortir", "enlever"), "fabriquer": ("faire",), "facturation": ("factures",),
        "fournisseurs": ("vendeurs",),
        "gerer": ("m'occuper de", "s'occuper de"), "gros oeuvre": ("murs",), "hygiene": ("proprete",),
        "incendie": ("feu",), "informatique": ("ordinateur",), "intervention": ("depannage",),
        "jeunes enfants": ("petits",),
        "livrer": ("apporter",), "locaux": ("bureaux", "pieces"), "logiciel": ("programme", "application"),
        "maconnerie": ("murs en parpaings",), "maintenance": ("entretien",), "manager": ("diriger",),
        "manutention": ("porter des cartons",), "marchandises": ("produits", "cartons", "colis"),
        "menager": ("de la maison",), "mobilier": ("meubles",), "nettoyer": ("laver", "rendre propre"),
        "nourrissons": ("bebes",), "operations": ("travaux",), "organiser": ("preparer",), "outillage": ("outils",),
        "ouvrage": ("piece",), "ovins": ("moutons",), "parcelle": ("terrain",), "patient": ("malade",),
        "patients": ("malades",), "percevoir": ("recevoir",), "personnes agees": ("personnes agees", "papis et mamies"),
        "personnel": ("employes",), "planifier": ("organiser",), "poids lourd": ("camion",), "porcins": ("cochons",),
        "preparation culinaire": ("plat",), "prestation": ("service",), "prendre en charge": ("m'occuper de",),
        "production": ("fabrication",), "promouvoir": ("faire connaitre",), "public": ("gens",),
        "realiser": ("faire",), "receptionner": ("recevoir",), "reclamation": ("clients mecontents",),
        "recolter": ("ramasser", "cueillir"), "recruter": ("embaucher", "trouver du monde"), "rediger": ("ecrire",),
        "renseigner": ("repondre a", "donner des infos a"), "reparer": ("remettre en etat", "bricoler"),
        "repas": ("a manger",), "residents": ("personnes agees",), "restituer": ("rendre",),
        "retouches": ("petites coutures",),
        "revetement": ("peinture", "carrelage"), "salaires": ("paies",), "salaries": ("employes",),
        "sanitaires": ("toilettes",), "signaler": ("prevenir de",), "soins": ("soins",), "stocker": ("ranger",),
        "stocks": ("reserve",), "structure": ("association", "boite"), "superviser": ("surveiller", "suivre"),
        "surveiller": ("garder", "avoir l'oeil sur"), "tailler": ("couper",), "traiter": ("m'occuper de",),
        "transporter": ("emmener",), "usagers": ("gens",), "vaisselle": ("assiettes",), "vegetaux": ("plantes",),
        "vehicule": ("voiture",), "vehicules": ("voitures",), "verifier": ("regarder",), "vetements": ("habits",),
        "volailles": ("poules",), "voirie": ("rues",),
    }
)  # fmt: skip
"""Formal word, folded → familiar ones."""

_WORDS = re.compile("|".join(rf"\b{re.escape(fold(word))}\b" for word in sorted(FAMILIAR, key=len, reverse=True)))
_FAMILIAR = MappingProxyType({fold(word): familiar for word, familiar in FAMILIAR.items()})

_FORMS = MappingProxyType({**IRREGULAR, "etre": ("suis", "etais", "ete")})
_TEMPLATES = (
    "je {present}", "je {imperfect}", "j'ai {past}", "j'ai deja {past}", "je sais {infinitive}",
    "je devais {infinitive}",
    "tous les jours je {imperfect}", "on me demandait de {infinitive}", "c'est moi qui devais {infinitive}",
    "je passais mon temps a {infinitive}", "je savais {infinitive}", "{infinitive}", "dans mon travail, je {present}",
    "benevolement je {imperfect}", "mon boulot c'etait de {infinitive}", "j'aidais a {infinitive}",
)  # fmt: skip


def everyday(label: str, rng: random.Random) -> str | None:
    """Say a competency as somebody would, folded; None for a label that does not begin with a verb.

    >>> everyday("Nettoyer des locaux", random.Random(4))
    "j'aidais a laver des locaux"
    """
    words = familiar(fold(label), rng).split()
    forms = _forms(words[0]) if words else None
    if forms is None:
        return None
    present, imperfect, past = forms
    template = rng.choice(_TEMPLATES)
    said = template.format(present=present, imperfect=imperfect, past=past, infinitive=words[0])
    return " ".join([_elided(said), *words[1:]])


def familiar(text: str, rng: random.Random, share: float = 0.7) -> str:
    """Replace a share of the formal words of a folded text by familiar ones."""
    return _WORDS.sub(lambda m: rng.choice(_FAMILIAR[m[0]]) if rng.random() < share else m[0], text)


def _elided(text: str) -> str:
    return re.sub(r"\b(j|d)e ([aeiouh])", r"\1'\2", text)


def _forms(verb: str) -> tuple[str, str, str] | None:
    if verb in _FORMS:
        return _FORMS[verb]
    if verb.endswith("er") and len(verb) > 3:
        stem = verb[:-2]
        return stem + "e", (stem + "e" if stem.endswith("g") else stem) + "ais", stem + "e"
    if verb.endswith("ir") and len(verb) > 4:
        return verb[:-1] + "s", verb[:-1] + "ssais", verb[:-1]
    return None
