"""The door: who asks is looked up, access decides, the vault is read or written, the journal gets its line.

All of it in one transaction. A refusal undoes the transaction, and has a line of its own in another, which is kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NoReturn

from passport.access.actor import Actor, ActorKind, Period
from passport.access.decide import Decision, allowed
from passport.access.retention import age_on
from passport.access.share import GranteeKind, Share, ShareField
from passport.access.subject import Line, Subject
from passport.access.terms import Action, Reason
from passport.journal.entry import ID_MOST, ActorRef, Entry, Outcome, is_identifier
from passport.proof.registry import Registry
from passport.service.errors import IdentifierError, RefusedError, UnknownPassportError
from passport.service.lines import line_of
from passport.service.natures import NATURE
from passport.vault.rows import HolderRow, RecordRow, ShareRow
from referentials.days import day_of

if TYPE_CHECKING:
    from passport.proof.authority import Authority
    from passport.vault.store import Store, Vault

HOLDER_MOST = 80
"""Characters of the id of a passport, at most."""
NO_PASSPORT, BAD_ID = "no_passport", "bad_id"
"""Grounds of lines of the journal about a passport that is not there, and of who goes by what is no id."""
NOBODY = "unreadable"
"""What the journal has for an id that is none."""
NOTHING: Mapping[str, str | int] = {}


def new_id(kind: str) -> str:
    """An id that nothing says."""
    return f"{kind}-{secrets.token_hex(16)}"


def subject_of(holder: HolderRow, line: Line | None = None) -> Subject:
    """What access needs to know of a passport."""
    return Subject(
        holder=holder.id,
        line=line,
        limited_at=holder.limited_at,
        died_on=holder.died_on,
        born_on=holder.identity.birthdate,
    )


def issuer_actor(issuer: str, registry: Registry, on: date) -> Actor:
    """An issuer on a day, with the days for which the registry has it; none where it does not know it.

    One whose keys have all ended, or are stolen, has it no more: who comes under its name is not known to be it.
    """
    found = registry.of(issuer)
    if found is None or not found.keys:
        return Actor(kind=ActorKind.ISSUER, id=issuer)
    since = min(key.valid_from for key in found.keys)
    until = found.revoked_on - timedelta(days=1) if found.revoked_on else None
    if since <= on and not found.has_key(on):
        until = on - timedelta(days=1)
    return Actor(kind=ActorKind.ISSUER, id=issuer, habilitation=Period(since, until))


@dataclass(slots=True)
class Visit:
    """One operation under way: its transaction, who asks, for what, of whose passport, when; what the journal gets.

    `link`: id of the share whose secret was brought; nobody else comes in by a share that is a link.
    """

    store: Store
    actor: Actor
    action: Action
    at: datetime
    holder: HolderRow | None = None
    records: tuple[str, ...] = ()
    details: Mapping[str, str | int] = field(default_factory=dict)
    decision: Decision | None = None
    link: str | None = None

    @property
    def owner(self) -> HolderRow:
        """Whose passport it is."""
        assert self.holder is not None
        return self.holder

    def decide(self, line: Line | None = None) -> Decision:
        """What access says, of the passport or of a line of it."""
        subject = subject_of(self.holder, line) if self.holder else Subject(holder="", line=line)
        return allowed(self.actor, self.action, subject, self.at)

    def allow(self, line: Line | None = None) -> Decision:
        """Go on, or raise RefusedError."""
        return self.settle(self.decide(line))

    def settle(self, decision: Decision) -> Decision:
        """Go on with a decision, or raise RefusedError."""
        if not decision:
            raise RefusedError(self.action, decision)
        self.decision = decision
        return decision

    def note(self, *records: str, **details: str | int) -> None:
        """What the journal is to say: the lines touched, and codes."""
        self.records, self.details = records, details


@dataclass(eq=False)
class Door:
    """What every operation needs: the vault, the registry of issuers, the operator's key for what it signs.

    `certifications`: codes of the referential with their last day of delivery, against which feeds are held; None: no
    referential is at hand. `via`: how callers come in, for the journal: `console` says that an operator acted for who
    is named.
    """

    vault: Vault
    registry: Registry
    operator: Authority | None = None
    certifications: Mapping[str, date | None] | None = None
    via: str | None = None

    @contextmanager
    def visit(
        self, actor: Actor, action: Action, holder: str | None, at: datetime, link: str | None = None
    ) -> Iterator[Visit]:
        """One operation on a passport (holder) or on the vault (None), decided within, journaled when it ends.

        Raises RefusedError, UnknownPassportError, IdentifierError, ConflictError, and what is raised within.
        """
        self._fit(actor, action, at)
        try:
            with self.vault.transaction() as store:
                row = None if holder is None else store.holder(holder)
                visit = Visit(store, actor, action, at, row, link=link)
                visit.actor = self._known(visit)
                if holder is not None and row is None:
                    _nobody(visit, holder)
                yield visit
                assert visit.decision is not None
                store.append(self._entry(visit, visit.decision))
        except RefusedError as error:
            self._refused(visit, holder, error.decision)
            raise
        except UnknownPassportError:
            self._refused(visit, holder, Decision(allowed=False), NO_PASSPORT)
            raise

    def line(self, visit: Visit, name: str) -> RecordRow:
        """The line of an id, of the passport visited, and what access says of it. Raises RefusedError."""
        row = visit.store.record(name)
        if row is None or row.holder != visit.owner.id:
            visit.allow()
            raise RefusedError(visit.action, Decision(allowed=False, reason=Reason.NO_LINE))
        visit.allow(line_of(row))
        return row

    def refuse(self, actor: Actor, action: Action, at: datetime, reason: Reason) -> None:
        """A line of the journal of what was asked of nobody's passport."""
        with self.vault.transaction() as store:
            visit = Visit(store, actor, action, at)
            store.append(self._entry(visit, Decision(allowed=False, reason=reason)))

    def _fit(self, actor: Actor, action: Action, at: datetime) -> None:
        """Refuse, and journal, who goes by what is no id; who opens a passport may have none yet."""
        most = HOLDER_MOST if actor.kind is ActorKind.HOLDER else ID_MOST
        if is_identifier(actor.id, most) or (not actor.id and action is Action.OPEN):
            return
        with self.vault.transaction() as store:
            visit = Visit(store, replace(actor, id=NOBODY, share=None), action, at)
            store.append(self._entry(visit, Decision(allowed=False), BAD_ID))
        raise IdentifierError(str(actor.kind), most)

    def _known(self, visit: Visit) -> Actor:
        """Who asks, with what is not theirs to say: age, days for which the registry has them, share."""
        actor, holder = visit.actor, visit.holder
        if actor.kind is ActorKind.ISSUER:
            return issuer_actor(actor.id, self.registry, day_of(visit.at))
        if actor.kind is ActorKind.HOLDER and holder is not None:
            own = holder.id == actor.id
            return replace(actor, age=age_on(holder.identity.birthdate, day_of(visit.at)) if own else None)
        if actor.kind is ActorKind.GUEST:
            return _guest(visit)
        return actor

    def _refused(self, visit: Visit, holder: str | None, decision: Decision, ground: str | None = None) -> None:
        """A line of the journal of its own: what was begun is undone."""
        visit.holder, visit.records = None, ()
        entry = self._entry(visit, decision, ground)
        if holder and is_identifier(holder, HOLDER_MOST):
            entry = replace(entry, holder=holder)
        with self.vault.transaction() as store:
            store.append(entry)

    def _entry(self, visit: Visit, decision: Decision, ground: str | None = None) -> Entry:
        return entry_of(visit, decision, self._details(visit), ground)

    def _details(self, visit: Visit) -> dict[str, str | int]:
        said: dict[str, str | int | None] = {
            "via": self.via,
            "body": visit.actor.body,
            "mission": visit.actor.mission,
            "share": visit.actor.share.id if visit.actor.share else None,
            **visit.details,
        }
        return {name: value for name, value in said.items() if value is not None}


