"""What changed for a holder between two snapshots: occupations within reach or no longer, new, gone, moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recommend.directions.explore import Explored
from recommend.weights import W
from referentials.catalogue import Occupation

MOVED = 10
"""Largest changes told of occupations that stay on their side of the reach."""


@dataclass(frozen=True, slots=True)
class Change:
    """An occupation, and its coverage in each snapshot; None where it is not in it."""

    occupation: Occupation
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Each list by the size of the change, largest first, ties by code."""

    came: tuple[Change, ...]
    """Within reach now, and not before."""
    left: tuple[Change, ...]
    """Within reach before, and not now."""
    appeared: tuple[Change, ...]
    gone: tuple[Change, ...]
    moved: tuple[Change, ...]
    """The MOVED largest others, by `plan.minimum_gain` points at least."""


def changes(before: Sequence[Explored], after: Sequence[Explored]) -> Changes:
    """Compare what `explore` says of the same passport on an older and a newer snapshot.

    An occupation that asks for years of study comes within nobody's reach.
    """
    old, new = ({one.occupation.code: one for one in found} for found in (before, after))
    told = [code for code in sorted(old.keys() & new) if not new[code].far]
    both = [Change(new[code].occupation, old[code].coverage, new[code].coverage) for code in told]
    crossed = [one for one in both if _within(one.before) != _within(one.after)]
    others = [one for one in both if one not in crossed and 100 * _size(one) >= W["plan.minimum_gain"]]
    return Changes(
        came=_sorted(one for one in crossed if _within(one.after)),
        left=_sorted(one for one in crossed if _within(one.before)),
        appeared=_sorted(Change(new[code].occupation, None, new[code].coverage) for code in new.keys() - old),
        gone=_sorted(Change(old[code].occupation, old[code].coverage, None) for code in old.keys() - new),
        moved=_sorted(others)[:MOVED],
    )


def _within(coverage: float | None) -> bool:
    return coverage is not None and coverage >= W["reach"]


def _size(one: Change) -> float:
    return abs((one.after or 0.0) - (one.before or 0.0))


def _sorted(found: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(found, key=lambda one: (-_size(one), one.occupation.code)))
