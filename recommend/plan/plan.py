"""Plan: what closes a gap at least cost within limits, how each unit would be taken, and what each opens.

A step is a unit (a bloc, or a certification without blocs: `catalogue.Unit`), or by apprenticeship a whole one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from graph.matrices import Matrices
from recommend.directions.explore import Demands, beliefs_of
from recommend.directions.what_if import Nearer, added, level_with, may_open, nearer, together, with_units
from recommend.gap.gap import Gap
from recommend.gap.target import Target
from recommend.law.levels import Level, level
from recommend.law.standing import Standing, standing
from recommend.law.whole import Outcome, Whole, whole_by_blocs
from recommend.plan.candidates import Candidate, Candidates, LeftOut, candidates
from recommend.plan.choose import Method, Problem, Rows, choose
from recommend.plan.limits import Aim, Limits
from recommend.plan.modality import Modality
from recommend.profile.held import Held
from recommend.profile.profile import Profile
from recommend.rights.rights import whole_held
from recommend.weights import W
from referentials.catalogue import Catalogue, Certification, Course, Unit

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gained:
    """What a unit brings to one need: probability before and after, and the points of coverage it adds."""

    item: str
    before: float
    after: float
    points: float


@dataclass(frozen=True, slots=True)
class Step:
    """What to take. `gain` is in points of coverage (0 to 100); `score` is the sum of `terms`, in points too."""

    unit: Unit
    parts: tuple[str, ...]
    """Itself; of a whole certification, its missing blocs."""
    confers: tuple[str, ...]
    """Units of other certifications that it gives by correspondence (R6113-9)."""
    certification: Certification
    gain: float
    coverage_after: float
    score: float
    terms: Mapping[str, float]
    """gain; `weighed`: what the factors take off it or add; `effort`: cost; `completes`, `opening`: bonuses."""
    factors: Mapping[str, float]
    gained: tuple[Gained, ...]
    modality: Modality
    hours: float
    price: float | None
    opens: tuple[Nearer, ...]
    """Occupations that this step brings within reach, once the steps before it are done."""
    whole: Outcome | None
    """What its fiche says of having every bloc, where no bloc is then missing; None where one is."""
    blocs_held: tuple[str, ...]
    """Blocs of the same certification held already."""
    level: Level
    """What its certification gives, and asks for to enter."""
    level_held: int | None
    """Highest level of the certifications held."""
    level_guaranteed: int | None
    """Highest level of those that an issuer guarantees."""
    routes: tuple[str, ...]
    courses: tuple[Course, ...]
    courses_known: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in order. No plan within the limits is worth more than `bound`, in points; `score` is this one's worth."""

    aim: Aim
    coverage_before: float
    steps: tuple[Step, ...]
    considered: int
    """Units that could add something, left out or not."""
    left_out: Mapping[LeftOut, int]
    """How many of these each reason left out."""
    score: float
    bound: float
    method: Method
    target: Target
    held: Held | None
    """How a target that is a certification or a bloc is held already."""
    standing: Standing | None
    """Where the certification of such a target stands."""
    whole: Whole | None
    """What its fiche says of holding every bloc, where they all are and the certification is not."""
    as_of: date

    @property
    def is_needless(self) -> bool:
        """Whether nothing of the target is left to take."""
        return self.held is not None or self.whole is not None

    @property
    def hours(self) -> float:
        """Hours in all."""
        return round(sum(step.hours for step in self.steps), 1)

    @property
    def price(self) -> float | None:
        """Euros in all; None when the price of a step is not known."""
        prices = [step.price for step in self.steps]
        return None if None in prices else round(sum(price for price in prices if price is not None), 2)

    @property
    def coverage_after(self) -> float:
        """Coverage once every step is done."""
        return self.steps[-1].coverage_after if self.steps else self.coverage_before


