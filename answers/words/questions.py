"""Questions to a holder, as French sentences made from labels of ROME: verbs, attitudes, savoirs."""

from __future__ import annotations

import re

from answers.words.elision import before, within_a_sentence
from recommend.gap.questions import Question

STATES = {"être": "vous êtes", "avoir": "vous avez", "faire preuve": "vous faites preuve", "savoir": "vous savez"}
"""What a person is rather than does, as one says it to them."""
LEARNT = {
    "Connaissance": "Avez-vous une bonne connaissance {} ?",
    "Connaissances": "Avez-vous de bonnes connaissances {} ?",
    "Maîtrise": "Avez-vous une bonne maîtrise {} ?",
    "Pratique": "Avez-vous la pratique {} ?",
    "Utilisation": "Savez-vous vous servir {} ?",
    "Formation": "Avez-vous suivi une formation {} ?",
    "Formations": "Avez-vous suivi des formations {} ?",
}
"""Of a savoir that begins so, and goes on with « de », « à » or « en »."""
FEMININE = frozenset({
    "analyse", "maintenance", "veille", "conduite", "lecture", "éthique", "histoire", "mise", "prise", "cuisine",
    "chirurgie", "mécanique", "technique", "méthode", "recherche", "norme", "règle", "politique", "démarche",
    "logistique", "chaîne", "étude", "chimie", "médecine", "pose", "danse", "culture", "physique", "électronique",
    "informatique", "typologie", "nomenclature", "stratégie", "photographie", "pédagogie", "grue", "loi",
    "musique",
})  # fmt: skip
MASCULINE = frozenset({
    "suivi", "droit", "respect", "contrôle", "système", "marketing", "audit", "calcul", "principe", "procédé",
    "diagnostic", "conseil", "management", "plan", "travail", "génie", "cadre", "entretien", "accueil", "code",
    "montage", "design", "service", "marché", "domaine", "site", "rapport", "transport", "patrimoine", "circuit",
    "programme", "pilotage", "langage", "projet", "matériel", "guide", "référentiel", "assemblage", "logiciel",
    "progiciel", "processus", "maintien", "recrutement", "secteur", "commerce", "vocabulaire", "anglais",
    "français", "process", "théâtre", "dosage",
})  # fmt: skip
PLURAL = frozenset({
    "techniques", "procédures", "méthodes", "normes", "règles", "principes", "protocoles", "caractéristiques",
    "réglementations", "modalités", "types", "procédés", "stratégies", "outils", "produits", "logiciels",
    "systèmes", "spécificités", "technologies", "sciences", "engins", "éléments", "propriétés", "réseaux",
    "véhicules", "opérations", "pathologies", "risques", "pratiques", "tests", "équipements", "dispositifs",
    "données", "documents", "conditions", "mesures", "indicateurs", "pièces", "travaux", "instruments",
    "activités", "matériaux", "circuits", "plans", "modes", "progiciels", "approches", "soudures", "articles",
    "accessoires", "fiches", "droits", "contrats", "plateformes", "variétés", "arts", "soins", "conseils",
    "gestes", "bases", "enjeux", "matières", "maladies", "métiers", "textes", "langages", "notions", "fonctions",
    "méthodologies",
})  # fmt: skip
"""First words of many savoirs, whose gender or number their ending does not say."""
_FEMININE_ENDINGS = (
    "tion",
    "sion",
    "xion",
    "ance",
    "ence",
    "té",
    "gie",
    "phie",
    "erie",
    "mie",
    "ture",
    "ise",
    "ique",
    "ure",
)
_MASCULINE_ENDINGS = ("ment", "age", "isme", "oir", "eau", "al", "if")
_VERB = re.compile(r"^(?:S'|Se )?[A-ZÉÈÊÀÂÎÔÛÇ][a-zéèêëàâîïôûùç'œ-]*(?:er|ir|re|ïr)$")
_NOUNS = frozenset({"Cadre", "Manager", "Designer", "Hiver", "Ouvre", "Leader", "Chantier", "Métier"})
_STATE = re.compile(r"\b([Êê]tre|Etre|[Aa]voir|[Ff]aire preuve|[Ss]avoir)\b")
_REFLEXIVE = re.compile(r"^(?:Se |S')")
_TURN = re.compile(r"(?<=,) (?=(?:être|avoir|faire preuve|savoir)\b)|(?<= et) (?=(?:être|avoir|faire preuve|savoir)\b)")
_POSSESSIVE = re.compile(r"^(\S+) (son|sa|ses) ")
_YOURS = {"son": "votre", "sa": "votre", "ses": "vos"}


