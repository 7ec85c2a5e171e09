"""Levels taken from what a certification replaced."""

from __future__ import annotations

from referentials.inherited import inherited_levels

BEFORE = {"D": ("C",), "C": ("B",), "B": ("A",), "A": ("D",), "F": ("A", "E"), "G": ("E", "H")}


def test_a_level_is_that_of_the_nearest_replaced_which_has_one() -> None:
    """Through those that have none; a circle ends; where the nearest disagree, none is taken."""
    levels = {"A": 4, "B": 3, "E": 4, "H": 5}
    assert inherited_levels("DFGA", levels, BEFORE) == {"D": (3, "B"), "F": (4, "A")}
    assert inherited_levels("D", {}, BEFORE) == {}
