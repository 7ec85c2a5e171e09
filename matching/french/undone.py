"""What a description says is not done, or no more, and what it tells of one's health: no doing is to be read there.

>>> is_undone("plus de port de charge ni de vibrations"), is_undone("plus de 40 couverts par service")
(True, False)
>>> is_undone("je ne peux plus porter"), is_undone("je n'ai pas peur du changement")
(True, False)
>>> done_of("conduite de la ligne, sans jamais encadrer")
'conduite de la ligne'
"""

from __future__ import annotations

import re

from referentials.text import fold

_SOME = (
    r"(?:\d|une?\s(?:dizaine|quinzaine|vingtaine|trentaine|centaine|millier|an\b|heure)|deux|trois|quatre|cinq|six|sept|"
    r"huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|cent|mille|la\smoitie)"
)
_NO_REFUSAL = (
    r"(?!\s(?:peur|mal\b|que\b|qu'|seulement|uniquement|moins|hesit|trop\s|de\s(?:souci|probleme)s?\b|compte\s))"
)
_ABLE = (
    r"(?:peu[xt]|pou(?:vais|rrai|rrais)|sai[st]|savais|veux|voulais|dois|devais|fai[st]|faisais|faisait|ai|avais|a|suis|"
    r"etais|connais|connaissais|tiens|porte|portais|conduis|conduisais|maitrise|pratique|travaille|travaillais|touche|"
    r"touchais|encadre|encadrais|manage|manageais|gere|gerais|utilise|utilisais|parle|parlais|supporte|occupe|occupais)"
)
_NOT = rf"""(?:
    (?:je|j'|on|nous)\s*(?:ne\s|n')[^,;.]{{0,20}}?\b{_ABLE}\s+(?:pas|jamais|plus)\b{_NO_REFUSAL}
  | (?:je\s|j'|on\s|nous\s)[^,;.]{{0,14}}?\b{_ABLE}\s+(?:pas|jamais)\b{_NO_REFUSAL}
  | (?:je|on)\s(?:peu[xt]|doi[st]|sai[st]|veux|supporte)\s+plus\s+(?!de\s{_SOME})
)"""
"""« je ne peux plus », « j'ai jamais fait »: without « ne », « plus » alone may be more."""
_UNDONE = re.compile(
    rf"""\W*(?:mais\s+|et\s+|donc\s+)?(?:
        plus\s+(?:de\s+|d'|du\s+|aucune?\s+|jamais\s+)(?!{_SOME})
      | (?:pas|jamais)\s+(?:de\s+|d'|du\s+|le\s+droit|eu\b|ete\b|fait\b|pu\b|encore\b|pratique\b|utilise\b)
      | ne\s+(?:pas|plus|jamais)\b
      | (?:sans|ni|aucune?)\s
      | {_NOT}
    )""",
    re.VERBOSE,
)
"""A statement that begins so says what is not done, not had, or no more; amounts and refusals to be afraid aside."""
_LIMIT = re.compile(
    r"\W*(?:mais\s+)?(?:(?:je|j'|on)\b[^,;.]{0,14}?\b(?:peu[xt]|pou(?:vais|rrai|rrais)|dois|devais|sai[st]|savais|veux)\b|"
    r"ne (?:pas|plus|jamais)\b)"
)
"""What one may not, cannot: the verbs of a list that follow are of it too."""
_TAIL = re.compile(
    rf"\b(?:sans\s+(?:jamais|pouvoir|avoir\s+(?:pu|fait|eu)|savoir)\b|mais\s+(?:(?:pas|jamais|plus|sans)\b|{_NOT}))",
    re.VERBOSE,
)
"""Where what is done ends and what is not begins."""
_GOES_ON = re.compile(r"\W*(?:ni\s|(?:se\s+|s')?\w{2,}(?:er|ir|oir|dre|tre|ire|vre)\b)")
_HEALTH = re.compile(
    r"""\W*(?:(?:je\s+suis|j'ai(?:\s+eu)?|suite\s+a|a\s+cause\s+d[e'u]|pour|apres|en|reconnue?|declaree?|avec)\s+)*
        (?:une?\s+|la\s+|le\s+|l'|mon\s+|ma\s+|mes\s+|des?\s+|d')?(?:
        rqth\b | inapt\w+ | invalidite\b | hernie\b | lombalgies?\b | tendinites?\b | burn[- ]?out\b | depression\b
      | maladie\s+pro\w* | accident\s+d[ue]\s+travail | arret\s+(?:de\s+travail|maladie|longue) | longue\s+maladie
      | mi[- ]temps\s+therapeutique | restrictions?\s+medicales? | travailleu\w+\s+handicape\w*
      | (?:mal|problemes?|probs?)\s+(?:au|aux|de|du)\s+(?:dos|genou\w*|epaules?|sante|lombaires)
      | operee?\s+(?:de|du|des|en)\b | licenciee?\s+pour\s+inaptitude
    )""",
    re.VERBOSE,
)
_ILLNESS = re.compile(r"\bmaladie pro\w*|\binapt(?:e|itude)\b")
_OF_WORK = re.compile(
    r"\W*(?:suivi|gestion|accueil|accompagnement|aide|prise en charge|dossiers?|traitement|declaration|prevention)"
)


def is_undone(text: str) -> bool:
    """Whether a statement says what is not done, or no more."""
    return _UNDONE.match(fold(text)) is not None


def limits(text: str) -> bool:
    """Whether a statement says what one cannot do, so that the verbs that follow in its list are of it.

    >>> limits("je ne peux plus porter"), limits("pas de management")
    (True, False)
    """
    return is_undone(text) and _LIMIT.match(fold(text)) is not None


def goes_on(text: str) -> bool:
    """Whether a member of a list goes on with what one cannot do: « rester debout »."""
    return _GOES_ON.match(fold(text)) is not None


def is_of_health(text: str) -> bool:
    """Whether a statement tells the person's own health, and not a work about that of others.

    >>> is_of_health("hernie L5 S1 opérée 2025"), is_of_health("suivi des inaptitudes")
    (True, False)
    """
    plain = fold(text)
    return not _OF_WORK.match(plain) and bool(_HEALTH.match(plain) or _ILLNESS.search(plain))


def done_of(text: str) -> str:
    """What a statement says is done: without what it ends with that is not."""
    plain = fold(text)
    found = _TAIL.search(plain) if len(plain) == len(text) else None
    return text[: found.start()].rstrip(" ,(;") if found else text
