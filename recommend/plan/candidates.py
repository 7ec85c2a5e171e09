"""Candidates of a mix: what may be taken within the limits, and how each would be; the others, counted.

One is a unit, i.e. a bloc or a certification without blocs (`catalogue.Unit`), or by apprenticeship a whole one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from recommend.law.standing import Entry
from recommend.plan.brief import Brief
from recommend.plan.limits import Route
from recommend.plan.modality import Modality, Wanted, modality_of
from recommend.plan.programme import Rows
from recommend.plan.refusals import LeftOut, certification_refused, is_aimed_at, modality_refused
from recommend.weights import W
from recommend.world.given import together
from referentials.catalogue import Certification, Unit

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One unit, or a whole certification: what it gives, what weighs on it, how it would be taken."""

    unit: Unit
    parts: tuple[str, ...]
    """Itself; of a whole certification, its missing blocs."""
    gives: tuple[str, ...]
    """Units that tell what it gives: its parts, or what teaches it, and those that their correspondences confer."""
    confers: tuple[str, ...]
    """Of these, those of other certifications, by correspondence (R6113-9)."""
    certification: Certification
    factors: Mapping[str, float]
    modality: Modality
    weighed: float = 1.0
    """What multiplies what it gives: in a mix, the product of the factors; else they ranked certifications already."""
    blocs_from: str | None = None
    """The certification that it replaced, whose blocs tell what it teaches."""


