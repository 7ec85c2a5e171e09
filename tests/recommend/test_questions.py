"""Questions settle what they say, are no more than needed, and never ask what is sure."""

from __future__ import annotations

from itertools import combinations

import pytest

from recommend.engine import Engine
from recommend.gap import Gap
from recommend.questions import questions
from recommend.weights import W
from tests.recommend.test_engine import DAY
from tests.recommend.test_held import passport


@pytest.fixture(scope="module")
def gap(engine: Engine) -> Gap:
    """Towards a neighbouring occupation: some of it known, some doubtful."""
    job = {"id": "e1", "kind": "employment", "title": "Vendeuse", "rome": "D1106", "start": "2019", "end": "2023"}
    return engine.gap(engine.profile(passport(experiences=[job]), DAY), "D1505")


def doubts(gap: Gap) -> dict[str, float]:
    found = {line.need.item: line.need.weight**2 * line.probability * (1 - line.probability) for line in gap.lines}
    return {item: doubt / sum(found.values()) for item, doubt in found.items()}


def test_questions_settle_the_share_of_the_doubt_that_they_say(engine: Engine, gap: Gap) -> None:
    """Each is about an item in doubt, the most settling first."""
    asked = questions(gap, engine.lookup)
    assert asked
    assert [q.settles for q in asked] == sorted((q.settles for q in asked), reverse=True)
    assert all(q.settles == pytest.approx(doubts(gap)[q.item], abs=1e-6) and q.settles > 0 for q in asked)
    assert len(asked) == W["question.most"] or sum(q.settles for q in asked) >= W["question.share"]


def test_no_smaller_set_settles_as_much(engine: Engine, gap: Gap) -> None:
    """With one question fewer, whichever they are, less than the share is settled."""
    asked = questions(gap, engine.lookup)
    likely = sorted(doubts(gap).values(), reverse=True)[:10]
    if len(asked) < W["question.most"]:
        best = max(sum(some) for some in combinations(likely, len(asked) - 1))
        assert best < W["question.share"]


def test_nothing_is_asked_of_what_nothing_points_to(engine: Engine) -> None:
    """An empty passport leaves no doubt: all is missing."""
    assert questions(engine.gap(engine.profile(passport(), DAY), "D1505"), engine.lookup) == ()
