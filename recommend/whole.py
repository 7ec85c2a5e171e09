"""Does holding every bloc give the certification? What the fiche's text on partial validation says, and no more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from matching.text import fold


class Outcome(StrEnum):
    """What the text says."""

    GIVES = "gives"
    """Every bloc gives the certification."""
    MORE_NEEDED = "more_needed"
    """Something else is asked for, or partial validation is refused."""
    UNREAD = "unread"
    """There is a text, and we cannot read it as either."""
    UNKNOWN = "unknown"
    """The snapshot has no text."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The outcome, and the words of the fiche it rests on (None: there is no text)."""

    outcome: Outcome
    words: str | None


_REFUSED = re.compile(
    r"\W*(?:non|aucune?|sans objet)\b\W*$|\baucune validation partielle\b"
    r"|\b(?:n'est|n'y a) pas (?:de )?(?:possible|prevue?|validation partielle)"
)
_MORE = re.compile(
    r"\b(?:ne (?:suffi\w+|donne|permet|confere)\w* pas|en (?:plus|complement|sus)\b|sous reserve|a condition|"
    r"epreuve (?:finale|transversale|terminale|complementaire)|memoire|soutenance|grand oral|these|"
    r"stage|examen final|blocs? \w*\s?obligatoires?|obligatoires?|hors blocs?|ainsi que|doi(?:t|vent) egalement|"
    r"transversale?s?)\b"
)
_EVERY = (
    r"(?:l'ensemble des|la totalite des|tous les|chacun des|chaque|l'integralite des)\s+"
    r"(?:\w+\s+){0,2}blocs?"
)
_GIVES = re.compile(
    rf"(?:validation|obtention|acquisition|capitalisation|valid\w+|obten\w+|acqui\w+|capitalis\w+)\s+(?:de\s+|d'|a\s+)?{_EVERY}"
    rf"|{_EVERY}[^.;]{{0,80}}\b(?:donnent?|permet\w*|entrain\w+|confer\w+|equiva\w+|delivr\w+|obten\w+)"
)


def whole_by_blocs(partial_validation: str | None) -> Whole:
    """Read a fiche's VALIDATION_PARTIELLE; whatever is neither plain nor the only thing said is not assumed.

    >>> whole_by_blocs("La certification est obtenue par la validation de tous les blocs.").outcome
    <Outcome.GIVES: 'gives'>
    >>> whole_by_blocs("Validation de tous les blocs et soutenance d'un mémoire.").outcome
    <Outcome.MORE_NEEDED: 'more_needed'>
    """
    words = " ".join((partial_validation or "").split())
    if not words:
        return Whole(Outcome.UNKNOWN, None)
    plain = fold(words)
    if _REFUSED.match(plain) or _REFUSED.search(plain) or _MORE.search(plain):
        return Whole(Outcome.MORE_NEEDED, words)
    return Whole(Outcome.GIVES if _GIVES.search(plain) else Outcome.UNREAD, words)
