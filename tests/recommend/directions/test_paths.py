"""Paths: no loop, none beaten by another, recorded moves told apart; and what is within reach."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answers.builders.directions import Telling, paths_answer
from answers.words.directions import against_told, as_a_whole, on_the_way
from recommend.directions.efforts import Efforts
from recommend.directions.pareto import beats, few, front
from recommend.directions.paths import COUNTS, CareerPath, passable
from recommend.directions.wishes import Wishes, against, allowed, read_wishes
from recommend.engine import Engine
from recommend.errors import TargetError
from recommend.law.levels import BELOW
from recommend.profile.access import is_shut, shut_of
from recommend.profile.profile import Profile
from recommend.weights import W
from referentials.errors import CodeError
from tests.support.passports import DAY, obtained, passport


@pytest.fixture(scope="module")
def profile(engine: Engine) -> Profile:
    """A job of the teaching referential."""
    job = {"id": "e1", "kind": "employment", "title": "Vendeuse", "rome": "D1106", "start": "2019", "end": "2023"}
    return engine.profile(passport(experiences=[job]), DAY)


def every_path(engine: Engine, profile: Profile) -> list[CareerPath]:
    found = []
    for code in engine.catalogue.occupations:
        try:
            found += engine.paths(profile, code, n=20)
        except TargetError:
            continue
    return found


def test_no_path_visits_an_occupation_twice_and_each_ends_where_it_should(engine: Engine, profile: Profile) -> None:
    """Nor one already exercised, on the way."""
    for path in every_path(engine, profile):
        codes = [step.occupation.code for step in path.steps]
        assert len(codes) == len(set(codes)) <= 3
        assert "D1106" not in codes[:-1]
        assert len(codes) == 1 or codes[-1] != "D1106"
        assert path.steps[-1].exercised is (codes[-1] == "D1106")
        assert path.hardest == max(step.effort for step in path.steps)


LEARNT = ["RNCP37674", "RNCP35191", "RNCP40994", "RNCP39927"]
"""Certifications of levels 3 to 5 of the teaching referential, by whom some may be held."""


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_path_goes_through_a_regulated_occupation_or_one_too_high_or_twice(
    engine: Engine, data: st.DataObject
) -> None:
    """Whoever the holder and whatever the destination; it alone may be regulated, or high."""
    catalogue = engine.catalogue
    jobs = data.draw(st.lists(st.sampled_from(sorted(catalogue.occupations)), max_size=3, unique=True))
    held = data.draw(st.lists(st.sampled_from(LEARNT), max_size=2, unique=True))
    holder = engine.profile(passport(
        certifications=[obtained(code) for code in held],
        experiences=[
            {"id": code, "kind": "employment", "title": catalogue.occupations[code].label, "rome": code,
             "start": "2019", "end": "2023"}
            for code in jobs
        ],
    ), DAY)  # fmt: skip
    known = [catalogue.certifications[code] for code in holder.holdings if code in catalogue.certifications]
    highest = max((one.level or 0 for one in known), default=0)
    for path in every_path(engine, holder):
        codes = [step.occupation.code for step in path.steps]
        assert len(codes) == len(set(codes))
        assert not set(codes[:-1]) & set(jobs)
        aim = path.steps[-1].level
        for step in path.steps[:-1]:
            assert not step.occupation.regulated
            assert step.level is None or aim is None or step.level <= max(aim, highest) + BELOW


def test_a_level_that_is_not_known_bars_no_way(
    engine: Engine, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither that of the occupation passed through, nor that of the destination."""
    catalogue = engine.catalogue
    levels = {"D1106": 3.0, "D1102": 3.0, "D1502": 7.0}
    monkeypatch.setitem(catalogue.__dict__, "usual_levels", levels)
    assert "D1502" not in passable("D1102", profile, catalogue)
    assert "D1507" in passable("D1102", profile, catalogue)
    assert "D1502" in passable("D1505", profile, catalogue)


def test_only_a_start_is_said_to_be_within_reach(engine: Engine, profile: Profile) -> None:
    """Never the destination, which the holder named, nor a step that a move leads to."""
    for path in every_path(engine, profile):
        for rank, step in enumerate(path.steps):
            assert step.is_start is (rank == 0 and step.mobility is None and len(path.steps) > 1)
            assert "à votre portée" not in on_the_way(replace(step, is_start=False))
            assert "à votre portée" in on_the_way(replace(step, is_start=True, mobility=None, exercised=False))


