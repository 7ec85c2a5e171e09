"""Where could I go? Every occupation of the snapshot scored at once, as a gap to each would say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from recommend.directions.wishes import Wishes, allowed
from recommend.law.requirements import Requirement
from recommend.law.strains import Limit
from recommend.profile.access import lacking
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
    asks: tuple[Requirement, ...] = ()
    """Of a shut one, what everybody needs and the passport does not show; empty where ROME alone flags it."""
    far: bool = False
    """Whether one of those takes years of study, and nothing exercised asks for it."""
    limits: tuple[Limit, ...] = ()
    """Of what the holder has to keep away from, what is met there."""
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
    shut, own = lacking(profile, world), _asked_of(profile.practised, world)
    strained = world.straining.of(profile.limits)
    found = []
    for is_described, (code, covered, vouched, at_core) in zip(described, rows, strict=True):
        if is_described and code in kept:
            start, rank = moves.get(code, (None, None))
            asks, exercised = shut.get(code, ()), code in profile.practised
            found.append(
                Explored(
                    occupation=catalogue.occupations[code],
                    coverage=covered,
                    guaranteed=vouched,
                    core=at_core,
                    exercised=exercised,
                    mobility_from=start,
                    mobility_rank=rank,
                    shut=code in shut,
                    asks=asks,
                    far=not exercised and any(_is_far(one) and one.name not in own for one in asks),
                    limits=strained.get(code, ()),
                    preferred=terms.get(code),
                )
            )
    return sorted(found, key=lambda one: (-round(one.coverage + (one.preferred or 0.0), 6), one.occupation.code))


@dataclass(frozen=True, slots=True)
class Told:
    """Occupations by how they are to be told, each list in the order of what it was made of."""

    free: list[Explored]
    """To propose, with what they ask for."""
    far: list[Explored]
    """Within reach, but a title of years of study is missing; moves that ROME records first."""
    strained: list[Explored]
    """Within reach, but something is met there that the holder has to keep away from."""


def apart(found: Sequence[Explored]) -> Told:
    """Those to propose; those within reach that are far, or to be asked of the occupational physician.

    A surgeon's fiche shares half of its competencies with a nurse's: that is no direction to propose beside the others.
    A licence of driver or a CACES is soon obtained: the trade is one, and says what it asks for.
    """
    within = [one for one in found if one.coverage >= W["reach"]]
    return Told(
        free=[one for one in found if not (one.far or one.limits)],
        far=sorted((one for one in within if one.far), key=lambda one: one.mobility_from is None),
        strained=[one for one in within if one.limits and not one.far],
    )


def _is_far(asked: Requirement) -> bool:
    return asked.years >= W["explore.years"]


def _asked_of(exercised: frozenset[str], world: World) -> frozenset[str]:
    """Names of what occupations exercised ask for: who exercised one may be presumed to hold it, and is asked."""
    gates = (world.gates.of(code) for code in exercised)
    return frozenset(one.name for gate in gates if gate for one in gate.requirements)


def _moves(exercised: frozenset[str], catalogue: Catalogue) -> dict[str, tuple[str, int]]:
    """For each target of a mobility that ROME records from an occupation exercised: from which, at which rank."""
    found: dict[str, tuple[str, int]] = {}
    for code in sorted(exercised):
        for target, rank in catalogue.mobilities.get(code, ()):
            if target not in found or rank < found[target][1]:
                found[target] = (code, rank)
    return found
