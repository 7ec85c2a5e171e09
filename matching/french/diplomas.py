"""Titles of diplomas as fiches, referentials and people write them: the word of their level, and their speciality.

Two titles name the same diploma where the word, or the level, and the speciality are the same: « CAP - Cuisine »,
« CAP cuisine », « Cuisine » of level 3. Near is not enough where a letter or a figure tells two options apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from referentials.text import fold

ALIKE = 80.0
"""Ratio of rapidfuzz (0 to 100) from which two words of a speciality are the same: a plural, a gender, a slip."""

_SHORT = {
    "deas": "diplome d'etat d'aide-soignant", "deap": "diplome d'etat d'auxiliaire de puericulture",
    "dei": "diplome d'etat d'infirmier", "ide": "diplome d'etat d'infirmier",
    "deaes": "diplome d'etat d'accompagnant educatif et social", "deavs": "diplome d'etat d'auxiliaire de vie sociale",
    "deamp": "diplome d'etat d'aide medico-psychologique", "dees": "diplome d'etat d'educateur specialise",
    "deme": "diplome d'etat de moniteur educateur", "deeje": "diplome d'etat d'educateur de jeunes enfants",
    "deass": "diplome d'etat d'assistant de service social", "deets": "diplome d'etat d'educateur technique specialise",
    "decesf": "diplome d'etat de conseiller en economie sociale familiale",
    "detisf": "diplome d'etat de technicien de l'intervention sociale et familiale",
    "dea": "diplome d'etat d'ambulancier", "dec": "diplome d'expertise comptable", "bac": "baccalaureat",
}  # fmt: skip
"""Said by their letters."""
_WORDS: dict[str, tuple[str, int | None]] = {
    r"mentions? complementaires?|mc": ("mc", None),
    r"certificats? de specialisation|cs": ("cs", None),
    r"certificats? d'aptitude professionnelle(?: agricole)?|capa?": ("cap", 3),
    r"brevets? d'etudes professionnelles(?: agricoles?)?|bepa?": ("bep", 3),
    r"(?:bac(?:calaureat)?|bac\.) ?pro(?:fessionnel)?": ("bac pro", 4),
    r"baccalaureat": ("bac", 4),
    r"brevets? professionnels? (?:agricoles?|de responsable[^,]*)|bprea": ("bpa", None),
    r"brevets? professionnels? de la jeunesse[^,(]*|bp ?jeps": ("bpjeps", 4),
    r"brevets? professionnels?|bp": ("bp", 4),
    r"brevets? de techniciens? superieurs?(?: agricoles?)?|bts ?a?": ("bts", 5),
    r"brevets? techniques? des metiers(?: superieur)?|btms?": ("btm", None),
    r"brevets? de maitrise(?: superieur)?|bms?": ("bm", 5),
    r"diplomes? universitaires? de technologie|dut": ("dut", 5),
    r"bachelors? universitaires? de technologie|but": ("but", 6),
    r"deust": ("deust", 5),
    r"licences? pro(?:fessionnelles?)?": ("licence pro", 6),
    r"licences?": ("licence", 6),
    r"masters?(?: ?[12])?|m2": ("master", 7),
    r"masteres? specialises?": ("mastere", 7),
    r"doctorats?": ("doctorat", 8),
    r"(?:diplomes? d')?ingenieur(?:e|s)?(?: diplomee?s?)?": ("ingenieur", 7),
    r"titres? professionnels?|tp": ("tp", None),
    r"certificats? de qualification professionnelle(?: interbranches?)?|cqpi?": ("cqp", None),
    r"diplomes? d'etudes? specialisees complementaires": ("desc", 8),
    r"diplomes? d'etudes? specialisees": ("des", 8),
    r"diplomes? d'etat(?: de la jeunesse[^,(]*)?|de(?= -)|de(?= de\b)": ("de", None),
    r"dejeps": ("dejeps", 5),
    r"desjeps": ("desjeps", 6),
    r"diplomes? d'etat superieur de la jeunesse[^,(]*": ("desjeps", 6),
}
_LEVEL_WORD = [(re.compile(rf"^(?:{pattern})\b[ :,.-]*"), word) for pattern, word in _WORDS.items()]
_SMALL = "de du des d l la le les en et a au aux un une sur ou dans portant"
_EMPTY = frozenset(
    [*_SMALL.split(), "option", "specialite", "mention", "domaine", "parcours", "grade", "fiche", "nationale"]
)
_MARK = re.compile(r"[a-z]|\d+")


@dataclass(frozen=True, slots=True)
class Diploma:
    """A title read: the word of its level, the level where known, and the words of its speciality, sorted."""

    word: str | None
    level: int | None
    speciality: str

    @property
    def marks(self) -> frozenset[str]:
        """Letters and figures that tell options apart."""
        return frozenset(one for one in self.speciality.split() if _MARK.fullmatch(one))


def diploma(title: str, level: int | None = None) -> Diploma:
    """Read a title; `level`: that of the register, where known.

    >>> diploma("TP - TP Monteur dépanneur frigoriste")
    Diploma(word='tp', level=None, speciality='depanneur frigoriste monteur')
    """
    text = re.sub(r"\([^)]*\)", " ", fold(title)).strip()
    first, _, rest = text.partition(" ")
    text = f"{_SHORT.get(first, first)} {rest}".strip()
    word, known = None, None
    while found := next(((p.match(text), w) for p, w in _LEVEL_WORD if p.match(text)), None):
        match, (word, known) = found
        assert match
        text = text[match.end() :].strip()
    words = [one for one in re.findall(r"[^\W_]+", text) if one not in _EMPTY]
    return Diploma(word, known or level, " ".join(sorted(set(words))))


@lru_cache(maxsize=8192)
def plain(title: str) -> str:
    """The words of a title, folded, without those that say nothing, its letters told in full.

    >>> plain("DE - DE Infirmier"), plain("DEAS"), plain("Diplôme d'État d'infirmier")
    ('diplome etat infirmier', 'diplome etat aide soignant', 'diplome etat infirmier')
    """
    text = fold(
        re.sub(r"\([^)]*\)", " ", re.sub(r"^(?:DE\s*-\s*)?DE\b(?!\s+\w+\s+à)", "diplôme d'État", title.strip()))
    )
    first, _, rest = text.partition(" ")
    text = f"{_SHORT.get(first, first)} {rest}"
    words = [one for one in re.findall(r"[^\W_]+", text) if one not in _EMPTY]
    said = [word for place, word in enumerate(words) if place == 0 or word != words[place - 1]]
    return re.sub(r"^diplome etat diplome etat", "diplome etat", " ".join(said))


def same(one: Diploma, other: Diploma) -> bool:
    """Whether two titles name the same diploma.

    >>> same(diploma("CAP cuisine"), diploma("Cuisine", 3))
    True
    >>> same(diploma("Bac pro maintenance option A"), diploma("BAC PRO - Maintenance option B"))
    False
    """
    if one.word and other.word:
        alike = one.word == other.word
    else:
        alike = one.level == other.level and (one.level is not None or one.word == other.word)
    if not alike or not one.speciality or not other.speciality or one.marks != other.marks:
        return False
    left, right = set(one.speciality.split()), set(other.speciality.split())
    return _paired(left - right, right - left) and _paired(right - left, left - right)


def _paired(some: set[str], others: set[str]) -> bool:
    """Whether each word is one of the others, but for a plural or a slip."""
    return all(any(ratio(word, other) >= ALIKE for other in others) for word in some)
