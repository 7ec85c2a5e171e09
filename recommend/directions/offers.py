"""Offers: the bloc, or the certification, that leads somebody to an occupation and brings it within reach.

Only those that lead there by their own fiche and speak of it (a fiche names whole families of occupations), that take
people in on the day, and of a level near the usual one of the occupation, which one may climb to and which is no step
down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from recommend.profile.profile import Profile
from recommend.weights import W
from recommend.world import World
from recommend.world.given import added
from recommend.world.openings import Openings, WaysIn
from recommend.world.speaking import speaking

Vector = NDArray[np.float64]
COMPARABLE = 0.5
"""Share of what the best one adds that another must add to be taken for what is surer of it."""
LOOKED_AT = 16
"""Those whose title is read, by what they add and the words of their titles."""
AWAY = 1
"""Levels between a certification and the usual one of the occupation, at most."""
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
    speaks: Vector
    """How much its certification speaks of the occupation; ones before it is read."""


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
        kept = np.flatnonzero(self._may(ways) & self._near(ways, place) & ways.is_bloc)
        gains = self._gains(ways, place)[kept]
        codes = [ways.units[at] for at in kept]
        return self._best(_Ranked(codes, gains, ways.levels[kept], ways.surely[kept], np.ones(len(codes))), place)

    def certification(self, place: int, fits: Fits | None = None) -> Offer | None:
        """The certification, whole or what is missing of it, that does; None when none does.

        `fits`: of a trade that asks for a title, whether one is that title: its level is what it is.
        """
        ways = self._ways(place)
        may = self._may(ways)
        kept = np.flatnonzero(may if fits else may & self._near(ways, place))
        gains = self._gains(ways, place)
        own: dict[str, list[int]] = defaultdict(list)
        for at in kept.tolist():
            own[ways.owners[at]].append(at)
        codes = [code for code in own if fits is None or fits(code)]
        firsts = [own[code][0] for code in codes]
        adds = np.array([gains[own[code]].sum() for code in codes], dtype=np.float64)
        return self._best(_Ranked(codes, adds, ways.levels[firsts], ways.surely[firsts], np.ones(len(codes))), place)

    def _ways(self, place: int) -> WaysIn:
        return self.openings.into(self.world.matrices.occupations[place])

    def _may(self, ways: WaysIn) -> NDArray[np.bool_]:
        """(units,) which one lacks, may enter, and may climb to."""
        profile, held = self.profile, self.profile.level or FIRST
        had = profile.already.union(profile.holdings)
        lacks = [unit not in had and owner not in had for unit, owner in zip(ways.units, ways.owners, strict=True)]
        return np.array(lacks, dtype=bool) & (ways.levels <= held + W["lead.climb"])

    def _near(self, ways: WaysIn, place: int) -> NDArray[np.bool_]:
        """(units,) which are of a level near the usual one of the occupation, where one is known, and no step down."""
        usual = self.world.catalogue.usual_levels.get(self.world.matrices.occupations[place])
        near = np.ones(len(ways.levels), dtype=bool) if usual is None else abs(ways.levels - usual) <= AWAY
        return np.asarray(near & (ways.levels >= (self.profile.level or 0)), dtype=bool)

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
        """Of those that speak of it and add about as much: one that reaches, then that surely takes in, then near.

        Of those as good, the one whose certification speaks most of the occupation, and that adds most.
        """
        if not (ranked := self._speaking(ranked, place)).codes:
            return None
        adds, able = ranked.adds, self.profile.abilities
        reaches = able.coverage[place] + adds >= W["reach"]
        near = ranked.levels <= max(self.profile.level or 0, FIRST) + ABOVE
        good = 8 * (adds >= COMPARABLE * adds.max()) + 4 * reaches + 2 * ranked.surely + near
        at = int(np.lexsort((np.arange(len(adds)), -adds * ranked.speaks, -good))[0])
        code = ranked.codes[at]
        then = self.covered_with(code, place)
        return Offer(code, then) if then >= W["reach"] else None

    def _speaking(self, ranked: _Ranked, place: int) -> _Ranked:
        """Those whose certification speaks of an occupation."""
        code, owners = self.world.matrices.occupations[place], self._owners(ranked.codes)
        rough = self.world.fits.roughly(code, list(dict.fromkeys(owners)))
        worth = ranked.adds * np.array([rough[owner] for owner in owners], dtype=np.float64)
        read = np.argsort(-worth, kind="stable")[:LOOKED_AT].tolist()
        said = self._said(code, [ranked.codes[at] for at in read])
        kept = [at for at in read if said[ranked.codes[at]] > 0]
        return _Ranked(
            codes=[ranked.codes[at] for at in kept],
            adds=ranked.adds[kept],
            levels=ranked.levels[kept],
            surely=ranked.surely[kept],
            speaks=np.array([said[ranked.codes[at]] for at in kept], dtype=np.float64),
        )

    def _owners(self, codes: Sequence[str]) -> list[str]:
        return [self.world.catalogue.owner_of(code) for code in codes]

    def _said(self, occupation: str, codes: Sequence[str]) -> dict[str, float]:
        """How much certifications, or blocs, speak of an occupation; 0 of those that do not."""
        fits, catalogue = self.world.fits, self.world.catalogue
        blocs = fits.named(occupation, [code for code in codes if code in catalogue.blocs])
        owners = dict(zip(codes, self._owners(codes), strict=True))
        speaks, about = speaking(occupation, [*owners.values()], self.world), fits.about(occupation, [*owners.values()])
        found = {}
        for code, owner in owners.items():
            own = blocs.get(code, W["fit.bloc"])
            is_about = about[owner] >= W["fit.about"] or own >= W["fit.bloc_names"]
            speaks_of_it = speaks[owner] >= W["fit.speaks"] and own >= W["fit.bloc"]
            found[code] = speaks[owner] * about[owner] if is_about and speaks_of_it else 0.0
        return found

    def covered_with(self, code: str, place: int) -> float:
        """Coverage once it is held, all that it confers included."""
        units, rows = self.world.catalogue.units, self.world.planning.unit_index
        gives = self.world.following.followed((code,), self.profile.holdings)
        return self.profile.abilities.with_units([rows[one] for one in gives if one in units]).covered(place)
