"""Certifications that lead to a target, best first: what each is, and what weighs for or against it for this person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from math import prod
from statistics import median

from recommend.law.levels import Level
from recommend.law.standing import Entry
from recommend.law.vae import Vae, may_be_tried
from recommend.plan.brief import Brief
from recommend.plan.judged import Doubt, Facts, doubts, factors
from recommend.rights.claim import kept_claim
from recommend.weights import W
from recommend.world.fit import Fits
from recommend.world.schooling import is_schooling
from recommend.world.speaking import speaking, told_in_access
from referentials.catalogue import Certification
from referentials.text import fold
from referentials.titles import subject


class Towards(StrEnum):
    """How a certification is tied to the target."""

    ITSELF = "itself"
    """It is the target, or has replaced it."""
    TARGET = "target"
    """Its fiche says that it leads to the occupation, or to its family."""
    NEAR = "near"
    """It leads to an occupation from which, or to which, one moves; shown when nothing leads to the target."""


@dataclass(frozen=True, slots=True)
class Lead:
    """One of them. `factors` multiply to `score`; it is realistic where nothing is doubted."""

    certification: Certification
    towards: Towards
    replaces: str | None
    """The closed certification that it stands for, where the link is that one's."""
    entry: Entry
    level: Level
    blocs: tuple[str, ...]
    """Those that tell what it teaches."""
    blocs_from: str | None
    """The certification that it replaced, when they are that one's."""
    vae: Vae
    vae_open: bool
    """Whether a VAE may be proposed, to be checked unless `vae` says that it is admissible."""
    covered: float
    """Share of what it teaches that experience covers."""
    exercised: bool
    """Whether it speaks of an occupation long exercised."""
    courses: int
    """Trainings known that prepare it."""
    held: tuple[str, ...]
    """Itself, or what it replaced, where it is held; else its blocs that are."""
    doubts: tuple[Doubt, ...]
    factors: Mapping[str, float]
    alike: tuple[str, ...] = ()
    """Other certifications of the same title and level, of other certifiers, that are worth no more."""

    @property
    def score(self) -> float:
        """0 to about 2."""
        return prod(self.factors.values())

    @property
    def is_realistic(self) -> bool:
        """Whether nothing is doubted."""
        return not self.doubts

    @property
    def is_held(self) -> bool:
        """Whether it, or one that it replaced, is held whole."""
        return bool(self.held) and not any("BC" in code for code in self.held)


