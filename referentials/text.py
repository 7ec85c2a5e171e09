"""Text: the one folding, and the words of a label as searches compare them."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

SAME = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE", "’": "'", "‘": "'", "`": "'", "–": "-", "—": "-"})
"""What folding writes otherwise, before accents and capitals go; the tokenizer of our encoder does the same."""

_WORD = re.compile(r"[^\W_]{2,}")


_BLOCK = re.compile(r"<\s*/?\s*(?:br|p|div|li|ul|ol|tr|table|h[1-6])\b[^<>]*>", re.IGNORECASE)
_INLINE = re.compile(
    r"<\s*/?\s*(?:a|b|i|u|s|em|strong|span|font|small|big|sub|sup|td|th|tbody|thead|img|code|pre|blockquote|hr|html|body)"
    r"\b[^<>]*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
KEPT = frozenset("\n\t\r\u2028\u2029\x0b\x0c\x85")
"""Characters that separate, though they are control or format characters."""


def visible(text: str) -> str:
    r"""Without what nobody sees: soft hyphens, zero-width and control characters, lone surrogates.

    >>> visible("boulan\u00adgerie\x00")
    'boulangerie'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c in KEPT or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})


def read_html(text: str) -> str:
    r"""What a browser would show: blocks as lines, entities as characters, however often escaped; « < 3 » stays.

    >>> read_html("Servir<br>Caisse &amp;amp; rayon, <b>stock</b> < 3 m")
    'Servir\nCaisse & rayon, stock < 3 m'
    """
    for _ in range(3):
        if not _ENTITY.search(text):
            break
        text = unescape(text)
    return _INLINE.sub("", _BLOCK.sub("\n", text)) if "<" in text else text


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
