"""Of the occupations whose families a fiche names, those that its title speaks of."""

from __future__ import annotations

import numpy as np
import pytest

from matching.links.spoken import parts_spoken, spoken
from matching.weights import UNSPOKEN


def test_a_title_that_speaks_of_one_occupation_leaves_little_to_the_others() -> None:
    """A musher's fiche names the family of bus drivers: he has little of it."""
    parts = parts_spoken([[0, 1], [2, 3]], np.array([0.80, 0.62, 0.30, 0.20]))
    assert parts[0] == 1.0
    assert parts[2] == parts[3] == pytest.approx(UNSPOKEN)
    assert UNSPOKEN < parts[1] < 1.0


def test_a_title_that_speaks_of_none_tells_none_from_another() -> None:
    """« Diplôme supérieur »: the fiche alone says where it leads."""
    assert set(parts_spoken([[0, 1], [2]], np.array([0.30, 0.20, 0.10])).values()) == {1.0}


def test_a_sibling_that_is_named_better_takes_from_an_occupation() -> None:
    """At a same cosine, less is said of what stands beside a better one."""
    alone, beside = spoken(np.array([0.7, 0.7]), np.array([0.0, 0.9]))
    assert 0 < beside < alone <= 1