def one_of_each_title(leads: Sequence[Lead]) -> tuple[Lead, ...]:
    """The best of those that share a title and a level, best first; the others are told with it. One held stays."""
    groups: dict[tuple[str, int | None, bool], list[Lead]] = {}
    for lead in leads:
        said = fold(subject(lead.certification.title or lead.certification.code))
        groups.setdefault((said, lead.certification.level, bool(lead.held)), []).append(lead)
    return tuple(
        replace(first, alike=tuple(other.certification.code for other in others)) for first, *others in groups.values()
    )


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties a certification to the target, and to what was exercised."""

    replaces: str | None
    towards: Towards
    exercised: bool


@dataclass(frozen=True, eq=False)
class Leads:
    """Those of a brief."""

    brief: Brief

    @cached_property
    def ranked(self) -> tuple[Lead, ...]:
        """Best first; realistic ones before the others of a same worth."""
        found = self._made(self._leading, Towards.TARGET if self._is_occupation else Towards.ITSELF)
        if self._is_occupation and not any(one.entry is not Entry.CLOSED for one in found):
            found = (
                *found,
                *(one for one in self._made(self._near, Towards.NEAR) if one.factors["speaks"] >= W["fit.speaks"]),
            )
        return tuple(sorted(found, key=lambda one: (-round(one.score, 6), one.certification.code)))

    @cached_property
    def held(self) -> tuple[str, ...]:
        """Certifications held that lead to the occupation, closed ones included.

        They speak of it, or most of it is covered: a doctorate in chemistry names no occupation. Of a level that ROME
        names for it, less is enough: a master in human resources leads to recruiting.
        """
        if not self._is_occupation:
            return ()
        catalogue, families = self.brief.world.catalogue, self.brief.gap.target.families
        owned = [
            code
            for code in sorted(self.brief.profile.certifications)
            if code in catalogue.certifications
            and catalogue.certifications[code].title
            and families.intersection(catalogue.romes_of.get(code, ()))
        ]
        fits = self._fits.of(self.brief.gap.target.code, owned)
        coverage = self.brief.gap.coverage
        if coverage >= W["plan.ready_held"]:
            return tuple(
                code for code in owned if fits[code] >= W["fit.names"] or self._is_high_enough(code) is not False
            )
        some = coverage >= W["plan.ready_level"] and not self.brief.shut
        return tuple(code for code in owned if fits[code] >= W["fit.speaks"] or (some and self._is_high_enough(code)))

    def _is_high_enough(self, code: str) -> bool | None:
        """Whether a certification is of a level that ROME names for the target, where both are known.

        A technician's leads to no chief.
        """
        level, asked = self.brief.world.catalogue.certifications[code].level, self.brief.studies
        return level >= asked.lowest if level and asked and asked.lowest else None

    @property
    def _is_occupation(self) -> bool:
        return self.brief.gap.target.kind == "occupation"

    @cached_property
    def closed(self) -> int:
        """How many lead to the target that one enters no more, and that nothing open replaced."""
        register = self.brief.register
        shut = [one for one in self._codes if one not in self._leading and register.entries[one] is Entry.CLOSED]
        return sum(not any(new in self._leading for new in register.standing(code).replaced_by) for code in shut)

    @property
    def _codes(self) -> tuple[str, ...]:
        """Codes that lead to the target, whether one enters them or not."""
        target, catalogue = self.brief.gap.target, self.brief.world.catalogue
        if not self._is_occupation:
            return (catalogue.owner_of(target.code),)
        romes = sorted(target.families)
        return tuple(dict.fromkeys(code for rome in romes for code in catalogue.certifications_to.get(rome, ())))

    @cached_property
    def _leading(self) -> dict[str, str | None]:
        """Codes that lead to the target, and that one may enter."""
        within = self.brief.limits.within
        return {within: None} if within else self._entered(self._codes)

    @property
    def _near(self) -> dict[str, str | None]:
        """Codes that lead to the families from which, or to which, one moves, when none leads to the target."""
        catalogue, target = self.brief.world.catalogue, self.brief.gap.target
        moves = [move.target for move in self.brief.world.mobilities.of(target.code)]
        romes = dict.fromkeys(rome for code in moves for rome in (catalogue.occupations[code].family, code))
        return self._entered(code for rome in romes for code in catalogue.certifications_to.get(rome, ()))

    def _entered(self, codes: Iterable[str]) -> dict[str, str | None]:
        """Those that one may enter, a closed one giving way to what replaced it, with what it stands for."""
        register, catalogue, profile = self.brief.register, self.brief.world.catalogue, self.brief.profile
        found: dict[str, str | None] = {}
        for code in dict.fromkeys(codes):
            entry = register.entries[code]
            if entry is Entry.CLOSED and not kept_claim(code, profile, catalogue):
                for new in register.standing(code).replaced_by:
                    found.setdefault(new, code)
            elif entry is not Entry.NOT_YET:
                found[code] = None
        known = {code: old for code, old in found.items() if catalogue.certifications[code].title}
        return {code: old for code, old in known.items() if not (self._is_occupation and code.startswith("RS"))}

    def _made(self, codes: Mapping[str, str | None], towards: Towards) -> tuple[Lead, ...]:
        """The `lead.looked_at` best by all but what their titles mean, then weighed with that."""
        facts = [self._facts(code, towards) for code in codes]
        rough = self._roughly(list(codes)) if self._is_occupation else {}
        worth = {
            one.code: prod(factors(replace(one, usual=None), self.brief).values()) * rough.get(one.code, 1.0) ** 3
            for one in facts
        }
        kept = sorted(facts, key=lambda one: (-round(worth[one.code], 6), one.code))[: int(W["lead.looked_at"])]
        fits = self._speaking([one.code for one in kept])
        named = _usual([(one.certification.level, fits[one.code]) for one in kept])
        usual = _beside(named, self.brief.usual_level)
        exercised = self._exercised([one.code for one in kept])
        return tuple(
            self._lead(
                replace(one, usual=usual, named=named),
                fits[one.code],
                Tie(codes[one.code], towards, one.code in exercised),
            )
            for one in kept
        )

    def _roughly(self, codes: Sequence[str]) -> dict[str, float]:
        """How much each speaks of the occupation by the words of its title alone, 0 to 1.

        Those that ROME names are read; of those of which the register says little, only the nearest.
        """
        target, world = self.brief.gap.target.code, self.brief.world
        named, known = told_in_access(target, codes, world), world.catalogue.certifications
        rough = self._fits.roughly(target, codes)
        doubted = {code: W["lead.level_unknown"] if known[code].level_from else 1.0 for code in codes}
        return {code: 1.0 if code in named else found * doubted[code] for code, found in rough.items()}

    def _speaking(self, codes: Sequence[str]) -> dict[str, float]:
        """How much each speaks of the occupation, by its title, or else by what it teaches; 1 of a target itself."""
        if not self._is_occupation or not codes:
            return dict.fromkeys(codes, 1.0)
        return speaking(self.brief.gap.target.code, codes, self.brief.world)

    def _exercised(self, codes: Sequence[str]) -> frozenset[str]:
        """Certifications that lead to an occupation long exercised, and speak of it unless they are the very target."""
        catalogue, found = self.brief.world.catalogue, set()
        for occupation in self.brief.practised:
            romes = {occupation, catalogue.occupations[occupation].family}
            leading = [code for code in codes if romes.intersection(catalogue.romes_of.get(code, ()))]
            fits = self._fits.of(occupation, leading) if self._is_occupation else dict.fromkeys(leading, 1.0)
            found |= {code for code in leading if fits[code] >= W["fit.names"]}
        return frozenset(found)

    @property
    def _fits(self) -> Fits:
        return self.brief.world.fits

    def _facts(self, code: str, towards: Towards) -> Facts:
        world, profile = self.brief.world, self.brief.profile
        blocs, _ = world.catalogue.described_blocs_of(code)
        return Facts(
            code=code,
            certification=world.catalogue.certifications[code],
            near=towards is Towards.NEAR,
            entry=self.brief.register.entries[code],
            replaced=code in world.catalogue.successors,
            required=self.brief.register.level(code).required,
            romes=len(world.catalogue.romes_of.get(code, ())),
            described=bool(blocs),
            courses=len(world.catalogue.courses_of.get(code, ())),
            begun=any(bloc in profile.holdings for bloc in world.catalogue.blocs_of.get(code, ())),
            preparing=code in profile.preparing,
            schooling=any(is_schooling(world.catalogue.blocs[bloc].title or "") for bloc in blocs),
            usual=self.brief.usual_level,
            named=None,
        )

    def _lead(self, facts: Facts, fit: float, tie: Tie) -> Lead:
        code, world, register = facts.code, self.brief.world, self.brief.register
        blocs, blocs_from = world.catalogue.described_blocs_of(code)
        covered = self.brief.practice.share(taught(code, self.brief))
        vae = register.vae(code)
        vae_open = may_be_tried(vae, world.catalogue.known_routes_of(code)[0])
        weighed = {**factors(facts, self.brief), "speaks": fit}
        if vae_open and not facts.preparing and (tie.exercised or covered >= W["plan.vae_covered"]):
            weighed["vae"] = W["lead.vae"]
        return Lead(
            certification=facts.certification,
            towards=tie.towards,
            replaces=tie.replaces,
            entry=facts.entry,
            level=register.level(code),
            blocs=blocs,
            blocs_from=blocs_from,
            vae=vae,
            vae_open=vae_open,
            covered=round(covered, 6),
            exercised=tie.exercised,
            courses=facts.courses,
            held=self._held(code),
            doubts=doubts(facts, fit, self.brief),
            factors=weighed,
        )

    def _held(self, code: str) -> tuple[str, ...]:
        holdings, catalogue = self.brief.profile.holdings, self.brief.world.catalogue
        whole = tuple(one for one in (code, *catalogue.predecessors_of(code)) if one in holdings)
        if not whole and code in self.brief.profile.already:
            return (code,)
        return whole[:1] or tuple(bloc for bloc in catalogue.blocs_of.get(code, ()) if bloc in holdings)


def _usual(levels: Sequence[tuple[int | None, float]]) -> float | None:
    """Usual level of an occupation: the median of certifications that name it; None when fewer than two do."""
    naming = [level for level, fit in levels if level and fit >= W["fit.names"]]
    return float(median(naming)) if len(naming) > 1 else None


def _beside(level: float | None, family: float | None) -> float | None:
    """The level nearest to this one within half a level of the usual one of the family."""
    if level is None or family is None:
        return family
    return min(max(level, family - 0.5), family + 0.5)


def taught(code: str, brief: Brief) -> tuple[str, ...]:
    """Units that tell what a certification teaches: its blocs, else itself and those of the one that it replaced."""
    blocs, blocs_from = brief.world.catalogue.described_blocs_of(code)
    units = blocs if blocs and not blocs_from else (code, *blocs)
    return tuple(unit for unit in units if unit in brief.world.planning.unit_index)
