"""When a certification takes people in, and how blocs are weighed."""

from __future__ import annotations

from datetime import date

import pytest

from recommend.lookup import Certification
from recommend.plan import open_to_entry

DAY = date(2026, 11, 23)


def certification(**fields: object) -> Certification:
    unknown = dict.fromkeys(Certification.__slots__)
    return Certification(**{**unknown, "code": "RNCP1", "title": "Essai", **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "replaced", "expected"),
    [
        ({"active": True, "registration_end": date(2027, 1, 1)}, False, True),
        ({"active": True, "registration_end": DAY}, False, True),
        ({"active": True, "registration_end": date(2026, 11, 22)}, False, False),
        ({"active": False, "registration_end": date(2026, 11, 22)}, False, False),
        ({"active": True, "registration_end": date(2031, 1, 1), "effective_date": date(2027, 1, 1)}, False, False),
        ({"active": True}, False, True),
        ({"active": True}, True, False),
        ({"active": False}, False, False),
        ({"active": None}, False, None),
        ({"active": None}, True, False),
    ],
)
def test_entry_is_open_between_its_dates_and_unknown_when_nothing_says(
    fields: dict[str, object], replaced: bool, expected: bool | None
) -> None:
    """The end of registration decides (L6113-5); without it the flag, unless a newer certification replaced it."""
    assert open_to_entry(certification(**fields), DAY, replaced) is expected
