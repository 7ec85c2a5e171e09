"""Work on one's own account: what running a small business asks for, beside the trade, whatever the title."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from passport.document.model import Experience, ExperienceKind
from recommend.law.activities import MEANS, Means
from recommend.weights import W
from referentials.text import fold

_MAY_BE = frozenset({ExperienceKind.EMPLOYMENT, ExperienceKind.OTHER})
"""Kinds under which people file what they do on their own account."""
_IN_TITLE = re.compile(
    r"^\W*artisane?\b(?! (?:chez|de la|du))|\b(?:auto[- ]?entrepr\w+|micro[- ]?entrepr\w+|free[- ]?lance|eurl|"
    r"(?:a|en) (?:mon )?(?:propre )?compte|entreprise individuelle|independante?|liberale?)\b"
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


def means_of(experience: Experience) -> Means | None:
    """What the kind of an experience says by itself; of a job told as on one's own account, what that says."""
    kind = ExperienceKind.SELF_EMPLOYMENT if is_on_own_account(experience) else experience.kind
    return MEANS.get(kind)


def is_on_own_account(experience: Experience) -> bool:
    """Whether an experience is, or tells that it is, on one's own account."""
    if experience.kind is ExperienceKind.SELF_EMPLOYMENT:
        return True
    if experience.kind not in _MAY_BE:
        return False
    title, told = fold(experience.title), fold(experience.description)
    if _SALARIED.search(title) or _SALARIED.search(told):
        return False
    return bool(_IN_TITLE.search(title) or _TOLD.search(told))


def asked_by(means: Means | None, known: Collection[str], degree: Callable[[str], float]) -> tuple[str, ...]:
    """Items, of those `known`, that a kind asks for: by itself, and where the trade, or those near it, do too.

    `degree`: how far an item is to be expected of the trade.
    """
    if means is None:
        return ()
    near = (item for item in means.where_near if item in known and degree(item) >= W["kind.where_near"])
    return (*(item for item in means.items if item in known), *near)
