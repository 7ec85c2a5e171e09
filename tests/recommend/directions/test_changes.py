"""What changed between two snapshots, worked by hand."""

from __future__ import annotations

import pytest

from recommend.directions.changes import Change, changes
from recommend.directions.explore import Explored
from recommend.weights import W
from referentials.catalogue import Occupation


def at(code: str, coverage: float) -> Explored:
    """An occupation covered so far."""
    return Explored(Occupation(code, f"Métier {code}", code, False), coverage, 0.0, 0.0, False, None, None)


def test_each_occupation_is_told_once_where_it_belongs() -> None:
    """Crossing the reach goes before a change of coverage; what is in one snapshot only is told apart."""
    reach = W["reach"]
    before = [at("A", reach - 0.1), at("B", reach + 0.1), at("C", 0.9), at("D", 0.2), at("E", 0.3)]
    after = [at("A", reach), at("B", reach - 0.01), at("C", 0.7), at("D", 0.201), at("F", 0.5)]
    found = changes(before, after)

    def codes(rows: tuple[Change, ...]) -> list[str]:
        return [one.occupation.code for one in rows]

    assert codes(found.came) == ["A"]
    assert codes(found.left) == ["B"]
    assert codes(found.appeared) == ["F"]
    assert codes(found.gone) == ["E"]
    assert codes(found.moved) == ["C"]
    assert (found.moved[0].before, found.moved[0].after) == pytest.approx((0.9, 0.7))
    assert found.gone[0].after is None


def test_nothing_changes_between_a_snapshot_and_itself() -> None:
    """Five empty lists."""
    same = [at("A", 0.9), at("B", 0.1)]
    assert not any(getattr(changes(same, same), name) for name in ("came", "left", "appeared", "gone", "moved"))
