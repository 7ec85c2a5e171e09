"""What a title says beside the occupation: contract, stage, seniority, hours, place, employer. Set aside, and told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

FILE = "set_aside.tsv"


class About(StrEnum):
    """What words beside the occupation are about."""

    FILLER = "filler"
    CONTRACT = "contract"
    STAGE = "stage"
    SENIORITY = "seniority"
    ABSENCE = "absence"
    """A time without work: the whole title tells it, and no occupation."""
    HOURS = "hours"
    EMPLOYER = "employer"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Aside:
    """Words set aside, as they were written."""

    about: About
    words: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left of a title, and what was set aside."""

    text: str
    aside: tuple[Aside, ...] = ()


_LETTERS = {"a": "[aàâä]", "c": "[cç]", "e": "[eéèêë]", "i": "[iîï]", "o": "[oôö]", "u": "[uùûü]", "'": "['’]"}
_OF = r"(?:\s+(?:de|en|pour|comme|chez)\b|\s+d'|\s*[:,–-](?=\s)|\s*/)?"
"""What links words set aside to the occupation that follows."""
_YEARS = r"(?:19|20)\d\d(?:\s*[-–/à]\s*(?:19|20)?\d\d)?"

_SCHOOL = "|".join(
    (
        r"fin d'etudes?", "decouverte", "observation", "pratique", "longue duree", r"\d\s?(?:eme|ere|nde|re|er|e)\b",
        "terminale", "premiere", "seconde", r"bac(?: pro)?", "bts", "but", "dut", r"licence(?: pro)?", "l[123]",
        r"master(?: [12])?", "m[12]", r"\d+(?:ere|eme|e)? annee", "ecole", "ete", r"\d+ (?:mois|semaines?)",
    )
)  # fmt: skip
"""What a stage is qualified with."""
_POST = "postes?|emploi|metier|fonctions?|travail"
_FOR = r"(?:conges?\s*)?(?:mat(?:ernite)?|maladie|parental|ete)"
_OWN = r"free-?\s?lance|(?:auto|micro)-?\s?entrepreneu(?:r|se)|independante?s?|liberale?s?|profession liberale"
_SEASON = r"ete|hiver|printemps|automne"
_RANK = (
    r"junior|senior|debutante?|confirmee?|experimentee?|qualifiee?s?|diplomee?s?(?:\s+d'etat)?|agreee?s?|principale?"
)

