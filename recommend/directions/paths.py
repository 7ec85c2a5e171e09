"""Paths from where a holder stands to an occupation: directly, or through one or two others that teach what is missing.

The effort of a step is what the occupation asks for and nothing yet covers, once the job before it has taught its own
competencies (`path.months` of practice). No occupation that the law regulates is passed through, nor one of a usual
level well above both the destination's and the holder's (`passable`). Of all paths, those are kept that no other beats
on every count (`COUNTS`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from graph.matrices import Matrices
from recommend.directions.efforts import Efforts
from recommend.directions.mobilities import Mobilities, Mobility
from recommend.directions.pareto import Counts, few, front
from recommend.law.levels import BELOW
from recommend.profile.profile import Profile
from referentials.catalogue import Catalogue, Occupation

STARTS = 30
"""Occupations, best covered, that a first step may lead to beside the moves from those exercised."""
CITED = 5
"""Competencies cited of what a step takes and of what it brings."""
COUNTS = ("hardest", "steps", "total", "level", "opens", "called")
"""What paths are compared on: effort of the hardest step, number of steps, effort in all, highest usual level on the
way; and, more being better, occupations brought within reach, share of steps that a transition calls for."""

Between = Mapping[tuple[int, int], float]
"""Effort of the second occupation of each move, by places, once the first was practised."""


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
    """Whether one passes through it for being among the STARTS best covered, no move leading there."""


@dataclass(frozen=True, slots=True)
class CareerPath:
    """Steps in order; the last one is the destination."""

    steps: tuple[CareerStep, ...]
    opens: int
    """Other occupations, not regulated, that it brings within reach once every step was practised."""
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


def paths_to(
    destination: str, profile: Profile, efforts: Efforts, mobilities: Mobilities, allowed: set[str], matrices: Matrices,
    catalogue: Catalogue, n: int = 5,
) -> list[CareerPath]:  # fmt: skip
    """At most n paths that no other beats on all of COUNTS, easiest hardest step first, each count's best among them.

    `allowed`: occupations that wishes let one pass through, if they are `passable`; the destination may be any. Of
    paths through the same last occupation only the easiest is kept, so that they differ. No occupation comes twice,
    those exercised included: to one of these there is one step, which says how it is covered.
    """
    standing = profile.practised
    stones = allowed & passable(destination, profile, catalogue)
    through = () if destination in standing else _routes(destination, standing, efforts, mobilities, stones, matrices)
    routes = [(destination,), *through]
    between = efforts.between({move for route in routes for move in pairwise(_places(route, matrices))})
    counts = _counts(routes, efforts, between, matrices, catalogue)
    best = sorted(front(counts), key=lambda at: (counts[at], routes[at]))
    kept = [best[at] for at in few([counts[at] for at in best], [routes[at][-2:-1] for at in best], n)]
    champions = _champions([counts[at] for at in kept])
    return [
        CareerPath(
            _steps(routes[at], standing, efforts, between, mobilities, matrices, catalogue),
            -int(counts[at][4]),
            best_at,
        )
        for at, best_at in zip(kept, champions, strict=True)
    ]


def passable(destination: str, profile: Profile, catalogue: Catalogue) -> set[str]:
    """Occupations that one may pass through on the way to another.

    Not the regulated ones; nor those whose usual level is more than BELOW above both that of the destination and the
    highest that the holder has (none counts 0). A level that is not known, of theirs or of the destination, bars none.
    """
    free = {code for code, one in catalogue.occupations.items() if not one.regulated}
    usual = catalogue.usual_levels.get(destination)
    if usual is None:
        return free
    most = max(usual, catalogue.highest_level(profile.holdings) or 0) + BELOW
    return free - {code for code, level in catalogue.usual_levels.items() if level > most}


def _routes(
    destination: str,
    standing: frozenset[str],
    efforts: Efforts,
    mobilities: Mobilities,
    allowed: set[str],
    matrices: Matrices,
) -> Iterator[tuple[str, ...]]:
    """Routes of two and three occupations, each a move from the one before."""
    nearest = np.argsort(efforts.first, kind="stable")[:STARTS]
    firsts = {move.target for code in standing for move in mobilities.of(code)} | {
        matrices.occupations[at] for at in nearest
    }
    for first in sorted((firsts & allowed) - standing - {destination}):
        following = {move.target for move in mobilities.of(first)}
        if destination in following:
            yield (first, destination)
        for second in sorted((following & allowed) - standing - {first, destination}):
            if destination in {move.target for move in mobilities.of(second)}:
                yield (first, second, destination)


def _counts(
    routes: Sequence[Sequence[str]], efforts: Efforts, between: Between, matrices: Matrices, catalogue: Catalogue
) -> list[Counts]:
    """What each route costs, in the order of COUNTS; what is better when more, with its sign changed."""
    countable = np.array([not catalogue.occupations[code].regulated for code in matrices.occupations])
    opened = efforts.opened([_places(route, matrices) for route in routes], countable)
    known = {code: catalogue.occupations[code] for route in routes for code in route}
    level = {code: catalogue.usual_levels.get(code, 0.0) for code in known}
    found: list[Counts] = []
    for route, opens in zip(routes, opened, strict=True):
        values = _efforts(route, efforts, between, matrices)
        highest, called = max(level[code] for code in route), _called([known[code] for code in route])
        found.append((max(values), len(route), round(sum(values), 6), highest, -opens, -called))
    return found


def _called(occupations: Sequence[Occupation]) -> float:
    """Share of these occupations that a transition calls for."""
    return round(sum(bool(one.transitions) for one in occupations) / len(occupations), 6)


def _champions(counts: Sequence[Counts]) -> list[tuple[str, ...]]:
    """For each way, the COUNTS on which it alone is the best; none when there is a single way."""
    if len(counts) < 2:
        return [() for _ in counts]
    found: list[tuple[str, ...]] = [() for _ in counts]
    for name, column in zip(COUNTS, zip(*counts, strict=True), strict=True):
        best = min(column)
        if best and column.count(best) == 1:  # 0: nothing known, or nothing to tell
            found[column.index(best)] += (name,)
    return found


def _places(route: Sequence[str], matrices: Matrices) -> list[int]:
    return [matrices.occupation_index[code] for code in route]


def _efforts(route: Sequence[str], efforts: Efforts, between: Between, matrices: Matrices) -> list[float]:
    places = _places(route, matrices)
    values = [efforts.first[places[0]], *(between[move] for move in pairwise(places))]
    return [round(float(value), 6) for value in values]


def _steps(
    route: tuple[str, ...], standing: frozenset[str], efforts: Efforts, between: Between, mobilities: Mobilities,
    matrices: Matrices, catalogue: Catalogue,
) -> tuple[CareerStep, ...]:  # fmt: skip
    places = _places(route, matrices)
    values = _efforts(route, efforts, between, matrices)
    steps = []
    for rank, (code, place) in enumerate(zip(route, places, strict=True)):
        before = places[rank - 1] if rank else None
        origins = [route[rank - 1]] if rank else sorted(standing - {code})
        takes = [matrices.items[column] for _, column in efforts.items(place, before)[:CITED]]
        taught = efforts.taught(place, places[rank + 1])[:CITED] if rank + 1 < len(places) else []
        move = _move(origins, code, mobilities)
        steps.append(
            CareerStep(
                catalogue.occupations[code], move, values[rank], tuple(takes),
                tuple(matrices.items[column] for _, column in taught), catalogue.usual_levels.get(code),
                code in standing, move is None and len(route) > 1,
            )
        )  # fmt: skip
    return tuple(steps)


def _move(origins: Sequence[str], target: str, mobilities: Mobilities) -> Mobility | None:
    """The move that leads to an occupation from one of these: recorded first, by rank."""
    found = [move for code in origins for move in mobilities.of(code) if move.target == target]
    return min(found, key=lambda move: (not move.recorded, move.rank or 0, -(move.nearness or 0.0)), default=None)