def test_every_step_is_a_sure_move_that_one_brings_enough_of(engine: Engine, profile: Profile) -> None:
    """Recorded, or inferred at `path.near`, or within reach; none as hard as going straight, none nearly as far."""
    efforts, places = Efforts(profile, engine.world), engine.world.matrices.occupation_index
    for path in every_path(engine, profile):
        straight = efforts.first[places[path.destination.code]]
        for rank, step in enumerate(path.steps):
            move = step.mobility
            assert step.exercised or step.effort <= 1.0 - W["reach.brings"] + 1e-6
            assert (
                step.exercised
                or (move and (move.recorded or (move.nearness or 0.0) >= W["path.near"]))
                or (rank == 0 and 1.0 - step.effort >= W["reach"])
            )
            if rank + 1 < len(path.steps):
                assert efforts.first[places[step.occupation.code]] <= W["path.nearer"] * straight + 1e-6
                assert step.effort <= W["path.nearer"] * straight + 1e-6


def test_no_short_path_is_an_answer(engine: Engine) -> None:
    """Who shows nothing has none, and is told so, with what would lead there."""
    nobody = engine.profile(passport(), DAY)
    assert engine.paths(nobody, "D1106") == []
    answer = paths_answer(engine, nobody, [], Telling("D1106", (), None, None))
    assert answer.paths == []
    assert answer.no_path
    assert "Pas de chemin court" in answer.no_path


def test_no_one_passes_through_a_trade_that_is_shut_to_them(engine: Engine, profile: Profile) -> None:
    """Nor does what a path opens count one."""
    shut = shut_of(profile, engine.world)
    assert shut == {code for code in engine.catalogue.occupations if is_shut(profile, code, engine.world)}
    assert not any(step.occupation.code in shut for path in every_path(engine, profile) for step in path.steps[:-1])


def counts(path: CareerPath) -> tuple[float, ...]:
    """Lower is better on each."""
    return (path.hardest, len(path.steps), path.total, path.level, -path.opens, -path.called)


def test_no_path_is_beaten_by_another(engine: Engine, profile: Profile) -> None:
    """On effort, steps, level, reach and transitions at once."""
    for code in list(engine.catalogue.occupations)[:12]:
        found = [counts(path) for path in engine.paths(profile, code, n=20)]
        assert not any(beats(other, one) for one in found for other in found)


def test_a_path_is_said_the_best_at_what_no_other_does_as_well(engine: Engine, profile: Profile) -> None:
    """And at nothing else; a path alone is the best at nothing."""
    for code in list(engine.catalogue.occupations)[:12]:
        found = engine.paths(profile, code, n=20)
        for path in found:
            others = [counts(other) for other in found if other is not path]
            alone = {
                name
                for place, name in enumerate(COUNTS)
                if others and counts(path)[place] and all(counts(path)[place] < other[place] for other in others)
            }
            assert set(path.best_at) == alone


def test_a_path_opens_what_practising_all_its_steps_covers(engine: Engine, profile: Profile) -> None:
    """Counted one occupation at a time, from the practice of each step."""
    efforts = Efforts(profile, engine.world)
    taught = engine.world.practice.toarray()
    index, occupations = engine.world.matrices.occupation_index, engine.world.matrices.occupations
    for path in engine.paths(profile, "D1102", n=20):
        steps = [step.occupation.code for step in path.steps]
        beliefs = np.maximum.reduce([efforts.believed, *(taught[index[code]] for code in steps)])
        before, after = engine.world.demands.coverage(efforts.believed), engine.world.demands.coverage(beliefs)
        came = np.flatnonzero((before < W["reach"]) & (after >= W["reach"]))
        others = [c for c in (occupations[at] for at in came) if not engine.catalogue.occupations[c].regulated]
        assert path.opens == len(set(others) - set(steps))


def test_recorded_moves_are_told_apart(engine: Engine, profile: Profile) -> None:
    """A move is recorded exactly when ROME has it."""
    for path in every_path(engine, profile):
        for step in path.steps:
            if step.mobility:
                recorded = dict(engine.catalogue.mobilities.get(step.mobility.start, ()))
                assert step.mobility.recorded is (step.occupation.code in recorded)


