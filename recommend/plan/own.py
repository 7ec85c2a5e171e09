"""Certifications of the trades that a person exercises already: what a VAE may have recognised, to be weighed.

Nothing is asked for of how long one exercised (L6411-1); whether an application is admissible is the certifier's to
say, what is obtained the jury's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recommend.gap.gap import build_gap
from recommend.gap.target import resolve_target
from recommend.plan.brief import Brief
from recommend.plan.judged import Doubt
from recommend.plan.leads import Lead, Leads, one_of_each_title
from recommend.plan.limits import Limits
from recommend.plan.modality import Practice
from recommend.profile.profile import Profile
from recommend.weights import W
from recommend.world import World
from referentials.codes import RomeCode

TRADES, NAMED = 2, 3
"""Trades that are told of at most, most exercised first; certifications that are named for each."""
_DOWN = 2
"""Levels under the one held from which a certification of a trade is no step: of a job of one's studies, most often."""
_AGAINST = frozenset({Doubt.OTHER_TRADE, Doubt.BELOW, Doubt.LANGUAGE, Doubt.TOO_HIGH})


@dataclass(frozen=True, slots=True)
class OwnTrade:
    """An occupation exercised, and certifications that name it, are not held, and that a VAE may give."""

    occupation: str
    leads: tuple[Lead, ...]


def own_trades(profile: Profile, world: World, most: int = TRADES) -> tuple[OwnTrade, ...]:
    """Trades exercised long enough for most of them to be known by practice, each with what a VAE may recognise."""
    found: list[OwnTrade] = []
    for one in _told(profile, world):
        found.append(one)
        if len(found) == most:
            break
    return tuple(found)


def _told(profile: Profile, world: World) -> Iterator[OwnTrade]:
    named = set[str]()
    for code in _practised(profile, world):
        leads = [lead for lead in _of_trade(code, profile, world) if lead.certification.code not in named][:NAMED]
        if leads:
            named.update(lead.certification.code for lead in leads)
            yield OwnTrade(code, tuple(leads))


def _practised(profile: Profile, world: World) -> list[str]:
    """Occupations that practice gives most of, the most first; but those that the health told of keeps away from."""
    core, places = world.demands.core_coverage(Practice.of(profile, world).believed), world.matrices.occupation_index
    kept_away = world.straining.of(profile.limits).keys()
    part = {code: round(float(core[places[code]]), 6) for code in profile.practised - kept_away}
    return sorted((code for code in part if part[code] >= W["plan.vae_practised"]), key=lambda one: (-part[one], one))


def _of_trade(code: str, profile: Profile, world: World) -> list[Lead]:
    """Certifications of a trade that a VAE may recognise, best first; those above the level held before the others.

    Only those where one of the trade is held.
    """
    brief = Brief(profile, build_gap(profile, resolve_target(RomeCode(code), world)), Limits(), world)
    leads, held = Leads(brief), profile.level or 0
    told = [lead for lead in one_of_each_title(leads.ranked) if (lead.certification.level or 0) >= held - _DOWN]
    found = [lead for lead in told if _is_fair(lead, profile) and _has_jury(lead, world)]
    higher = [lead for lead in found if (lead.certification.level or 0) > held]
    return higher if leads.held else [*higher, *(lead for lead in found if lead not in higher)]


def _is_fair(lead: Lead, profile: Profile) -> bool:
    """Whether it names the trade, which covers some of it, is not held, and nothing known speaks against it."""
    new = lead.vae_open and not lead.held and lead.certification.code not in profile.already
    speaks = lead.factors["speaks"] >= W["fit.names"] and lead.covered >= W["plan.vae_own"]
    return new and speaks and not _AGAINST.intersection(lead.doubts)


def _has_jury(lead: Lead, world: World) -> bool:
    """Whether its fiche, or that of what it replaced, names the VAE among its routes."""
    return "vae" in world.catalogue.known_routes_of(lead.certification.code)[0]
