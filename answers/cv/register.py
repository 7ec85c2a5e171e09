"""The register of CVs that were issued, where there is no vault: which files, revoked or superseded since when.

A file of JSON, written beside and put in place, under a lock; no name is in it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from answers.cv.errors import CvError, CvFault
from answers.shapes.cv import CvContent
from passport.proof.status_list import free_place
from referentials.placing import PRIVATE, placed

if sys.platform != "win32":
    import fcntl


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CvEntry(_Part):
    """A CV that was issued; `digests`: SHA-256 of its files, one for each time that it was signed."""

    id: str
    digests: tuple[str, ...]
    issued: date
    language: Literal["fr", "en"]
    status_index: int
    revoked: date | None = None
    superseded_by: str | None = None


class CvRegister(_Part):
    """CVs that were issued, in order."""

    version: Literal[1] = 1
    cvs: tuple[CvEntry, ...] = ()

    def of(self, ident: str) -> CvEntry | None:
        """The entry of an id."""
        return next((one for one in self.cvs if one.id == ident), None)

    @property
    def complete(self) -> bool:
        """Whether a CV that it does not know was never issued."""
        return True

    def place(self, ident: str) -> int:
        """The place of a CV in the list of revocations: that which it has, or one that nobody has."""
        known = self.of(ident)
        return known.status_index if known else free_place({one.status_index for one in self.cvs})

    def is_free(self, ident: str) -> bool:
        """Whether a CV of this id may be issued: none was, or it still stands."""
        found = self.of(ident)
        return found is None or (found.revoked is None and found.superseded_by is None)

    @property
    def revoked(self) -> tuple[int, ...]:
        """Places of those revoked, for a list of revocations."""
        return tuple(sorted(one.status_index for one in self.cvs if one.revoked or one.superseded_by))


def register_path(home: Path) -> Path:
    """Where the register is, below acquis' own folder."""
    return home / "cv" / "register.json"


def read_register(path: Path, *, demanded: bool = False) -> CvRegister:
    """Read a register; an empty one where there is no file, unless it is `demanded`. Raises CvError."""
    try:
        return CvRegister.model_validate_json(path.read_bytes())
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not demanded:
            return CvRegister()
        raise CvError(CvFault.REGISTER, str(path), error.strerror or "") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise CvError(CvFault.REGISTER, str(path), ".".join(str(step) for step in first["loc"])) from None


def record_cv(path: Path, content: CvContent, digest: str, supersedes: str | None = None) -> CvEntry:
    """Write that a CV was issued, in place of another where it is said so. Raises CvError."""
    with _locked(path):
        register = read_register(path)
        if supersedes is not None and register.of(supersedes) is None:
            raise CvError(CvFault.UNKNOWN_CV, str(path), supersedes)
        entry = _entry(register, content, digest)
        kept = [_superseded(one, supersedes, entry.id) for one in register.cvs if one.id != entry.id]
        _write(path, CvRegister(cvs=(*kept, entry)))
    return entry


def revoke_cv(path: Path, ident: str, on: date) -> CvEntry:
    """Write that a CV was revoked on a day. Raises CvError: unknown, or revoked already."""
    with _locked(path):
        register = read_register(path)
        entry = register.of(ident)
        if entry is None:
            raise CvError(CvFault.UNKNOWN_CV, str(path), ident)
        if entry.revoked:
            raise CvError(CvFault.ALREADY_REVOKED, str(path), entry.revoked.isoformat())
        entry = entry.model_copy(update={"revoked": on})
        _write(path, CvRegister(cvs=tuple(entry if one.id == ident else one for one in register.cvs)))
    return entry


def _entry(register: CvRegister, content: CvContent, digest: str) -> CvEntry:
    known = register.of(content.id)
    if known is None and content.status and content.status.index in {one.status_index for one in register.cvs}:
        raise CvError(CvFault.TAKEN, said=str(content.status.index))
    if known:
        return known.model_copy(update={"digests": tuple(dict.fromkeys((*known.digests, digest)))})
    return CvEntry(
        id=content.id,
        digests=(digest,),
        issued=content.issued,
        language=content.language,
        status_index=content.status.index if content.status else register.place(content.id),
    )


def _superseded(one: CvEntry, ident: str | None, by: str) -> CvEntry:
    return one.model_copy(update={"superseded_by": by}) if one.id == ident else one


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One writer at a time. Raises CvError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path.with_name(f"{path.name}.lock"), os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError as error:
        raise CvError(CvFault.REGISTER, str(path), error.strerror or "") from error
    try:
        if sys.platform != "win32":
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write(path: Path, register: CvRegister) -> None:
    try:
        with placed(path, PRIVATE) as file:  # which CVs, when: its owner's alone
            file.write(register.model_dump_json(indent=2).encode() + b"\n")
    except OSError as error:
        raise CvError(CvFault.REGISTER, str(path), error.strerror or "") from error
