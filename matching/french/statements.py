"""Statements: the pieces of a description that each say one thing.

>>> [s.text for s in statements("• Encaissement des clients. Tenue de la caisse ; mise en rayon")]
['Encaissement des clients.', 'Tenue de la caisse', 'mise en rayon']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matching.french.verbs import NO_DEED, PARTICIPLES
from referentials.text import fold

LONG = 160
"""Characters beyond which an enumeration is cut at its commas: one vector cannot carry that much."""
PIECE = 18
"""Characters a piece of an enumeration has at least."""

_BREAK = re.compile(
    r"""[\r\n]+                                # end of line
      | ;\s                                    # semicolon
      | (?:(?<=\s)|^)[•·*▪◦●➢✓✔■–—-]\s+        # bullet
      | (?:(?<=\s)|^)(?:\d{1,2}|[a-z])[.)]\s+  # numbered item
      | (?<=[.!?…])\s+(?=[A-ZÀ-ÖØ-Þ«"'(\d])    # end of sentence
    """,
    re.VERBOSE,
)
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:M|Mme|Mlle|Dr|Pr|St|Ste|ex|p|cf|env|tél|tel|n|no|art|etc|réf|resp|[A-Z])\.$")
_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w.-]+|https?://\S+|www\.\S+|(?:\+33|0)\s?[1-9](?:[\s.-]?\d\d){4}")
_NEXT_I = r"(?:,\s+|(?<!\s)\s+et\s+)(?:puis\s+)?(?=j(?:e\s|['’]))"
_CLAUSE = re.compile(_NEXT_I, re.IGNORECASE)
_COMMA = re.compile(_NEXT_I + r"|,\s+|(?<!\s)\s+(?:ainsi que|puis)\s+", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_FIRST_WORD = re.compile(r"\W*(?P<word>\w+)(?=\s+(?:(?:des|les?|la|une?|du|aux?|à|en|dans|sur|pour|\d+)\b|l['’]))")

_I = re.compile(r"\b(?:je|moi|me|mon|ma|mes)\b|\b[jm]'")
_WE = re.compile(r"\b(?:nous|on|notre|nos)\b")
_ACTION_NOUNS = (
    r"(?:vente|accueil|suivi|tenue|mise|prise|soin|conseil|appui|aide|controle|caisse|menage|cuisine|service|"
    r"conduite|relance|saisie|pose|reprise|livraison|commande|recherche|reunion|repas|course|cours|bricolage)s?\b"
)
_DOING = r"\w{2,}(?:er|ir|oir|dre|tre|ire|vre|tions?|sions?|ages?|ements?)\b"
_NO_DOING = (
    r"(?!(?:janvier|fevrier|super|hiver|cher|leger|entier|particulier|premiere?|derniere?|entre|contre|notre|votre|"
    r"autre|titre|salaire|centre|cadre|etre|hier|environ|depuis|"
    r"region|comment|moment|departement|etablissement|groupement|leader|remuneration|conformement|actuellement|"
    r"egalement|candidater)s?\b)"
)
_ACTION = re.compile(
    rf"\b{_NO_DOING}(?:{_DOING}|{_ACTION_NOUNS}|\w{{2,}}(?:ait|ais|aient|tion|sion|age|ement|ance|erie|ture)\b)"
)
_BEGINS_WITH_ACTION = re.compile(rf"\W*(?:[^\W\d_][\w' ]{{1,30}}:\s*)?{_NO_DOING}(?:{_DOING}|{_ACTION_NOUNS})")
"""An infinitive or a noun of action comes first, after a label such as « Missions : » if any."""

_TO_THE_READER = re.compile(
    r"\b(?:(?<!rendez-)vous|votre|vos|postul\w+|lettres? de motivation|tickets? restaurant|envo\w+ (?:\w+ )?cv)\b"
)
_YOU_DO = re.compile(
    r"\bvous (?:l[ae]s?\s|l'|y\s|en\s|leur\s|lui\s|vous\s)?(?!(?:avez|etes|aurez|serez|souhaitez|voulez|desirez|pouvez|"
    r"aimez|recherchez|cherchez|rejoignez|integrez|beneficiez|profitez|disposez|justifiez|possedez|postulez|envoyez|"
    r"connaissez|appreciez|evoluez|reconnaissez|trouvez|percevez|detenez|recevez|recevrez|obtenez|obtiendrez|"
    r"pourrez|beneficierez|rejoindrez|integrerez|evoluerez|disposerez)\b)(?:\w+ez|faites)\b"
    r"|\bvous (?:etes|serez) (?:charge|en charge|responsable|amene|garant)"
)
"""« vous encaissez »: an advertisement's way of telling the work; not « vous êtes, avez, souhaitez, postulez »."""
_YOUR_TASKS = re.compile(r"\W*(?:vos|votre) (?:missions?|taches?|roles?|activites?|responsabilites?)\b.{20,}")
_OF_THE_EMPLOYER = re.compile(
    r"\b(?:candidat\w*|recrut\w+|cv|rgpd|egalite des chances|en situation de handicap|diversite|mutuelle|remuneration|"
    r"salaire|leader|filiale|chiffre d'affaires|implante\w*|nous (?:recherchons|recrutons|offrons|sommes))\b"
    r"|^\W*(?:notre|nos|les?|la|l'|une?)\s*(?:\w+ )?(?:entreprise|societe|groupe|cabinet|enseigne|client)s?\b"
)
"""Support for the rule, not the rule: looked at only where no action comes first and nobody says « je »."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of a text that says one thing; `source[start:end] == text`."""

    text: str
    start: int
    end: int


def first_deed(text: str) -> re.Match[str] | None:
    """The past participle, its `word`, that a statement begins with, as lines of a CV do; None when it does not.

    >>> first_deed("Gardé des enfants")["word"]
    'Gardé'
    >>> first_deed("Garde des enfants") or first_deed("Employé dans une banque")
    """
    found = _FIRST_WORD.match(text)
    if not found:
        return None
    word = fold(found["word"])
    is_deed = word in PARTICIPLES or (found["word"].lower().endswith("é") and word not in NO_DEED)
    return found if is_deed else None


def statements(text: str) -> list[Statement]:
    """Statements of a description that tell what the person did, in order.

    Cut at lines, bullets, semicolons and sentences, long enumerations also at commas. Left out: what has no
    word or is only a contact, and what tells no doing of the person (praise of a company, legal notice,
    instructions to apply).
    """
    return [s for piece in _sentences(text) for s in _enumerated(piece) if _tells_a_doing(s.text)]


def _sentences(text: str) -> Iterator[Statement]:
    start = 0
    for found in _BREAK.finditer(text):
        before = text[max(start, found.start() - 8) : found.start()]
        if found[0].strip(" \t") == "" and _ABBREVIATION.search(before):
            continue
        yield from _stripped(text, start, found.start())
        start = found.end()
    yield from _stripped(text, start, len(text))


def _enumerated(sentence: Statement) -> Iterator[Statement]:
    """Cut before each « je », and a long enumeration at commas too; no piece shorter than PIECE."""
    start = 0
    for comma in (_COMMA if len(sentence.text) > LONG else _CLAUSE).finditer(sentence.text):
        rest = len(sentence.text) - comma.end()
        if comma.start() - start >= PIECE and rest >= PIECE:
            yield from _stripped(sentence.text, start, comma.start(), sentence.start)
            start = comma.end()
    yield from _stripped(sentence.text, start, len(sentence.text), sentence.start)


def _stripped(text: str, start: int, end: int, offset: int = 0) -> Iterator[Statement]:
    """Yield the piece without blanks around it, unless nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Statement(text[start:end], offset + start, offset + end)


def _tells_a_doing(text: str) -> bool:
    """Whether a statement has an action in it and does not speak of somebody else than the person."""
    words = _CONTACT.sub(" ", text)
    if not _LETTERS.search(words):
        return False
    plain = fold(words)
    if _TO_THE_READER.search(plain):
        return bool(_YOU_DO.search(plain) or _YOUR_TASKS.match(plain))
    if _I.search(plain) or _BEGINS_WITH_ACTION.match(plain):
        return True
    in_it = first_deed(text) or _WE.search(plain) or _ACTION.search(plain)
    return bool(in_it) and not _OF_THE_EMPLOYER.search(plain)