@given(ways=st.lists(st.tuples(*[st.integers(0, 4).map(float)] * 3), max_size=12), n=st.integers(1, 5))
def test_a_front_beats_all_it_leaves_out_and_a_few_of_it_keep_each_best(ways: list[tuple[float, ...]], n: int) -> None:
    """Whatever the ways."""
    kept = front(ways)
    assert all(any(beats(ways[at], way) for at in kept) for place, way in enumerate(ways) if place not in kept)
    assert not any(beats(ways[a], ways[b]) for a in kept for b in kept)
    chosen = few(ways, list(range(len(ways))), n)
    assert len(chosen) == min(n, len(ways))
    if n >= 3 and ways:
        assert all(min(ways[at][c] for at in chosen) == min(way[c] for way in ways) for c in range(3))


def test_the_effort_of_going_straight_is_what_the_gap_leaves(engine: Engine, profile: Profile) -> None:
    """Practice of another occupation never adds to it."""
    efforts = Efforts(profile, engine.world)
    every = np.arange(len(efforts.first))
    after = efforts.after(every)
    assert (after <= efforts.first[None, :] + 1e-9).all()
    assert efforts.between({(0, 5), (3, 1)}) == pytest.approx({(0, 5): after[0, 5], (3, 1): after[3, 1]})
    for code in list(engine.catalogue.occupations)[:10]:
        try:
            gap = engine.gap(profile, code)
        except TargetError:
            continue
        assert efforts.first[engine.world.matrices.occupation_index[code]] == pytest.approx(1 - gap.coverage, abs=1e-5)


def test_wishes_hold_on_the_way(engine: Engine, profile: Profile) -> None:
    """Only the destination may be elsewhere."""
    for path in engine.paths(profile, "D1102", Wishes(domains=("D",)), n=20):
        assert all(step.occupation.code.startswith("D") for step in path.steps[:-1])


def test_a_destination_against_the_wishes_is_said_so_and_no_other(engine: Engine) -> None:
    """Exactly those that `allowed` leaves out, each with the wish or the refusal in its own words."""
    snapshot = engine.snapshot
    sector = snapshot.table("occupation_classifications").filter(scheme="sector")["code"][0]
    refused = snapshot.table("occupation_contexts").filter(occupation="D1102")["context"].to_list()
    for wishes in (
        Wishes(), Wishes(domains=("M", "D11")), Wishes(sectors=(("sector", sector),)), Wishes(interests=("S",)),
        Wishes(avoid=tuple(refused)), Wishes(domains=("M",), interests=("S",), avoid=tuple(refused[:1])),
    ):  # fmt: skip
        kept = allowed(wishes, snapshot)
        for code in engine.catalogue.occupations:
            assert bool(against(code, wishes, snapshot)) is (code not in kept), (code, wishes)
    wishes = read_wishes(snapshot, domains=["M"], interests=["social"], avoid=["horaires très matinaux"])
    assert against_told(against("D1102", wishes, snapshot)) == [
        "D1102 : vous refusez un de ses contextes de travail, Horaires très matinaux",
        "D1102 : hors des domaines souhaités, M",
        "D1102 : hors des intérêts souhaités, social",
    ]


def test_a_destination_must_be_an_occupation(engine: Engine, profile: Profile) -> None:
    """A bloc is no place to go."""
    with pytest.raises(CodeError):
        engine.paths(profile, "RNCP37674BC01")


@settings(max_examples=10, deadline=None)
@given(
    held=st.lists(st.sampled_from(["RNCP37674BC01", "RNCP37674BC02", "RNCP37099BC02"]), unique=True),
    worked=st.booleans(),
)
def test_what_is_within_reach_is_told_once_and_never_shut(engine: Engine, held: list[str], worked: bool) -> None:
    """Covered enough, each by the soonest way, brought enough today; what is shut apart."""
    job = {"id": "e1", "kind": "employment", "title": "Poste", "rome": "D1106", "start": "2019", "end": "2023"}
    records = {"blocs": [obtained(code) for code in held], "experiences": [job] if worked else []}
    holder = engine.profile(passport(**records), DAY)
    found, shut = engine.reach(holder), shut_of(holder, engine.world)
    lists = [found.now, found.one_bloc, found.one_certification, found.two_moves]
    codes = [one.occupation.code for rows in lists for one in rows]
    assert len(codes) == len(set(codes))
    assert not shut & set(codes)
    assert all(one.then >= W["reach"] for rows in lists for one in rows)
    assert all(one.occupation.code in shut for one in found.regulated)
    assert all(W["reach.brings"] <= one.now < W["reach"] for rows in lists[1:] for one in rows)
    assert all(one.now >= W["reach.bloc"] for one in found.one_bloc)
    for rows in lists[1:]:
        assert [one.now for one in rows] == sorted((one.now for one in rows), reverse=True)


