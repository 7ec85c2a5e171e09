"""Paths from where a holder stands to an occupation: directly, or through one or two others that teach what is missing.

The effort of a step is what the occupation asks for and nothing yet covers, once the job before it has taught its own
competencies (`path.months` of practice). Every step is a move that ROME records or one inferred with enough certainty
(`path.near`), or starts within reach; no occupation is passed through that is shut to the holder, that their health
keeps away from, of another level (`passable`), or nearly as far as the destination (`path.nearer`). Of all paths, those
are kept that no other beats on every count (`COUNTS`). There may be none: no short path leads there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from graph.matrices import Matrices
from recommend.directions.efforts import Efforts
from recommend.directions.pareto import Counts, few, front
from recommend.law.levels import BELOW
from recommend.law.requirements import Requirement
from recommend.law.strains import Limit
from recommend.profile.access import lacking
from recommend.profile.profile import Profile
from recommend.weights import W
from recommend.world import World
from recommend.world.mobilities import Mobilities, Mobility
from referentials.catalogue import Catalogue, Occupation

CITED = 5
"""Competencies cited of what a step takes and of what it brings."""
COUNTS = ("hardest", "steps", "total", "level", "opens", "called")
"""What paths are compared on: effort of the hardest step, number of steps, effort in all, highest usual level on the
way; and, more being better, occupations brought within reach, share of steps that a transition calls for."""

Between = Mapping[tuple[int, int], float]
"""Effort of the second occupation of each move, by places, once the first was practised."""
Shut = Mapping[str, tuple[Requirement, ...]]
"""What each occupation that is shut to the holder asks for, by code."""


@dataclass(frozen=True, slots=True)
class CareerStep:
    """One occupation on the way. Efforts are shares, 0 to 1; items are cited heaviest first."""

    occupation: Occupation
    mobility: Mobility | None
    """The move that leads here; None when it starts from the profile and no occupation exercised has it."""
    effort: float
    takes: tuple[str, ...]
    """Items it asks for that nothing covers yet."""
    brings: tuple[str, ...]
    """Items it teaches that the next step asks for."""
    level: float | None
    """Median level of the certifications that lead there."""
    exercised: bool
    """Whether the holder has exercised it."""
    is_start: bool
    """Whether one passes through it for being within reach, no move leading there."""
    shut: bool = False
    """Whether it asks for a title that the passport does not show, or ROME says so without naming one."""
    asks: tuple[Requirement, ...] = ()
    """What it asks for so; empty where ROME alone flags it."""
    limits: tuple[Limit, ...] = ()
    """Of what the holder has to keep away from, what is met there."""


@dataclass(frozen=True, slots=True)
class CareerPath:
    """Steps in order; the last one is the destination."""

    steps: tuple[CareerStep, ...]
    opens: int
    """Other occupations, not shut, that it brings within reach once every step was practised."""
    best_at: tuple[str, ...]
    """Of COUNTS, those on which no other path of the answer is as good."""

    @property
    def destination(self) -> Occupation:
        """Where it leads."""
        return self.steps[-1].occupation

    @property
    def hardest(self) -> float:
        """Effort of its hardest step."""
        return max(step.effort for step in self.steps)

    @property
    def total(self) -> float:
        """Effort of all its steps."""
        return round(sum(step.effort for step in self.steps), 6)

    @property
    def level(self) -> float:
        """Highest usual level on the way; 0 when none is known."""
        return max(step.level or 0.0 for step in self.steps)

    @property
    def called(self) -> float:
        """Share of its steps that a transition (ecological, digital, demographic) calls for, as ROME says."""
        return _called([step.occupation for step in self.steps])


def paths_to(destination: str, profile: Profile, world: World, allowed: set[str], n: int = 5) -> list[CareerPath]:
    """At most n paths that no other beats on all of COUNTS, easiest hardest step first, each count's best among them.

    `allowed`: occupations that wishes let one pass through, if they are `passable`; the destination may be any. Of
    paths through the same last occupation only the easiest is kept, so that they differ. No occupation comes twice,
    those exercised included: to one of these there is one step, which says how it is covered. None: no short path.
    """
    efforts, shut = Efforts(profile, world), lacking(profile, world)
    chains, between = _ways(destination, efforts, allowed - shut.keys() - world.straining.of(profile.limits).keys())
    counts = _counts(chains, efforts, between, shut)
    best = sorted(front(counts), key=lambda at: (counts[at], chains[at]))
    kept = [best[at] for at in few([counts[at] for at in best], [chains[at][-2:-1] for at in best], n)]
    champions = _champions([counts[at] for at in kept])
    return [
        CareerPath(steps=_steps(chains[at], efforts, between, shut), opens=-int(counts[at][4]), best_at=best_at)
        for at, best_at in zip(kept, champions, strict=True)
    ]


def passable(destination: str, profile: Profile, catalogue: Catalogue, below: float = 0.0) -> set[str]:
    """Occupations whose level lets one pass through them on the way to another.

    None whose usual level is above both that of the destination and the holder's, nor more than `below` under both. The
    holder's is the highest held, or that of an occupation exercised. A level that is not known, of theirs or of the
    destination, bars none.
    """
    levels = catalogue.usual_levels
    usual = levels.get(destination)
    if usual is None:
        return set(catalogue.occupations)
    own = max((float(profile.level or 0), *(levels.get(code, 0.0) for code in profile.practised)))
    least, most = min(usual, own) - below, max(usual, own)
    return {code for code in catalogue.occupations if code not in levels or least <= levels[code] <= most}


def _ways(destination: str, efforts: Efforts, allowed: set[str]) -> tuple[list[tuple[str, ...]], Between]:
    """The direct way, where it is one, and those through others; a level down only when there is no other."""
    world, profile = efforts.world, efforts.profile
    if destination in profile.practised:
        return [(destination,)], {}
    starts = _starts(efforts)
    direct = [(destination,)] if destination in starts and _is_brought(_effort(destination, efforts)) else []
    for below in (0.0, BELOW):
        stones = allowed & passable(destination, profile, world.catalogue, below)
        chains = list(_chains(destination, starts, efforts, _nearer(stones, destination, efforts)))
        between = efforts.between({move for chain in chains for move in pairwise(_places(chain, world.matrices))})
        kept = [chain for chain in chains if _is_walked(chain, efforts, between)]
        if direct or kept:
            break
    return [*direct, *kept], between


def _nearer(stones: set[str], destination: str, efforts: Efforts) -> set[str]:
    """Those not nearly as far from the holder as the destination."""
    most = W["path.nearer"] * _effort(destination, efforts)
    return {code for code in stones if _effort(code, efforts) <= most}


def _is_brought(effort: float) -> bool:
    """Whether one brings enough of an occupation to step there."""
    return 1.0 - effort >= W["reach.brings"]


def _is_walked(chain: Sequence[str], efforts: Efforts, between: Between) -> bool:
    """Whether one brings enough of each of its occupations, and none is nearly as hard as going straight."""
    hardest = max(_efforts(chain, efforts, between))
    return _is_brought(hardest) and hardest <= W["path.nearer"] * _effort(chain[-1], efforts)


def _starts(efforts: Efforts) -> set[str]:
    """Where one may go first: where a sure move leads from an occupation exercised, and what is within reach."""
    world, exercised = efforts.world, efforts.profile.practised
    within = np.flatnonzero(1.0 - efforts.first >= W["reach"])
    moved = {move.target for code in exercised for move in world.mobilities.sure(code)}
    return (moved | {world.matrices.occupations[at] for at in within}) - exercised


def _effort(code: str, efforts: Efforts) -> float:
    return float(efforts.first[efforts.world.matrices.occupation_index[code]])


def _chains(destination: str, firsts: set[str], efforts: Efforts, allowed: set[str]) -> Iterator[tuple[str, ...]]:
    """Chains of two and three occupations, each a sure move from the one before."""
    exercised, mobilities = efforts.profile.practised, efforts.world.mobilities
    for first in sorted((firsts & allowed) - {destination}):
        following = {move.target for move in mobilities.sure(first)}
        if destination in following:
            yield (first, destination)
        for second in sorted((following & allowed) - exercised - {first, destination}):
            if destination in {move.target for move in mobilities.sure(second)}:
                yield (first, second, destination)


def _counts(chains: Sequence[Sequence[str]], efforts: Efforts, between: Between, shut: Collection[str]) -> list[Counts]:
    """What each chain costs, in the order of COUNTS; what is better when more, with its sign changed."""
    catalogue, matrices = efforts.world.catalogue, efforts.world.matrices
    countable = np.array([code not in shut for code in matrices.occupations])
    opened = efforts.opened([_places(chain, matrices) for chain in chains], countable)
    known = {code: catalogue.occupations[code] for chain in chains for code in chain}
    level = {code: catalogue.usual_levels.get(code, 0.0) for code in known}
    found: list[Counts] = []
    for chain, opens in zip(chains, opened, strict=True):
        values = _efforts(chain, efforts, between)
        highest, called = max(level[code] for code in chain), _called([known[code] for code in chain])
        found.append((max(values), len(chain), round(sum(values), 6), highest, -opens, -called))
    return found


def _called(occupations: Sequence[Occupation]) -> float:
    """Share of these occupations that a transition calls for."""
    return round(sum(bool(one.transitions) for one in occupations) / len(occupations), 6)


def _champions(counts: Sequence[Counts]) -> list[tuple[str, ...]]:
    """For each path, the COUNTS on which it alone is the best; none when there is a single path."""
    if len(counts) < 2:
        return [() for _ in counts]
    found: list[tuple[str, ...]] = [() for _ in counts]
    for name, column in zip(COUNTS, zip(*counts, strict=True), strict=True):
        best = min(column)
        if best and column.count(best) == 1:  # 0: nothing known, or nothing to tell
            found[column.index(best)] += (name,)
    return found


def _places(chain: Sequence[str], matrices: Matrices) -> list[int]:
    return [matrices.occupation_index[code] for code in chain]


def _efforts(chain: Sequence[str], efforts: Efforts, between: Between) -> list[float]:
    places = _places(chain, efforts.world.matrices)
    values = [efforts.first[places[0]], *(between[move] for move in pairwise(places))]
    return [round(float(value), 6) for value in values]


def _steps(chain: tuple[str, ...], efforts: Efforts, between: Between, shut: Shut) -> tuple[CareerStep, ...]:
    values = _efforts(chain, efforts, between)
    strained = efforts.world.straining.of(efforts.profile.limits)
    steps = (_step(chain, rank, effort, efforts) for rank, effort in enumerate(values))
    return tuple(
        replace(one, shut=code in shut, asks=shut.get(code, ()), limits=strained.get(code, ()))
        for code, one in zip(chain, steps, strict=True)
    )


def _step(chain: tuple[str, ...], rank: int, effort: float, efforts: Efforts) -> CareerStep:
    """The step of a chain at a rank: what leads to it, what it takes, what it brings to the next."""
    world, exercised, code = efforts.world, efforts.profile.practised, chain[rank]
    places, items = _places(chain, world.matrices), world.matrices.items
    takes = efforts.items(places[rank], places[rank - 1] if rank else None)
    brings = efforts.taught(places[rank], places[rank + 1]) if rank + 1 < len(chain) else []
    mobility = _mobility([chain[rank - 1]] if rank else sorted(exercised - {code}), code, world.mobilities)
    return CareerStep(
        occupation=world.catalogue.occupations[code],
        mobility=mobility,
        effort=effort,
        takes=tuple(items[column] for _, column in takes[:CITED]),
        brings=tuple(items[column] for _, column in brings[:CITED]),
        level=world.catalogue.usual_levels.get(code),
        exercised=code in exercised,
        is_start=mobility is None and len(chain) > 1,
    )


def _mobility(starts: Sequence[str], target: str, mobilities: Mobilities) -> Mobility | None:
    """What leads to an occupation from one of these: recorded first, by rank."""
    found = [one for code in starts for one in mobilities.sure(code) if one.target == target]
    return min(found, key=lambda one: (not one.recorded, one.rank or 0, -(one.nearness or 0.0)), default=None)
