"""Where CVs that are issued are kept: a register of one's own, or the vault, through its door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from answers.cv.naming import Named
from answers.cv.register import CvEntry, read_register, record_cv
from answers.shapes.cv import CvContent
from referentials.days import day_of

if TYPE_CHECKING:
    from passport.access.actor import Actor
    from passport.service.cvs import CvStanding, Draft
    from passport.service.passports import Passports


class Known(Protocol):
    """What says whether a CV stands."""

    @property
    def complete(self) -> bool:
        """Whether a CV that it does not know was never issued."""

    def of(self, ident: str) -> CvEntry | None:
        """The entry of an id; None where none was issued."""


class Keeper(Protocol):
    """What keeps a CV that is issued."""

    def is_free(self, ident: str) -> bool:
        """Whether a CV of this id may be issued: none was that stands no more."""

    def place(self, ident: str) -> int:
        """Its place in the list of revocations."""

    def keep(self, content: CvContent, digest: str, supersedes: str | None) -> CvEntry:
        """Write down a CV, by the SHA-256 of its file, in place of another where it is said so."""


@dataclass(frozen=True, slots=True)
class FileKeeper:
    """A register of one's own."""

    path: Path

    def is_free(self, ident: str) -> bool:
        """A CV that stands may be signed again."""
        return read_register(self.path).is_free(ident)

    def place(self, ident: str) -> int:
        """That which it has, or one that nobody has."""
        return read_register(self.path).place(ident)

    def keep(self, content: CvContent, digest: str, supersedes: str | None) -> CvEntry:
        """Raises CvError."""
        return record_cv(self.path, content, digest, supersedes)


@dataclass(frozen=True, slots=True)
class Own:
    """The register and the vault of one's own, where a CV that comes from elsewhere is looked for too."""

    known: tuple[Known, ...]
    complete: bool = False

    def of(self, ident: str) -> CvEntry | None:
        """The entry of an id: that which stands no more goes before; files are those of all."""
        found = [entry for one in self.known if (entry := one.of(ident))]
        if not found:
            return None
        first = min(found, key=lambda one: one.revoked is None and one.superseded_by is None)
        return first.model_copy(update={"digests": tuple(digest for one in found for digest in one.digests)})


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultKeeper:
    """The vault: what the holder does there is journaled, and allowed first."""

    passports: Passports
    actor: Actor
    draft: Draft
    at: datetime

    def is_free(self, ident: str) -> bool:
        """A CV is kept once: made again, it is another edition."""
        return VaultKnown(self.passports).of(ident) is None

    def place(self, ident: str) -> int:  # noqa: ARG002 - the draft is of this CV
        """That of the draft."""
        return self.draft.status_index

    def keep(self, content: CvContent, digest: str, supersedes: str | None) -> CvEntry:
        """Raises RefusedError, UnknownCvError."""
        from passport.vault.rows import CvRow

        row = CvRow(
            id=content.id,
            holder=self.actor.id,
            issued_at=self.at,
            digest=digest,
            status_index=self.draft.status_index,
            language=content.language,
            records=tuple(line.record for line in content.lines),
        )
        return entry_of(self.passports.issue_cv(self.actor, row, self.at, supersedes))


@dataclass(frozen=True, slots=True)
class VaultKnown:
    """What the vault tells whoever has a CV in hand: whether it stands, and nothing of whom it is of."""

    passports: Passports

    @property
    def complete(self) -> bool:
        """All of them are kept there."""
        return True

    def of(self, ident: str) -> CvEntry | None:
        """Public: who has the id has the CV."""
        from passport.service.errors import UnknownCvError

        try:
            return entry_of(self.passports.cv_standing(ident))
        except UnknownCvError:
            return None


def kept_aside(draft: Draft) -> frozenset[str]:
    """Lines that a CV leaves out unless they are asked for: those that the holder hides from shares, or contests."""
    return frozenset(line.record.id for line in draft.seen.lines if line.hidden or line.contested)


def named_in(draft: Draft) -> Named | None:
    """Who the passport of a draft is of, by the identity that the vault has."""
    said = draft.seen.identity
    return Named(given_name=said.given_name, family_name=said.family_name) if said else None


def entry_of(standing: CvStanding) -> CvEntry:
    """The entry of a CV in the vault, as a register has it."""
    language: Literal["fr", "en"] = "en" if standing.language == "en" else "fr"
    return CvEntry(
        id=standing.id,
        digests=(standing.digest,),
        issued=day_of(standing.issued_at),
        language=language,
        status_index=standing.status_index,
        revoked=day_of(standing.revoked_at) if standing.revoked_at else None,
        superseded_by=standing.superseded_by,
    )
