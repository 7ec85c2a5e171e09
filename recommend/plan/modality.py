"""How a unit would be taken: by VAE where practice covers it already, else by training; and what it takes."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np
from numpy.typing import NDArray

from graph.matrices import Matrices
from recommend.law.on_day import Register
from recommend.law.rules import FIGURES, Figure
from recommend.law.vae import Vae, may_be_tried
from recommend.plan.limits import Limits, Route
from recommend.profile.evidence import Evidence, Rule, combine
from recommend.profile.profile import Profile
from recommend.weights import W
from recommend.world import World
from referentials.catalogue import Catalogue, Course, Unit

Vector = NDArray[np.float64]
PRACTISED = frozenset({Rule.OCCUPATION, Rule.STATEMENT})
"""Rules whose evidence is experience: what a VAE rests on (L6411-1)."""
ACCESS = {
    Route.TRAINING: frozenset({"initial", "continuing", "professionalisation", "individual"}),
    Route.APPRENTICESHIP: frozenset({"apprenticeship"}),
}
"""Access routes of a fiche that allow each route; distance is told by a course's mode."""
MODES = {Route.DISTANCE: "distance", Route.APPRENTICESHIP: "alternance"}


@dataclass(frozen=True, slots=True)
class Modality:
    """How one unit would be taken. `route` None: none, of those asked for if any, is known to be open."""

    route: Route | None
    vae: Vae
    covered: float
    """Share of what the unit confers that experience covers already."""
    guaranteed: float
    """Share of it that an issuer vouches for."""
    records: tuple[str, ...]
    """Records that this experience is in, most telling first."""
    hours: float
    hours_known: bool
    """False: an order of magnitude (`plan.hours_*`)."""
    price: float | None
    """Euros, for its share of the certification; None when no catalogue says."""
    months: int | None
    """Of the course to take of a whole certification, of which the hours are not known; None elsewhere."""
    courses: tuple[Course, ...]
    """Those known that are taken that way."""
    vae_to_study: bool = False
    """Whether a VAE, open and not taken, is to be weighed beside: experience covers too little to begin with it."""
    late: bool = False
    """Whether a VAE, open otherwise, may be answered after the day by which all must be over."""


