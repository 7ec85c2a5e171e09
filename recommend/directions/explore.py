"""Where could I go? Every occupation of the snapshot scored at once, as a gap to each would say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from recommend.directions.wishes import Wishes, allowed
from recommend.profile.access import shut_of
from recommend.profile.profile import Profile
from recommend.weights import W
from recommend.world import World
from referentials.catalogue import Catalogue, Occupation
from referentials.places import Place


@dataclass(frozen=True, slots=True)
class Explored:
    """An occupation, how far a profile covers it, and the rank of a recorded mobility from one exercised, if any."""

    occupation: Occupation
    coverage: float
    guaranteed: float
    core: float
    """Coverage of the core needs alone; 0 when none is core."""
    exercised: bool
    mobility_from: str | None
    mobility_rank: int | None
    shut: bool = False
    """Whether everybody needs a title for it that the passport does not show."""
    asks: tuple[str, ...] = ()
    """Of a shut one, what everybody needs, in French; empty where ROME alone says that it is regulated."""
    preferred: float | None = None
    """What a preference adds to the coverage, to rank; None when none was asked for."""


class Prefer(StrEnum):
    """What one may ask the ranking to prefer, as a term beside the coverage."""

    TENSION = "tension"


def explore(
    profile: Profile, wishes: Wishes, world: World, prefer: Prefer | None = None, near: Place | None = None
) -> list[Explored]:
    """Every occupation that the wishes leave, best covered first, ties by code; `coverage` is that of the gap.

    `prefer`: what also counts for the rank, as `near` a place has it.
    """
    catalogue, demands = world.catalogue, world.demands
    abilities = profile.abilities
    columns = (abilities.coverage, demands.coverage(abilities.guaranteed), abilities.core_coverage)
    rows = zip(world.matrices.occupations, *(np.round(column, 6).tolist() for column in columns), strict=True)
    described = (demands.total > 0).tolist()
    kept = allowed(wishes, world.snapshot)
    moves = _moves(profile.practised, catalogue)
    terms = world.markets.preferences(near) if prefer is Prefer.TENSION else {}
    shut = shut_of(profile, world) - profile.practised
    found = []
    for is_described, (code, covered, vouched, at_core) in zip(described, rows, strict=True):
        if is_described and code in kept:
            start, rank = moves.get(code, (None, None))
            found.append(
                Explored(
                    occupation=catalogue.occupations[code],
                    coverage=covered,
                    guaranteed=vouched,
                    core=at_core,
                    exercised=code in profile.practised,
                    mobility_from=start,
                    mobility_rank=rank,
                    shut=code in shut,
                    asks=world.gates.asked_of_all(code) if code in shut else (),
                    preferred=terms.get(code),
                )
            )
    return sorted(found, key=lambda one: (-round(one.coverage + (one.preferred or 0.0), 6), one.occupation.code))


def apart(found: Sequence[Explored]) -> tuple[list[Explored], list[Explored]]:
    """Those one may exercise as one is; and those shut within reach, moves that ROME records before the others.

    A surgeon's fiche shares half of its competencies with a nurse's: that is no direction to propose beside the others.
    """
    shut = [one for one in found if one.shut and one.coverage >= W["reach"]]
    return [one for one in found if not one.shut], sorted(shut, key=lambda one: one.mobility_from is None)


def _moves(exercised: frozenset[str], catalogue: Catalogue) -> dict[str, tuple[str, int]]:
    """For each target of a mobility that ROME records from an occupation exercised: from which, at which rank."""
    found: dict[str, tuple[str, int]] = {}
    for code in sorted(exercised):
        for target, rank in catalogue.mobilities.get(code, ()):
            if target not in found or rank < found[target][1]:
                found[target] = (code, rank)
    return found