def asked(question: Question) -> str:
    """What to ask the holder about an item, with their own sentence where one may tell it."""
    label = " ".join(question.item.label.split()).rstrip(" :;,.")
    text = about_savoir(label) if question.item.kind == "knowledge" else about_doing(label)
    return f"Vous écrivez « {question.words} ». {text}" if question.words else text


def about_doing(label: str) -> str:
    """Whether one has done it; of what one is, whether one is so.

    >>> about_doing("Encaisser un paiement"), about_doing("Harnacher un cheval"), about_doing("S'adapter aux clients")
    ("Vous est-il déjà arrivé d'encaisser un paiement ?", 'Vous est-il déjà arrivé de harnacher un cheval ?', \
'Vous est-il déjà arrivé de vous adapter aux clients ?')
    >>> about_doing("Etre à l'écoute, faire preuve d'empathie")
    "Diriez-vous que vous êtes à l'écoute, que vous faites preuve d'empathie ?"
    """
    if _STATE.match(label):
        return f"Diriez-vous que {_states(within_a_sentence(label))} ?"
    first = label.split(" ", 2)[1 if label.startswith("Se ") else 0].rstrip(",")
    if not _VERB.match(first[:1].upper() + first[1:]) or first in _NOUNS:
        return _plainly(label)
    if _REFLEXIVE.match(label):
        return f"Vous est-il déjà arrivé de vous {_REFLEXIVE.sub('', label)} ?"
    yours = _POSSESSIVE.sub(lambda found: f"{found[1]} {_YOURS[found[2]]} ", within_a_sentence(label))
    return f"Vous est-il déjà arrivé {before('de', yours)} ?"


def about_savoir(label: str) -> str:
    """Whether one knows it, with the article that its first noun takes; plainly where that is not sure.

    >>> about_savoir("Techniques de vente"), about_savoir("Utilisation des logiciels de paie"), about_savoir("Word")
    ('Connaissez-vous les techniques de vente ?', 'Savez-vous vous servir des logiciels de paie ?', \
'Avez-vous appris, ou pratiqué, ceci : Word ?')
    """
    first, _, rest = label.partition(" ")
    if first in LEARNT and rest.startswith(("de ", "d'", "des ", "du ", "à ", "aux ", "au ", "en ")):
        return LEARNT[first].format(rest)
    within = within_a_sentence(label)
    article = _article(within.split(" ")[0].rstrip(","))
    return f"Connaissez-vous {article}{within} ?" if article and first[1:].islower() else _plainly(label)


def _article(noun: str) -> str:
    """« les », « la », « le » or « l' » before a noun; empty where its gender is not known."""
    if noun in PLURAL:
        return "les "
    feminine = noun in FEMININE or noun.endswith(_FEMININE_ENDINGS)
    masculine = noun in MASCULINE or noun.endswith(_MASCULINE_ENDINGS)
    if not (feminine or masculine) or (noun.endswith(("s", "x")) and noun not in MASCULINE):
        return ""
    if before("de", noun).startswith("d'"):
        return "l'"
    return "la " if noun in FEMININE or (feminine and noun not in MASCULINE) else "le "


def _states(label: str) -> str:
    """« être à l'écoute, faire preuve d'empathie » said to a person, each verb of state in its turn."""
    told = " que ".join(_STATE.sub(lambda one: STATES[one[1].lower()], part, count=1) for part in _TURN.split(label))
    return re.sub(r"\bvous savez (?:se |s')", "vous savez vous ", told)


def _plainly(label: str) -> str:
    """What is neither a verb nor a noun of known gender, to the letter."""
    return f"Avez-vous appris, ou pratiqué, ceci : {label} ?"