@dataclass(frozen=True, eq=False)
class Practice:
    """What experience alone says of each item: in all, what it carries over included; guaranteed; and the evidence."""

    matrices: Matrices
    believed: Vector
    guaranteed: Vector
    evidence: dict[str, tuple[Evidence, ...]]

    @classmethod
    def of(cls, profile: Profile, world: World) -> Self:
        """Keep the evidence of a profile that is experience."""
        matrices = world.planning
        beliefs = combine(e for belief in profile.beliefs for e in belief.evidence if e.rule in PRACTISED)
        believed, guaranteed = np.zeros((2, len(matrices.items)))
        for belief in beliefs:
            place = matrices.item_index[belief.item]
            believed[place], guaranteed[place] = belief.probability, belief.guaranteed
        able = np.maximum(believed, world.carrying.carried(believed)[0])
        return cls(matrices, able, guaranteed, {belief.item: belief.evidence for belief in beliefs})

    def share(self, units: Sequence[str]) -> float:
        """Share of what units confer that experience covers."""
        items, links = _given([self.matrices.unit_index[unit] for unit in units], self.matrices)
        return float(links @ self.believed[items]) / (float(links.sum()) or 1.0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something to take: a unit, its parts, the units that tell what it teaches, the usual hours of a part."""

    unit: Unit
    parts: tuple[str, ...]
    """Itself; of a whole certification, its missing blocs."""
    teaches: tuple[str, ...]
    """Its parts; of a certification without blocs, itself and those of the certification that it replaced."""
    usual_hours: float
    exercised: bool = False
    """Whether the occupation that it prepares was exercised long enough for a VAE."""
    prepared: Route | None = None
    """How it is being prepared already; None where it is not."""

    @classmethod
    def of(cls, unit: Unit, parts: tuple[str, ...]) -> Self:
        """Something whose own parts tell what it teaches."""
        return cls(unit, parts, parts, W["plan.hours_specific" if unit.is_specific else "plan.hours_bloc"])


def modality_of(wanted: Wanted, practice: Practice, limits: Limits, register: Register) -> Modality:
    """Say how something would be taken within the routes asked for."""
    unit, parts = wanted.unit, wanted.parts
    matrices, catalogue = practice.matrices, register.catalogue
    items, links = _given([matrices.unit_index[one] for one in wanted.teaches if one in matrices.unit_index], matrices)
    total = float(links.sum()) or 1.0
    covered = float(links @ practice.believed[items]) / total
    allowed = register.vae(unit.code)
    open_ = may_be_tried(allowed, catalogue.known_routes_of(unit.certification)[0]) and not wanted.prepared
    by_vae = open_ and (wanted.exercised or covered >= W["plan.vae_covered"])
    late = by_vae and Route.VAE in (limits.routes or Route) and _is_late(register.day, limits.until)
    route, fitting = _route(unit.certification, limits, catalogue, by_vae=by_vae and not late)
    if wanted.prepared and wanted.prepared in (limits.routes or Route):
        route = wanted.prepared
        fitting = tuple(one for one in catalogue.courses_of.get(unit.certification, ()) if _fits(one, route))
    taken = _taken(route, fitting, wanted, limits, len(catalogue.units_of(unit.certification)))
    times = 1 if route is Route.VAE else len(parts)
    return Modality(
        route=route,
        vae=allowed,
        covered=round(covered, 6),
        guaranteed=round(float(links @ practice.guaranteed[items]) / total, 6),
        records=_records(practice, items),
        hours=round(taken.hours * times, 1),
        hours_known=taken.known,
        price=None if taken.price is None else round(taken.price * len(parts), 2),
        months=None if unit.is_bloc else taken.months,
        courses=fitting,
        vae_to_study=open_ and route is not Route.VAE and is_to_study(covered) and not late,
        late=late,
    )


def is_to_study(covered: float) -> bool:
    """Whether experience covers enough of a certification for its VAE to be weighed."""
    return covered >= W["plan.vae_to_study"]


def _given(rows: Sequence[int], matrices: Matrices) -> tuple[NDArray[np.intp], Vector]:
    """Items that units, by row, confer, one after the other, and how likely."""
    cells = [slice(*matrices.certifies.indptr[row : row + 2]) for row in rows] or [slice(0, 0)]
    items = np.concatenate([matrices.certifies.indices[part] for part in cells])
    return items, np.concatenate([matrices.certifies.data[part] for part in cells])


def _is_late(as_of: date, until: date | None) -> bool:
    """Whether the certifier may answer, on whether an application made then is admissible, after a day (R6412-4)."""
    if until is None:
        return False
    years, month = divmod(as_of.month - 1 + FIGURES[Figure.VAE_MONTHS].value, 12)
    year = as_of.year + years
    last = monthrange(year, month + 1)[1]
    return (until.year, until.month, until.day) < (year, month + 1, min(as_of.day, last))


def _route(
    certification: str, limits: Limits, catalogue: Catalogue, *, by_vae: bool
) -> tuple[Route | None, tuple[Course, ...]]:
    """VAE where it may be; else the first route asked for that is known to be open, with the courses that fit it.

    Under a budget VAE is the last resort, since no catalogue says its price. The CPF pays for no apprenticeship.
    """
    asked = limits.routes or tuple(Route)
    vae_asked = by_vae and Route.VAE in asked
    if vae_asked and limits.budget is None:
        return Route.VAE, ()
    courses, access = catalogue.courses_of.get(certification, ()), catalogue.known_routes_of(certification)[0]
    unpaid = {Route.APPRENTICESHIP} if limits.cpf else set()
    for route in (one for one in asked if one is not Route.VAE and one not in unpaid):
        fitting = tuple(course for course in courses if _fits(course, route))
        if fitting or ACCESS.get(route, frozenset()) & set(access):
            return route, fitting
    return (Route.VAE, ()) if vae_asked else (None, ())


def _fits(course: Course, route: Route) -> bool:
    """Whether a course is taken that way; one in a school is any but those in alternance."""
    mode = MODES.get(route)
    return course.mode == mode if mode else course.mode != MODES[Route.APPRENTICESHIP]


@dataclass(frozen=True, slots=True)
class _Taken:
    """What the course to take is, for one of the units that it teaches; `known`: a catalogue says its hours."""

    hours: float
    known: bool
    price: float | None = None
    months: int | None = None
    """Of the whole course, where that is all that is known of how long it is."""


def _taken(route: Route | None, courses: tuple[Course, ...], wanted: Wanted, limits: Limits, units: int) -> _Taken:
    """The shortest course known; under a budget, the cheapest whose price is known."""
    if route is Route.VAE:
        return _Taken(W["plan.hours_vae"], known=False)
    priced = [one for one in courses if one.price is not None] if limits.budget is not None else []
    timed = priced or [one for one in courses if _length(one)]
    if not timed:
        return _Taken(wanted.usual_hours, known=False)
    best = min(
        timed,
        key=lambda one: (one.price if priced else 0, one.hours is None, _length(one), one.price or 0, one.id),
    )
    price = None if best.price is None else round(best.price / units, 2)
    if not _length(best):
        return _Taken(wanted.usual_hours, known=False, price=price)
    months = None if best.hours else best.months
    return _Taken(round(_length(best) / units, 1), known=best.hours is not None, price=price, months=months)


def _length(course: Course) -> float:
    """Hours, those of its months when it has none; 0 when nothing is known."""
    return course.hours or (course.months or 0) * W["plan.hours_month"]


def _records(practice: Practice, items: NDArray[np.intp]) -> tuple[str, ...]:
    """Records that the practice of these items is in, most telling first."""
    weight: dict[str, float] = {}
    for column in dict.fromkeys(items.tolist()):
        for evidence in practice.evidence.get(practice.matrices.items[column], ()):
            weight[evidence.record] = weight.get(evidence.record, 0.0) + evidence.probability
    return tuple(sorted(weight, key=lambda record: (-round(weight[record], 6), record)))
