"""Levels of the national framework (D6113-19): what a certification gives, what its fiche asks for to enter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matching.text import fold


@dataclass(frozen=True, slots=True)
class Level:
    """`given`: level of the certification, 1 to 8. `required`: lowest level its fiche names to enter.

    None where the snapshot does not say. `words`: the prerequisites as the fiche has them.
    """

    given: int | None
    required: int | None
    words: str | None


_OLD = {"v": 3, "iv": 4, "iii": 5, "ii": 6, "i": 7}
"""The nomenclature of 1969, in Roman figures: V is a CAP, I a master."""
_NAMED = re.compile(
    r"\bniveau\s+(?P<new>[1-8])\b(?!\s*(?:ans|annees))|\bniveau\s+(?P<old>iv|iii|ii|i|v)\b|\bbac\s*\+\s*(?P<after>[2-8])\b"
    r"|\b(?P<bac>bac(?:calaureat)?)\b(?!\s*\+)|\b(?P<cap>cap|bep)\b"
)
_AFTER = {2: 5, 3: 6, 4: 6, 5: 7, 6: 7, 7: 7, 8: 8}


def level(given: int | None, prerequisites: str | None) -> Level:
    """Read the levels of a fiche.

    >>> level(6, "Être titulaire d'un bac+2 ou d'un niveau 5 équivalent").required
    5
    >>> level(4, "Être âgé de 18 ans").required
    """
    words = " ".join((prerequisites or "").split())
    found = [_level(match) for match in _NAMED.finditer(fold(words))]
    return Level(given, min(found, default=None), words or None)


def _level(named: re.Match[str]) -> int:
    if named["new"]:
        return int(named["new"])
    if named["old"]:
        return _OLD[named["old"]]
    if named["after"]:
        return _AFTER[int(named["after"])]
    return 4 if named["bac"] else 3
