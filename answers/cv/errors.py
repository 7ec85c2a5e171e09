"""What keeps a CV from being made, registered or looked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from referentials.errors import AcquisError


class CvFault(StrEnum):
    """What is wrong with what was asked."""

    UNKNOWN_RECORD = "unknown_record"
    """`said`: ids that no record of the passport has."""
    NOTHING_LEFT = "nothing_left"
    """No line is left to show."""
    TOO_LONG = "too_long"
    """With all that may be left out left out, it is more than two pages."""
    UNPRINTABLE = "unprintable"
    """The font has no sign for a text; `said`: the text."""
    REGISTER = "register"
    """The register cannot be read or written; `said`: where, or why."""
    TAKEN = "taken"
    """Another CV was issued meanwhile at its place in the list of revocations; `said`: the place."""
    UNKNOWN_CV = "unknown_cv"
    """`said`: an id that the register has not."""
    ALREADY_REVOKED = "already_revoked"
    OTHER_NAME = "other_name"
    """The name asked for is not that of the identity that goes with the passport in the vault."""
    STANDING_WORDS = "standing_words"
    """The name, headline or contact has words or marks of what is guaranteed; `said`: the text."""
    STANDING_LINE = "standing_line"
    """So has the title or the organisation of a line that nobody vouches for; `said`: the text; `where`: its id."""
    UNREADABLE = "unreadable"
    """A file that cannot be read or written."""


@dataclass(eq=False)
class CvError(AcquisError):
    """A CV cannot be made, registered or revoked; `where`: the file at fault."""

    code: ClassVar[str] = "cv"
    fault: CvFault
    where: str = ""
    said: str = ""
