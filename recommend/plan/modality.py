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
from recommend.law.rules import FIGURES, Figure
from recommend.law.vae import Admissible, Vae, vae
from recommend.plan.limits import Limits, Route
from recommend.profile.evidence import Evidence, Rule, combine
from recommend.profile.profile import Profile
from recommend.weights import W
from referentials.catalogue import Catalogue, Course, Unit

Vector = NDArray[np.float64]
PRACTISED = frozenset({Rule.OCCUPATION, Rule.STATEMENT})
"""Rules whose evidence is experience: what a VAE rests on (L6411-1)."""
NEEDS = {
    Route.TRAINING: frozenset({"initial", "continuing", "professionalisation", "individual"}),
    Route.APPRENTICESHIP: frozenset({"apprenticeship"}),
}
"""Access routes of a fiche that allow each way; distance is told by a training's mode."""
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
    courses: tuple[Course, ...]
    """Those known that are taken that way."""
    late: bool = False
    """Whether a VAE, open otherwise, may be answered after the day by which all must be over."""


@dataclass(frozen=True, eq=False)
class Practice:
    """What experience alone says of each item: (items,) in all, (items,) guaranteed, and the evidence."""

    believed: Vector
    guaranteed: Vector
    evidence: dict[str, tuple[Evidence, ...]]

    @classmethod
    def of(cls, profile: Profile, matrices: Matrices) -> Self:
        """Keep the evidence of a profile that is experience."""
        beliefs = combine(e for belief in profile.beliefs for e in belief.evidence if e.rule in PRACTISED)
        believed, guaranteed = np.zeros((2, len(matrices.items)))
        for belief in beliefs:
            place = matrices.item_index[belief.item]
            believed[place], guaranteed[place] = belief.probability, belief.guaranteed
        return cls(believed, guaranteed, {belief.item: belief.evidence for belief in beliefs})


def modality_of(
    unit: Unit,
    parts: Sequence[str],
    practice: Practice,
    limits: Limits,
    as_of: date,
    matrices: Matrices,
    catalogue: Catalogue,
) -> Modality:
    """Say how a unit would be taken within the routes asked for; `parts`: itself, or of a whole its missing blocs."""
    items, links = _given([matrices.unit_index[part] for part in parts], matrices)
    total = float(links.sum()) or 1.0
    covered = float(links @ practice.believed[items]) / total
    sure = float(links @ practice.guaranteed[items]) / total
    allowed = vae(unit.code, as_of, (), catalogue)
    certification = unit.certification
    known = catalogue.courses_of.get(certification, ())
    by_vae = allowed.admissible is Admissible.YES and covered >= W["plan.vae_covered"]
    late = by_vae and Route.VAE in (limits.routes or Route) and _is_late(as_of, limits.until)
    route, fitting = _route(by_vae and not late, limits, known, catalogue.routes_of.get(certification, ()))
    hours, hours_known, price = _taken(route, fitting, unit, len(catalogue.units_of(certification)), limits)
    whole = None if price is None else round(price * len(parts), 2)
    return Modality(
        route, allowed, round(covered, 6), round(sure, 6), _records(practice, items, matrices),
        round(hours * len(parts), 1), hours_known, whole, fitting, late,
    )  # fmt: skip


def _given(rows: Sequence[int], matrices: Matrices) -> tuple[NDArray[np.intp], Vector]:
    """Items that units, by row, confer, one after the other, and how likely."""
    cells = [slice(*matrices.certifies.indptr[row : row + 2]) for row in rows]
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
    by_vae: bool, limits: Limits, known: tuple[Course, ...], routes: tuple[str, ...]
) -> tuple[Route | None, tuple[Course, ...]]:
    """VAE where it may be; else the first route asked for that is known to be open, with the trainings that fit it.

    Under a budget VAE is the last resort, since no catalogue says its price. The CPF pays for no apprenticeship.
    """
    asked = limits.routes or tuple(Route)
    vae_asked = by_vae and Route.VAE in asked
    if vae_asked and limits.budget is None:
        return Route.VAE, ()
    unpaid = {Route.APPRENTICESHIP} if limits.cpf else set()
    for route in (one for one in asked if one is not Route.VAE and one not in unpaid):
        fitting = tuple(t for t in known if _fits(t, route))
        if fitting or NEEDS.get(route, frozenset()) & set(routes):
            return route, fitting
    return (Route.VAE, ()) if vae_asked else (None, ())


def _fits(training: Course, route: Route) -> bool:
    """Whether a training is taken that way; one in a school is any but those in alternance."""
    mode = MODES.get(route)
    return training.mode == mode if mode else training.mode != MODES[Route.APPRENTICESHIP]


def _taken(
    route: Route | None, courses: tuple[Course, ...], unit: Unit, units: int, limits: Limits
) -> tuple[float, bool, float | None]:
    """Hours, whether a catalogue says them, and price of the training to take, for one of its units.

    The shortest known; under a budget, the cheapest whose price is known.
    """
    if route is Route.VAE:
        return W["plan.hours_vae"], False, None
    priced = [t for t in courses if t.price is not None] if limits.budget is not None else []
    timed = priced or [t for t in courses if _length(t)]
    if not timed:
        return W["plan.hours_specific" if unit.code.startswith("RS") else "plan.hours_bloc"], False, None
    training = min(timed, key=lambda t: (t.price if priced else 0, t.hours is None, _length(t), t.price or 0, t.id))
    price = None if training.price is None else round(training.price / units, 2)
    if not _length(training):
        return W["plan.hours_specific" if unit.code.startswith("RS") else "plan.hours_bloc"], False, price
    return round(_length(training) / units, 1), training.hours is not None, price


def _length(training: Course) -> float:
    """Hours, those of its months when it has none; 0 when nothing is known."""
    return training.hours or (training.months or 0) * W["plan.hours_month"]


def _records(practice: Practice, items: NDArray[np.intp], matrices: Matrices) -> tuple[str, ...]:
    weight: dict[str, float] = {}
    for column in dict.fromkeys(items.tolist()):
        for evidence in practice.evidence.get(matrices.items[column], ()):
            weight[evidence.record] = weight.get(evidence.record, 0.0) + evidence.probability
    return tuple(sorted(weight, key=lambda record: (-round(weight[record], 6), record)))
