"""Offers: the bloc, or the certification, that leads somebody to an occupation and brings it within reach.

Only those that lead there by their own fiche, that take people in on the day, and of a level one may climb to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommend.law.levels import BELOW
from recommend.law.on_day import Register
from recommend.law.standing import Entry
from recommend.profile.profile import Profile
from recommend.weights import W
from recommend.world import World
from recommend.world.given import added
from recommend.world.openings import WaysIn, entry_as_known

Vector = NDArray[np.float64]
COMPARABLE = 0.5
"""Share of what the best one adds that another must add to be taken for what is surer of it."""
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
    register: Register

    def bloc(self, place: int) -> Offer | None:
        """The bloc that brings an occupation within reach; None when none does."""
        ways = self._ways(place)
        kept = np.flatnonzero(self._may(ways, place) & ways.is_bloc)
        gains = self._gains(ways, place)[kept]
        codes = [ways.units[at] for at in kept]
        surely = np.array([self.register.entries[ways.owners[at]] is Entry.OPEN for at in kept], dtype=bool)
        return self._best(_Ranked(codes, gains, ways.levels[kept], surely), place)

    def certification(self, place: int, fits: Fits = lambda _: True) -> Offer | None:
        """The certification, whole or what is missing of it, that does; None when none does."""
        ways = self._ways(place)
        kept = np.flatnonzero(self._may(ways, place))
        gains = self._gains(ways, place)
        codes = [code for code in dict.fromkeys(ways.owners[at] for at in kept) if fits(code)]
        own = {code: [at for at in kept if ways.owners[at] == code] for code in codes}
        surely = np.array([self.register.entries[code] is Entry.OPEN for code in codes], dtype=bool)
        adds = np.array([gains[own[code]].sum() for code in codes], dtype=np.float64)
        levels = np.array([ways.levels[own[code][0]] for code in codes], dtype=np.float64)
        return self._best(_Ranked(codes, adds, levels, surely), place)

    def _ways(self, place: int) -> WaysIn:
        return self.world.openings.into(self.world.matrices.occupations[place])

    def _may(self, ways: WaysIn, place: int) -> NDArray[np.bool_]:
        """(units,) which one lacks, may enter, and may climb to: not too low for the occupation, nor too high."""
        profile, code = self.profile, self.world.matrices.occupations[place]
        usual, held = self.world.catalogue.usual_levels.get(code, 0.0), profile.level or FIRST
        entered = {owner: self._enters(owner) for owner in set(ways.owners)}
        lacks = [entered[o] and u not in profile.holdings for u, o in zip(ways.units, ways.owners, strict=True)]
        high = np.maximum(ways.levels, profile.level or 0) >= usual - BELOW
        return np.array(lacks, dtype=bool) & high & (ways.levels <= held + W["lead.climb"])

    def _enters(self, certification: str) -> bool:
        if certification in self.profile.already:
            return False
        return entry_as_known(certification, self.register) in {Entry.OPEN, Entry.UNKNOWN}

    def _gains(self, ways: WaysIn, place: int) -> Vector:
        """(units,) what each adds to the coverage, carried-over competence and near trades aside: no more is needed
        to rank them."""
        row, able = self.world.demands.shares[place], self.profile.abilities
        weight = np.zeros(len(able.believed))
        weight[row.indices] = row.data
        asked = self.world.matrices.requires[place].indices
        given = ways.teaches.copy()
        given.data = added(able.believed[asked][given.indices], given.data)
        return np.asarray(given @ weight[asked]) * (1.0 - able.near[place])

    def _best(self, ranked: _Ranked, place: int) -> Offer | None:
        """Of those that add about as much: one that reaches, then that surely takes people in, then near, then most."""
        if not ranked.codes:
            return None
        adds = ranked.adds
        reaches = self.profile.abilities.coverage[place] + adds >= W["reach"]
        near = ranked.levels <= max(self.profile.level or 0, FIRST) + ABOVE
        much = adds >= COMPARABLE * adds.max()
        order = np.lexsort((np.arange(len(adds)), -adds, ~near, ~ranked.surely, ~reaches, ~much))
        code = ranked.codes[int(order[0])]
        then = self._with(code, place)
        return Offer(code, then) if then >= W["reach"] else None

    def _with(self, code: str, place: int) -> float:
        """Coverage once it is held, all that it confers included."""
        units, rows = self.world.catalogue.units, self.world.planning.unit_index
        gives = self.world.following.followed((code,), self.profile.holdings)
        return self.profile.abilities.with_units([rows[one] for one in gives if one in units]).covered(place)
