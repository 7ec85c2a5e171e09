"""Take a feed: read it in flat memory, hand it to the service by batches, and leave nothing to be remembered outside.

Each batch is one transaction, whose receipts say how far the feed has come: one that was killed goes on from there when
the same file is given again, and nothing is lost or repeated. A file that was taken to its end and is given again is
another feed, all of whose accepted records are duplicates.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, count, islice, takewhile
from pathlib import Path
from typing import Protocol

from passport.access.actor import Actor
from passport.feeds.errors import FeedError, FeedProblem
from passport.feeds.feed import Feed, Header
from passport.feeds.passage import Passage, Read, Refusal
from passport.feeds.receipt import UNCHECKED, Outcome, Reason, Receipt
from passport.feeds.registry import kind_of_feed
from passport.proof.registry import Registry
from passport.vault.errors import ConflictError
from passport.vault.rows import ReceiptRow
from referentials.days import day_of

BATCH = 1_000
"""Records in one transaction."""
_PAGE = 2_000
_TRIES = 5
_CERTIFIED = frozenset({"certification", "bloc"})
_DIGITS = 32


class Receiver(Protocol):
    """What taking a feed needs of `passport.service.Passports`."""

    @property
    def registry(self) -> Registry: ...  # noqa: D102
    @property
    def certifications(self) -> Mapping[str, date | None] | None: ...  # noqa: D102
    def receive_many(  # noqa: D102
        self, actor: Actor, reads: Sequence[Read], at: datetime, *, feed: str, first: int = 1
    ) -> tuple[Receipt, ...]: ...
    def fed_until(self, feed: str) -> int: ...  # noqa: D102
    def receipts(self, feed: str, after: int = 0, limit: int | None = None) -> tuple[ReceiptRow, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Who hands a feed in, when; `progress` is told how many records are done, batch after batch."""

    actor: Actor
    at: datetime
    batch: int = BATCH
    progress: Callable[[int], None] = lambda _: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a feed: its name in the vault, what it says of itself, how many records it had done already."""

    feed: str
    header: Header
    resumed_after: int = 0


def take(path: Path, service: Receiver, hand: Handover) -> Taken:
    """Take a whole feed, or what is left of one that was cut short; then `rows_of` gives what became of each record.

    Raises FeedError where nothing of it can be taken, RefusedError where access refuses.
    """
    content = open_feed(path, service.registry, day_of(hand.at))
    _check_sender(content.header, path.name, service.registry, hand)
    feed = _name(path, service)
    done = service.fed_until(feed)
    watch = _Watch(content.records(done), seen=bool(done))
    reads = chain(watch, _ended(content, watch, compared=service.certifications is not None))
    for first, batch in zip(count(done + 1, hand.batch), _batched(reads, hand.batch), strict=False):
        _hand_in(service, hand, feed, first, batch)
        hand.progress(first + len(batch) - 1)
    return Taken(feed=feed, header=content.header, resumed_after=done)


def taken_before(path: Path, service: Receiver, hand: Handover) -> Taken:
    """The last taking of a file, of which nothing is taken now: what its receipt is made again from.

    Raises FeedError where it was never taken, or where another hands it in.
    """
    content = open_feed(path, service.registry, day_of(hand.at))
    _check_sender(content.header, path.name, service.registry, hand)
    feed = None
    for name in takewhile(service.fed_until, _names(path)):
        feed = name
    if feed is None:
        raise FeedError(FeedProblem.NEVER_TAKEN, path.name)
    return Taken(feed=feed, header=content.header)


def open_feed(path: Path, registry: Registry, on: date) -> Feed:
    """Begin to read a feed of any kind. Raises FeedError."""
    return kind_of_feed(path).open(path, registry, on)


def rows_of(service: Receiver, feed: str) -> Iterator[ReceiptRow]:
    """What became of each record of a feed, in order, and how the feed ended; memory holds one page."""
    after = 0
    while page := service.receipts(feed, after, _PAGE):
        yield from page
        after = page[-1].position


def counted(rows: Iterable[ReceiptRow]) -> Mapping[Outcome, int]:
    """How many records had each outcome."""
    return Counter(Outcome(row.outcome) for row in rows if row.outcome != Outcome.ENDED)


def _check_sender(header: Header, file: str, registry: Registry, hand: Handover) -> None:
    sender = header.sender
    if sender is None:
        return
    if sender != hand.actor.id:
        raise FeedError(FeedProblem.OTHER_SENDER, file, {"sender": sender, "actor": hand.actor.id})
    known = registry.of(sender)
    if known is None:
        raise FeedError(FeedProblem.UNKNOWN_SENDER, file, {"sender": sender})
    if known.revoked(day_of(hand.at)):
        raise FeedError(FeedProblem.REVOKED_SENDER, file, {"sender": sender, "on": str(known.revoked_on)})
    if not known.has_key(day_of(hand.at)):
        raise FeedError(FeedProblem.KEYLESS_SENDER, file, {"sender": sender})


def _name(path: Path, service: Receiver) -> str:
    """The name of a feed that is taken now: the first of its file that is not over."""
    return next(name for name in _names(path) if not _is_over(service, name))


def _names(path: Path) -> Iterator[str]:
    """Names of a feed in the vault: the digest of its file, and how many times that file was taken to its end."""
    with path.open("rb") as stream:
        content = hashlib.file_digest(stream, "sha256").hexdigest()[:_DIGITS]
    return (f"{content}.{again}" for again in count(1))


def _is_over(service: Receiver, feed: str) -> bool:
    last = service.fed_until(feed)
    return bool(last) and service.receipts(feed, last - 1, 1)[0].outcome == Outcome.ENDED


class _Watch:
    """Records going by; `seen`: a certification was among them (or may have been, among those that were done)."""

    def __init__(self, reads: Iterator[Read], *, seen: bool) -> None:
        self._reads, self.seen = reads, seen

    def __iter__(self) -> Iterator[Read]:
        for read in self._reads:
            self.seen |= isinstance(read, Passage) and read.record.get("type") in _CERTIFIED
            yield read


def _ended(content: Feed, watch: _Watch, *, compared: bool) -> Iterator[Refusal]:
    """What follows the last record: how the feed ended, so that its receipt says it.

    `compared`: certifications, where there were any, were compared with a referential.
    """
    end = content.end
    said: dict[str, object] = {"ending": str(end.ending)}
    said |= {"said": end.said} if end.said else {}
    said |= {UNCHECKED: True} if watch.seen and not compared else {}
    yield Refusal(reason=Reason.ENDED, line=end.line, parameters=said)


def _hand_in(service: Receiver, hand: Handover, feed: str, first: int, batch: Sequence[Read]) -> None:
    """One batch; where another process takes the same feed, what it did already is left out. Raises ConflictError."""
    for tries in range(_TRIES):
        done = max(service.fed_until(feed), first - 1) if tries else first - 1
        rest = batch[done - first + 1 :]
        try:
            if rest:
                service.receive_many(hand.actor, rest, hand.at, feed=feed, first=done + 1)
        except ConflictError:
            if tries == _TRIES - 1:
                raise
        else:
            return


def _batched(reads: Iterator[Read], size: int) -> Iterator[list[Read]]:
    while batch := list(islice(reads, size)):
        yield batch
