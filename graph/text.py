"""Words of a label as the graph's search compares them.

>>> words("L'Œuvre d'un Pâtissier-chocolatier")
['oeuvre', 'un', 'patissier', 'chocolatier']
"""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})
_WORD = re.compile(r"[^\W_]{2,}")


def words(text: str) -> list[str]:
    """Words of two letters or more, in lower case, without accents, in order."""
    folded = unicodedata.normalize("NFKD", text).translate(_LIGATURES).casefold()
    plain = unicodedata.normalize("NFKD", folded)
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
