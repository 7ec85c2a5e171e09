"""What ROME's text on access says of studies: the levels at which one enters a trade, and whether without a diploma.

ROME does not oblige: it tells what employers usually take.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from referentials.text import fold

_LEVELS = {
    3: r"\bcapa?\b|\bbep\b|\bcqp\b",
    4: r"\bbac\b(?! ?\+| ?\d)|\bbaccalaureat\b|\bbrevet professionnel\b|\bbp(?:jeps)?\b|\bbt\b",
    5: r"\bbac ?\+ ?2\b|\bbtsa?\b|\bdut\b|\bdeust\b|\bbts\b|\bdejeps\b",
    6: r"\bbac ?\+ ?[34]\b|\blicences?\b(?! de (?:pilote|maintenance|conducteur|debit))|\bbachelors?\b|\bdesjeps\b",
    7: r"\bbac ?\+ ?5\b|\bmasters?\b|\b(?:diplomes?|ecoles?) d'ingenieurs?\b|\becoles? de commerce\b|\bm2\b",
    8: r"\bbac ?\+ ?[6-9]\b|\bdoctorats?\b|\bbac ?\+ ?1[0-2]\b",
}
_NAMED = {level: re.compile(pattern) for level, pattern in _LEVELS.items()}
_WITHOUT = re.compile(
    r"sans (?:aucun |condition de |necessite de )?(?:diplome|formation|qualification)\b|"
    r"\baucun(?:e)? (?:diplome|formation)\b[^.]{0,40}\b(?:n'est|requis|exig|necessaire)|"
    r"\bsans (?:diplome ni experience|experience ni diplome)|"
    r"pas conditionnee? (?:par|a) (?:la detention d'|l'obtention d')?un diplome"
)
_FROM = re.compile(r"\ba partir (?:du|d'une?|de)\b|\bau (?:moins|minimum)\b|\bminimum\b")


@dataclass(frozen=True, slots=True)
class Studies:
    """Levels (3 to 8) that a text names, lowest and highest (8: « à partir de »); `without`: without any diploma."""

    lowest: int | None
    highest: int | None
    without: bool

    def away(self, level: int) -> int:
        """Levels from those named, one more being near as long as it is not that of the cadres; 0 where none is named.

        >>> studies("Accessible avec un BTS ou une Licence professionnelle").away(7), studies("Avec un BTS.").away(6)
        (1, 0)
        """
        if self.lowest is None or self.highest is None:
            return 0
        return max(self.lowest - level, level - max(self.highest, min(self.highest + 1, 6)), 0)


def studies(access: str) -> Studies:
    """Read a text on access.

    >>> studies("Cet emploi est accessible avec une formation de niveau Bac+2 à Bac+5 en gestion.")
    Studies(lowest=5, highest=7, without=False)
    >>> studies("Ce métier est accessible sans diplôme ni expérience professionnelle.")
    Studies(lowest=None, highest=None, without=True)
    """
    plain = fold(access)
    named = [level for level, pattern in _NAMED.items() if pattern.search(plain)]
    highest = 8 if named and _FROM.search(plain) else max(named, default=None)
    return Studies(min(named, default=None), highest, bool(_WITHOUT.search(plain)))
