"""Candidates of a plan: what may be taken within the limits, and how each would be; the others, counted.

One is a unit, i.e. a bloc or a certification without blocs (`catalogue.Unit`), or by apprenticeship a whole one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from graph.matrices import Matrices
from recommend.gap.gap import Gap
from recommend.law.standing import Entry, entry_of
from recommend.plan.limits import Limits, Route
from recommend.plan.modality import Modality, Practice, modality_of
from recommend.profile.held import Equivalence, equivalences, followed, triggers
from recommend.profile.profile import Profile
from recommend.rights.claim import kept_claim
from recommend.weights import W
from referentials.catalogue import Catalogue, Certification, Unit

Vector = NDArray[np.float64]


class LeftOut(StrEnum):
    """Why a unit is no candidate."""

    NO_TITLE = "no_title"
    CLOSED = "closed"
    BLOCS_UNKNOWN = "blocs_unknown"
    ELSEWHERE = "elsewhere"
    CPF_UNKNOWN = "cpf_unknown"
    LEVEL_UNKNOWN = "level_unknown"
    LEVEL = "level"
    ROUTE = "route"
    LATE = "late"
    WHOLE = "whole"
    PRICE_UNKNOWN = "price_unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One unit, or a whole certification: what it gives, what weighs on it, how it would be taken."""

    unit: Unit
    parts: tuple[str, ...]
    """Itself; of a whole certification, its missing blocs."""
    gives: tuple[str, ...]
    """Units that would be held: its parts, and those that their correspondences confer."""
    certification: Certification
    factors: Mapping[str, float]
    modality: Modality

    @property
    def weighed(self) -> float:
        """Product of the factors."""
        return float(np.prod(list(self.factors.values())))


@dataclass(frozen=True, slots=True)
class Candidates:
    """Those kept, in the order of codes; how many would have helped; how many each reason left out."""

    kept: tuple[Candidate, ...]
    considered: int
    left_out: Mapping[LeftOut, int]


def candidates(
    profile: Profile, gap: Gap, confers: csr_matrix, missing: Vector, limits: Limits, matrices: Matrices,
    catalogue: Catalogue,
) -> Candidates:  # fmt: skip
    """Units that would bring at least `plan.minimum_gain` points, or belong to a certification begun.

    `confers`: (units, needs) probabilities; `missing`: (needs,) points of coverage left.
    Never a unit held, nor one of a certification held, closed (but to who has a claim to it, L6113-9), or known by its
    code alone; of a target that is a certification, only its own units. By apprenticeship a certification is taken
    whole: its missing blocs are one candidate.
    """
    begun = {catalogue.units[code].certification for code in profile.held} - profile.certifications
    usual = catalogue.usual_level(gap.target.families)
    practice, correspondences = Practice.of(profile, matrices), equivalences(catalogue)
    conferring = frozenset(triggers(correspondences, catalogue))
    kept: list[Candidate] = []
    left_out: Counter[LeftOut] = Counter()
    refused: dict[str, LeftOut | None] = {}
    wholes: set[str] = set()

    def consider(unit: Unit, parts: tuple[str, ...], modality: Modality) -> None:
        if reason := _no_modality(modality, len(parts), limits, catalogue.routes_of.get(unit.certification, ())):
            left_out[reason] += len(parts)
            return
        whole = len(parts) > 1 and not any(catalogue.units[part].is_optional for part in parts)
        more = (unit.code,) if whole else parts
        gives = (
            followed(more, profile.holdings, catalogue, correspondences) if conferring.intersection(parts) else parts
        )
        certification = catalogue.certifications[unit.certification]
        factors = _factors(certification, profile, gap, begun, usual, catalogue)
        given = tuple(sorted(one for one in gives if one in catalogue.units))
        kept.append(Candidate(unit, parts, given, certification, factors, modality))

    gains = _gains(np.asarray(confers @ missing).ravel(), conferring, profile, correspondences, matrices, catalogue)
    for row in _worth_it(gains, begun, matrices, catalogue):
        unit = catalogue.units[matrices.units[row]]
        certification = catalogue.certifications[unit.certification]
        if unit.code in profile.holdings or certification.code in profile.holdings or not _aimed_at(unit, gap):
            continue
        if certification.code not in refused:
            refused[certification.code] = _refused(certification, limits, profile, catalogue)
        if reason := refused[certification.code] or (None if unit.is_described else LeftOut.BLOCS_UNKNOWN):
            left_out[reason] += 1
            continue
        modality = modality_of(unit, (unit.code,), practice, limits, profile.as_of, matrices, catalogue)
        if modality.route is not Route.APPRENTICESHIP or not unit.is_bloc:
            consider(unit, (unit.code,), modality)
        elif certification.code not in wholes:
            wholes.add(certification.code)
            whole = Unit(certification.code, certification.code, certification.title)
            parts = _missing(whole.code, gains, profile, matrices, catalogue)
            apprenticed = replace(limits, routes=(Route.APPRENTICESHIP,))
            consider(whole, parts, modality_of(whole, parts, practice, apprenticed, profile.as_of, matrices, catalogue))
    return Candidates(tuple(kept), len(kept) + sum(left_out.values()), dict(sorted(left_out.items())))


