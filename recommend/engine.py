"""Engine: one snapshot, one model, and the questions one may ask of them.

Each answer is a pure function of (snapshot, model, passport, date, options): the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Self

from matching.aliases import read_aliases
from matching.encoders.encoder import Encoder, verify
from matching.matcher import Matcher
from passport.document.model import Passport
from recommend.directions.explore import Explored, Prefer, explore
from recommend.directions.paths import CareerPath, paths_to
from recommend.directions.reach import Reach, reach
from recommend.directions.what_if import WhatIf, what_if
from recommend.directions.wishes import Wishes, allowed
from recommend.errors import UnknownCertificationError
from recommend.gap.gap import Gap, build_gap
from recommend.gap.questions import Question, questions
from recommend.gap.target import TargetCode, resolve_target
from recommend.gap.words import Understood, understand, understand_certification, understand_occupation
from recommend.law.vae import Application
from recommend.plan.brief import Brief
from recommend.plan.limits import Limits
from recommend.plan.own import TRADES, OwnTrade, own_trades
from recommend.plan.planner import Planner
from recommend.plan.records import Plan
from recommend.profile.access import Access, access
from recommend.profile.profile import Profile, build_profile
from recommend.rights.rights import Rights, rights
from recommend.world import World
from recommend.world.market import Market
from referentials.catalogue import Catalogue
from referentials.home import current_id, snapshot_path
from referentials.places import Place, places
from referentials.progress import Progress
from referentials.snapshot import Snapshot
from referentials.teaching import teaching_snapshot


class Engine:
    """Answers for one snapshot; open it once and ask many times."""

    def __init__(self, snapshot: Snapshot, matcher: Matcher) -> None:
        self.world = World(snapshot, matcher)

    @classmethod
    def open(
        cls,
        snapshot: Snapshot | str | None = None,
        encoder: Encoder | None = None,
        progress: Progress | None = None,
        aliases: Path | None = None,
        *,
        thorough: bool = False,
    ) -> Self:
        """Open the engine on a snapshot (default: the one in use, else the teaching referential).

        What the model derives from the snapshot is computed the first time, and kept beside it. `aliases`: a file of
        local terms (`matching/aliases.py`); raises TextFileError or AliasError when it cannot be used.
        `thorough`: every file that is used, of the snapshot, of what is derived and of the model, is compared with its
        digest, not only those that may have changed. Raises SnapshotError or DamagedModelError for a damaged one.
        """
        chosen = snapshot if isinstance(snapshot, Snapshot) else open_snapshot(snapshot, thorough=thorough)
        terms = read_aliases(aliases, chosen) if aliases else None
        matcher = Matcher.open(chosen, encoder, progress, terms)
        matcher.link(progress)
        if thorough:
            verify(matcher.encoder)
        return cls(chosen, matcher)

    @property
    def snapshot(self) -> Snapshot:
        """The referentials that it answers with."""
        return self.world.snapshot

    @property
    def matcher(self) -> Matcher:
        """What reads texts."""
        return self.world.matcher

    @property
    def catalogue(self) -> Catalogue:
        """Facts of the snapshot, by code."""
        return self.world.catalogue

    @property
    def model_id(self) -> str:
        """Name of the model that reads texts."""
        return self.world.matcher.model_id

    def profile(self, passport: Passport, as_of: date, *, ignore_unknown: bool = False) -> Profile:
        """Competencies a passport attests at a date. Raises PassportError for codes the snapshot lacks."""
        return build_profile(passport, as_of, self.world, ignore_unknown=ignore_unknown)

    def rights(self, profile: Profile, codes: Sequence[str] = (), applied: Sequence[Application] = ()) -> Rights:
        """What a profile holds and may do at its date, and with the certifications and blocs of these codes.

        `applied`: VAE applications already made. Raises UnknownCertificationError.
        """
        return rights(profile, codes, applied, self.world)

    def own_trades(self, profile: Profile, most: int = TRADES) -> tuple[OwnTrade, ...]:
        """Trades that a profile exercised, each with certifications that a VAE may have recognised."""
        return own_trades(profile, self.world, most)

    def understand(self, text: str, day: date) -> Understood:
        """Read a target told by its code or in words; of a certification, the fiche of a day.

        Raises CodeError, UnknownCodeError or TargetError: SeveralTargetsError and UnknownTargetError tell the readings.
        """
        return understand(text, day, self.world)

    def gap(self, profile: Profile, target: TargetCode | str) -> Gap:
        """What separates a profile from a target, told by its code or in words. Raises as `understand` does."""
        read = self.understand(target, profile.as_of) if isinstance(target, str) else Understood(target)
        return build_gap(profile, replace(resolve_target(read.code, self.world), words=read.words))

    def questions(self, gap: Gap) -> tuple[Question, ...]:
        """The few questions that would settle the most doubt about a gap."""
        return questions(gap, self.catalogue)

    def access(self, profile: Profile, occupation: str) -> Access:
        """What one must hold to exercise an occupation, and how much of it the passport shows."""
        return access(profile, occupation, self.world)

    def explore(
        self,
        profile: Profile,
        wishes: Wishes | None = None,
        prefer: Prefer | None = None,
        near: Place | None = None,
    ) -> list[Explored]:
        """Every occupation that the wishes leave, best covered first, or by coverage and a preference, near a place."""
        return explore(profile, wishes or Wishes(), self.world, prefer, near)

    def place(self, text: str) -> Place:
        """The commune, département or region that a text names. Raises UnknownPlaceError."""
        return places().find(text, self.catalogue.cities)

    def market(self, occupation: str, near: Place | None = None) -> Market:
        """What the labour market says of an occupation, near a place or in the nation."""
        return self.world.markets.of(occupation, near)

    def what_if(self, profile: Profile, code: str) -> WhatIf:
        """What holding a bloc or a certification would change. Raises UnknownCertificationError."""
        return what_if(code, profile, self.world)

    def understand_occupation(self, text: str) -> Understood:
        """The same, of a target that can only be an occupation."""
        return understand_occupation(text, self.world)

    def understand_certification(self, text: str, day: date) -> Understood:
        """The same, of what can only be a certification or a bloc."""
        return understand_certification(text, day, self.world)

    def paths(self, profile: Profile, destination: str, wishes: Wishes | None = None, n: int = 5) -> list[CareerPath]:
        """Best paths to an occupation, told by its code or in words; wishes hold on the way.

        Raises CodeError, UnknownCodeError, TargetError.
        """
        target = resolve_target(self.understand_occupation(destination).code, self.world)
        return paths_to(target.code, profile, self.world, allowed(wishes or Wishes(), self.snapshot), n)

    def reach(self, profile: Profile, wishes: Wishes | None = None) -> Reach:
        """Occupations within reach now, after one bloc, one certification, two moves, within the wishes."""
        return reach(profile, self.world, allowed(wishes or Wishes(), self.snapshot))

    def plan(self, profile: Profile, target: TargetCode | str | Gap, limits: Limits | None = None) -> Plan:
        """What closes the gap to a target within limits: one certification, or a mix; a gap already known may be given.

        Raises as `gap` does, and UnknownCertificationError for a certification to stay in that is not there.
        """
        return self._planner(profile, target, limits).plan()

    def plans(self, profile: Profile, target: TargetCode | str | Gap, limits: Limits | None = None) -> list[Plan]:
        """The same, then a plan for every other aim: quickest, cheapest (where prices are known), most opening."""
        planner = self._planner(profile, target, limits)
        return [planner.plan(aim) for aim in planner.aims]

    def _planner(self, profile: Profile, target: TargetCode | str | Gap, limits: Limits | None) -> Planner:
        chosen = limits or Limits()
        if chosen.within is not None and chosen.within not in self.catalogue.certifications:
            raise UnknownCertificationError([chosen.within])
        gap = target if isinstance(target, Gap) else self.gap(profile, target)
        return Planner(Brief(profile, gap, chosen, self.world))


def open_snapshot(reference: str | None = None, *, thorough: bool = False) -> Snapshot:
    """Open a snapshot by id, prefix or path; by default the one in use, else the teaching referential.

    `thorough`: see `Engine.open`.
    """
    chosen = None if reference == "teaching" else reference or current_id()
    path = snapshot_path(chosen) if chosen else teaching_snapshot().path
    return Snapshot.open(path, thorough=thorough)
