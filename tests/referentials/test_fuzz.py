"""Readers answer damaged files with what they could read, or with one clean error: a few of each, always the same.

The long run is `make fuzz` (`tests/fuzz`).
"""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.mutate import mutated
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_a_damaged_file_gives_a_clean_error_at_most(name: str) -> None:
    """Cut, doubled, mixed with odd bytes, or in another encoding."""
    target = TARGETS[name]

    @settings(max_examples=25, derandomize=True, database=None)
    @given(st.sampled_from(target.seeds), st.integers(0, 2**32))
    def damaged(seed: bytes, number: int) -> None:
        target.try_(mutated(seed, Random(number)))

    damaged()
