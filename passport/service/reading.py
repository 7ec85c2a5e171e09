"""Reading: a passport, or what follows from it, as each reader is let see it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from passport.access.actor import Actor, ActorKind
from passport.access.decide import Decision
from passport.access.share import Share, ShareField
from passport.access.terms import Action, Reason
from passport.document.model import Record
from passport.service.door import Door, Visit
from passport.service.errors import UnknownShareError
from passport.service.lines import checked, line_of, passport_of, renamed, shown, unproven
from passport.service.seen import Seen, SeenLine
from passport.vault.rows import RecordRow, RecordState
from referentials.days import day_of


def token_digest(token: str) -> str:
    """SHA-256 of the secret of a link: all that is kept of it, and what its bearer goes by."""
    return hashlib.sha256(token.encode()).hexdigest()


class Reading(Door):
    """What readers ask for."""

    def consult(self, actor: Actor, holder: str, at: datetime) -> Seen:
        """The lines that the actor may see. Raises RefusedError, UnknownPassportError.

        An issuer sees its own; somebody with a share, those shared, without the fields that are hidden. A share by link
        is read by its secret alone (`by_link`).
        """
        return self._consulted(actor, holder, at)

    def consult_competencies(self, actor: Actor, holder: str, at: datetime) -> Seen:
        """What competencies may be computed from, where the lines themselves are not for the actor to see.

        Raises RefusedError, UnknownPassportError.
        """
        return self._competencies(actor, holder, at)

    def _consulted(self, actor: Actor, holder: str, at: datetime, link: str | None = None) -> Seen:
        with self.visit(actor, Action.CONSULT, holder, at, link) as visit:
            return self._seen(visit)

    def _competencies(self, actor: Actor, holder: str, at: datetime, link: str | None = None) -> Seen:
        with self.visit(actor, Action.CONSULT_COMPETENCIES, holder, at, link) as visit:
            seen = self._seen(visit)
        hidden = actor.kind is not ActorKind.HOLDER
        return _competencies_only(seen) if hidden else replace(seen, competencies_only=True, lines=())

    def by_link(self, token: str, at: datetime) -> Seen:
        """What the link of a share shows: its lines, or what competencies may be computed from.

        Raises RefusedError, UnknownShareError.
        """
        digest = token_digest(token)
        with self.vault.reading() as store:
            row = store.share_by_token(digest)
        if row is None:
            self.refuse(Actor(kind=ActorKind.GUEST, id=digest), Action.CONSULT, at, Reason.NO_SHARE)
            raise UnknownShareError()
        guest = Actor(kind=ActorKind.GUEST, id=row.grantee.id)
        read = self._competencies if row.competencies_only else self._consulted
        return read(guest, row.holder, at, row.id)

    def _seen(self, visit: Visit) -> Seen:
        """The lines that access lets through. Raises RefusedError where it lets none in.

        The whole passport is checked first: a proof that serves twice counts once, whichever of its lines is not shown.
        To others than the holder, the second line has no proof: why would tell of a line that they may not see.
        """
        kept = visit.store.records(visit.owner.id)
        rows = _let_through(visit, kept)
        every = checked(visit.owner.id, kept, self.registry, day_of(visit.at))
        if visit.actor.kind is not ActorKind.HOLDER:
            every = {name: unproven(record) for name, record in every.items()}
        share = visit.actor.share
        records = {row.id: shown(every[row.id], share) if share else every[row.id] for row in rows}
        standing = [row for row in rows if row.state is RecordState.CURRENT]
        return Seen(
            passport=passport_of(
                _holder_id(visit, share), _holder_name(visit, share), [records[row.id] for row in standing]
            ),
            lines=tuple(_line(row, records[row.id], visit.actor, share) for row in rows),
            decision=visit.decision or Decision(allowed=False),
            at=visit.at,
            contested=frozenset(row.id for row in standing if row.contested),
            identity=visit.owner.identity if visit.actor.kind is ActorKind.HOLDER else None,
            limited_at=visit.owner.limited_at,
            share=share.id if share else None,
            purpose=share.purpose if share else None,
        )


def _let_through(visit: Visit, kept: tuple[RecordRow, ...]) -> tuple[RecordRow, ...]:
    """The lines, of those kept, that access lets through, each decided by itself. Raises RefusedError."""
    decided = [(row, visit.decide(line_of(row))) for row in kept]
    through = tuple(row for row, decision in decided if decision)
    if visit.actor.kind is ActorKind.ISSUER and through:
        visit.settle(next(decision for _, decision in decided if decision))
    else:
        visit.allow()
    visit.note(*(row.id for row in through))
    return through


def _holder_id(visit: Visit, share: Share | None) -> str:
    """The id by which a reader knows the holder: through a share that has no proofs, that of the share."""
    return share.id if share and not share.shows_field(ShareField.PROOFS) else visit.owner.id


def _holder_name(visit: Visit, share: Share | None) -> str | None:
    """The name of the holder, for whom it is for."""
    if visit.actor.kind is ActorKind.ISSUER or (share and not share.shows_field(ShareField.NAME)):
        return None
    said = visit.owner.identity
    return f"{said.given_name} {said.family_name}"


def _line(row: RecordRow, record: Record, actor: Actor, share: Share | None) -> SeenLine:
    party = actor.kind in (ActorKind.HOLDER, ActorKind.ISSUER)
    nameless = share is not None and record.verification.issuer is None
    return SeenLine(
        record=record,
        kind=row.kind,
        issuer=None if nameless else row.issuer,
        declared=row.declared,
        received_at=row.received_at,
        contested=row.contested is not None,
        contest=row.contested if party else None,
        withdrawn=row.state is RecordState.WITHDRAWN,
        hidden=row.hidden and actor.kind is ActorKind.HOLDER,
        version=row.version,
    )


def _competencies_only(seen: Seen) -> Seen:
    """Without lines, names, ids or who vouches: what is left is computed from."""
    before = seen.passport.records
    after = renamed(before)
    names = {old.id: new.id for old, new in zip(before, after, strict=True)}
    return replace(
        seen,
        passport=passport_of(seen.share or seen.passport.holder.id, None, after),
        lines=(),
        competencies_only=True,
        contested=frozenset(names[name] for name in seen.contested),
    )
