"""What records say, read by the engine, against two judges."""

from __future__ import annotations

import pytest

from lab.evaluation.readings import evaluate_readings, read_judged
from recommend.engine import Engine


def test_three_hundred_sentences_are_judged_and_half_is_aside() -> None:
    """Each reading by two judges; the halves are of one size."""
    judged = read_judged()
    assert len(judged) == 300
    assert sum(one.aside for one in judged.values()) == 150
    assert {mark for one in judged.values() for pair in one.said.values() for mark in pair} == {0, 1}


@pytest.mark.data
def test_what_is_shown_of_sentences_is_right(full_engine: Engine) -> None:
    """On the half kept aside: .85 at least, and something is read in two sentences in five."""
    aside = evaluate_readings(full_engine)["aside"]
    assert aside["right"] >= 0.85
    assert aside["sentences_read"] >= 60
    assert aside["not_judged"] <= aside["shown"] // 10