def entry_of(
    visit: Visit, decision: Decision, details: Mapping[str, str | int] = NOTHING, ground: str | None = None
) -> Entry:
    """The line of the journal of an operation, allowed or refused."""
    why = ground or decision.ground or decision.reason
    article = f"/{decision.article.replace(' ', '-')}" if decision.article else ""
    return Entry(
        at=visit.at,
        actor=ActorRef(kind=visit.actor.kind, id=_named(visit)),
        action=visit.action,
        nature=NATURE[visit.action],
        outcome=Outcome.ALLOWED if decision else Outcome.REFUSED,
        holder=visit.holder.id if visit.holder else None,
        records=visit.records,
        ground=f"{why}{article}",
        details=dict(details),
    )


def _named(visit: Visit) -> str:
    """The id by which the journal knows who asks.

    Of a guest, that of the share: their own may be an address, or the digest of a secret. Without a share it is a keyed
    digest of it, the same each time they ask.
    """
    actor = visit.actor
    if actor.kind is not ActorKind.GUEST or actor.id == NOBODY:
        return actor.id
    return actor.share.id if actor.share else f"guest-{visit.store.cipher.blind('guest', actor.id)[:32]}"


def share_of(row: ShareRow) -> Share:
    """A share as access needs it."""
    return Share(
        id=row.id,
        holder=row.holder,
        grantee=row.grantee,
        purpose=row.purpose,
        granted_at=row.granted_at or row.from_,
        since=row.from_,
        until=row.until,
        records=None if row.records is None else frozenset(row.records),
        fields=None if row.fields is None else frozenset(ShareField(one) for one in row.fields),
        competencies_only=row.competencies_only,
        revoked_at=row.revoked_at,
    )


def _guest(visit: Visit) -> Actor:
    """Who asks with the share that lets them in; else with the last one that was made for them; else with none."""
    actor, holder = visit.actor, visit.holder
    rows = visit.store.shares(holder.id) if holder else ()
    theirs = (row for row in rows if _is_theirs(row, visit))
    shares = sorted((share_of(row) for row in theirs), key=lambda one: one.granted_at)
    wanted = [one for one in reversed(shares) if actor.share is None or one.id == actor.share.id]
    candidates = [replace(actor, share=one) for one in wanted] or [replace(actor, share=None)]
    opened = (one for one in candidates if replace(visit, actor=one).decide())
    return next(opened, candidates[0])


def _is_theirs(row: ShareRow, visit: Visit) -> bool:
    """Whether a share lets in who asks: by the secret of a link that they brought, or by their id.

    What a link goes by is a digest, in clear in the database: it is no key.
    """
    if visit.link is not None:
        return row.id == visit.link
    return row.grantee.kind is not GranteeKind.LINK and row.grantee.id == visit.actor.id


def _nobody(visit: Visit, holder: str) -> NoReturn:
    """There is no such passport: who could not have seen it is refused, and learns nothing more."""
    actor = visit.actor
    own = actor.kind is ActorKind.HOLDER and actor.id == holder
    decision = allowed(actor, visit.action, Subject(holder=holder), visit.at)
    if not decision and not own:
        raise RefusedError(visit.action, decision)
    raise UnknownPassportError(holder)
