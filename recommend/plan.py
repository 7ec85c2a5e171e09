"""Plan: the blocs that close a gap, each ranked by what it adds beyond the ones before it."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from graph.matrices import Matrices
from recommend.gap import Gap
from recommend.lookup import Bloc, Certification, Lookup, Training
from recommend.profile import Profile
from recommend.standing import Entry, entry_of
from recommend.weights import W

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gained:
    """What a bloc brings to one need: probability before and after, and the points of coverage it adds."""

    item: str
    before: float
    after: float
    points: float


@dataclass(frozen=True, slots=True)
class Step:
    """One bloc to take. `gain` is in points of coverage (0 to 100); `score` = gain × the product of `factors`."""

    bloc: Bloc
    certification: Certification
    gain: float
    coverage_after: float
    score: float
    factors: dict[str, float]
    gained: tuple[Gained, ...]
    routes: tuple[str, ...]
    trainings: tuple[Training, ...]
    trainings_known: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in order; `considered` counts the blocs that could add something."""

    coverage_before: float
    steps: tuple[Step, ...]
    considered: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What the caller asks of a plan."""

    blocs: int = 3
    trainings_shown: int = 3


def build_plan(profile: Profile, gap: Gap, limits: Limits, matrices: Matrices, lookup: Lookup) -> Plan:
    """Choose blocs greedily: the coverage they add is submodular, so each choice keeps what came before.

    A bloc already held, of a certification already held, or whose certification no longer takes anybody in, is
    never proposed; nor is one that adds less than `plan.minimum_gain`.
    """
    columns = np.array([matrices.item_index[line.need.item] for line in gap.lines])
    weights = np.array([line.need.weight for line in gap.lines])
    weights = 100.0 * weights / weights.sum()
    believed = np.array([line.probability for line in gap.lines])
    confers = matrices.certifies[:, columns].tocsr() * W["certification.bloc"]
    factors = _factors(profile, gap, confers.getnnz(axis=1) > 0, matrices, lookup)
    allowed = np.array([bool(f) for f in factors])
    multiplier = np.array([np.prod(list(f.values())) if f else 0.0 for f in factors])
    steps: list[Step] = []
    considered = int(np.count_nonzero(allowed & ((confers @ (weights * (1.0 - believed))) > 0)))
    while len(steps) < limits.blocs:
        gains = confers @ (weights * (1.0 - believed))
        scores = np.where(gains >= W["plan.minimum_gain"], gains * multiplier, 0.0)
        best = int(np.argmax(scores))
        if scores[best] <= 0:
            break
        after = 1.0 - (1.0 - believed) * (1.0 - np.asarray(confers[best].todense()).ravel())
        after = np.maximum(np.minimum(after, W["ceiling"]), believed)
        steps.append(_step(best, gap, believed, after, weights, factors[best], limits, matrices, lookup))
        believed, multiplier[best] = after, 0.0
    return Plan(gap.coverage, tuple(steps), considered)


def _factors(
    profile: Profile, gap: Gap, useful: NDArray[np.bool_], matrices: Matrices, lookup: Lookup
) -> list[dict[str, float]]:
    """For each bloc the factors of its score, empty when it may not be proposed."""
    begun = {lookup.blocs[bloc].certification for bloc in profile.held} - profile.certifications
    usual = usual_level(gap, lookup)
    by_certification: dict[str, dict[str, float]] = {}
    found: list[dict[str, float]] = []
    for code, helps in zip(matrices.blocs, useful, strict=True):
        if not helps or code in profile.held:
            found.append({})
            continue
        certification = lookup.blocs[code].certification
        if certification not in by_certification:
            by_certification[certification] = _certification_factors(certification, profile, gap, begun, usual, lookup)
        found.append(by_certification[certification])
    return found


def _certification_factors(
    code: str, profile: Profile, gap: Gap, begun: set[str], usual: float | None, lookup: Lookup
) -> dict[str, float]:
    """Factors of a certification's blocs; none when it is held, closed, or known by its code alone."""
    certification = lookup.certifications[code]
    entry = entry_of(certification, profile.as_of, replaced=bool(lookup.successors.get(code)))
    shut = entry in {Entry.CLOSED, Entry.NOT_YET}
    if code in profile.certifications or shut or certification.title is None:
        return {}
    away = abs(certification.level - usual) if certification.level and usual else 0.0
    leads = bool(gap.target.families.intersection(lookup.romes_of.get(code, ())))
    return {
        "leads_to_target": 1.0 if leads else W["plan.leads_elsewhere"],
        "usual_level": round(W["plan.level_step"] ** away, 6),
        "already_begun": W["plan.begun"] if code in begun else 1.0,
        "entry_open": 1.0 if entry is Entry.OPEN else W["plan.status_unknown"],
    }


def usual_level(gap: Gap, lookup: Lookup) -> float | None:
    """Median level of the certifications that lead where the target does; None when no level is known."""
    leading = {code for family in gap.target.families for code in lookup.certifications_to.get(family, ())}
    levels = sorted(level for code in leading if (level := lookup.certifications[code].level))
    return float(median(levels)) if levels else None


def _step(
    row: int, gap: Gap, before: Vector, after: Vector, weights: Vector, factors: dict[str, float],
    limits: Limits, matrices: Matrices, lookup: Lookup,
) -> Step:  # fmt: skip
    bloc = lookup.blocs[matrices.blocs[row]]
    points = weights * (after - before)
    order = sorted(np.flatnonzero(points), key=lambda i: (-points[i], gap.lines[i].need.item))
    gained = tuple(
        Gained(gap.lines[i].need.item, *(round(float(x), 6) for x in (before[i], after[i], points[i]))) for i in order
    )
    gain = float(points.sum())
    trainings = lookup.trainings_of.get(bloc.certification, ())
    return Step(
        bloc, lookup.certifications[bloc.certification], round(gain, 6), round(float(weights @ after) / 100.0, 6),
        round(gain * float(np.prod(list(factors.values()))), 6), factors, gained,
        lookup.routes_of.get(bloc.certification, ()), trainings[: limits.trainings_shown], len(trainings),
    )  # fmt: skip
