"""Text: folding, and the statements of a description.

>>> fold("L’Électricienne – Œuvre")
"l'electricienne - oeuvre"
>>> [s.text for s in statements("• Encaissement des clients. Tenue de la caisse ; mise en rayon")]
['Encaissement des clients.', 'Tenue de la caisse', 'mise en rayon']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_SAME = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE", "’": "'", "‘": "'", "`": "'", "–": "-", "—": "-"})

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
_CONTACT = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|(?:\+33|0)\s?[1-9](?:[\s.-]?\d\d){4}")
_COMMA = re.compile(r",\s+|\s+(?:ainsi que|puis)\s+")
_NEXT_I = re.compile(r"(?:,\s+|\s+et\s+)(?:puis\s+)?(?=j(?:e\s|['’]))", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2,}")

_FIRST_PERSON = re.compile(r"\b(?:je|nous|on|moi|me|mon|ma|mes)\b|\b[jm]'")
_ACTION = re.compile(
    r"\b(?!(?:janvier|fevrier|super|hiver|cher|leger|entier|particulier|premier|premiere|dernier|derniere|entre|contre|votre|autre|titre|centre|cadre|etre|hier|"
    r"environ|depuis|region|comment|moment|departement)\b)"
    r"\w{2,}(?:er|ir|oir|dre|tre|ire|ait|ais|aient|tion|sion|age|ement|ance|erie|ture)\b"
)
_ACTION_NOUNS = re.compile(
    r"\b(?:vente|accueil|suivi|tenue|mise|prise|soin|soins|conseil|appui|aide|controle|caisse|menage|cuisine|service|"
    r"conduite|relance|saisie|pose|reprise|livraison|commande|recherche|reunion|repas|courses|cours|bricolage)s?\b"
)
_NOT_OF_THE_PERSON = re.compile(
    r"\b(?:vous|votre|vos|candidat\w*|candidature\w*|postul\w+|recrut\w+|cv|lettre de motivation|rgpd|"
    r"egalite des chances|en situation de handicap|diversite|tickets? restaurant|mutuelle|remuneration|salaire|"
    r"leader|filiale|chiffre d'affaires|implante\w*|(?:notre|l'|la) (?:entreprise|societe|groupe|client recherche))\b"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of a text that says one thing; `source[start:end] == text`."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case, without accents, ligatures undone, apostrophes and dashes plain."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_SAME))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


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
    for comma in (_COMMA if len(sentence.text) > LONG else _NEXT_I).finditer(sentence.text):
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
    if _FIRST_PERSON.search(plain):
        return not re.search(r"\b(?:vous|votre|vos)\b", plain)
    return bool(_ACTION.search(plain) or _ACTION_NOUNS.search(plain)) and not _NOT_OF_THE_PERSON.search(plain)
