"""Whether a journal is what was written: each entry, their order, their end, and what was signed of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from passport.journal.chain import GENESIS, Tip, hash_of
from passport.journal.entry import Entry, Outcome
from passport.journal.heads import Anchor, Head, anchor_holds, follows, head_holds, named, signed_at
from passport.proof.registry import IssuerKey


class Fault(StrEnum):
    """What is wrong with a journal."""

    ALTERED = "altered"
    """An entry is not what its hash covers."""
    REMOVED = "removed"
    """A number is missing."""
    INSERTED = "inserted"
    """A number comes twice, or after the end."""
    REORDERED = "reordered"
    """A number comes after a greater one."""
    UNLINKED = "unlinked"
    """An entry does not follow the one before it: one of the two was written anew."""
    FORKED = "forked"
    """A signed head saw another entry under that number: the journal was rewritten since, or there are two."""
    TRUNCATED = "truncated"
    """The end is missing: a head, or the journal itself, saw later entries."""
    BAD_HEAD = "bad_head"
    """The head of a day is not what the operator signed."""
    LOST_HEAD = "lost_head"
    """The head that another one follows, that was kept elsewhere, or that an entry says was signed, is not there."""
    BAD_ANCHOR = "bad_anchor"
    """What the journal goes on from is not what the operator signed."""
    TO_COME = "to_come"
    """A head or an anchor was signed later than the check: one of the two clocks is wrong, or was set."""
    BACKWARDS = "backwards"
    """An entry is earlier than the one before it: a clock was wrong, or was set."""


NOTICES = frozenset({Fault.TO_COME, Fault.BACKWARDS})
"""Told, for they are to be looked into; the journal is what was written all the same."""
SKEW = timedelta(minutes=10)
"""What two machines, or two entries written at once, may differ by, and is not told."""
SIGNED, HEAD = "sign_journal", "head"
"""Action of the entries that say a head was signed, and the detail that names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """One fault, at an entry, or from it up to `last`; `day`: of the head at fault."""

    fault: Fault
    seq: int
    last: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is known of a journal besides its entries.

    `tip`: its end, as it is kept; `copies`: heads kept elsewhere; `keys`: those of the operator, public; None: what is
    signed is not checked, and is taken for what it says. `at`: when it is checked; None: what is to come is not told.
    """

    tip: Tip
    keys: Sequence[IssuerKey] | None
    heads: Sequence[Head] = ()
    copies: Sequence[Head] = ()
    anchor: Anchor | None = None
    at: datetime | None = None


def whole(breaks: Iterable[Break]) -> bool:
    """Whether a journal is what was written: nothing but notices was found."""
    return all(one.fault in NOTICES for one in breaks)


def check(entries: Iterable[Entry], said: Said) -> tuple[Break, ...]:
    """Every fault of a journal, in order of number; none for one that is whole. Entries are read once, none is kept."""
    begin = (said.anchor.seq, said.anchor.hash) if said.anchor else (0, GENESIS)
    walk = _Walk(*begin, heads=_by_number(said), names=frozenset(named(head) for head in said.heads))
    for entry in entries:
        walk.step(entry)
    walk.end(said.tip)
    found = [*walk.breaks, *_of_heads(said), *_of_anchor(said), *_to_come(said)]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.seq, one.fault, one.day or date.min)))


def _by_number(said: Said) -> dict[int, list[Head]]:
    """The heads that hold, by the entry that they saw; only those may speak against entries."""
    found: dict[int, list[Head]] = {}
    for head in dict.fromkeys((*said.heads, *said.copies)):
        if _holds(head, said):
            found.setdefault(head.seq, []).append(head)
    return found


@dataclass(slots=True)
class _Walk:
    """What was seen of the entries so far: the last number and its hash."""

    seq: int
    hash: str
    heads: dict[int, list[Head]]
    names: frozenset[str]
    breaks: list[Break] = field(default_factory=list)
    _gaps: list[range] = field(default_factory=list)
    _at: datetime | None = None

    def __post_init__(self) -> None:
        self._compare(self.seq, self.hash)

    def step(self, entry: Entry) -> None:
        """Compare an entry with itself, with the one before it, and with the heads that saw it."""
        sound = hash_of(entry) == entry.hash
        if not sound:
            self._add(Fault.ALTERED, entry.seq)
        if entry.seq <= self.seq:
            self._late(entry.seq)
            return
        if entry.seq > self.seq + 1:
            self._gaps.append(range(self.seq + 1, entry.seq))
        elif entry.previous != self.hash:
            self._add(Fault.UNLINKED, entry.seq)
        self.seq, self.hash = entry.seq, entry.hash
        self._compare(entry.seq, entry.hash)
        if sound:
            self._signed(entry)
            self._dated(entry)

    def end(self, tip: Tip) -> None:
        """Compare the last entry with the end that is kept, and with the heads that saw later ones."""
        self.breaks += [Break(fault=Fault.REMOVED, seq=gap[0], last=gap[-1]) for gap in self._gaps]
        last = max([tip.seq, *self.heads])
        if last > self.seq:
            self.breaks.append(Break(fault=Fault.TRUNCATED, seq=self.seq + 1, last=last))
        elif tip.seq < self.seq:
            self.breaks.append(Break(fault=Fault.INSERTED, seq=tip.seq + 1, last=self.seq))
        elif tip.hash != self.hash:
            self._add(Fault.UNLINKED, self.seq)

    def _late(self, seq: int) -> None:
        gap = next((one for one in self._gaps if seq in one), None)
        if gap is None:
            self._add(Fault.INSERTED, seq)
            return
        self._gaps.remove(gap)
        self._gaps += [part for part in (range(gap.start, seq), range(seq + 1, gap.stop)) if part]
        self._add(Fault.REORDERED, seq)

    def _signed(self, entry: Entry) -> None:
        """Look for the head that an entry says was signed; the first entry of all has nothing before it to sign."""
        says = entry.action == SIGNED and entry.outcome is Outcome.ALLOWED
        if says and entry.seq > 1 and entry.details.get(HEAD) not in self.names:
            self._add(Fault.LOST_HEAD, entry.seq)

    def _dated(self, entry: Entry) -> None:
        if self._at is not None and entry.at < self._at - SKEW:
            self._add(Fault.BACKWARDS, entry.seq)
        self._at = entry.at

    def _compare(self, seq: int, seen: str) -> None:
        for head in self.heads.get(seq, ()):
            if head.hash != seen:
                self.breaks.append(Break(fault=Fault.FORKED, seq=seq, day=head.day))

    def _add(self, fault: Fault, seq: int) -> None:
        self.breaks.append(Break(fault=fault, seq=seq))


def _holds(head: Head, said: Said) -> bool:
    return said.keys is None or head_holds(head, said.tip.journal, said.keys)


def _of_heads(said: Said) -> Iterator[Break]:
    there = {named(head) for head in said.heads}
    for head in said.heads:
        if not _holds(head, said):
            yield Break(fault=Fault.BAD_HEAD, seq=head.seq, day=head.day)
        elif (before := follows(head)) and before not in there:
            yield Break(fault=Fault.LOST_HEAD, seq=head.seq, day=head.day)
    for copy in said.copies:
        if _holds(copy, said) and named(copy) not in there:
            yield Break(fault=Fault.LOST_HEAD, seq=copy.seq, day=copy.day)


def _of_anchor(said: Said) -> Iterator[Break]:
    anchor, keys = said.anchor, said.keys
    if anchor and keys is not None and not anchor_holds(anchor, said.tip.journal, keys):
        yield Break(fault=Fault.BAD_ANCHOR, seq=anchor.seq)


def _to_come(said: Said) -> Iterator[Break]:
    """What was signed later than the check."""
    if said.at is None:
        return
    last = said.at + SKEW
    yield from (Break(fault=Fault.TO_COME, seq=one.seq, day=one.day) for one in said.heads if one.signed_at > last)
    when = signed_at(said.anchor) if said.anchor else None
    if said.anchor and when and when > last:
        yield Break(fault=Fault.TO_COME, seq=said.anchor.seq)
