"""What keeps the journal: heads signed each day, what is over a year old removed up to a signed anchor, the check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Protocol

from passport.journal.chain import Tip
from passport.journal.check import Break, Said, check
from passport.journal.entry import Entry
from passport.journal.errors import BrokenJournalError
from passport.journal.heads import Anchor, Head, sign_anchor, sign_head
from passport.proof.authority import Authority
from passport.proof.registry import IssuerKey

KEPT_YEARS = 1
"""How long an operation stays in the journal, in years: code du travail, R6323-40 (in force 2019-01-01)."""


class Log(Protocol):
    """What keeps entries: `passport.vault.store.Store`, in a transaction."""

    def tip(self, *, lock: bool = False) -> Tip:
        """The end of the journal."""
        ...

    def entries(self, *, holder: str | None = None, after: int = 0, until: int | None = None) -> Iterator[Entry]:
        """Entries in order."""
        ...

    def heads(self) -> tuple[Head, ...]:
        """Signed heads, by day."""
        ...

    def put_head(self, head: Head) -> None:
        """Keep the head of a day."""
        ...

    def anchor(self) -> Anchor | None:
        """What the journal goes on from."""
        ...

    def first_since(self, moment: datetime) -> int | None:
        """Number of the first entry that is not before a moment."""
        ...

    def forget(self, anchor: Anchor) -> int:
        """Keep an anchor, and remove the entries up to it."""
        ...


def close_day(log: Log, authority: Authority, at: datetime) -> Head | None:
    """Sign the head of the day of a moment (UTC) and keep it; None where the day has one, or nothing was written."""
    tip = log.tip(lock=True)
    heads = log.heads()
    if not tip.seq or (heads and heads[-1].day >= at.astimezone(UTC).date()):
        return None
    head = sign_head(tip, heads[-1] if heads else None, authority, at)
    log.put_head(head)
    return head


def said_of(log: Log, keys: Sequence[IssuerKey] | None, copies: Sequence[Head] = ()) -> Said:
    """What a log knows of its journal, and heads kept elsewhere."""
    return Said(tip=log.tip(), keys=keys, heads=log.heads(), copies=copies, anchor=log.anchor())


def verify(log: Log, keys: Sequence[IssuerKey] | None, copies: Sequence[Head] = ()) -> tuple[Break, ...]:
    """Every fault of the journal (call it in a reading transaction: it keeps nobody from writing)."""
    return check(log.entries(), said_of(log, keys, copies))


def retain(log: Log, authority: Authority, on: date, keys: Sequence[IssuerKey] = ()) -> Anchor | None:
    """Remove the entries over a year old on a day, up to a signed anchor; None where there are none.

    `keys`: those that earlier heads were signed with, besides the authority's. An entry that came before a younger one
    goes first; one that came after waits for it. Raises BrokenJournalError where they are not whole: what
    shows it is not removed.
    """
    until = _years_before(on, KEPT_YEARS)
    tip = log.tip()
    first = log.first_since(datetime.combine(until, time.min, UTC))
    last = tip.seq if first is None else first - 1
    if not last or last <= _removed(log):
        return None
    following = next(log.entries(after=last, until=last + 1), None)
    end = Tip(journal=tip.journal, seq=last, hash=following.previous if following else tip.hash)
    heads = tuple(head for head in log.heads() if head.seq <= last)
    said = Said(tip=end, keys=(*authority.issuer().keys, *keys), heads=heads, anchor=log.anchor())
    refuse_broken(check(log.entries(until=last), said))
    anchor = sign_anchor(end, until, authority)
    log.forget(anchor)
    return anchor


def refuse_broken(breaks: Sequence[Break]) -> None:
    """Raises BrokenJournalError for a journal with faults."""
    if breaks:
        raise BrokenJournalError(breaks[0].seq, breaks[0].fault, len(breaks))


def _removed(log: Log) -> int:
    anchor = log.anchor()
    return anchor.seq if anchor else 0


def _years_before(day: date, years: int) -> date:
    """The same day some years before; 28 February for 29."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