PATTERNS: tuple[tuple[About, str], ...] = (
    (About.CONTRACT, rf"\bjobs?\s+(?:etudiants?|d'ete|d'etudiant|saisonniers?|de vacances|d'appoint|alimentaire){_OF}"),
    (About.FILLER, rf"^\W*(?:j'(?:etais|ai ete)|je (?:suis|fus|travaille comme)|en tant que?|comme){_OF}\s+(?=\w)"),
    (About.FILLER, rf"^\W*(?:en qualite de|(?:{_POST}) (?:de|d')|petits? boulots?|jobs?){_OF}\s*(?=\w)"),
    (About.FILLER, r"\bh\s*/\s*f\b|\bf\s*/\s*h\b|\bm\s*/\s*f\b|\((?:h|f)\)"),
    (About.STAGE, rf"\bstages?\b(?:\s+(?:de\s+|d'|en\s+)?(?:{_SCHOOL}))*{_OF}"),
    (About.STAGE, rf"\b(?:eleve|etudiant|etudiante)?\s*\bstagiaires?\b{_OF}"),
    (About.STAGE, rf"\b(?:en\s+)?(?:contrat\s+(?:d'|en\s+)?)?(?:alternances?|apprentissage(?!\s+automatique))\b{_OF}"),
    (About.STAGE, rf"\b(?:alternant|apprenti)(?:\(e\)|·e|e)?s?\b{_OF}"),
    (About.STAGE, rf"\b(?:en\s+)?contrats?\s+(?:pro\b|de professionnalisation\b){_OF}"),
    (About.CONTRACT, rf"\b(?:(?:en|mission(?:s)?(?: en| d')?)\s*)?(?:interim|interimaire)s?\b{_OF}"),
    (About.CONTRACT, r"\b(?:en\s+)?(?:cdii?|cdd|ctt|cui|cae|cesu)\b(?:\s+de\s+\d+\s+(?:mois|ans|semaines))?"),
    (About.CONTRACT, rf"\(?\b(?:pour\s+|en\s+)?remplacements?\b(?:\s+(?:de\s+|pour\s+)?{_FOR}\b)?\)?"),
    (About.CONTRACT, r"\bconges?\s+mat(?:ernite)?\b"),
    (About.CONTRACT, r"\b(?:remplacant|vacataire|contractuel|titulaire|suppleant|temporaire)(?:le|te|re|e)?s?\b"),
    (About.CONTRACT, r"\bsaisonni(?:er|ere)s?\b"),
    (About.CONTRACT, r"\b(?:en\s+)?extras?\b"),
    (About.CONTRACT, rf"\b(?:benevole|benevolat|volontaire)s?\b{_OF}"),
    (About.CONTRACT, rf"\bservice civique\b{_OF}"),
    (About.CONTRACT, rf"\b(?:en\s+)?(?:{_OWN})\b"),
    (About.CONTRACT, r"\b(?:a|pour) (?:mon|son) (?:propre )?compte\b|\bau (?:black|noir)\b|\bnon declaree?\b"),
    (About.HOURS, r"\b(?:a\s+)?(?:mi-?\s?temps|temps\s+(?:partiel|plein|complet|partage))\b|\b[2345]\s?[x*]\s?8\b"),
    (About.HOURS, r"\b(?:de|la)\s+(?:nuit|jour|matin|soir)s?(?:\s*/\s*jour)?\b"),
    (About.HOURS, r"\b(?:les?\s+)?week-?\s?ends?\b|\ben\s+12\s?h\b"),
    (About.HOURS, r"\b\d{1,2}\s?h(?:eures)?(?:\s*(?:/|par)\s*(?:semaine|sem|mois|s))?\b"),
    (About.HOURS, rf"\(?\b(?:l'|en\s+|saison\s+(?:d')?|depuis\s+)?(?:{_SEASON})?\s*{_YEARS}\b\)?"),
    (About.HOURS, r"\b(?:l'|en\s+|saison\s+(?:d')?)(?:ete|hiver)\b|\bete$|\bpendant les vacances\b"),
    (About.SENIORITY, rf"\b(?:{_RANK})\b|\bN[1-4]P?[12]?\b(?=\s*$)"),
    (About.SENIORITY, r"\bex(?:-|\s)(?=\w)|^\W*(?:ancien(?:ne)?|future?|aspirante?)s?\b"),
    (About.SENIORITY, r"\ben (?:reconversion|formation)\b|\bretraitee?s?\b|\ben retraite\b"),
)
"""Words about something else than the occupation, accents and capitals apart, in the order of their setting aside."""

_NO_WORK = "|".join(
    (
        r"(?:periode (?:de |d'))?(?:chomage|inactivite)(?: partiel| technique| longue duree)?",
        r"chomeu(?:r|se)",
        r"(?:en |a la )?recherche (?:active )?d'(?:un )?emplois?", r"demandeu(?:r|se) d'emploi",
        r"sans (?:emploi|activite)",
        r"inacti(?:f|ve)", r"(?:en )?(?:arrets?|longue|conge|conge longue|arret longue) maladie",
        r"(?:en )?arrets?(?: de travail)?", r"maladie", r"accident du travail", r"burn[- ]?out",
        r"(?:en )?invalidite",
        r"(?:raisons?|problemes?|soucis) de sante", r"convalescence", r"hospitalisation",
        r"(?:en )?conge mat(?:ernite)?", r"(?:en )?conge parental(?: d'education)?(?:\W+au foyer)?",
        r"annee sabbatique", r"(?:en )?(?:detention|prison|incarceration)", r"(?:au )?rsa", r"intercontrat",
    )
)  # fmt: skip
_SINCE = r"pour|apres|suite a|depuis|licenciement(?: economique)?|professionnelle?|longue duree|\d+(?: ans?| mois)?"
ABSENCE = rf"^\W*(?:{_NO_WORK})(?:[\s,;:/&+()–-]+(?:et )?(?:{_NO_WORK}|{_SINCE}))*\W*$"
"""A title that tells a time without work and nothing else, accents and capitals apart."""

