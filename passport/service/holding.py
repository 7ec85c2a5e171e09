"""What holders do with their own passport: open it, declare, correct, contest, hide, limit, ask for erasure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from passport.access.actor import Actor
from passport.access.decide import Decision, allowed
from passport.access.retention import age_on
from passport.access.terms import Action, Reason
from passport.document.model import Record
from passport.journal.entry import Entry
from passport.proof.registry import kind_of
from passport.service.door import Door, Visit, new_id, subject_of
from passport.service.errors import RefusedError
from passport.service.lines import content_of
from passport.vault.rows import Contest, HolderRow, Identity, RecordRow
from passport.vault.sameness import may_be
from referentials.days import day_of

WORDS = 2_000
"""Characters of what a holder says against a line, at most."""


WHO = ("family_name", "given_name", "birthdate")
"""What feeds find a passport by: the identity provider says it, and a holder who could change it would receive others'
lines."""


class Evidence(StrEnum):
    """What an operator rectifies a civil status on."""

    PROVIDER = "provider"
    """What the identity provider says now, for the same `sub`."""
    CIVIL_STATUS = "civil_status"
    IDENTITY_DOCUMENT = "identity_document"
    JUDGMENT = "judgment"


@dataclass(frozen=True, slots=True)
class Rectification:
    """A civil status as it should be: whose, and on what evidence (None: on the holder's word)."""

    holder: str
    identity: Identity
    evidence: Evidence | None = None


class Holding(Door):
    """What holders ask for."""

    def open(self, actor: Actor, identity: Identity, at: datetime) -> str:
        """The id of the passport of somebody who was identified; one that feeds made is theirs, else one is opened.

        `actor.id`: the id that it has, or is to have; empty for whichever. Raises RefusedError, AmbiguousHolderError.
        """
        with self.visit(actor, Action.OPEN, None, at) as visit:
            visit.store.hold_openings()
            found = _found(visit, identity)
            owner = found or HolderRow(id=actor.id or new_id("holder"), identity=identity, opened_at=at)
            known = replace(actor, id=actor.id or owner.id, age=age_on(identity.birthdate, day_of(at)))
            visit.actor, visit.holder = known, owner
            visit.allow()
            if found is None or (identity.sub and found.identity.sub is None):
                kept = identity if found is None else replace(found.identity, sub=identity.sub)
                visit.store.put_holder(replace(owner, identity=kept), owner.version)
            return owner.id

    def declare(self, actor: Actor, record: Record, at: datetime) -> str:
        """Add a line that the holder says; its id. Raises ConflictError where it is there already."""
        return self.declare_all(actor, [record], at)[0]

    def declare_all(self, actor: Actor, records: Iterable[Record], at: datetime) -> tuple[str, ...]:
        """Add lines that the holder says, with the proofs that they bring; their ids, in order.

        The same record of the same holder has the same id: none is added twice. Raises ConflictError, RefusedError.
        """
        with self.visit(actor, Action.DECLARE, actor.id, at) as visit:
            visit.allow()
            rows = [_declared(visit.owner.id, record, at) for record in records]
            visit.store.put_records(rows)
            visit.note(*(row.id for row in rows))
            return tuple(row.id for row in rows)

    def correct_declared(
        self, actor: Actor, line: str, record: Record, at: datetime, version: int | None = None
    ) -> None:
        """Rectify a line that the holder said. `version`: that which they saw. Raises RefusedError, ConflictError."""
        with self.visit(actor, Action.CORRECT_DECLARED, actor.id, at) as visit:
            row = self.line(visit, line)
            new = _declared(visit.owner.id, record, row.received_at)
            visit.store.put_record(replace(new, id=row.id, hidden=row.hidden), version or row.version)
            visit.note(row.id)

    def remove_declared(self, actor: Actor, line: str, at: datetime, version: int | None = None) -> None:
        """Take back a line that the holder said: a rectification. Raises RefusedError, ConflictError."""
        with self.visit(actor, Action.REMOVE_DECLARED, actor.id, at) as visit:
            row = self.line(visit, line)
            visit.store.remove_record(row.id, version or row.version)
            visit.note(row.id)

    def contest(self, actor: Actor, line: str, words: str, at: datetime) -> None:
        """Say against a line of an issuer; it shows from now on. Raises RefusedError, ConflictError."""
        self._contested(actor, line, Contest(at=at, words=words[:WORDS]), at)

    def uncontest(self, actor: Actor, line: str, at: datetime) -> None:
        """Say no more against a line. Raises RefusedError, ConflictError."""
        self._contested(actor, line, None, at)

    def hide(self, actor: Actor, line: str, at: datetime, *, hidden: bool = True) -> None:
        """Keep a line out of every share, or no longer. Raises RefusedError, ConflictError."""
        with self.visit(actor, Action.SHARE, actor.id, at) as visit:
            row = self.line(visit, line)
            visit.store.put_record(replace(row, hidden=hidden), row.version)
            visit.note(row.id, change="hidden" if hidden else "shown")

    def limit(self, actor: Actor, at: datetime, *, limited: bool = True) -> None:
        """Have the use of the passport limited, or no longer. Raises RefusedError, ConflictError."""
        with self.visit(actor, Action.LIMIT, actor.id, at) as visit:
            visit.allow()
            owner = visit.owner
            since = (owner.limited_at or at) if limited else None
            visit.store.put_holder(replace(owner, limited_at=since), owner.version)
            visit.note(change="limited" if limited else "lifted")

    def rectify_identity(self, actor: Actor, identity: Identity, at: datetime) -> None:
        """Rectify the sex, the place of birth, the e-mail; what feeds find a passport by, `rectify_by_operator` alone.

        Who FranceConnect+ says it is stays. Raises RefusedError, ConflictError.
        """
        self._rectified(Rectification(actor.id, identity), actor, at)

    def rectify_by_operator(self, actor: Actor, asked: Rectification, at: datetime) -> None:
        """Rectify a civil status, names and day of birth too, on evidence that the operator saw.

        Who FranceConnect+ says it is stays. Raises RefusedError, UnknownPassportError, ConflictError.
        """
        self._rectified(asked, actor, at)

    def erase(self, actor: Actor, holder: str, at: datetime) -> None:
        """Ask for a passport to be erased: the code rules it out (R6323-38). Raises RefusedError, always."""
        self._asked_in_vain(actor, Action.ERASE, holder, at)

    def oppose(self, actor: Actor, holder: str, at: datetime) -> None:
        """Object to the keeping of a passport: the code rules it out (R6323-38). Raises RefusedError, always."""
        self._asked_in_vain(actor, Action.OBJECT, holder, at)

    def journal(self, actor: Actor, holder: str, at: datetime) -> tuple[Entry, ...]:
        """Who consulted the passport or touched it, as long as the journal is kept. Raises RefusedError."""
        with self.visit(actor, Action.JOURNAL, holder, at) as visit:
            visit.allow()
            return tuple(visit.store.entries(holder=visit.owner.id))

    def _rectified(self, asked: Rectification, actor: Actor, at: datetime) -> None:
        with self.visit(actor, Action.RECTIFY_IDENTITY, asked.holder, at) as visit:
            owner = visit.owner
            before = owner.identity
            changes = any(getattr(before, name) != getattr(asked.identity, name) for name in WHO)
            subject = replace(subject_of(owner), changes_who=changes, evidence=asked.evidence is not None)
            visit.settle(allowed(visit.actor, visit.action, subject, at))
            visit.store.put_holder(replace(owner, identity=replace(asked.identity, sub=before.sub)), owner.version)
            if asked.evidence:
                visit.note(evidence=asked.evidence, change="who" if changes else "civil")

    def _contested(self, actor: Actor, line: str, contest: Contest | None, at: datetime) -> None:
        with self.visit(actor, Action.CONTEST, actor.id, at) as visit:
            row = self.line(visit, line)
            visit.store.put_record(replace(row, contested=contest), row.version)
            visit.note(row.id, change="contested" if contest else "settled")

    def _asked_in_vain(self, actor: Actor, action: Action, holder: str, at: datetime) -> None:
        with self.visit(actor, action, holder, at) as visit:
            visit.allow()


def _found(visit: Visit, identity: Identity) -> HolderRow | None:
    """The passport of an identity, or of the id that is asked for. Raises RefusedError, AmbiguousHolderError."""
    store, name = visit.store, visit.actor.id
    found = store.holder_by_sub(identity.sub) if identity.sub else None
    named = store.holder(name) if name else None
    if found is None and named is not None and may_be(named.identity, identity) and _same_birth(named, identity):
        return named
    if found is None and named is None:
        found = store.holder_by_identity(identity)
    other = named is not None and found is None
    if other or (found is not None and (name not in ("", found.id) or _goes_by_another(found, identity))):
        raise RefusedError(visit.action, Decision(allowed=False, reason=Reason.OTHER_HOLDER))
    return found


def _goes_by_another(row: HolderRow, identity: Identity) -> bool:
    """Whether FranceConnect+ knows the holder, and does not say that this is them."""
    return row.identity.sub is not None and row.identity.sub != identity.sub


def _same_birth(row: HolderRow, identity: Identity) -> bool:
    return row.identity.birthdate == identity.birthdate


def _declared(holder: str, record: Record, at: datetime) -> RecordRow:
    return RecordRow(
        id=declared_id(holder, record.id),
        holder=holder,
        kind=str(kind_of(record)),
        content=content_of(record),
        received_at=at,
        declared=True,
        proofs=record.attestation.proofs,
    )


def declared_id(holder: str, record: str) -> str:
    """Id, in the vault, of a record that a holder declares; ids of a document are its own."""
    return "own-" + hashlib.sha256(f"{holder}\n{record}".encode()).hexdigest()[:32]
