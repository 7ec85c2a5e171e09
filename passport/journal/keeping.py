"""What keeps the journal: heads signed each day, what is over a year old removed up to a signed anchor, the check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from passport.journal.chain import Tip
from passport.journal.check import NOTICES, Break, Said, check
from passport.journal.entry import Entry
from passport.journal.errors import BrokenJournalError, ClockError
from passport.journal.heads import Anchor, Head, Removed, sign_anchor, sign_head
from passport.proof.authority import Authority
from passport.proof.registry import IssuerKey
from referentials.days import day_of

KEPT_YEARS = 1
"""How long an operation stays in the journal, in years: code du travail, R6323-40 (in force 2019-01-01)."""


LAPSE = timedelta(days=1)
"""How long after the last entry others may be removed: a clock that runs ahead would remove what is to be kept. Where
nothing was written for longer, signing the head of the day writes, once somebody looked at the clock."""


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
    """Sign and keep the head of the day (in France) of a moment; None where the day has one, or nothing was written."""
    tip = log.tip(lock=True)
    heads = sorted(log.heads(), key=lambda head: head.seq)
    if not tip.seq or head_of_day(heads, at) is not None:
        return None
    head = sign_head(tip, heads[-1] if heads else None, authority, at)
    log.put_head(head)
    return head


def head_of_day(heads: Iterable[Head], at: datetime) -> Head | None:
    """The head of the day (in France) of a moment, whatever days others are of: one ahead signs no other."""
    day = day_of(at)
    return next((head for head in heads if head.day == day), None)


def said_of(
    log: Log, keys: Sequence[IssuerKey] | None, copies: Sequence[Head] = (), at: datetime | None = None
) -> Said:
    """What a log knows of its journal, and heads kept elsewhere; `at`: when it is checked."""
    return Said(tip=log.tip(), keys=keys, heads=log.heads(), copies=copies, anchor=log.anchor(), at=at)


def verify(
    log: Log, keys: Sequence[IssuerKey] | None, copies: Sequence[Head] = (), at: datetime | None = None
) -> tuple[Break, ...]:
    """Every fault of the journal (call it in a reading transaction: it keeps nobody from writing)."""
    return check(log.entries(), said_of(log, keys, copies, at))


def retain(
    log: Log, authority: Authority, on: date, keys: Sequence[IssuerKey] = (), at: datetime | None = None
) -> Anchor | None:
    """Remove the entries over a year old on a day, up to a signed anchor; None where there are none.

    `keys`: those that earlier heads were signed with, besides the authority's; `at`: the instant, on that day, which
    the anchor says with what it removes (None: its beginning, and no clock is doubted). An entry that came before a
    younger one goes first; one that came after waits for it. Raises BrokenJournalError where they are not whole: what
    shows it is not removed;
    ClockError where the last entry is long before.
    """
    moment = at or datetime.combine(on, time.min, UTC)
    until = _years_before(on, KEPT_YEARS)
    tip = log.tip()
    first = log.first_since(datetime.combine(until, time.min, UTC))
    last = tip.seq if first is None else first - 1
    if not last or last <= _removed(log):
        return None
    if at is not None:
        _refuse_clock(log, tip, at)
    following = next(log.entries(after=last, until=last + 1), None)
    end = Tip(journal=tip.journal, seq=last, hash=following.previous if following else tip.hash)
    heads = tuple(head for head in log.heads() if head.seq <= last)
    said = Said(tip=end, keys=(*authority.issuer().keys, *keys), heads=heads, anchor=log.anchor())
    refuse_broken(check(log.entries(until=last), said))
    anchor = sign_anchor(end, until, authority, _removing(log, last, moment))
    log.forget(anchor)
    return anchor


def refuse_broken(breaks: Sequence[Break]) -> None:
    """Raises BrokenJournalError for a journal with faults; clocks that were wrong are none."""
    faults = [one for one in breaks if one.fault not in NOTICES]
    if faults:
        raise BrokenJournalError(faults[0].seq, faults[0].fault, len(faults))


def _refuse_clock(log: Log, tip: Tip, moment: datetime) -> None:
    """Raises ClockError."""
    end = next(log.entries(after=tip.seq - 1), None)
    if end is not None and moment > end.at + LAPSE:
        raise ClockError(moment, end.at)


def _removing(log: Log, last: int, moment: datetime) -> Removed:
    """What goes with an anchor: from the entry after the anchor before it, to the last one."""
    first = _removed(log) + 1
    end = next(log.entries(after=last - 1, until=last))
    return Removed(at=moment, count=last - first + 1, first=first, last_at=end.at)


def _removed(log: Log) -> int:
    anchor = log.anchor()
    return anchor.seq if anchor else 0


def _years_before(day: date, years: int) -> date:
    """The same day some years before; 28 February for 29."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
