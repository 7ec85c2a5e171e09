"""Work on one's own account: what running a small business asks for, beside the trade, whatever the title."""

from __future__ import annotations

from collections.abc import Callable, Collection

from matching.french.own_account import tells_own_account
from passport.document.model import Experience, ExperienceKind
from recommend.law.activities import MEANS, Means
from recommend.weights import W

_MAY_BE = frozenset({ExperienceKind.EMPLOYMENT, ExperienceKind.OTHER})
"""Kinds under which people file what they do on their own account."""


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
    return tells_own_account(experience.title, experience.description)


def asked_by(means: Means | None, known: Collection[str], degree: Callable[[str], float]) -> tuple[str, ...]:
    """Items, of those `known`, that a kind asks for: by itself, and where the trade, or those near it, do too.

    `degree`: how far an item is to be expected of the trade.
    """
    if means is None:
        return ()
    near = (item for item in means.where_near if item in known and degree(item) >= W["kind.where_near"])
    return (*(item for item in means.items if item in known), *near)
