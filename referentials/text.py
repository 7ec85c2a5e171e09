"""Text: the one folding, and the words of a label as searches compare them."""

from __future__ import annotations

import re
import unicodedata

SAME = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE", "’": "'", "‘": "'", "`": "'", "–": "-", "—": "-"})
"""What folding writes otherwise, before accents and capitals go; the tokenizer of our encoder does the same."""

_WORD = re.compile(r"[^\W_]{2,}")


def fold(text: str) -> str:
    """Lower case, without accents, ligatures undone, apostrophes and dashes plain.

    >>> fold("L’Électricienne – Œuvre")
    "l'electricienne - oeuvre"
    """
    plain = text.translate(SAME)
    if plain.isascii():
        return plain.lower()
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def words(text: str) -> list[str]:
    """Words of two letters or more, folded, in order.

    >>> words("L'Œuvre d'un Pâtissier-chocolatier")
    ['oeuvre', 'un', 'patissier', 'chocolatier']
    """
    return _WORD.findall(fold(text))
