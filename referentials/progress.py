"""Progress of long work: what is being done, as a code and a name, and the share of it that is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Work(StrEnum):
    """What is being done to official files."""

    LOOKING_FOR = "looking_for"
    DOWNLOADING = "downloading"
    UP_TO_DATE = "up_to_date"
    READING = "reading"
    TABLES = "tables"
    WRITING = "writing"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Doing:
    """A work, and the name of the file that it is about, where it is about one."""

    work: StrEnum
    """One of `Work`, or of those that another package has."""
    named: str = ""


Progress = Callable[[Doing, float], None]
"""Called with what is being done and the share done, 0 to 1."""


def unheard(_: Doing, __: float) -> None:
    """Progress that nobody listens to."""
