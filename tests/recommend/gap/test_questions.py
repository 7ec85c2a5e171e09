"""Questions settle what they say, are no more than needed, and never ask what is proven or what nothing points to."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommend.engine import Engine
from recommend.gap.gap import Gap, Proof, status_of
from recommend.gap.questions import askable, questions
from recommend.profile.evidence import Belief
from recommend.weights import W
from referentials.catalogue import Catalogue
from tests.support.data import ROOT
from tests.support.passports import DAY, example, passport


@pytest.fixture(scope="module")
def gap(engine: Engine) -> Gap:
    """Towards a neighbouring occupation: some of it known, some doubtful."""
    job = {"id": "e1", "kind": "employment", "title": "Vendeuse", "rome": "D1106", "start": "2019", "end": "2023"}
    return engine.gap(engine.profile(passport(experiences=[job]), DAY), "D1505")


def doubts(engine: Engine, gap: Gap) -> dict[str, float]:
    """Share of the doubt of each item that may be asked about."""
    found = {
        line.need.item: line.need.weight**2 * line.probability * (1 - line.probability)
        for line in gap.lines
        if askable(line, engine.catalogue)
    }
    total = sum(found.values()) or 1.0
    return {item: doubt / total for item, doubt in found.items()}


def test_questions_settle_the_share_of_the_doubt_that_they_say(engine: Engine, gap: Gap) -> None:
    """Each is about an item in doubt, the most settling first."""
    asked = questions(gap, engine.catalogue)
    assert asked
    assert [q.settles for q in asked] == sorted((q.settles for q in asked), reverse=True)
    assert all(q.settles == pytest.approx(doubts(engine, gap)[q.item.code], abs=1e-6) and q.settles > 0 for q in asked)
    assert len(asked) == W["question.most"] or sum(q.settles for q in asked) >= W["question.share"]


def test_no_smaller_set_settles_as_much(engine: Engine, gap: Gap) -> None:
    """With one question fewer, whichever they are, less than the share is settled."""
    asked = questions(gap, engine.catalogue)
    likely = sorted(doubts(engine, gap).values(), reverse=True)[:10]
    if len(asked) < W["question.most"]:
        best = max(sum(some) for some in combinations(likely, len(asked) - 1))
        assert best < W["question.share"]


def test_nothing_is_asked_of_what_nothing_points_to(engine: Engine) -> None:
    """An empty passport leaves no doubt: all is missing."""
    assert questions(engine.gap(engine.profile(passport(), DAY), "D1505"), engine.catalogue) == ()


def test_nothing_proven_is_asked_and_its_doubt_counts_in_no_share(engine: Engine) -> None:
    """A passport with guaranteed records: what issuers prove leaves a little doubt, that no question is about."""
    document = example(ROOT / "examples" / "vente-benevolat.json")
    gap = engine.gap(engine.profile(document, DAY), "D1106")
    proven = {line.need.item for line in gap.lines if line.proof is Proof.PROVEN}
    assert proven
    assert not proven & {q.item.code for q in questions(gap, engine.catalogue)}
    assert sum(doubts(engine, gap).values()) == pytest.approx(1.0)


def test_neither_a_title_nor_what_is_nearly_certain_is_asked_about(engine: Engine, gap: Gap) -> None:
    """One has a title or not, and what is sure nine times out of ten teaches nothing."""
    sure = replace(gap.lines[0], probability=0.95, direct=None)
    assert not askable(sure, engine.catalogue)
    doubtful = replace(sure, probability=0.5)
    assert askable(doubtful, engine.catalogue)
    titles = SimpleNamespace(titles=frozenset({doubtful.need.item}))
    assert not askable(doubtful, cast("Catalogue", titles))


@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_the_smallest_set_is_asked_whatever_is_believed(engine: Engine, gap: Gap, data: st.DataObject) -> None:
    """Any probabilities, guaranteed in any part: proven items apart, no set of as many settles more."""
    share = st.floats(0.0, 1.0)
    lines = []
    for line in gap.lines:
        probability = data.draw(share)
        belief = Belief(line.need.item, probability, probability * data.draw(st.sampled_from([0.0, 0.5, 1.0])), ())
        lines.append(replace(line, status=status_of(probability), probability=probability, direct=belief))
    drawn = Gap(gap.target, gap.coverage, gap.guaranteed, tuple(lines))
    asked, left = questions(drawn, engine.catalogue), doubts(engine, drawn)
    assert {q.item.code for q in asked} <= left.keys()
    best = sorted(left.values(), reverse=True)
    assert sum(q.settles for q in asked) == pytest.approx(sum(best[: len(asked)]), abs=1e-5)
    if asked:
        assert sum(best[: len(asked) - 1]) < W["question.share"]
        assert len(asked) == W["question.most"] or sum(best[: len(asked)]) >= W["question.share"] - 1e-9
