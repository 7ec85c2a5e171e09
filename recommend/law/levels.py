"""Levels of the national framework (D6113-19): what a certification gives, what its fiche asks for to enter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from referentials.text import fold


@dataclass(frozen=True, slots=True)
class Level:
    """`given`: level of the certification, 1 to 8. `required`: lowest level its fiche names to enter.

    None where the snapshot does not say. `words`: the prerequisites as the fiche has them.
    """

    given: int | None
    required: int | None
    words: str | None


BELOW = 1
"""Levels under the usual one of an occupation at which a holder may still be told that it opens."""
_OLD = {"v": 3, "iv": 4, "iii": 5, "ii": 6, "i": 7}
"""The nomenclature of 1969, in Roman figures: V is a CAP, I a master."""
_AFTER = {2: 5, 3: 6, 4: 6, 5: 7, 6: 7, 7: 7, 8: 8}
"""By years after the baccalauréat."""
_DIPLOMAS = {
    "cap": 3, "bep": 3, "bac": 4, "baccalaureat": 4, "bts": 5, "dut": 5, "deug": 5, "licence": 6, "bachelor": 6,
    "master": 7, "doctorat": 8,
}  # fmt: skip
"""By name, in the levels of today; a deug was a bac + 2, a bachelor (universitaire de technologie) is a bac + 3."""
_NAMED = re.compile(
    r"\bniveau\s+(?P<new>[1-8])\b(?!\s*(?:ans|annees))|\bniveau\s+(?P<old>iv|iii|ii|i|v)\b"
    r"|\bbac(?:calaureat)?\s*(?:\+|plus)\s*(?P<after>[2-8])\b"
    rf"|\b(?P<diploma>{'|'.join(_DIPLOMAS)})s?\b(?!\s*(?:\+|plus)\s*\d)(?!\s+(?:sportive|federale|de pilote))"
)
_BUT = re.compile(r"\bB\.?U\.?T\b")
"""The diploma in capitals, and not « dans le but de »; a bachelor universitaire."""
_CLAUSE = re.compile(r"[.,;:!?\n()]|\bmais\b")
_NONE_BEFORE = re.compile(r"\b(?:aucune?|ni|sans|pas)\b")
_NOT_ASKED = re.compile(r"\bn(?:e |')\w+ (?:pas|plus|ni|aucune?|nullement)\b")


def level(given: int | None, prerequisites: str | None) -> Level:
    """Read the levels of a fiche.

    >>> level(6, "Être titulaire d'un bac+2 ou d'un niveau 5 équivalent").required
    5
    >>> level(4, "Être âgé de 18 ans").required
    >>> level(4, "Aucun prérequis de niveau CAP").required
    """
    words = " ".join((prerequisites or "").split())
    found = [one for clause in _CLAUSE.split(fold(_BUT.sub("bachelor", words))) for one in _asked(clause)]
    return Level(given, min(found, default=None), words or None)


def _asked(clause: str) -> Iterator[int]:
    """Levels that a part of a sentence names, but not those that it says are not asked for."""
    if _NOT_ASKED.search(clause):
        return
    for match in _NAMED.finditer(clause):
        if not _NONE_BEFORE.search(clause, 0, match.start()):
            yield _level(match)


def _level(named: re.Match[str]) -> int:
    if named["new"]:
        return int(named["new"])
    if named["old"]:
        return _OLD[named["old"]]
    return _AFTER[int(named["after"])] if named["after"] else _DIPLOMAS[named["diploma"]]