def test_a_training_proposed_leads_to_the_occupation(engine: Engine, profile: Profile) -> None:
    """By its own fiche; who brings nothing is offered none."""
    found = engine.reach(profile)
    for one in (*found.one_bloc, *found.one_certification):
        assert one.occupation.code in engine.catalogue.led_to(engine.catalogue.owner_of(str(one.through)))
    nothing = engine.reach(engine.profile(passport(), DAY))
    assert (nothing.now, nothing.one_bloc, nothing.one_certification, nothing.two_moves) == ((), (), (), ())


def test_a_training_proposed_is_of_a_level_near_that_of_the_occupation_and_no_step_down(engine: Engine) -> None:
    """A holder of a BTS is sent to no CAP, unless the trade asks for that very title."""
    job = {"id": "e1", "kind": "employment", "title": "Vendeuse", "rome": "D1106", "start": "2015", "end": "2023"}
    for held in ([], ["RNCP37674"], ["RNCP40994"]):
        holder = engine.profile(passport(experiences=[job], certifications=[obtained(code) for code in held]), DAY)
        found, usual = engine.reach(holder), engine.catalogue.usual_levels
        for one in (*found.one_bloc, *found.one_certification):
            level = one.level or W["level.unknown"]
            assert level >= (holder.level or 0)
            assert abs(level - usual.get(one.occupation.code, level)) <= 1


def test_what_health_keeps_away_from_is_apart_and_neither_hidden_nor_passed_through(engine: Engine) -> None:
    """With the reason; a path to it says it too."""
    job = {"id": "e1", "kind": "employment", "title": "Magasinier", "rome": "N1103", "start": "2010", "end": "2024"}
    back = {**job, "description": "mal de dos, plus de port de charges"}
    well, ill = (engine.profile(passport(experiences=[one]), DAY) for one in (job, back))
    before, after = engine.reach(well), engine.reach(ill)
    strained = engine.world.straining.of(ill.limits)
    told = [after.now, after.one_bloc, after.one_certification, after.two_moves]
    assert before.strained == () == before.limits
    assert not {one.occupation.code for rows in told for one in rows} & strained.keys()
    assert {one.occupation.code for one in after.strained} == {
        one.occupation.code for one in before.now if one.occupation.code in strained
    }
    assert after.strained
    assert all(one.limits for one in after.strained)
    for path in engine.paths(ill, "N4105"):
        assert not {step.occupation.code for step in path.steps[:-1]} & strained.keys()
        assert "médecin du travail : port de charges" in on_the_way(path.steps[-1])


def test_the_way_to_a_trade_that_is_shut_names_the_title_first(engine: Engine) -> None:
    """No « directement » where a diploma is missing."""
    job = {"id": "e1", "kind": "employment", "title": "Aide", "rome": "K1302", "start": "2010", "end": "2024"}
    path = engine.paths(engine.profile(passport(experiences=[job]), DAY), "J1501")[0]
    assert path.steps[-1].asks
    assert as_a_whole(path).startswith("il y faut d'abord, et le passeport ne le montre pas : Diplôme d'État d'aide")
    assert "directement" not in as_a_whole(path)


def test_a_trade_that_employers_fill_by_its_diploma_is_not_within_reach_without_it(engine: Engine) -> None:
    """No law asks a helper of the disabled for one; nobody recruits without."""
    job = {"id": "e1", "kind": "employment", "title": "Aide", "rome": "K1302", "start": "2010", "end": "2024"}
    diploma = {"id": "t1", "title": "Diplôme d'État d'accompagnant éducatif et social", "start": "2009", "end": "2010"}
    without = engine.reach(engine.profile(passport(experiences=[job]), DAY))
    holding = engine.reach(engine.profile(passport(experiences=[job], trainings=[diploma]), DAY))
    assert "K1306" in {one.occupation.code for one in without.regulated}
    assert "K1306" in {one.occupation.code for one in holding.now}
