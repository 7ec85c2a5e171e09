"""The answers of directions: where one could go, by which ways, and what a bloc would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answers.builders.base import advice_origin, item_label
from answers.builders.market import market, preference
from answers.shapes import directions as shape
from answers.shapes.base import ItemBefore
from answers.shapes.market import Preference
from answers.words.directions import as_a_whole, no_short_path, on_the_way, reached
from answers.words.forms import titled
from answers.words.limits import told as limits_told
from answers.words.rights import notes
from answers.words.targets import understood_told
from recommend.directions.changes import Change, Changes
from recommend.directions.explore import Explored, apart
from recommend.directions.paths import CareerPath, CareerStep
from recommend.directions.reach import Reach, Reached
from recommend.directions.what_if import Nearer, WhatIf
from recommend.engine import Engine
from recommend.gap.words import Understood
from recommend.profile.profile import Profile
from recommend.weights import W
from recommend.world.mobilities import Mobility
from referentials.places import Place


@dataclass(frozen=True)
class Telling:
    """What is said beside paths: the wishes gone against, what was understood of the words, the market of a place."""

    aim: str
    """Code of the destination."""
    notes: Sequence[str]
    understood: str | None
    near: Place | None


def explore_answer(
    engine: Engine, profile: Profile, found: Sequence[Explored], n: int, near: Place | None = None
) -> shape.ExploreAnswer:
    """The first n occupations of those found, best covered first; what the labour market says of each near a place."""
    told = apart(found)
    return shape.ExploreAnswer(
        **advice_origin(engine, profile),
        total=len(told.free),
        occupations=[_explored(engine, one, near) for one in told.free[:n]],
        regulated=[_explored(engine, one, near) for one in told.far[:n]],
        strained=[_explored(engine, one, near) for one in told.strained[:n]],
        limits=limits_told(profile.limits) or None,
    )


def explore_since_answer(answer: shape.ExploreAnswer, since: str, found: Changes) -> shape.ExploreSinceAnswer:
    """The same, and what changed since another snapshot."""
    changes = shape.ChangedSince(
        since=since,
        came=[_change(one) for one in found.came],
        left=[_change(one) for one in found.left],
        appeared=[_change(one) for one in found.appeared],
        gone=[_change(one) for one in found.gone],
        moved=[_change(one) for one in found.moved],
    )
    return shape.ExploreSinceAnswer(**dict(answer), changes=changes)


def paths_answer(engine: Engine, profile: Profile, found: Sequence[CareerPath], telling: Telling) -> shape.PathsAnswer:
    """Paths to an occupation, easiest hardest step first."""
    return shape.PathsAnswer(
        **advice_origin(engine, profile),
        understood=telling.understood,
        notes=list(telling.notes),
        paths=[career_path(engine, path, telling.near) for path in found],
        no_path=None if found else no_path_told(engine, profile, telling.aim),
    )


def no_path_told(engine: Engine, profile: Profile, aim: str) -> str:
    """That no short path leads to an occupation."""
    place = engine.world.matrices.occupation_index[aim]
    return no_short_path(engine.catalogue.occupations[aim].label, float(profile.abilities.coverage[place]))


def destination_told(engine: Engine, read: Understood) -> str | None:
    """What was understood of the words of a destination; None where its code was given."""
    code = str(read.code)
    return understood_told(read.words, code, engine.catalogue.occupations[code].label) if read.words else None


def career_path(engine: Engine, path: CareerPath, near: Place | None = None) -> shape.CareerPath:
    """One path, step by step."""
    return shape.CareerPath(
        hardest=path.hardest,
        total=path.total,
        level=path.level or None,
        opens=path.opens,
        called=path.called,
        best_at=list(path.best_at),
        why=as_a_whole(path),
        steps=[_path_step(engine, step, near) for step in path.steps],
    )


def reach_answer(engine: Engine, profile: Profile, found: Reach, near: Place | None = None) -> shape.ReachAnswer:
    """Occupations within reach, by how."""
    return shape.ReachAnswer(
        **advice_origin(engine, profile),
        reach=W["reach"],
        brings=W["reach.brings"],
        now=[_reached(engine, one, near) for one in found.now],
        one_bloc=[_reached(engine, one, near) for one in found.one_bloc],
        one_certification=[_reached(engine, one, near) for one in found.one_certification],
        two_moves=[_reached(engine, one, near) for one in found.two_moves],
        regulated=[_reached(engine, one, near) for one in found.regulated],
        strained=[_reached(engine, one, near) for one in found.strained],
        limits=limits_told(found.limits) or None,
    )


def what_if_answer(engine: Engine, profile: Profile, found: WhatIf) -> shape.WhatIfAnswer:
    """What holding a bloc or a certification would change."""
    items = engine.catalogue.items
    return shape.WhatIfAnswer(
        **advice_origin(engine, profile),
        code=found.code,
        title=titled(found.code, found.title),
        certification=found.certification,
        held=found.held is not None,
        confers=list(found.confers),
        notes=notes(found.held, found.standing, engine.catalogue),
        reach=W["reach"],
        added=[
            ItemBefore(code=one.item, label=items[one.item].label, before=one.before, after=one.after)
            for one in found.added
        ],
        occupations=[_nearer(one) for one in found.occupations],
    )


def _explored(engine: Engine, one: Explored, near: Place | None) -> shape.Explored:
    return shape.Explored(
        code=one.occupation.code,
        label=one.occupation.label,
        coverage=one.coverage,
        guaranteed_coverage=one.guaranteed,
        core_coverage=one.core,
        exercised=one.exercised,
        mobility=_mobility(one),
        market=market(engine, one.occupation.code, near),
        preference=_preference(engine, one, near),
        shut=one.shut,
        limits=list(one.limits),
        asks=[asked.label for asked in one.asks],
        why=reached(one),
    )


def _preference(engine: Engine, one: Explored, near: Place | None) -> Preference | None:
    if one.preferred is None:
        return None
    return preference(engine.market(one.occupation.code, near), one.preferred)


def _mobility(one: Explored) -> shape.ExploredMobility | None:
    if one.mobility_from is None or one.mobility_rank is None:
        return None
    return shape.ExploredMobility(start=one.mobility_from, rank=one.mobility_rank)


def _change(one: Change) -> shape.Change:
    return shape.Change(code=one.occupation.code, label=one.occupation.label, before=one.before, after=one.after)


def _path_step(engine: Engine, step: CareerStep, near: Place | None) -> shape.PathStep:
    return shape.PathStep(
        code=step.occupation.code,
        label=step.occupation.label,
        regulated=step.occupation.regulated,
        transitions=list(step.occupation.transitions),
        effort=step.effort,
        level=step.level,
        exercised=step.exercised,
        asks=[asked.label for asked in step.asks],
        limits=list(step.limits),
        move=_move(step.mobility) if step.mobility else None,
        takes=[item_label(engine, code) for code in step.takes],
        brings=[item_label(engine, code) for code in step.brings],
        market=market(engine, step.occupation.code, near),
        why=on_the_way(step),
    )


def _move(move: Mobility) -> shape.PathMove:
    return shape.PathMove(start=move.start, recorded=move.recorded, rank=move.rank, nearness=move.nearness)


def _reached(engine: Engine, one: Reached, near: Place | None) -> shape.Reached:
    return shape.Reached(
        code=one.occupation.code,
        label=one.occupation.label,
        now=one.now,
        then=one.then,
        through=one.through,
        level=one.level,
        entry=one.entry,
        limits=list(one.limits),
        market=market(engine, one.occupation.code, near),
    )


def _nearer(one: Nearer) -> shape.OccupationNearer:
    return shape.OccupationNearer(
        code=one.occupation.code,
        label=one.occupation.label,
        regulated=one.occupation.regulated,
        before=one.before,
        after=one.after,
        opened=one.opened,
    )
