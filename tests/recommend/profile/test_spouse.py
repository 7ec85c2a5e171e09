"""The status of collaborating spouse ends after five years, counted from 2022."""

from __future__ import annotations

from datetime import date

import pytest

from recommend.profile.spouse import BUSINESS, FARM, collaborating
from tests.support.passports import passport

DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("job", "said"),
    [
        ({"title": "Conjointe collaboratrice agricole", "start": "2004-06"}, (FARM, date(2026, 12, 31))),
        ({"title": "Conjoint collaborateur, ferme", "start": "2024-02-29"}, (FARM, date(2029, 2, 28))),
        ({"title": "Conjointe collaboratrice", "start": "2023-04-01"}, (BUSINESS, date(2028, 3, 31))),
        ({"title": "Conjointe collaboratrice", "start": "2010", "end": "2019"}, None),
        ({"title": "Collaboratrice comptable", "start": "2010"}, None),
    ],
)  # fmt: skip
def test_a_collaborating_spouse_is_told_until_when(job: dict[str, str], said: tuple[str, date] | None) -> None:
    """By the code rural on a farm, by the code de commerce elsewhere; nothing once it is over."""
    found = collaborating(passport(experiences=[{"id": "e", "kind": "self_employment", **job}]), DAY)
    assert [(one.article, one.last) for one in found] == ([said] if said else [])
