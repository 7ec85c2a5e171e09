"""Where could I go? Occupations within reach now, after one bloc, after one certification, after two moves.

Within reach: covered at `reach` of the weights. What is proposed after a training or a first job is an occupation to
which one brings `reach.brings` already, `reach.bloc` when a single bloc is to do: a training makes up for what is
missing of a trade, it makes none out of nothing. An occupation that is shut to the person (a title that the passport
does not show) is told apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommend.directions.efforts import Efforts
from recommend.directions.offers import Offer, Offers
from recommend.law.standing import Entry
from recommend.law.strains import Limit
from recommend.profile.access import opened_by, shut_of
from recommend.profile.profile import Profile
from recommend.weights import W
from recommend.world import World
from recommend.world.openings import entry_as_known
from referentials.catalogue import Occupation

Vector = NDArray[np.float64]
Places = NDArray[np.intp]
CANDIDATES, MOST = 20, 5
"""Occupations, those of which one brings most, for which a training or a first job is looked for; told of each way."""
Way = tuple[int, str | None, float]
"""An occupation, by place, what leads there, and how far it is covered then."""


@dataclass(frozen=True, slots=True)
class Reached:
    """An occupation, how far it is covered now and then, and through what (None: as things stand)."""

    occupation: Occupation
    now: float
    then: float
    through: str | None
    """Code of the bloc, of the certification, or of the occupation passed through."""
    level: int | None
    """Of that certification, where it is known."""
    entry: Entry | None
    """Whether one enters it still; None when it is an occupation, or nothing."""
    limits: tuple[Limit, ...] = ()
    """Of what the holder has to keep away from, what is met there."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Each list without what the ones before it hold; by what one brings, then by what it becomes, then by code."""

    now: tuple[Reached, ...]
    one_bloc: tuple[Reached, ...]
    one_certification: tuple[Reached, ...]
    two_moves: tuple[Reached, ...]
    regulated: tuple[Reached, ...]
    """Shut, but covered enough, or opened by a certification that gives both what is missing and the title."""
    strained: tuple[Reached, ...] = ()
    """Covered enough, and open, but something is met there that the holder has to keep away from."""
    limits: tuple[Limit, ...] = ()
    """What the holder has to keep away from."""


def reach(profile: Profile, world: World, allowed: set[str]) -> Reach:
    """Occupations within reach of a profile, allowed and never exercised; each is told once, the soonest way."""
    now, codes = profile.abilities.coverage, world.matrices.occupations
    shut, efforts = shut_of(profile, world), Efforts(profile, world)
    strained = world.straining.of(profile.limits)
    is_strained = np.array([code in strained for code in codes])
    open_to = np.array([code in allowed and code not in profile.practised for code in codes])
    is_shut = np.array([code in shut for code in codes])
    enough, some = open_to & (now >= W["reach"]), open_to & (now >= W["reach.brings"]) & (now < W["reach"])
    offers = Offers.of(profile, world)
    free = ~is_shut & ~is_strained
    brought = _most_brought(some & free, now)
    blocs = _through(brought[now[brought] >= W["reach.bloc"]], offers.bloc)
    certifications = _through(left := _without(brought, blocs), offers.certification)
    left = _without(left, certifications)
    moves = _two_moves(np.flatnonzero(enough & free), left, efforts)
    gated = _gated(_most_brought(some & is_shut & ~is_strained, now), offers)
    apart = [*_as_is(np.flatnonzero(enough & is_shut), now), *gated]
    return Reach(
        now=_listed(_as_is(np.flatnonzero(enough & free), now), offers),
        one_bloc=_listed(blocs, offers)[:MOST],
        one_certification=_listed(certifications, offers)[:MOST],
        two_moves=_listed(moves, offers)[:MOST],
        regulated=_listed(apart, offers),
        strained=_listed(_as_is(np.flatnonzero(enough & ~is_shut & is_strained), now), offers),
        limits=profile.limits,
    )


def _as_is(places: Places, now: Vector) -> list[Way]:
    return [(int(at), None, float(now[at])) for at in places]


def _most_brought(kept: NDArray[np.bool_], now: Vector) -> Places:
    """The CANDIDATES of which one brings most, ties by code."""
    places = np.flatnonzero(kept)
    return places[np.argsort(-now[places], kind="stable")][:CANDIDATES]


def _without(places: Places, told: Iterable[Way]) -> Places:
    return places[~np.isin(places, [at for at, _, _ in told])]


def _through(places: Places, offer: Callable[[int], Offer | None]) -> list[Way]:
    """What an offer brings within reach."""
    found = ((at, offer(at)) for at in places.tolist())
    return [(at, one.code, one.then) for at, one in found if one]


def _gated(places: Places, offers: Offers) -> list[Way]:
    """Shut occupations to which a certification leads that is what their gate asks for."""
    profile, world = offers.profile, offers.world
    codes = world.matrices.occupations

    def offer(at: int) -> Offer | None:
        return offers.certification(at, lambda code: opened_by(code, profile, codes[at], world))

    return _through(places, offer)


def _two_moves(firsts: Places, others: Places, efforts: Efforts) -> list[Way]:
    """Of these others, those within reach after one of the firsts, from which a move leads there: the best first."""
    if not firsts.size or not others.size:
        return []
    covered = (1.0 - efforts.after(firsts)[:, others]) * _led_to(firsts, others, efforts.world)
    codes = efforts.world.matrices.occupations
    best = covered.argmax(axis=0)
    found = zip(others.tolist(), firsts[best].tolist(), covered.max(axis=0).tolist(), strict=True)
    return [(at, codes[first], then) for at, first, then in found if then >= W["reach"]]


def _led_to(firsts: Places, others: Places, world: World) -> NDArray[np.bool_]:
    """Whether a move leads from each of these to each of those: (firsts, others)."""
    codes = world.matrices.occupations
    sure = [{move.target for move in world.mobilities.sure(codes[first])} for first in firsts]
    return np.array([[codes[other] in one for other in others] for one in sure], dtype=bool)


def _listed(ways: Iterable[Way], offers: Offers) -> tuple[Reached, ...]:
    """Best brought first, then best covered then, ties by code; what is to be asked of a physician after the rest."""
    found = [_reached(way, offers) for way in ways]
    return tuple(sorted(found, key=lambda one: (bool(one.limits), -one.now, -one.then, one.occupation.code)))


def _reached(way: Way, offers: Offers) -> Reached:
    at, name, then = way
    catalogue, codes = offers.world.catalogue, offers.world.matrices.occupations
    certification = catalogue.certifications.get(catalogue.owner_of(name)) if name else None
    return Reached(
        occupation=catalogue.occupations[codes[at]],
        now=round(float(offers.profile.abilities.coverage[at]), 6),
        then=round(then, 6),
        through=name,
        level=certification.level if certification else None,
        entry=entry_as_known(certification.code, offers.openings.register) if certification else None,
        limits=offers.world.straining.of(offers.profile.limits).get(codes[at], ()),
    )
