"""`acquis cv make`, once its options are read: the file is safe before anything is registered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.analyse import Given
from cli.common import console, print_json
from cli.cv_files import placed
from cli.cv_options import refuse_idle
from cli.cv_signing import level_of
from cli.cv_source import IN_VAULT, Source, source_of
from cli.cv_wallet import Format, Wallet, write_credential

if TYPE_CHECKING:
    from collections.abc import Callable

    from answers.cv.content import CvChoice
    from answers.cv.issue import Issued
    from passport.proof.pdf import Signing

OF_PDF = ("sign", "pkcs11", "token", "key", "chain", "tsa", "long_term", "revocations")
OF_CREDENTIALS = ("authority_", "holder_key", "days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be made, of what, kept where."""

    passport: Path
    out: Path
    choice: CvChoice
    signing: Signing | None
    wallet: Wallet
    supersedes: str | None
    register: Path | None
    vault: str | None
    as_of: date | None
    given: Given

    @property
    def form(self) -> Format:
        """Its form."""
        return self.wallet.form

    @property
    def registered(self) -> bool:
        """Whether it will be written down: a signed page, or a credential that may be revoked."""
        return self.signing is not None if self.form is Format.PDF else self.wallet.statuses is not None


def check_options(ctx: typer.Context, passport: Path, form: Format) -> None:
    """Refuse options that would do nothing. Raises UsageError."""
    of_form = OF_CREDENTIALS if form is Format.PDF else OF_PDF
    refuse_idle(ctx, of_form, f"avec --format {form}")
    if form is Format.ELM:
        refuse_idle(ctx, ("statuses_", "holder_key"), "avec --format elm, qui n'est pas signé")
    if form is Format.VC_JWT:
        refuse_idle(ctx, ("holder_key",), "avec --format vc-jwt")
    if str(passport).startswith(IN_VAULT):
        refuse_idle(ctx, ("register", "as_of"), "sur un passeport du coffre, qui garde et date ses CV lui-même")
    else:
        refuse_idle(ctx, ("vault",), "sur un fichier (holder:ID nomme un passeport du coffre)")


def made(asked: Asked) -> tuple[Issued, int]:
    """Make it, write it, register it; and how many lines were left aside. Raises UsageError, CvError."""
    from answers.errors import UsageError

    if asked.supersedes and not asked.registered:
        raise UsageError("--supersedes demande un CV qui soit inscrit : --sign, ou --statuses pour un justificatif.")
    with placed(asked.out) as write, source_of(
        asked.passport, asked.as_of, asked.given, asked.register, asked.vault
    ) as source:  # fmt: skip
        issued = _issued(asked, source, write)
        return issued, len(source.aside - (asked.choice.only or frozenset()))


def _issued(asked: Asked, source: Source, write: Callable[[bytes], None]) -> Issued:
    from answers.cv.issue import Issued, Issuing, draft_cv, issue_cv

    person, choice = (source.passport, source.profile, source.engine.catalogue), source.chosen(asked.choice)
    issuing = Issuing(signing=asked.signing, keeper=source.keeper, supersedes=asked.supersedes, write=write)
    if asked.form is Format.PDF:
        return issue_cv(*person, choice, issuing)
    drafted = draft_cv(*person, choice, source.keeper)
    file, entry = write_credential(drafted.content, asked.wallet, issuing)
    return Issued(cv=drafted, file=file, entry=entry)


def tell_made(asked: Asked, issued: Issued, aside: int, *, json_: bool) -> None:
    """Print what was made, and where it is."""
    from answers.builders.cv import made_answer
    from cli.render.cv import render_made
    from cli.render.cv_wallet import render_credential

    level = level_of(asked.signing)
    if json_:
        print_json(made_answer(issued.cv, issued.file, str(asked.out), level, issued.entry))
        return
    if asked.form is Format.PDF:
        render_made(console(), issued, level)
    else:
        render_credential(console(), issued, asked.form.value)
    if aside:
        console().print(f"Cachées ou contestées, laissées de côté : {aside} (--only LIGNE les montre).", markup=False)
    console().print(f"Écrit : {asked.out}", markup=False)
