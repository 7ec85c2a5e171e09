"""How one certification would be taken: whole, or the blocs of it that matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from recommend.plan.brief import Brief
from recommend.plan.candidates import Candidate, Candidates, candidates, given_with, missing_of
from recommend.plan.leads import Lead, taught
from recommend.plan.limits import Route
from recommend.plan.modality import Wanted, modality_of
from recommend.plan.refusals import LeftOut, certification_refused, modality_refused
from recommend.weights import W
from referentials.catalogue import Unit


@dataclass(frozen=True, slots=True)
class Way:
    """What may be taken of a certification: itself whole, or so many of its blocs."""

    candidates: Candidates
    blocs: int
    """Blocs at most; 0: the whole."""


def refused(lead: Lead, brief: Brief) -> LeftOut | None:
    """Why a certification is out of the limits, however it is taken; None when it is not."""
    return certification_refused(lead.certification, brief)


def whole(lead: Lead, brief: Brief) -> Way | LeftOut:
    """The certification whole, but for its blocs that are held already."""
    unit = Unit(lead.certification.code, lead.certification.code, lead.certification.title)
    parts = missing_of(unit.code, brief)
    wanted = _wanted(unit, parts, lead, brief)
    modality = modality_of(wanted, brief.practice, brief.limits, brief.register)
    if reason := modality_refused(modality, unit.code, brief):
        return reason
    given = given_with(unit, parts, brief)
    one = Candidate(
        unit=unit,
        parts=parts,
        gives=tuple(sorted({*given, *wanted.teaches})),
        confers=tuple(code for code in given if code not in parts),
        certification=lead.certification,
        factors=lead.factors,
        modality=modality,
        blocs_from=lead.blocs_from,
    )
    return Way(Candidates(brief, (one,), 1, {}), 0)


def by_blocs(lead: Lead, brief: Brief, most: int) -> Way:
    """Its own blocs that are missing, some of which to choose."""
    within = replace(brief, limits=replace(brief.limits, within=lead.certification.code))
    found = candidates(within)
    kept = tuple(replace(one, factors=lead.factors, weighed=1.0) for one in found.kept if one.unit.is_bloc)
    return Way(Candidates(brief, kept, len(kept), {}), most)


def ways(lead: Lead, brief: Brief) -> Iterator[Way | LeftOut]:
    """Ways to take a certification, the first that keeps within the limits being the one to propose.

    A bloc aimed at is taken alone; one begun is finished by its blocs; where most of the occupation is there already,
    a bloc or two are enough, but for what one prepares, and what the law asks for, which is the title. The whole
    otherwise, by VAE where experience covers it. Blocs too where the whole is out of the limits.
    """
    target, limits = brief.gap.target, brief.limits
    own = bool(brief.world.catalogue.blocs_of.get(lead.certification.code))
    if target.kind == "bloc":
        yield by_blocs(lead, brief, 1)
        return
    begun = own and bool(lead.held) and not lead.is_held
    some = own and target.kind == "occupation" and brief.gap.coverage >= W["plan.blocs_enough"]
    enough = some and not brief.shut and lead.certification.code not in brief.profile.preparing
    all_of_it = whole(lead, brief)
    by_vae = isinstance(all_of_it, Way) and all_of_it.candidates.kept[0].modality.route is Route.VAE
    if begun:
        yield by_blocs(lead, brief, limits.blocs)
    elif enough and not by_vae:
        yield by_blocs(lead, brief, min(limits.blocs, int(W["plan.blocs"])))
    if limits.blocs:
        yield all_of_it
    if own:
        yield by_blocs(lead, brief, limits.blocs)


def _wanted(unit: Unit, parts: tuple[str, ...], lead: Lead, brief: Brief) -> Wanted:
    prepared = brief.prepared_by(unit.certification)
    if unit.is_specific or (lead.blocs and not lead.blocs_from):
        return replace(Wanted.of(unit, parts), exercised=lead.exercised, prepared=prepared)
    hours = len(lead.blocs) * W["plan.hours_bloc"] if len(lead.blocs) > 1 else W["plan.hours_whole"]
    return Wanted(unit, parts, taught(unit.code, brief), hours, lead.exercised, prepared)
