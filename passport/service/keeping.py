"""What the operator does: keeps passports, removes them when their time is over, keeps the journal whole and signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from passport.access.actor import Actor
from passport.access.retention import removable_from
from passport.access.terms import Action, Reason
from passport.service.door import Door, Visit
from passport.service.errors import NoOperatorError, RefusedError
from referentials.days import day_of

if TYPE_CHECKING:
    from passport.journal.chain import Tip
    from passport.journal.check import Break
    from passport.journal.heads import Anchor, Head
    from passport.proof.authority import Authority
    from passport.proof.registry import IssuerKey
    from passport.vault.backup import BackedUp
    from passport.vault.keys import KeyRing
    from passport.vault.rotation import Rotated
    from passport.vault.schema import Migrated


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalState:
    """Where the journal stands: its end, its signed heads by day, what was removed after a year."""

    tip: Tip
    heads: tuple[Head, ...]
    anchor: Anchor | None


class Keeping(Door):
    """What the operator asks for."""

    def address(self) -> str:
        """Where the vault is, as it may be shown: without a password."""
        from passport.vault.engine import named

        return named(self.vault.engine.url)

    def key_place(self) -> str:
        """Where the master key comes from."""
        return self.vault.ring.where

    def journal_state(self, actor: Actor, at: datetime) -> JournalState:
        """Where the journal stands; it adds no line, as it tells of no passport. Raises RefusedError, journaled."""
        with self.vault.reading() as store:
            decision = Visit(store, actor, Action.VERIFY_JOURNAL, at).decide()
            if decision:
                return JournalState(tip=store.tip(), heads=store.heads(), anchor=store.anchor())
        self.refuse(actor, Action.VERIFY_JOURNAL, at, decision.reason or Reason.NO_RULE)
        raise RefusedError(Action.VERIFY_JOURNAL, decision)

    def record_death(self, actor: Actor, holder: str, died_on: date, at: datetime) -> None:
        """Nobody opens the passport any more; it is kept three years. Raises RefusedError, UnknownPassportError."""
        with self.visit(actor, Action.RECORD_DEATH, holder, at) as visit:
            visit.allow()
            visit.store.put_holder(replace(visit.owner, died_on=died_on), visit.owner.version)

    def undo_death(self, actor: Actor, holder: str, at: datetime) -> None:
        """A death that was recorded by mistake: the passport opens again. Raises RefusedError, UnknownPassportError."""
        with self.visit(actor, Action.RECORD_DEATH, holder, at) as visit:
            visit.allow()
            visit.note(change="alive")
            visit.store.put_holder(replace(visit.owner, died_on=None), visit.owner.version)

    def purge(self, actor: Actor, at: datetime) -> tuple[str, ...]:
        """Remove the passports of those who died over three years ago; their ids. Raises RefusedError.

        Each in a transaction of its own: what was cut is taken up by calling it again.
        """
        day = day_of(at)
        with self.vault.reading() as store:
            names = store.died_before(day)
            there = store.holders(names)
        dead = [there[name] for name in names if name in there]
        due = [row.id for row in dead if row.died_on and removable_from(row.died_on) <= day]
        for name in due:
            with self.visit(actor, Action.PURGE, name, at) as visit:
                visit.allow()
                visit.store.remove_holder(name)
        if not due:
            self._may_purge(actor, at)
        return tuple(due)

    def sign_head(self, actor: Actor, at: datetime) -> Head | None:
        """Sign what the journal ends with, once a day; None where that day's is signed. Raises NoOperatorError."""
        from passport.journal.heads import named
        from passport.journal.keeping import close_day, head_of_day

        authority = self._operator()
        with self.visit(actor, Action.SIGN_JOURNAL, None, at) as visit:
            visit.allow()
            head = close_day(visit.store, authority, at)
            there = head or head_of_day(visit.store.heads(), at)
            if there:
                visit.note(head=named(there), seq=there.seq, change="signed" if head else "told")
            return head

    def trim_journal(self, actor: Actor, at: datetime, keys: Sequence[IssuerKey] = ()) -> Anchor | None:
        """Remove what is over a year old from the journal, up to an anchor that is signed; None where nothing is.

        `keys`: those of the operator before this one. `at` is the instant of who calls: the anchor says it, and what
        it removes. Raises RefusedError, BrokenJournalError, NoOperatorError, ClockError.
        """
        from passport.journal.keeping import retain

        authority = self._operator()
        with self.visit(actor, Action.TRIM_JOURNAL, None, at) as visit:
            visit.allow()
            anchor = retain(visit.store, authority, day_of(at), keys, at)
            if anchor:
                visit.note(until=anchor.until.isoformat(), seq=anchor.seq)
            return anchor

    def verify_journal(
        self, actor: Actor, at: datetime, keys: Sequence[IssuerKey] = (), copies: Sequence[Head] = ()
    ) -> tuple[Break, ...]:
        """Every line of the journal that was changed, removed or inserted; none where it is whole. Raises RefusedError.

        `keys`: those of the operator before this one; `copies`: heads that were kept elsewhere: without any, a journal
        that was wholly made again, its heads left out, is found whole. `check.whole` tells notices from faults.
        """
        from passport.journal.keeping import verify

        known = self.known_keys(keys)
        with self.visit(actor, Action.VERIFY_JOURNAL, None, at) as visit:
            visit.allow()
        with self.vault.reading() as store:
            return verify(store, known, copies, at)

    def known_keys(self, keys: Sequence[IssuerKey] = ()) -> tuple[IssuerKey, ...] | None:
        """Public keys of the operator, those before this one with it; None: there is none to check a signature with."""
        return (*self.operator.issuer().keys, *keys) if self.operator else (tuple(keys) or None)

    def back_up(self, actor: Actor, path: Path, at: datetime) -> BackedUp:
        """Write a backup of the vault: identities stay sealed, and no key is in it. Raises RefusedError."""
        from passport.vault.backup import back_up

        with self.visit(actor, Action.BACKUP, None, at) as visit:
            visit.allow()
        return back_up(self.vault, path)

    def restored(self, actor: Actor, made: BackedUp, at: datetime) -> None:
        """Say in the journal that the vault was just made of a backup. Raises RefusedError."""
        with self.visit(actor, Action.BACKUP, None, at) as visit:
            visit.allow()
            visit.note(change="restored", rows=made.rows, seq=made.seq)

    def upgraded(self, actor: Actor, done: Migrated, at: datetime) -> None:
        """Say in the journal that the vault was just brought to the schema of today. Raises RefusedError."""
        with self.visit(actor, Action.BACKUP, None, at) as visit:
            visit.allow()
            visit.note(change="upgraded", before=done.before or "none", after=done.after)

    def downgrade(self, actor: Actor, to: str, at: datetime) -> Migrated:
        """Bring the vault back to an earlier step of its schema, at which this door opens no more.

        The change and its line are one transaction. Raises RefusedError, UnusableVaultError.
        """
        from passport.vault.schema import move

        with self.visit(actor, Action.BACKUP, None, at) as visit:
            visit.allow()
            done = move(visit.store.connection, to)
            visit.note(change="downgraded", before=done.before or "none", after=done.after)
            return done

    def rotate_keys(self, actor: Actor, at: datetime) -> Rotated:
        """Seal every row again with a new key; what was cut is taken up. Raises RefusedError."""
        from passport.vault.rotation import rotate

        with self.visit(actor, Action.ROTATE_KEYS, None, at) as visit:
            visit.allow()
        return rotate(self.vault, at)

    def change_master(self, actor: Actor, ring: KeyRing, at: datetime) -> int:
        """Wrap every key of the vault with another master key, which is kept already; how many. Raises RefusedError."""
        from passport.vault.rotation import change_master

        with self.visit(actor, Action.ROTATE_KEYS, None, at) as visit:
            visit.allow()
            visit.note(change="master")
        return change_master(self.vault, ring)

    def _operator(self) -> Authority:
        if self.operator is None:
            raise NoOperatorError()
        return self.operator

    def _may_purge(self, actor: Actor, at: datetime) -> None:
        """Nobody's time is over: who may not purge is refused all the same."""
        from passport.access.matrix import rules_for

        if not rules_for(actor.kind, Action.PURGE):
            with self.visit(actor, Action.PURGE, None, at) as visit:
                visit.allow()
