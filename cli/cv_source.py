"""Where a CV is made from, and kept: a file of a passport with a register of one's own, or a passport in the vault."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cli.analyse import Given, read_profile
from cli.common import open_engine
from cli.cv_files import register_of

if TYPE_CHECKING:
    from answers.cv.content import CvChoice
    from answers.cv.keeping import Keeper, Known
    from answers.cv.naming import Named
    from answers.cv.register import CvEntry
    from passport.document.model import Passport
    from recommend.engine import Engine
    from recommend.profile.profile import Profile

IN_VAULT = "holder:"
"""What a passport of the vault is named by, before the holder's id."""


@dataclass(frozen=True, slots=True)
class Source:
    """A passport that was verified, its profile, and what keeps the CVs that are made of it."""

    engine: Engine
    passport: Passport
    profile: Profile
    keeper: Keeper
    aside: frozenset[str] = frozenset()
    """Lines that the holder hides from shares, or contests."""
    identity: Named | None = None
    """That which goes with the passport in the vault."""

    def chosen(self, choice: CvChoice) -> CvChoice:
        """A choice that leaves these lines out, unless it names them, and has the name of the identity."""
        without = choice.without | (self.aside - (choice.only or frozenset()))
        return replace(choice, without=without, identity=self.identity)


@contextmanager
def source_of(
    named: Path, as_of: date | None, given: Given, register: Path | None, vault: str | None
) -> Iterator[Source]:
    """What `make` is asked to make a CV of: a file, or `holder:ID` of the vault."""
    from answers.cv.keeping import FileKeeper

    if str(named).startswith(IN_VAULT):
        with _from_vault(str(named), given, vault) as source:
            yield source
        return
    engine, passport, profile = read_profile(named, as_of, given)
    yield Source(engine, passport, profile, FileKeeper(register_of(register)))


@contextmanager
def _from_vault(named: str, given: Given, vault: str | None) -> Iterator[Source]:
    from answers.cv.keeping import VaultKeeper, kept_aside, named_in
    from cli.acting import read_actor
    from cli.door import now, opened
    from referentials.days import day_of

    actor, at = read_actor(named), now()
    with opened(vault) as passports:
        draft = passports.draft_cv(actor, at)
        engine = open_engine(given.snapshot, given.encoder, given.aliases)
        passport = draft.seen.passport
        profile = engine.profile(passport, day_of(at), ignore_unknown=given.ignore_unknown)
        keeper = VaultKeeper(passports=passports, actor=actor, draft=draft, at=at)
        yield Source(engine, passport, profile, keeper, kept_aside(draft), named_in(draft))


@contextmanager
def known_to(register: Path | None, vault: str | None) -> Iterator[Known | None]:
    """What says whether a CV stands: the register or the vault that is given, else one's own of both.

    Raises UsageError for both.
    """
    from answers.cv.keeping import VaultKnown
    from answers.cv.register import read_register
    from answers.errors import UsageError
    from cli.door import opened

    if register is not None and vault is not None:
        raise UsageError("Donnez --register ou --vault, non les deux : qui a établi le CV l'a inscrit à l'un des deux.")
    if vault is not None:
        with opened(vault) as passports:
            yield VaultKnown(passports)
        return
    if register is not None:
        yield read_register(register, demanded=True)
        return
    with _own() as known:
        yield known


@contextmanager
def _own() -> Iterator[Known | None]:
    """One's own register, and one's own vault; None without either."""
    from answers.cv.keeping import Own, VaultKnown
    from answers.cv.register import read_register
    from cli.door import opened
    from referentials.home import vault_file

    path = register_of(None)
    own: tuple[Known, ...] = (read_register(path),) if path.is_file() else ()
    if os.environ.get("ACQUIS_VAULT") or vault_file().is_file():
        with opened(None) as passports:
            yield Own((*own, VaultKnown(passports)))
        return
    yield Own(own) if own else None


def revoked_in_vault(ident: str, as_: str, vault: str | None) -> CvEntry:
    """Revoke a CV of the vault, for its holder. Raises RefusedError, UnknownCvError."""
    from answers.cv.keeping import entry_of
    from cli.acting import read_actor
    from cli.door import now, opened

    with opened(vault) as passports:
        return entry_of(passports.revoke_cv(read_actor(as_), ident, now()))
