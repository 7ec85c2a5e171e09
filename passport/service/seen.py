"""What a reader is let see of a passport: nothing in it is beyond what the matrix and the share allow."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from passport.access.decide import Decision
from passport.document.model import Passport, Record
from passport.vault.rows import Contest, Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLine:
    """One line, checked and filtered.

    `contested`: whether its holder contests it; `contest`: their words, for them and for its issuer alone; `withdrawn`:
    its issuer took it back, and only they and its holder see it; `hidden`: its holder keeps it out of shares, and
    nobody else is told; `version`: what a change of it is to name.
    """

    record: Record
    kind: str
    issuer: str | None
    declared: bool
    received_at: datetime
    contested: bool = False
    contest: Contest | None = field(default=None, repr=False)
    withdrawn: bool = False
    hidden: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A passport as its reader sees it.

    `passport`: the lines that stand, checked and filtered, from which competencies may be computed. Where
    `competencies_only`, `lines` is empty, and the lines of `passport` go by ids that say nothing: they are computed
    from, and not shown. `contested`: ids, in `passport`, of lines that are contested. `identity`: for the holder.
    """

    passport: Passport
    lines: tuple[SeenLine, ...]
    decision: Decision
    at: datetime
    competencies_only: bool = False
    contested: frozenset[str] = frozenset()
    identity: Identity | None = field(default=None, repr=False)
    limited_at: datetime | None = None
    share: str | None = None
    purpose: str | None = None
