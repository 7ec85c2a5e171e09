"""Words by which people say that they work on their own account, whatever they file it under."""

from __future__ import annotations

import re

from referentials.text import fold

_IN_TITLE = re.compile(
    r"^\W*artisane?\b(?! (?:chez|de la|du))|\b(?:auto[- ]?entrepr\w+|micro[- ]?entrepr\w+|free[- ]?lance|eurl|"
    r"a (?:mon|son) (?:propre )?compte|entreprise individuelle|independante?|liberale?)\b"
)
_TOLD = re.compile(
    r"(?<!mettre )(?<!installer )(?<!lancer )\ba mon (?:propre )?compte\b|\bauto[- ]?entrepreneu\w+|"
    r"\bmicro[- ]?entrepreneu\w+|\ben (?:auto|micro)[- ]?entreprise|\bentreprise individuelle\b|\beurl\b|"
    r"\ben (?:free[- ]?lance|independante?|liberal)\b|\bgerante? de (?:ma|mon)\b|"
    r"\b(?:cree|monte|dirige|gere|tenais|tiens)\w* (?:ma|mon) (?:propre )?"
    r"(?:entreprise|boite|societe|commerce|salon|garage)\b"
)
_SALARIED = re.compile(r"\bcesu\b|\bparticuliers? employeurs?\b|\bportage salarial\b|\bchez un artisan\b")
"""What says that one is an employee after all: cheques of households, an artisan who employs."""


def tells_own_account(title: str, description: str) -> bool:
    """Whether a job tells that it was on one's own account.

    >>> tells_own_account("Artisan électricien", ""), tells_own_account("Électricien", "à mon compte depuis 2015")
    (True, True)
    >>> tells_own_account("Auxiliaire de vie", "à mon compte chez 3 particuliers en CESU")
    False
    """
    said, told = fold(title), fold(description)
    if _SALARIED.search(said) or _SALARIED.search(told):
        return False
    return bool(_IN_TITLE.search(said) or _TOLD.search(told))
