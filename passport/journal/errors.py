"""Errors of the journal: one that is not whole is not shortened nor restored; a wrong clock shortens none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from referentials.errors import AcquisError


@dataclass(eq=False)
class ClockError(AcquisError):
    """Entries are to be removed on a day that is long after the last one that was written: the clock may be wrong.

    `at`: what the clock says; `last`: when the last entry was written.
    """

    code: ClassVar[str] = "clock"
    at: datetime
    last: datetime


@dataclass(eq=False)
class BrokenJournalError(AcquisError):
    """The journal is not what was written; `seq`: the first entry at fault; `breaks`: how many faults there are."""

    code: ClassVar[str] = "journal"
    seq: int
    fault: str
    breaks: int