_EDGES = re.compile(r"^[\s,;:/+&|.•*–—-]+|[\s,;:/+&|•*–—-]+$")
_LOOSE_END = re.compile(r"(?:^|\s)(?:de|d'|d’|en|à|a|au|aux|chez|pour|sur|du|et|puis|la|le|les|un|une)$", re.IGNORECASE)
_LOOSE_START = re.compile(r"^(?:de|d'|d’|en|à|a|au|aux|chez|pour|sur|du|et|puis|comme)(?:\s+|(?<=['’]))", re.IGNORECASE)
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")


def set_aside(title: str, *, names: bool = False) -> Kept:
    """What is left of a title, and what it says beside; all of it where nothing would be left.

    `names`: employers and places too.

    >>> kept = set_aside("Stage de fin d'études chargée de communication")
    >>> kept.text, [one.words for one in kept.aside]
    ('chargée de communication', ["Stage de fin d'études"])
    >>> set_aside("Chef de projet senior CDI Lyon", names=True).text
    'Chef de projet'
    """
    text, aside = title, list[Aside]()
    for about, pattern in (*_patterns(), *(_names() if names else ())):
        text, words = _without(text, pattern)
        aside += [Aside(about, one) for one in words]
    kept = tidy(text)
    return Kept(kept, tuple(aside)) if re.search(r"[^\W\d_]{2}", kept) else Kept(title.strip())


def is_absence(title: str) -> bool:
    """Whether a title tells a time without work and nothing else.

    >>> is_absence("Arrêt maladie - burn out"), is_absence("Recherche d’emploi (2 ans)"), is_absence("Agent de prison")
    (True, True, False)
    """
    return _absence().search(title) is not None


def left_of(text: str) -> str:
    """What is left of words once all that is beside an occupation is gone; may be nothing."""
    for _, pattern in (*_patterns(), *_names()):
        text = pattern.sub(" ", text)
    return tidy(text)


def tidy(text: str) -> str:
    """Without the loose ends that setting aside leaves."""
    kept = " ".join(_EMPTY.sub(" ", text).split())
    for _ in range(3):
        kept = _EDGES.sub("", kept)
        kept = _LOOSE_START.sub("", _LOOSE_END.sub("", kept))
        if kept.count("(") != kept.count(")"):
            kept = kept.replace("(", " ").replace(")", " ")
    return " ".join(_EDGES.sub("", kept).split())


def _without(text: str, pattern: re.Pattern[str]) -> tuple[str, list[str]]:
    """A text without what a pattern finds, and what that was; kept where it would be all."""
    words = [found.group(0) for found in pattern.finditer(text)]
    if not words:
        return text, []
    left = pattern.sub(" ", text)
    if not re.search(r"[^\W\d_]{2}", tidy(left)):
        return text, []
    return left, [shown for shown in (tidy(one) for one in words) if shown]


@cache
def _absence() -> re.Pattern[str]:
    return loose(ABSENCE)


@cache
def _patterns() -> tuple[tuple[About, re.Pattern[str]], ...]:
    return tuple((about, loose(pattern)) for about, pattern in PATTERNS)


@cache
def _names() -> tuple[tuple[About, re.Pattern[str]], ...]:
    """Employers and places of the file, longest first, with the word that leads to them."""
    found: dict[About, list[str]] = {About.EMPLOYER: [], About.PLACE: []}
    for line in (files("matching.french") / FILE).read_text(encoding="utf-8").splitlines()[1:]:
        about, name = line.split("\t")
        found[About(about)].append(name)
    lead = r"(?:\b(?:chez|à|a|au|aux|sur|de|du|pour|région|agglomération)\s+|@\s*|\()?"
    of = {about: "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) for about, names in found.items()}
    return tuple((about, loose(rf"{lead}\b(?:{of[about]})\b(?:\s*\d{{1,2}}(?:e|ème)?\b)?\)?")) for about in found)


def loose(pattern: str) -> re.Pattern[str]:
    """A pattern whatever the accents, the capitals and the apostrophes.

    >>> bool(loose("ete").search("l’Été"))
    True
    """
    letters = re.compile(r"\\.|\(\?[:=!<]+|\[[^\]]*\]|[aceiou']", re.IGNORECASE)
    plain = pattern.translate(str.maketrans("àâäçéèêëîïôöùûü", "aaaceeeeiioouuu"))
    return re.compile(letters.sub(lambda one: _LETTERS.get(one[0].lower(), one[0]), plain), re.IGNORECASE)
