"""What a text says by itself: an appellation to the letter, a sigle or an everyday name, or one misspelt."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from matching.french.everyday_titles import EverydayName, by_form
from matching.french.gender import neutral
from matching.index.titles import Likeness, TitleIndex
from matching.titles.aside import left_of, tidy
from matching.titles.reading import Chances
from matching.titles.words import is_slip, plain, singular

MISSPELT, MISSPELT_SCORE, MISSPELT_LENGTH = 0.92, 87, 6
"""Factor on a name read through a typing error; how alike it must be, of 100; letters it must have."""
_SEVERAL = re.compile(r"\s*[/,;+&|]\s*|\s+(?:et|puis|ou)\s+|\s+[-–—]\s+")


@dataclass(frozen=True, slots=True)
class Sure:
    """What a text tells by itself: occupations with their probabilities, how, and the words that tell it."""

    chances: Chances
    likeness: Likeness
    said: str

    @property
    def best(self) -> str:
        """The likeliest."""
        return max(self.chances, key=lambda code: (self.chances[code], code))


class Names:
    """The appellations of an index, to the letter, and the table of everyday names."""

    def __init__(self, index: TitleIndex) -> None:
        self._index = index
        known = frozenset(index.codes)
        plain_forms = by_form(lambda name: singular(neutral(name, index.pairs)), known)
        self._names = {**by_form(lambda name: singular(index.neutral(name)), known), **plain_forms}
        exact = (label for label in index.labels if len(label.split()) <= 3)
        self._spellings = sorted({form for form in (*self._names, *exact) if len(form) >= MISSPELT_LENGTH})

    def beginning(self, text: str, around: str) -> Sure | None:
        """A name of two words or more that has its employer in it (« livreur Uber »), before more of the kind."""
        tokens = re.split(r"[\s/,]+", text)
        for cut in range(len(tokens) - 1, 1, -1):
            start = " ".join(tokens[:cut])
            name = self.name(start)
            if name and not left_of(" ".join(tokens[cut:])):
                return Sure(dict(name.read(around)), Likeness.EVERYDAY, start)
        return None

    def sure(self, text: str, around: str) -> Sure | None:
        """An appellation to the letter, or a sigle or everyday name; what is around may decide against the first."""
        name = self.name(text)
        joins = _SEVERAL.search(text) and len(self.pieces(text)) > 1
        exact = [] if joins else self._index.exactly(text)
        if name and (len(exact) != 1 or name.decided(around)):
            return Sure(dict(name.read(around)), Likeness.EVERYDAY, text)
        return Sure(dict(exact), Likeness.EXACT, text) if exact else None

    def name(self, text: str) -> EverydayName | None:
        """The line of the table that a text is, gender and number apart."""
        plain = self._names.get(singular(neutral(text, self._index.pairs)))
        return plain or self._names.get(singular(self._index.neutral(text)))

    def misspelt(self, text: str, around: str) -> Sure | None:
        """An everyday name, but for a letter or two."""
        form = neutral(text, self._index.pairs)
        found = process.extractOne(form, self._spellings, scorer=fuzz.ratio, score_cutoff=MISSPELT_SCORE)
        if len(form) < MISSPELT_LENGTH or not found or found[0][:1] != form[:1]:
            return None
        if any(word in self._index.rarity and word not in found[0].split() for word in form.split()):
            return None
        if not is_slip(form, found[0]):
            return None
        name = self._names.get(found[0])
        read = name.read(around) if name else self._index.exactly(found[0])
        return Sure({code: chance * MISSPELT for code, chance in read}, Likeness.EVERYDAY, text)

    def pieces(self, text: str) -> list[str]:
        """What separators join, without what another piece says at greater length (« vendeur / vendeuse en … »)."""
        pieces = [piece for piece in (tidy(one) for one in _SEVERAL.split(plain(text))) if piece]
        said = [set(self._index.neutral(piece).split()) for piece in pieces]
        return [
            piece
            for at, piece in enumerate(pieces)
            if not any(said[at] < other or (said[at] == other and before < at) for before, other in enumerate(said))
        ]
