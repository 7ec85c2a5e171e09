"""What is asked about: a passport, one line of it, as little of them as a decision needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line; `issuer`: id of who vouches for it, none where its holder declared it; no content.

    `hidden`: its holder keeps it out of every share.
    """

    id: str
    issuer: str | None = None
    withdrawn: bool = False
    contested: bool = False
    hidden: bool = False

    @property
    def declared(self) -> bool:
        """Whether its holder alone says it."""
        return self.issuer is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A passport, by the id of its holder, with a line of it where the question is about one.

    `limited_at`: since when its use is limited (none: it is not); `died_on`: the day of the holder's death;
    `born_on`: their day of birth, none where no passport is there. Of a rectification: `changes_who`, whether it
    touches what feeds find a holder by (names, day of birth); `evidence`, whether what it rests on is said.
    """

    holder: str
    line: Line | None = None
    limited_at: datetime | None = None
    died_on: date | None = None
    born_on: date | None = None
    changes_who: bool = False
    evidence: bool = False
