"""Errors of the journal: one that is not whole is not shortened, nor taken from a backup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from referentials.errors import AcquisError


@dataclass(eq=False)
class BrokenJournalError(AcquisError):
    """The journal is not what was written; `seq`: the first entry at fault; `breaks`: how many faults there are."""

    code: ClassVar[str] = "journal"
    seq: int
    fault: str
    breaks: int
