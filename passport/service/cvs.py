"""Signed CVs, as the door keeps them: what they are made of, their place in the list of revocations, their standing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from passport.access.actor import Actor
from passport.access.decide import Decision
from passport.access.terms import Action, Reason
from passport.service.door import Door, Visit, new_id
from passport.service.errors import UnknownCvError
from passport.service.reading import Reading
from passport.service.seen import Seen
from passport.vault.rows import CvRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A CV that is to be made: its id and its place in the list of revocations, and the passport that it is made of."""

    id: str
    status_index: int
    seen: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class CvStanding:
    """Whether a CV stands, for whoever has it in hand: nothing of whom it is of."""

    id: str
    issued_at: datetime
    digest: str
    status_index: int
    language: str
    revoked_at: datetime | None = None
    superseded_by: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it was neither revoked nor superseded."""
        return self.revoked_at is None and self.superseded_by is None


class Cvs(Reading, Door):
    """What holders ask for about CVs, and what whoever has one may ask."""

    def draft_cv(self, actor: Actor, at: datetime) -> Draft:
        """Begin a CV: what the holder has, and the names that the CV will go by. Raises RefusedError."""
        with self.visit(actor, Action.ISSUE_CV, actor.id, at) as visit:
            seen = self._seen(visit)
            draft = Draft(id=new_id("cv"), status_index=visit.store.next_status_index(), seen=seen)
            visit.note(cv=draft.id, change="drafted")
            return draft

    def issue_cv(self, actor: Actor, row: CvRow, at: datetime, superseding: str | None = None) -> CvStanding:
        """Keep what was issued, for a draft: its digest, its lines; another CV of the holder may be superseded by it.

        Raises RefusedError, UnknownCvError, ConflictError where it was kept already.
        """
        with self.visit(actor, Action.ISSUE_CV, actor.id, at) as visit:
            visit.allow()
            if set(row.records) - {line.id for line in visit.store.records(visit.owner.id)}:
                visit.settle(Decision(allowed=False, reason=Reason.NO_LINE))
            kept = visit.store.put_cv(replace(row, holder=visit.owner.id, issued_at=at), 0)
            if superseding:
                old = _own(visit, superseding)
                visit.store.put_cv(replace(old, superseded_by=kept.id), old.version)
            visit.note(*kept.records, cv=kept.id, digest=kept.digest)
            return _standing(kept)

    def revoke_cv(self, actor: Actor, cv: str, at: datetime) -> CvStanding:
        """Take a CV back; once revoked, it stays so. Raises RefusedError, UnknownCvError."""
        with self.visit(actor, Action.REVOKE_CV, actor.id, at) as visit:
            visit.allow()
            row = _own(visit, cv)
            kept = visit.store.put_cv(replace(row, revoked_at=row.revoked_at or at), row.version)
            visit.note(cv=kept.id)
            return _standing(kept)

    def cvs(self, actor: Actor, holder: str, at: datetime) -> tuple[CvRow, ...]:
        """Every CV of the holder. Raises RefusedError."""
        with self.visit(actor, Action.ISSUE_CV, holder, at) as visit:
            visit.allow()
            visit.note(change="listed")
            return visit.store.cvs(visit.owner.id)

    def cv_standing(self, cv: str) -> CvStanding:
        """Whether a CV stands: public, for who has it in hand knows its id. Raises UnknownCvError."""
        with self.vault.reading() as store:
            row = store.cv(cv)
        if row is None:
            raise UnknownCvError()
        return _standing(row)

    def revoked_cvs(self) -> tuple[int, ...]:
        """Places, in the list of revocations, of the CVs that stand no more: public."""
        with self.vault.reading() as store:
            return store.revoked_indexes()


def _own(visit: Visit, cv: str) -> CvRow:
    row = visit.store.cv(cv)
    if row is None or row.holder != visit.owner.id:
        raise UnknownCvError()
    return row


def _standing(row: CvRow) -> CvStanding:
    return CvStanding(
        id=row.id,
        issued_at=row.issued_at,
        digest=row.digest,
        status_index=row.status_index,
        language=row.language,
        revoked_at=row.revoked_at,
        superseded_by=row.superseded_by,
    )
