"""Names of people: what a vault keeps of them, and what of their spelling is folded before two are compared.

A name that two people have in common after folding may merge their passports, one that parts what is one person opens a
second passport, which can be mended. So little is folded: capitals, accents of Latin and Greek letters, ligatures,
punctuation. Every other letter and mark counts, of whatever script: « й » is not « и », « ø » is not « o ».
"""

from __future__ import annotations

import re
import unicodedata

from passport.document.clean import printable
from passport.vault.errors import IdentityError, IdentityProblem
from referentials.text import SAME

LONGEST = 255
"""Characters of a field of a civil status at most: what the certifiers' flux has for one name."""
_AS_GIVEN = frozenset({"sub", "email"})
"""Fields that a system gave: cleaning one could make it somebody else's."""
_MARKED = ("LATIN", "GREEK")
_LOST, _LETTERLESS = "\ufffd", frozenset({"Cs", "Co", "Cn"})
"""A letter that a bad conversion lost; half characters, and characters that are none: folding would drop them."""
_HYPHEN = re.compile(r"\s*-\s*")
_GIVEN = re.compile(r"[\s,;]+")
_PLAIN = re.compile(r"[a-z0-9]+")


def kept_text(name: str, text: str) -> str:
    """A field of a civil status as it is kept: on one line, nothing that a terminal or a page would obey.

    Raises IdentityError, which names the field.
    """
    if len(text) > LONGEST:
        raise IdentityError(name, IdentityProblem.TOO_LONG, LONGEST)
    if not text.isascii() and any(one in _LOST or unicodedata.category(one) in _LETTERLESS for one in text):
        raise IdentityError(name, IdentityProblem.NOT_TEXT)
    cleaned = " ".join(printable(text).split())
    if name in _AS_GIVEN and cleaned != text.strip(" "):
        raise IdentityError(name, IdentityProblem.NOT_TEXT)
    return cleaned


def family_words(text: str) -> tuple[str, ...]:
    """Words of a family name, folded: hyphens, apostrophes and blanks part them alike.

    >>> family_words("VÉRIN-Daubois") == family_words("Verin Daubois")
    True
    >>> family_words("Иванов") == family_words("Сидоров")
    False
    """
    return tuple(_words(_folded(text)))


def given_names(text: str) -> tuple[str, ...]:
    """Given names, folded, in order: blanks and commas part them.

    A compound one is one name: « Jean-Pierre » is neither « Jean » nor « Jean Pierre », who has two. An issuer that
    drops hyphens may thus open a second passport; to split, or to guess, would give a line to another person.

    >>> given_names("Jean-Pierre, N'Golo")
    ('jean-pierre', 'n-golo')
    """
    joined = _HYPHEN.sub("-", _folded(text))
    names = ("-".join(_words(one)) for one in _GIVEN.split(joined))
    return tuple(name for name in names if name)


def _folded(text: str) -> str:
    plain = text.translate(SAME)
    if plain.isascii():
        return plain.lower()
    kept: list[str] = []
    based = False
    for character in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold()):
        category = unicodedata.category(character)
        if not category.startswith("M"):
            based = unicodedata.name(character, "").startswith(_MARKED)
            kept.append("-" if category == "Pd" else character)
        elif not based or not unicodedata.combining(character):
            kept.append(character)
    return "".join(kept)


def _words(text: str) -> list[str]:
    """Runs of letters and digits, with the marks that follow them."""
    if text.isascii():
        return _PLAIN.findall(text)
    found, within = [""], False
    for character in text:
        within = character.isalnum() or (within and unicodedata.category(character).startswith("M"))
        if within:
            found[-1] += character
        elif found[-1]:
            found.append("")
    return [word for word in found if word]
