"""Teams: what people write of those they lead, « j'encadre 8 à 12 hommes », « 1 apprenti puis 2 salariés ».

The number and the trade of the others hide from a reader that somebody is led: it is said plainly instead.
"""

from __future__ import annotations

import re

from referentials.text import fold

LEADS, TRAINS = "encadrer une équipe", "tutorat d'un apprenti"
"""How what is led, and who is trained, is read."""

_NUMBER = (
    r"(?:\d{1,4}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|quelques|"
    r"plusieurs|des|mes)"
)
_SPAN = rf"{_NUMBER}(?:\s*(?:a|ou|-|/)\s*{_NUMBER})?"
_YOUNG = r"(?:apprentie?s?|alternante?s?|stagiaires?|jeunes?\s+en\s+(?:apprentissage|alternance)|contrats?\s+pro)"
_STAFF = (
    r"(?:salariee?s?|employee?s?|ouvri(?:er|ere)s?|compagnons?|collaborat(?:eur|rice)s?|subordonnee?s?|gars|hommes|"
    r"techniciens?|techniciennes?|agents?|equipi(?:er|ere)s?|manoeuvres?|interimaires?|saisonni(?:er|ere)s?|extras|"
    r"vendeu(?:r|se)s?|serveu(?:r|se)s?|coiffeu(?:r|se)s?|cuisini(?:er|ere)s?|commis|caristes?|preparat(?:eur|rice)s?|"
    r"chauffeurs?|conduct(?:eur|rice)s?|peintres?|macons?|electriciens?|plombiers?|operat(?:eur|rice)s?|"
    r"commerciaux|conseill(?:er|ere)s?|animat(?:eur|rice)s?|aides?[- ]soignante?s?|secretaires?|"
    r"pers(?:onnes)?\b(?!\s+(?:age|handicap|en\s+(?:situation|difficult|fin)|dependa|malad|accueil|atteint|par\b))|"
    r"developpeu(?:r|se)s?|ingenieurs?|infirmi(?:er|ere)s?|chefs?\s+d'equipes?|monteurs?)"
)
_LEADING = (
    r"(?:(?:encadre|manage|dirige|chapeaute|supervise|coordonne|anime|gere)(?:r|ais|ait|e|ant|ment)?|"
    r"encadrement|management|gestion|supervision|direction|animation|responsable|en charge|a la tete|chef(?:fe)?)"
)
_LED = re.compile(
    rf"\b{_LEADING}\s+(?:(?:d'|de|du|des|une?|l'|la|les|mon|ma|notre)\s*)*"
    rf"(?:(?:petite\s+)?equipe\s+(?:de\s+|d')\s*{_SPAN}\b|{_SPAN}\s+(?:a\s+\d+\s+)?{_STAFF}\b)"
    r"|^\W*(?:(?:je\s+suis|j'etais|poste\s+de|devenue?|promue?|nommee?|passee?|puis|comme)\s+)*chef(?:fe)?\s+d'equipe\b"
    r"|\bremplac\w+\s+(?:l[ea]\s+|mon\s+|ma\s+|d[ue]\s+(?:la\s+)?)chef(?:fe)?\s+d'equipe\b"
)
"""Somebody leads: a verb or a noun of leading, then how many or whom."""
_ALONE = re.compile(
    rf"\W*(?:avec\s+)?(?:une?\s+)?(?:equipe\s+(?:de\s+|d')\s*{_SPAN}(?:\s+{_STAFF})?|{_SPAN}\s+(?:{_STAFF}|{_YOUNG}))"
    rf"(?:\s*(?:,|et|puis|ou|\+|/|plus)?\s*(?:{_SPAN}\s+)?(?:{_STAFF}|{_YOUNG}))*"
    r"(?:\s+(?:sous\s+(?:mes\s+ordres|ma\s+responsabilite)|a\s+(?:gerer|encadrer|manager)|en\s+\w+))?\W*"
)
"""A count of people and nothing else: led, by who is at the head."""
_TRAINED = re.compile(
    r"\b(?:forme|formais|former|formation|tuteur|tutrice|tutorat|tutore|tutorais|maitre\s+d'apprentissage)\s+"
    rf"(?:(?:d'|de|des|du|les|l'|mes|nos|{_NUMBER})\s*)*(?:nouveaux\s+)?"
    rf"(?:{_YOUNG}|nouve(?:aux|lles?)(?!\s+\w)|saisonni(?:er|ere)s?|extras|recrues?|collegues)\b"
)
_ONLY_YOUNG = re.compile(rf"\W*(?:avec\s+)?{_SPAN}\s+{_YOUNG}\W*")
_HEADS = re.compile(
    r"\b(?:responsable|gerante?|chef(?:fe)?|direct(?:eur|rice)|patronn?e?|titulaire|manage(?:r|use)|artisane?|dirigeante?|"
    r"fondat(?:eur|rice)|conduct(?:eur|rice) de travaux|maitre|exploitante?)\b"
)


def heads(title: str) -> bool:
    """Whether a title says that one is at the head of others.

    >>> heads("Coiffeuse responsable salon"), heads("Coiffeuse")
    (True, False)
    """
    return _HEADS.search(fold(title)) is not None


def told_plainly(text: str, *, at_the_head: bool) -> str:
    """A statement as it is to be read: of a team led, or of somebody young who is trained, these plain words.

    `at_the_head`: whether the record is of somebody who leads, for whom a mere count of people tells whom they lead.

    >>> told_plainly("j'encadre 8 à 12 hommes", at_the_head=False)
    'encadrer une équipe'
    >>> told_plainly("1 apprenti puis 2 salariés", at_the_head=True), told_plainly("12 salariés", at_the_head=False)
    ('encadrer une équipe', '12 salariés')
    >>> told_plainly("1 apprentie", at_the_head=True), told_plainly("tuteur des alternants", at_the_head=False)
    ("tutorat d'un apprenti", "tutorat d'un apprenti")
    """
    plain = fold(text)
    if _LED.search(plain) or (at_the_head and _ALONE.fullmatch(plain) and not _ONLY_YOUNG.fullmatch(plain)):
        return LEADS
    if _TRAINED.search(plain) or (at_the_head and _ONLY_YOUNG.fullmatch(plain)):
        return TRAINS
    return text
