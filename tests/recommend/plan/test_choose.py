"""Choosing under limits: against every possible set, on small programmes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommend.plan.choose import Choice, Method, choose, greedy
from recommend.plan.programme import Programme

share = st.floats(0.0, 0.95)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Up to six candidates, four needs, with limits that may bind."""
    n, m = draw(st.integers(0, 6)), draw(st.integers(1, 4))
    links = np.array([[draw(share) for _ in range(m)] for _ in range(n)]).reshape(n, m)
    left = np.array([draw(st.floats(0.0, 30.0)) for _ in range(m)])
    together = tuple(range(min(n, 2)))
    return Programme(
        left=left,
        cap=left * draw(st.floats(0.5, 1.0)),
        strength=-np.log1p(-links),
        cost=np.array([draw(st.floats(-1.0, 3.0)) for _ in range(n)]),
        hours=np.array([draw(st.floats(1.0, 500.0)) for _ in range(n)]),
        price=np.array([draw(st.floats(0.0, 3000.0)) for _ in range(n)]),
        bonuses=((together, 1.0),) if draw(st.booleans()) and len(together) == 2 else (),
        most=draw(st.integers(0, 4)),
        most_hours=draw(st.sampled_from([np.inf, 300.0, 700.0])),
        most_price=draw(st.sampled_from([np.inf, 2000.0])),
    )


def best(programme: Programme) -> float:
    """Value of the best of all sets."""
    every = (s for size in range(programme.most + 1) for s in combinations(range(len(programme.cost)), size))
    return max(programme.score(rows) for rows in every if programme.feasible(rows))


@settings(max_examples=150, deadline=None)
@given(programmes())
def test_no_limit_is_broken_nothing_is_taken_twice_and_it_is_no_worse_than_greedy(programme: Programme) -> None:
    """Whatever the programme."""
    found, simple = choose(programme), greedy(programme)
    assert programme.feasible(found.rows)
    assert len(set(found.rows)) == len(found.rows)
    assert found.score >= simple.score - 1e-9
    assert found.score == pytest.approx(programme.score(found.rows))


@settings(max_examples=400, deadline=None)
@given(programmes())
def test_the_bound_holds_and_the_gap_told_is_the_gap(programme: Programme) -> None:
    """No set is worth more than the bound, and an exact answer is the best one to a hundredth of a point."""
    found, top = choose(programme), best(programme)
    assert found.bound >= top - 1e-6
    assert greedy(programme).bound >= top - 1e-6
    if found.bound - found.score <= 0.01:
        assert found.score >= top - 0.01 - 1e-6


def test_it_finds_what_greedy_misses() -> None:
    """Two narrow candidates together beat the broad one that greedy takes first, when only two may be taken."""
    links = np.array([[0.6, 0.6, 0.0, 0.0], [0.9, 0.0, 0.9, 0.0], [0.0, 0.9, 0.0, 0.9]])
    left = np.array([10.0, 10.0, 2.0, 2.0])
    programme = Programme(
        left=left, cap=left, strength=-np.log1p(-links), cost=np.zeros(3), hours=np.zeros(3), price=np.zeros(3),
        most=2,
    )  # fmt: skip
    assert 0 in greedy(programme).rows
    found = choose(programme)
    assert (sorted(found.rows), found.method) == ([1, 2], Method.EXACT)
    assert found.score == pytest.approx(21.6)
    assert found.bound == pytest.approx(21.6, abs=0.01)


def test_the_bound_of_greedy_counts_what_taking_one_instead_would_give() -> None:
    """One alone leaves nothing that adds to it, and yet two others, dearer each, are worth more together."""
    links, left = np.array([[0.6, 0.6], [0.9, 0.0], [0.0, 0.9]]), np.full(2, 10.0)
    programme = Programme(
        left=left, cap=left, strength=-np.log1p(-links),
        cost=np.array([4.0, 3.7, 3.7]), hours=np.zeros(3), price=np.zeros(3), most=2,
    )  # fmt: skip
    simple, found = greedy(programme), choose(programme)
    assert simple.rows == (0,)
    assert simple.score == pytest.approx(8.0)
    assert simple.bound >= found.score == pytest.approx(10.6)
    assert sorted(found.rows) == [1, 2]


def test_nothing_to_choose_from() -> None:
    """No candidate, or none worth its cost: an empty choice, proved."""
    programme = Programme(
        left=np.ones(1), cap=np.ones(1), strength=np.full((2, 1), 0.1), cost=np.full(2, 5.0), hours=np.zeros(2),
        price=np.zeros(2),
    )  # fmt: skip
    assert choose(programme) == Choice((), 0.0, 0.0, Method.EXACT)