@dataclass(frozen=True, eq=False)
class Candidates:
    """Those kept, in the order of codes; how many would have helped; how many each reason left out."""

    brief: Brief
    kept: tuple[Candidate, ...]
    considered: int
    left_out: Mapping[LeftOut, int]

    @cached_property
    def gives(self) -> list[list[int]]:
        """Rows of the units that each gives."""
        places = self.brief.world.planning.unit_index
        return [[places[unit] for unit in one.gives] for one in self.kept]

    @cached_property
    def links(self) -> Vector:
        """(candidates, needs) probability that what each gives gives the need."""
        return np.asarray(together(self.brief.confers, self.gives).todense(), dtype=np.float64)

    @cached_property
    def wholes(self) -> dict[str, tuple[Rows, ...]]:
        """Those that are together all the blocs missing of each certification, whichever they can be."""
        found = {}
        for code, places in self._by_certification.items():
            units = self.brief.world.catalogue.units_of(code)
            missing = {unit for unit in units if unit not in self.brief.profile.holdings}
            alone = tuple(at for at in places if len(self.kept[at].parts) == 1)
            sets = {alone, *((at,) for at in places)}
            found[code] = tuple(sorted(rows for rows in sets if missing == self._parts(rows)))
        return found

    @cached_property
    def exclusive(self) -> tuple[Rows, ...]:
        """Those that give a same unit, or options of a same certification: one at most is taken."""
        alike: dict[str, list[int]] = {}
        for at, one in enumerate(self.kept):
            for unit in one.gives:
                alike.setdefault(unit, []).append(at)
        for code, rows in self._by_certification.items():
            alike[f"options of {code}"] = [at for at in rows if self.kept[at].unit.is_optional]
        return tuple(sorted({tuple(rows) for rows in alike.values() if len(rows) > 1}))

    @cached_property
    def _by_certification(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = {}
        for at, one in enumerate(self.kept):
            rows.setdefault(one.certification.code, []).append(at)
        return rows

    def _parts(self, rows: Rows) -> set[str]:
        return {part for at in rows for part in self.kept[at].parts}


def candidates(brief: Brief) -> Candidates:
    """Units that would bring at least `plan.minimum_gain` points, or belong to a certification begun.

    Never a unit held, nor one of a certification held or of the same diploma, closed (but to who has a claim to it,
    L6113-9), or known by its code alone; of a target that is a certification, only its own units. By apprenticeship a
    certification is taken whole: its missing blocs are one candidate.
    """
    return _Sieve(brief).candidates()


def missing_of(certification: str, brief: Brief) -> tuple[str, ...]:
    """Units to take for a whole certification: those missing; of its options the best one, when none is held."""
    units, held, places = brief.world.catalogue.units, brief.profile.holdings, brief.world.planning.unit_index
    blocs = brief.world.catalogue.units_of(certification)
    options = [bloc for bloc in blocs if units[bloc].is_optional]
    best = max(options, key=lambda bloc: (brief.brings[places[bloc]], bloc), default=None)
    if any(bloc in held for bloc in options):
        best = None
    return tuple(bloc for bloc in blocs if bloc not in held and (bloc == best or bloc not in options))


def given_with(unit: Unit, parts: tuple[str, ...], brief: Brief) -> tuple[str, ...]:
    """Units that would be held with these, what correspondences confer included."""
    following, catalogue = brief.world.following, brief.world.catalogue
    if not brief.conferring.intersection(parts):
        return tuple(sorted(parts))
    whole = len(parts) > 1 and not any(catalogue.units[part].is_optional for part in parts)
    given = following.followed((unit.code,) if whole else parts, brief.profile.holdings)
    return tuple(sorted(one for one in given if one in catalogue.units))


class _Sieve:
    """The candidates of a brief, as they are kept or left out one after the other."""

    def __init__(self, brief: Brief) -> None:
        self.brief, self.world, self.held = brief, brief.world, brief.profile.holdings
        self.matrices, self.catalogue = brief.world.planning, brief.world.catalogue
        self.usual = self.catalogue.usual_level(brief.gap.target.families)
        self.kept: list[Candidate] = []
        self.left_out: Counter[LeftOut] = Counter()
        self.refused: dict[str, LeftOut | None] = {}
        self.wholes: set[str] = set()

    def candidates(self) -> Candidates:
        """Look at every unit that is worth it."""
        for row in self._worth_it():
            unit = self.catalogue.units[self.matrices.units[row]]
            if unit.code not in self.held and not self._had(unit.certification) and is_aimed_at(unit, self.brief):
                self._look_at(unit)
        considered = len(self.kept) + sum(self.left_out.values())
        return Candidates(self.brief, tuple(self.kept), considered, dict(sorted(self.left_out.items())))

    def _had(self, certification: str) -> bool:
        """Whether it is held; the same diploma under another fiche is held too, but where that fiche is the target."""
        aimed = self.catalogue.owner_of(self.brief.gap.target.code) == certification
        return certification in (self.held if aimed else self.brief.profile.already)

    @cached_property
    def gains(self) -> Vector:
        """(units,) points that each would bring at most: its own, and those of what it confers."""
        own, places = self.brief.brings, self.matrices.unit_index
        gains = own.copy()
        for code in self.brief.conferring:
            given = self.world.following.followed((code,), self.held)
            gains[places[code]] = sum(own[places[one]] for one in given if one in self.catalogue.units)
        return gains

    def _worth_it(self) -> NDArray[np.intp]:
        """Rows that bring at least `plan.minimum_gain` points, or something to a certification begun."""
        least = np.full(len(self.gains), W["plan.minimum_gain"])
        begun = (unit for code in self.brief.begun for unit in self.catalogue.units_of(code))
        least[[self.matrices.unit_index[unit] for unit in begun]] = 0.0
        return np.flatnonzero((self.gains > 0.0) & (self.gains >= least))

    def _look_at(self, unit: Unit) -> None:
        certification = self.catalogue.certifications[unit.certification]
        if certification.code not in self.refused:
            self.refused[certification.code] = certification_refused(certification, self.brief)
        if reason := self.refused[certification.code] or (None if unit.is_described else LeftOut.BLOCS_UNKNOWN):
            self.left_out[reason] += 1
            return
        limits, register = self.brief.limits, self.brief.register
        modality = modality_of(Wanted.of(unit, (unit.code,)), self.brief.practice, limits, register)
        if modality.route is not Route.APPRENTICESHIP or not unit.is_bloc:
            self._consider(unit, (unit.code,), modality)
        elif certification.code not in self.wholes:
            self.wholes.add(certification.code)
            whole = Unit(certification.code, certification.code, certification.title)
            parts = missing_of(whole.code, self.brief)
            apprenticed = replace(limits, routes=(Route.APPRENTICESHIP,))
            self._consider(
                whole, parts, modality_of(Wanted.of(whole, parts), self.brief.practice, apprenticed, register)
            )

    def _consider(self, unit: Unit, parts: tuple[str, ...], modality: Modality) -> None:
        """Keep what can be taken that way, else count it by what left it out."""
        if reason := modality_refused(modality, unit.certification, self.brief):
            self.left_out[reason] += len(parts)
            return
        certification = self.catalogue.certifications[unit.certification]
        gives, factors = given_with(unit, parts, self.brief), self._factors(certification)
        self.kept.append(
            Candidate(
                unit=unit,
                parts=parts,
                gives=gives,
                confers=tuple(one for one in gives if one not in parts),
                certification=certification,
                factors=factors,
                modality=modality,
                weighed=prod(factors.values()),
            )
        )

    def _factors(self, certification: Certification) -> dict[str, float]:
        """What weighs on how convincing the units of a certification are."""
        target, level = self.brief.gap.target, certification.level
        away = abs(level - self.usual) if level and self.usual else 0.0
        romes = self.catalogue.romes_of.get(certification.code, ())
        leads = bool(target.families.intersection(romes)) or (certification.is_specific and not romes)
        entry = self.brief.register.entries[certification.code]
        is_open = entry is Entry.OPEN or entry is Entry.CLOSED  # closed: kept for a claim
        return {
            "leads_to_target": 1.0 if leads or target.kind != "occupation" else W["plan.leads_elsewhere"],
            "usual_level": round(W["plan.level_step"] ** away, 6),
            "already_begun": W["plan.begun"] if certification.code in self.brief.begun else 1.0,
            "entry_open": 1.0 if is_open else W["plan.status_unknown"],
        }
