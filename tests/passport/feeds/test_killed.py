"""A process that takes a feed is killed with SIGKILL at random places: nothing is lost, nothing is repeated."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.support.feed_file import write_feed
from tests.support.feeding import faults, killed


def test_a_feed_killed_twice_ends_as_if_it_had_not_been(database_url: str, tmp_path: Path) -> None:
    """Anywhere in a transaction, or between two; each time the same file is given again."""
    rng = Random(15)
    file = write_feed(tmp_path / "flux.xml", 300)
    places = [rng.randrange(200) for _ in range(2)]
    assert killed(file, database_url, 20, places, rng) == 2
    assert faults(file, database_url) == []
