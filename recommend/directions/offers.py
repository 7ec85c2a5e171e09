"""Offers: the bloc, or the certification, that leads somebody to an occupation and brings it within reach.

Only those that lead there by their own fiche, that take people in on the day, and of a level one may climb to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from recommend.law.levels import BELOW
from recommend.profile.profile import Profile
from recommend.weights import W
from recommend.world import World
from recommend.world.given import added
from recommend.world.openings import Openings, WaysIn

Vector = NDArray[np.float64]
COMPARABLE = 0.5
"""Share of what the best one adds that another must add to be taken for what is surer of it."""
LOOKED_AT = 8
"""Of those as good as one another, whose title is read, those that add most."""
FIRST, ABOVE = 3, 1
"""A certification is near when its level is at most ABOVE the highest held; who holds none stands at FIRST."""

Fits = Callable[[str], bool]
"""Whether a certification may be the one."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A bloc or a certification, and how far the occupation is covered with it."""

    code: str
    then: float


@dataclass(frozen=True, eq=False)
class _Ranked:
    """Blocs, or certifications, that may lead to an occupation, and what each adds to its coverage, at least."""

    codes: list[str]
    adds: Vector
    levels: Vector
    surely: NDArray[np.bool_]
    """Whether one surely enters it still."""


@dataclass(frozen=True, eq=False)
class Offers:
    """Of one person on a day."""

    profile: Profile
    world: World
    openings: Openings

    @classmethod
    def of(cls, profile: Profile, world: World) -> Self:
        """On the day of the profile."""
        return cls(profile, world, world.openings(profile.as_of))

    def bloc(self, place: int) -> Offer | None:
        """The bloc that brings an occupation within reach; None when none does."""
        ways = self._ways(place)
        kept = np.flatnonzero(self._may(ways, place) & ways.is_bloc)
        gains = self._gains(ways, place)[kept]
        codes = [ways.units[at] for at in kept]
        return self._best(_Ranked(codes, gains, ways.levels[kept], ways.surely[kept]), place)

    def certification(self, place: int, fits: Fits = lambda _: True) -> Offer | None:
        """The certification, whole or what is missing of it, that does; None when none does."""
        ways = self._ways(place)
        kept, gains = np.flatnonzero(self._may(ways, place)), self._gains(ways, place)
        own: dict[str, list[int]] = defaultdict(list)
        for at in kept.tolist():
            own[ways.owners[at]].append(at)
        codes = [code for code in own if fits(code)]
        firsts = [own[code][0] for code in codes]
        adds = np.array([gains[own[code]].sum() for code in codes], dtype=np.float64)
        return self._best(_Ranked(codes, adds, ways.levels[firsts], ways.surely[firsts]), place)

    def _ways(self, place: int) -> WaysIn:
        return self.openings.into(self.world.matrices.occupations[place])

    def _may(self, ways: WaysIn, place: int) -> NDArray[np.bool_]:
        """(units,) which one lacks, may enter, and may climb to: not too low for the occupation, nor too high."""
        profile, code = self.profile, self.world.matrices.occupations[place]
        usual, held = self.world.catalogue.usual_levels.get(code, 0.0), profile.level or FIRST
        had = profile.already.union(profile.holdings)
        lacks = [unit not in had and owner not in had for unit, owner in zip(ways.units, ways.owners, strict=True)]
        high = np.maximum(ways.levels, profile.level or 0) >= usual - BELOW
        return np.array(lacks, dtype=bool) & high & (ways.levels <= held + W["lead.climb"])

    def _gains(self, ways: WaysIn, place: int) -> Vector:
        """(units,) what each adds to the coverage, what it carries over and near trades aside: enough to rank them."""
        row, able = self.world.demands.shares[place], self.profile.abilities
        weight = np.zeros(len(able.believed))
        weight[row.indices] = row.data
        asked = self.world.matrices.requires[place].indices
        given = ways.teaches.copy()
        given.data = added(able.believed[asked][given.indices], given.data)
        return np.asarray((given @ weight[asked]) * (1.0 - able.near[place]), dtype=np.float64)

    def _best(self, ranked: _Ranked, place: int) -> Offer | None:
        """Of those that add about as much: one that reaches, then that surely takes people in, then near.

        Of those as good, the one whose title speaks most of the occupation, and that adds most.
        """
        if not ranked.codes:
            return None
        adds, able = ranked.adds, self.profile.abilities
        reaches = able.coverage[place] + adds >= W["reach"]
        near = ranked.levels <= max(self.profile.level or 0, FIRST) + ABOVE
        good = 8 * (adds >= COMPARABLE * adds.max()) + 4 * reaches + 2 * ranked.surely + near
        order = np.lexsort((np.arange(len(adds)), -adds, -good))[:LOOKED_AT]
        first = [int(at) for at in order if good[at] == good[order[0]]]
        worth = adds[first] * self._said([ranked.codes[at] for at in first], place)
        code = ranked.codes[first[int(worth.argmax())]]
        then = self.covered_with(code, place)
        return Offer(code, then) if then >= W["reach"] else None

    def _said(self, codes: Sequence[str], place: int) -> Vector:
        """How much their certifications speak of an occupation, by the words of their titles; `fit.least` at least."""
        if len(codes) == 1:
            return np.ones(1)
        owners = [self.world.catalogue.owner_of(code) for code in codes]
        said = self.world.fits.roughly(self.world.matrices.occupations[place], list(dict.fromkeys(owners)))
        return np.array([max(said[owner], W["fit.least"]) for owner in owners])

    def covered_with(self, code: str, place: int) -> float:
        """Coverage once it is held, all that it confers included."""
        units, rows = self.world.catalogue.units, self.world.planning.unit_index
        gives = self.world.following.followed((code,), self.profile.holdings)
        return self.profile.abilities.with_units([rows[one] for one in gives if one in units]).covered(place)
