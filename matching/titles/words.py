"""Words of titles: those that tell a rank or a contract and no occupation, links, slips of the hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from matching.french.gender import neutral
from matching.titles.aside import tidy

SIGLE = 4
"""Letters of a sigle, at most."""
SLIP = 4
"""Letters of a word that may be misspelt, at least."""
VAGUE = frozenset({
    "agent", "employe", "operateur", "assistant", "responsable", "benevole", "stagiaire", "interimaire", "ouvrier",
    "technicien", "apprenti", "alternant", "volontaire", "saisonnier", "reserviste", "aide", "chef", "manager",
    "encadrant", "adherent", "membre", "emploi", "job", "travail", "poste", "salarie", "vacataire", "polyvalent",
    "qualifie", "specialise", "stage", "equipe", "equipier", "adjoint", "charge", "collaborateur", "auxiliaire",
    "service", "civique", "mission", "missions", "divers", "extra", "remplacant", "intervenant", "association",
    "engage", "cdd", "cdi", "interim", "alternance", "benevolat", "asso", "referent", "superviseur", "coordinateur",
    "cadre", "etudiant", "petit", "boulot", "ete", "experience", "reserve", "activite", "professionnel", "d'", "l'",
    "sanitaire", "citoyen", "operationnel",
})  # fmt: skip
"""Words that tell a rank or a contract and no occupation; a title of these alone says nothing, masculine, folded."""
_PARENTHESIS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_RANK = re.compile(
    r"^(?P<trade>[^\W\d_][\w' ’-]*?)\s*[-–,/]?\s+"
    r"(?P<rank>(?:chef|cheffe|responsable)(?:\(fe\))?\s+d['’ ]\s?[ée]quipe)\b",
    re.IGNORECASE,
)
"""A trade, then a rank that appellations write before it."""
SMALL = frozenset({
    "de", "d'", "du", "des", "la", "le", "les", "l'", "un", "une", "en", "a", "au", "aux", "et", "ou", "pour",
    "par", "sur", "dans", "avec", "chez", "sans", "son", "sa", "ses", "mon", "ma", "mes",
})  # fmt: skip


def singular(form: str) -> str:
    """A canonical form whatever the number of its words.

    >>> singular("animateur centre de loisirs")
    'animateur centre de loisir'
    """
    return " ".join(word[:-1] if len(word) > 4 and word[-1] in "sx" else word for word in form.split())


def rank_first(text: str) -> str:
    """With the rank that follows a trade before it, as the appellations have it.

    >>> rank_first("Maçon chef d'équipe")
    "chef d'équipe Maçon"
    """
    found = _RANK.search(text)
    if not found:
        return text
    rank = re.sub(r"\bd['’ ]\s?", "d'", found["rank"])
    return tidy(f"{rank} {found['trade']} {text[found.end() :]}")


def is_slip(form: str, meant: str) -> bool:
    """Whether a form is another but for letters within words; another short word is no slip, nor one word more.

    >>> is_slip("couvreu zingueur", "couvreur zingueur"), is_slip("aidesoignant", "aide soignant")
    (True, True)
    >>> is_slip("gerant de sarl", "gerant de bar"), is_slip("preparateur vo", "preparateur")
    (False, False)
    """
    if form.replace(" ", "") == meant.replace(" ", ""):
        return True
    pairs = list(zip(form.split(), meant.split(), strict=False))
    if len(form.split()) != len(meant.split()):
        return False
    return all(
        one == other or (min(len(one), len(other)) >= SLIP and fuzz.ratio(one, other) >= 75) for one, other in pairs
    )


def has_sigle(before: str, rest: Sequence[str]) -> bool:
    """Whether what follows an occupation has a sigle, that tells its specialty as often as its employer.

    >>> has_sigle("architecte", ["BIM"]), has_sigle("fromager", ["Lactalis"]), has_sigle("VENDEUSE", ["ZARA"])
    (True, False, False)
    """
    return not before.isupper() and any(len(one) <= SIGLE and one.isalpha() and one.isupper() for one in rest)


def plain(text: str) -> str:
    """Without what is between brackets."""
    kept = tidy(_PARENTHESIS.sub(" ", text))
    return kept if re.search(r"[^\W\d_]{2}", kept) else text


def has(words: Sequence[str], word: str) -> bool:
    """Whether a word is among these, but for an ending or a letter."""
    return any(
        own == word or (min(len(own), len(word)) > 4 and (own[:5] == word[:5] or fuzz.ratio(own, word) >= 84))
        for own in words
    )


def is_vague(text: str, pairs: Mapping[str, str]) -> bool:
    """Whether a title says nothing of the occupation: « agent », « stagiaire », « bénévole »."""
    return not set(neutral(text, pairs).split()) - VAGUE - SMALL
