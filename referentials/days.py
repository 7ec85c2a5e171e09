"""Days of France: those that the law counts, whatever the zone of the machine."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

FRANCE = ZoneInfo("Europe/Paris")
"""Days of the law begin and end there."""


def day_of(at: datetime) -> date:
    """The day of an instant (aware), in France.

    >>> day_of(datetime(2026, 11, 26, 23, 30, tzinfo=UTC))
    datetime.date(2026, 11, 27)
    """
    return at.astimezone(FRANCE).date()


def today() -> date:
    """The day that it is in France."""
    return day_of(datetime.now(UTC))