def _missing(
    certification: str, gains: Vector, profile: Profile, matrices: Matrices, catalogue: Catalogue
) -> tuple[str, ...]:
    """Blocs to take for a whole certification: those missing; of its options the best one, when none is held."""
    blocs = catalogue.units_of(certification)
    options = [bloc for bloc in blocs if catalogue.units[bloc].is_optional]
    one = max(options, key=lambda bloc: (gains[matrices.unit_index[bloc]], bloc), default=None)
    if any(bloc in profile.holdings for bloc in options):
        one = None
    return tuple(bloc for bloc in blocs if bloc not in profile.holdings and (bloc == one or bloc not in options))


def _gains(
    own: Vector, conferring: Collection[str], profile: Profile, correspondences: Sequence[Equivalence],
    matrices: Matrices, catalogue: Catalogue,
) -> Vector:  # fmt: skip
    """(units,) points that each would bring at most: its own, and those of what it confers."""
    gains = own.copy()
    for code in conferring:
        given = followed((code,), profile.holdings, catalogue, correspondences)
        gains[matrices.unit_index[code]] = sum(own[matrices.unit_index[one]] for one in given if one in catalogue.units)
    return gains


def _worth_it(gains: Vector, begun: set[str], matrices: Matrices, catalogue: Catalogue) -> NDArray[np.intp]:
    """Rows that bring at least `plan.minimum_gain` points, or something to a certification begun."""
    least = np.full(len(gains), W["plan.minimum_gain"])
    least[[matrices.unit_index[unit] for code in begun for unit in catalogue.units_of(code)]] = 0.0
    return np.flatnonzero((gains > 0.0) & (gains >= least))


def _aimed_at(unit: Unit, gap: Gap) -> bool:
    """Towards a certification only its own units count, towards a bloc only itself."""
    if gap.target.kind == "occupation":
        return True
    return gap.target.code in {unit.code, unit.certification}


def _refused(certification: Certification, limits: Limits, profile: Profile, catalogue: Catalogue) -> LeftOut | None:
    """First reason to leave a certification out; None when there is none."""
    if certification.title is None:
        return LeftOut.NO_TITLE
    entry = entry_of(certification, profile.as_of, catalogue)
    if entry is Entry.NOT_YET or (entry is Entry.CLOSED and not kept_claim(certification.code, profile, catalogue)):
        return LeftOut.CLOSED
    if limits.within is not None and limits.within != certification.code:
        return LeftOut.ELSEWHERE
    if limits.cpf and entry is not Entry.OPEN:
        return LeftOut.CPF_UNKNOWN
    return _wrong_level(certification.level, limits)


def _wrong_level(level: int | None, limits: Limits) -> LeftOut | None:
    """Whether a level is refused, or unknown where one is asked for."""
    if level is None:
        return None if limits.level_from is None and limits.level_to is None else LeftOut.LEVEL_UNKNOWN
    return None if (limits.level_from or 1) <= level <= (limits.level_to or 8) else LeftOut.LEVEL


def _no_modality(modality: Modality, size: int, limits: Limits, routes: Sequence[str]) -> LeftOut | None:
    """Reason for which something of that many blocs cannot be taken as asked; None when there is none."""
    if modality.route is None and modality.late and limits.routes:
        return LeftOut.LATE
    if modality.route is None and (limits.routes or (limits.cpf and routes)):
        return LeftOut.ROUTE
    if size > limits.blocs:
        return LeftOut.WHOLE
    return LeftOut.PRICE_UNKNOWN if limits.budget is not None and modality.price is None else None


def _factors(
    certification: Certification, profile: Profile, gap: Gap, begun: set[str], usual: float | None, catalogue: Catalogue
) -> dict[str, float]:
    """What weighs on how convincing the units of a certification are."""
    away = abs(certification.level - usual) if certification.level and usual else 0.0
    romes = catalogue.romes_of.get(certification.code, ())
    leads = bool(gap.target.families.intersection(romes)) or (certification.is_specific and not romes)
    entry = entry_of(certification, profile.as_of, catalogue)
    is_open = entry is Entry.OPEN or entry is Entry.CLOSED  # closed: kept for a claim
    return {
        "leads_to_target": 1.0 if leads or gap.target.kind != "occupation" else W["plan.leads_elsewhere"],
        "usual_level": round(W["plan.level_step"] ** away, 6),
        "already_begun": W["plan.begun"] if certification.code in begun else 1.0,
        "entry_open": 1.0 if is_open else W["plan.status_unknown"],
    }
