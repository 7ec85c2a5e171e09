"""How a unit would be taken: by VAE where practice covers it already, else by training; and what it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np
from numpy.typing import NDArray

from graph.matrices import Matrices
from recommend.evidence import Evidence, Rule, combine
from recommend.limits import Limits, Route
from recommend.lookup import Lookup, Training, Unit
from recommend.profile import Profile
from recommend.vae import Admissible, Vae, vae
from recommend.weights import W

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
class Way:
    """How one unit would be taken. `route` None: none of the routes asked for is known to be open."""

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
    """Euros, for the unit's share of its certification; None when no catalogue says."""
    trainings: tuple[Training, ...]


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


def way_of(
    unit: Unit, row: int, practice: Practice, limits: Limits, as_of: date, matrices: Matrices, lookup: Lookup
) -> Way:
    """Say how a unit would be taken within the routes asked for."""
    part = slice(matrices.certifies.indptr[row], matrices.certifies.indptr[row + 1])
    items, links = matrices.certifies.indices[part], matrices.certifies.data[part]
    total = float(links.sum()) or 1.0
    covered = float(links @ practice.believed[items]) / total
    sure = float(links @ practice.guaranteed[items]) / total
    allowed = vae(unit.code, as_of, (), lookup)
    certification = unit.certification
    known = lookup.trainings_of.get(certification, ())
    by_vae = allowed.admissible is Admissible.YES and covered >= W["plan.vae_covered"]
    route, fitting = _route(by_vae, limits.routes, known, lookup.routes_of.get(certification, ()))
    hours, hours_known, price = _taken(route, fitting, unit, len(lookup.units_of(certification)))
    records = _records(practice, [matrices.items[i] for i in items])
    return Way(
        route, allowed, round(covered, 6), round(sure, 6), records, hours, hours_known, price, known
    )  # fmt: skip


def _route(
    by_vae: bool, asked: tuple[Route, ...], known: tuple[Training, ...], routes: tuple[str, ...]
) -> tuple[Route | None, tuple[Training, ...]]:
    """VAE where it may be; else the first route asked for that is known to be open, with the trainings that fit it.

    When none is asked for: training, or apprenticeship where all trainings known are.
    """
    if by_vae and (not asked or Route.VAE in asked):
        return Route.VAE, ()
    school = tuple(t for t in known if t.mode != MODES[Route.APPRENTICESHIP])
    if not asked:
        return (Route.APPRENTICESHIP, known) if known and not school else (Route.TRAINING, school)
    for route in (one for one in asked if one is not Route.VAE):
        mode = MODES.get(route)
        fitting = tuple(t for t in known if t.mode == mode) if mode else school
        if NEEDS.get(route, frozenset()) & set(routes) or (mode and fitting):
            return route, fitting
    return None, ()


def _taken(
    route: Route | None, trainings: tuple[Training, ...], unit: Unit, units: int
) -> tuple[float, bool, float | None]:
    """Hours, whether a catalogue says them, and price: of the shortest training known, shared between its units."""
    if route is Route.VAE:
        return W["plan.hours_vae"], False, None
    timed = [(t.hours is None, _length(t), t.price or 0, t.id, t) for t in trainings if _length(t)]
    if not timed:
        return W["plan.hours_bloc" if unit.is_bloc else "plan.hours_specific"], False, None
    estimated, hours, *_, training = min(timed, key=lambda one: one[:4])
    price = None if training.price is None else round(training.price / units, 2)
    return round(hours / units, 1), not estimated, price


def _length(training: Training) -> float:
    """Hours, those of its months when it has none; 0 when nothing is known."""
    return training.hours or (training.months or 0) * W["plan.hours_month"]


def _records(practice: Practice, items: list[str]) -> tuple[str, ...]:
    weight: dict[str, float] = {}
    for item in items:
        for evidence in practice.evidence.get(item, ()):
            weight[evidence.record] = weight.get(evidence.record, 0.0) + evidence.probability
    return tuple(sorted(weight, key=lambda record: (-round(weight[record], 6), record)))
