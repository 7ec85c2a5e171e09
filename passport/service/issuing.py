"""What issuers do: transmit what they vouch for, correct it, take it back; each of them its own lines and no other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from passport.access.actor import Actor
from passport.access.decide import Decision
from passport.access.terms import Action, Ground
from passport.feeds.check import Rules, told_to
from passport.feeds.passage import Passage, Read, Refusal
from passport.feeds.receipt import Outcome, Reason, Receipt
from passport.feeds.receive import Delivery, receive
from passport.journal.entry import Entry
from passport.proof.canonical import digest
from passport.service.door import Door, Visit, entry_of, new_id
from passport.vault.rows import ReceiptRow
from referentials.days import day_of

_DONE = {
    Outcome.ACCEPTED: (Action.FEED, Ground.TRANSMISSION),
    Outcome.CORRECTED: (Action.CORRECT, Ground.OWN_LINE),
    Outcome.WITHDRAWN: (Action.WITHDRAW, Ground.OWN_LINE),
}
_PLAIN = re.compile(r"[\w.:/+=@#-]{1,100}")


class Issuing(Door):
    """What issuers ask for."""

    def receive_many(
        self, actor: Actor, reads: Sequence[Read], at: datetime, *, feed: str, first: int = 1
    ) -> tuple[Receipt, ...]:
        """Take a batch of a feed, in one transaction; what became of each record, in order.

        `actor`: the issuer that hands it in; `feed`: what it calls the feed; `first`: rank, in the feed, of the first
        record. Raises RefusedError where it may not feed at all, ConflictError where nothing was done.
        """
        with self.visit(actor, Action.FEED, None, at) as visit:
            decision = visit.allow()
            delivery = Delivery(feed=feed, sender=actor.id, first=first, at=at)
            own = [self._handed_in(read, actor.id, day_of(at)) for read in reads]
            receipts = receive(visit.store, delivery, own, self._rules())
            visit.store.append_many(self._entries(visit, receipts, decision))
            counts = Counter(str(receipt.outcome) for receipt in receipts)
            visit.note(feed=feed if _PLAIN.fullmatch(feed) else digest(feed), first=first, **counts)
            return receipts

    def receive(self, actor: Actor, passage: Passage, at: datetime) -> Receipt:
        """Take one passage: an addition, a correction or a withdrawal. Raises RefusedError, ConflictError."""
        return self.receive_many(actor, [passage], at, feed=new_id("single"))[0]

    def fed_until(self, feed: str) -> int:
        """Rank of the last record of a feed of which it is known what became; 0 where none is."""
        with self.vault.reading() as store:
            return store.last_position(feed)

    def receipts(self, feed: str, after: int = 0, limit: int | None = None) -> tuple[ReceiptRow, ...]:
        """What became of each record of a feed, so far, or of some of those after a rank: no person is named in it."""
        with self.vault.reading() as store:
            return store.receipts(feed, after, limit)

    def _handed_in(self, read: Read, sender: str, on: date) -> Read:
        return told_to(sender, read, self.registry, on) if isinstance(read, Refusal) else _handed_in(read, sender)

    def _rules(self) -> Rules:
        return Rules(registry=self.registry, certifications=self.certifications)

    def _entries(self, visit: Visit, receipts: Iterable[Receipt], decision: Decision) -> list[Entry]:
        """A line of the journal for each line of a passport that was added, corrected or withdrawn."""
        done = [one for one in receipts if one.outcome in _DONE and one.holder and one.record]
        made = {outcome: _entry(visit, decision, outcome) for outcome in {one.outcome for one in done}}
        return [
            replace(
                made[one.outcome],
                holder=one.holder,
                records=(one.record or "",),
                details={"issuer": one.issuer} if one.issuer and one.issuer != visit.actor.id else {},
            )
            for one in done
        ]


def _entry(visit: Visit, decision: Decision, outcome: Outcome) -> Entry:
    """The line of the journal of what is added, corrected or withdrawn, but of what and of whom."""
    action, ground = _DONE[outcome]
    return entry_of(replace(visit, action=action), replace(decision, ground=ground))


def _handed_in(read: Passage, sender: str) -> Read:
    """What is handed in, with who hands it in: unsigned, it says so itself, and nobody says it for another."""
    if (read.sender or read.issuer) == sender:
        return read
    if read.proof:
        return replace(read, sender=sender)
    return Refusal(
        reason=Reason.OTHER_SENDER,
        external_id=read.external_id,
        issuer=read.issuer,
        line=read.line,
        parameters={"issuer": read.issuer, "sender": sender},
    )
