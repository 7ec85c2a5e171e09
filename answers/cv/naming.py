"""What a holder may have printed of themselves: a name that is theirs, and no word or mark of what is guaranteed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from answers.words.cv_standings import LOOKALIKES, MARKS, WORDS_OF_STANDING
from referentials.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_SPACED = re.compile(r"(?<=\b\w)[\W_]+(?=\w\b)")
"""Between letters that are set apart: `g a r a n t i`."""
_PLAIN = frozenset({"Ll", "Lu", "Lm", "Lo", "Zs", "Pd", "Po", "Pf"})
"""Categories of what names are written with: letters, spaces, hyphens, apostrophes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The identity that goes with a passport of the vault."""

    given_name: str = field(repr=False)
    family_name: str = field(repr=False)

    @property
    def name(self) -> str:
        """Both, as they are printed by default."""
        return f"{self.given_name} {self.family_name}"

    def goes_by(self, name: str) -> bool:
        """Whether a name is made of words of this identity alone, each once: the family name whole, and a given name.

        Their order, accents and capitals are free.
        """
        if any(unicodedata.category(one) not in _PLAIN for one in unicodedata.normalize("NFC", name)):
            return False
        rest = _words(self.given_name)
        family = _words(self.family_name)
        said = _words(name)
        for word in family:
            if word not in said:
                return False
            said.remove(word)
        for word in said:
            if word not in rest:
                return False
            rest.remove(word)
        return bool(said)


def _words(name: str) -> list[str]:
    return _WORD.findall(fold(name))


def speaks_of_standing(text: str) -> bool:
    """Whether a text has words or marks by which a CV says what is guaranteed.

    >>> [speaks_of_standing(one) for one in ("Tours", "Garanti · Rectorat", "G a r a n t i", "✓ Tours", "Guaranteed")]
    [False, True, True, True, True]
    """
    if any(one in MARKS for one in text):
        return True
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(one for one in plain if unicodedata.category(one) not in {"Cf", "Mn", "Me"}).translate(LOOKALIKES)
    return any(WORDS_OF_STANDING.search(one) for one in (plain, _SPACED.sub("", plain)))