@dataclass(frozen=True, eq=False)
class Planner:
    """A gap made ready for planning: needs as arrays, candidates within the limits."""

    profile: Profile
    gap: Gap
    limits: Limits
    matrices: Matrices
    demands: Demands
    catalogue: Catalogue
    weights: Vector
    """(needs,) points of coverage."""
    believed: Vector
    """(needs,) probability of each."""
    confers: csr_matrix
    """(units, needs) probability that holding the unit gives the need."""
    found: Candidates

    def plan(self, aim: Aim = Aim.BALANCED) -> Plan:
        """Best plan found for an aim."""
        problem = self._problem(aim)
        chosen = choose(problem)
        steps = self._steps(aim, problem, chosen.rows)
        score = round(sum(step.score for step in steps), 6)
        return Plan(
            aim, self.gap.coverage, steps, self.found.considered, self.found.left_out,
            score, max(round(chosen.bound, 6), score), chosen.method, self.gap.target,
            self.profile.holdings.get(self.gap.target.code), self._standing,
            whole_held(self.gap.target.code, self.profile.holdings, self.catalogue), self.profile.as_of,
        )  # fmt: skip

    @cached_property
    def _links(self) -> Vector:
        """(candidates, needs) probability that what each gives gives the need."""
        return np.asarray(together(self.confers, self._gives).todense(), dtype=np.float64)

    @cached_property
    def _gives(self) -> list[list[int]]:
        """Rows of the units that each candidate gives."""
        return [[self.matrices.unit_index[unit] for unit in one.gives] for one in self.found.kept]

    def _once(self) -> tuple[Rows, ...]:
        """Candidates that give a same unit, or options of a same certification: one at most is taken."""
        alike: dict[str, list[int]] = {}
        siblings: dict[str, list[int]] = {}
        for at, one in enumerate(self.found.kept):
            siblings.setdefault(one.certification.code, []).append(at)
            for unit in one.gives:
                alike.setdefault(unit, []).append(at)
        for rows in siblings.values():
            if len(rows) > 1:
                alike[f"options {rows[0]}"] = [at for at in rows if self.found.kept[at].unit.is_optional]
        return tuple(sorted({tuple(rows) for rows in alike.values() if len(rows) > 1}))

    def _problem(self, aim: Aim) -> Problem:
        kept, limits = self.found.kept, self.limits
        links = self._links * np.array([one.weighed for one in kept]).reshape(len(kept), 1)
        numbers = {code: at for at, code in enumerate(sorted({one.certification.code for one in kept}))}
        return Problem(
            left=self.weights * (1.0 - self.believed),
            cap=self.weights * np.maximum(W["ceiling"] - self.believed, 0.0),
            strength=-np.log1p(-np.minimum(links, W["ceiling"])),
            cost=np.array([self._cost(one, aim) for one in kept]),
            hours=np.array([one.modality.hours for one in kept]),
            price=np.array([(one.modality.price or 0.0) if limits.budget is not None else 0.0 for one in kept]),
            group=np.array([numbers[one.certification.code] for one in kept], dtype=np.intp),
            once=self._once(),
            size=np.array([len(one.parts) for one in kept], dtype=np.intp),
            bonuses=tuple(
                (rows, W["plan.whole"]) for ways in self._wholes.values() for rows in ways if self._rewarded(rows)
            ),
            most=limits.blocs,
            most_hours=self._most_hours(),
            most_price=np.inf if limits.budget is None else limits.budget,
            one_group=limits.one_certification,
        )

    @cached_property
    def _standing(self) -> Standing | None:
        code = self.gap.target.code
        owner = self.catalogue.units[code].certification if code in self.catalogue.units else code
        return standing(owner, self.profile.as_of, self.catalogue) if owner in self.catalogue.certifications else None

    def _most_hours(self) -> float:
        hours = np.inf if self.limits.hours is None else self.limits.hours
        if self.limits.until is None:
            return float(hours)
        weeks = max((self.limits.until - self.profile.as_of).days, 0) / 7
        return float(min(hours, weeks * W["plan.hours_per_week"]))

    def _cost(self, one: Candidate, aim: Aim) -> float:
        """Points that a candidate must be worth to be taken, what its openings are worth off."""
        return W["plan.minimum_gain"] + self._effort(one, aim) - self._opening(one, aim)

    def _effort(self, one: Candidate, aim: Aim) -> float:
        effort = one.modality.hours * W["plan.hour_quickest" if aim is Aim.QUICKEST else "plan.hour"]
        if aim is Aim.CHEAPEST:
            effort += (self._usual_price if one.modality.price is None else one.modality.price) * W[
                "plan.euro_cheapest"
            ]
        return effort

    @cached_property
    def _usual_price(self) -> float:
        """Median of the known prices: what an unknown one counts for, so that it does not pass for free."""
        return float(
            np.median([one.modality.price for one in self.found.kept if one.modality.price is not None] or [0.0])
        )

    def _opening(self, one: Candidate, aim: Aim) -> float:
        """What the occupations that a candidate alone would open are worth."""
        if aim is not Aim.OPENING:
            return 0.0
        return min(self._opened[one.unit.code], W["plan.openings"]) * W["plan.opening"]

    @cached_property
    def _opened(self) -> dict[str, int]:
        """How many occupations each candidate alone would bring within reach, by the code of its unit."""
        before, _ = beliefs_of(self.profile, self.matrices)
        gained = together(self.matrices.certifies, self._gives)
        gained.data = added(before[gained.indices], gained.data)
        weighed = np.asarray((gained @ self.demands.weights.T).todense())
        scale = np.divide(1.0, self.demands.total, where=self.demands.total > 0, out=np.zeros_like(self.demands.total))
        now = self.demands.coverage(before)
        opened = (now < W["reach"]) & (now + weighed * scale >= W["reach"]) & self._high_enough
        return dict(zip((one.unit.code for one in self.found.kept), opened.sum(axis=1).tolist(), strict=True))

    @cached_property
    def _high_enough(self) -> NDArray[np.bool_]:
        """(candidates, occupations) whether each candidate may open each."""
        occupations = [self.catalogue.occupations[code] for code in self.matrices.occupations]
        levels = [level_with(one.certification, self.profile, self.catalogue) for one in self.found.kept]
        may = {
            level: [may_open(one, level, self.profile, self.catalogue) for one in occupations] for level in set(levels)
        }
        return np.array([may[level] for level in levels], dtype=bool).reshape(len(levels), len(occupations))

    def _opens(self, one: Candidate, before: Vector, after: Vector) -> list[Nearer]:
        level = level_with(one.certification, self.profile, self.catalogue)
        found = nearer(before, after, level, self.profile, self.matrices, self.demands, self.catalogue)
        return [occupation for occupation in found if occupation.opened]

    @cached_property
    def _wholes(self) -> dict[str, tuple[Rows, ...]]:
        """Candidates that are together all the blocs missing of each certification, in each way that they can be."""
        rows: dict[str, list[int]] = {}
        for at, one in enumerate(self.found.kept):
            rows.setdefault(one.certification.code, []).append(at)
        found = {}
        for code, places in rows.items():
            missing = {unit for unit in self.catalogue.units_of(code) if unit not in self.profile.holdings}
            alone = tuple(at for at in places if len(self.found.kept[at].parts) == 1)
            ways = {alone, *((at,) for at in places)}
            found[code] = tuple(sorted(way for way in ways if missing == self._parts(way)))
        return found

    def _parts(self, rows: Rows) -> set[str]:
        return {part for at in rows for part in self.found.kept[at].parts}

    def _rewarded(self, rows: Rows) -> bool:
        """Whether these give a certification begun, and its fiche says so."""
        code = self.found.kept[rows[0]].certification.code
        return bool(self._held(code)) and self._outcome(code) is Outcome.GIVES

    def _outcome(self, certification: str) -> Outcome:
        if certification not in self.catalogue.blocs_of:
            return Outcome.GIVES
        return whole_by_blocs(self.catalogue.certifications[certification].partial_validation).outcome

    @cached_property
    def _levels_held(self) -> tuple[int | None, int | None]:
        """Highest level of the certifications held, and of those that an issuer guarantees."""
        sure = (code for code, held in self.profile.holdings.items() if held.guaranteed)
        return self.catalogue.highest_level(self.profile.holdings), self.catalogue.highest_level(sure)

    def _held(self, certification: str) -> tuple[str, ...]:
        """Blocs of a certification that are held."""
        return tuple(unit for unit in self.catalogue.units_of(certification) if unit in self.profile.holdings)

    def _steps(self, aim: Aim, problem: Problem, chosen: Rows) -> tuple[Step, ...]:
        covered = self.believed
        everything, _ = beliefs_of(self.profile, self.matrices)
        steps: list[Step] = []
        for rank, at in enumerate(chosen):
            one, taken = self.found.kept[at], chosen[: rank + 1]
            after = 1.0 - (1.0 - covered) * (1.0 - self._links[at])
            after = np.maximum(np.minimum(after, W["ceiling"]), covered)
            with_it = with_units(everything, self.matrices, self._gives[at])
            value = problem.covers(taken) - problem.covers(chosen[:rank])
            ways = self._wholes[one.certification.code]
            last = any(at in rows and set(rows) <= set(taken) for rows in ways)
            whole = self._outcome(one.certification.code) if last else None
            opens = tuple(self._opens(one, everything, with_it))
            steps.append(self._step(one, aim, covered, after, value, opens, whole))
            covered, everything = after, with_it
        return tuple(steps)

    def _step(
        self, one: Candidate, aim: Aim, before: Vector, after: Vector, value: float, opens: tuple[Nearer, ...],
        whole: Outcome | None,
    ) -> Step:  # fmt: skip
        points = self.weights * (after - before)
        lines = self.gap.lines
        order = sorted(np.flatnonzero(points), key=lambda i: (-points[i], lines[i].need.item))
        gained = tuple(
            Gained(lines[i].need.item, *(round(float(x), 6) for x in (before[i], after[i], points[i]))) for i in order
        )
        gain, code, courses = float(points.sum()), one.certification.code, one.modality.courses
        held = self._held(code)
        terms = {
            "gain": gain,
            "weighed": value - gain,
            "effort": -W["plan.minimum_gain"] - self._effort(one, aim),
            "opening": self._opening(one, aim),
            "completes": W["plan.whole"] if whole is Outcome.GIVES and held else 0.0,
        }
        rounded = {name: round(term, 6) for name, term in terms.items() if abs(term) >= 5e-7}
        return Step(
            one.unit, one.parts, tuple(unit for unit in one.gives if unit not in one.parts), one.certification,
            round(gain, 6), round(float(self.weights @ after) / 100.0, 6), round(sum(rounded.values()), 6), rounded,
            one.factors, gained, one.modality, one.modality.hours, one.modality.price, opens, whole, held,
            level(one.certification.level, one.certification.prerequisites), *self._levels_held,
            self.catalogue.routes_of.get(code, ()), courses[: self.limits.courses_shown], len(courses),
        )  # fmt: skip


def planner(
    profile: Profile, gap: Gap, limits: Limits, matrices: Matrices, demands: Demands, catalogue: Catalogue
) -> Planner:
    """Make a gap ready for planning; `matrices` are those where units count for macro-competencies too."""
    columns = np.array([matrices.item_index[line.need.item] for line in gap.lines])
    weights = np.array([line.need.weight for line in gap.lines])
    weights = 100.0 * weights / weights.sum()
    believed = np.array([line.probability for line in gap.lines])
    confers = csr_matrix(matrices.certifies_by_item[:, columns])
    found = candidates(profile, gap, confers, weights * (1.0 - believed), limits, matrices, catalogue)
    return Planner(profile, gap, limits, matrices, demands, catalogue, weights, believed, confers, found)
