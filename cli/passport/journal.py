"""`acquis passport journal`: who did what with a passport; whether the journal is whole; its head, signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.acting import As, read_actor, read_own
from cli.common import Json, console, print_json
from cli.door import VaultOption, now, opened, operator_keys

if TYPE_CHECKING:
    from answers.shapes.journal import HeadAnswer, JournalAnswer, JournalCheckAnswer
    from passport.journal.heads import Head

BROKEN = 2
"""Exit code of a journal that is not whole."""


def journal(
    holder: Annotated[str | None, typer.Argument(metavar="[TITULAIRE]", help="Identifiant du titulaire.")] = None,
    as_: As = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Vérifier tout le journal du coffre ; code de sortie 2 s'il est altéré.")
    ] = False,
    sign_head: Annotated[
        bool, typer.Option("--sign-head", help="Signer la tête du jour, à garder ailleurs (avec --verify, s'il tient).")
    ] = False,
    copies: Annotated[
        Path | None, typer.Option("--copies", metavar="FICHIER", help="Têtes gardées ailleurs, une par ligne.")
    ] = None,
    vault: VaultOption = None,
    json_: Json = False,
) -> None:  # fmt: skip
    """Dire qui a consulté ou modifié un passeport, quand, à quel titre ; vérifier le journal, en signer la tête.

    Le journal est au titulaire : --as holder:ID. Le vérifier et le signer est à qui tient le coffre.
    """
    if not verify and not sign_head:
        _tell(_journal(holder, as_, vault), json_)
        return
    if verify:
        found = _verified(as_, copies, vault)
        if not (json_ and sign_head and found.whole):
            _tell(found, json_)
        if not found.whole:
            raise typer.Exit(BROKEN)
    if sign_head:
        _tell(_signed(as_, vault), json_)


def _journal(holder: str | None, as_: str | None, vault: str | None) -> JournalAnswer:
    from answers.builders.journal import journal_answer

    actor = read_actor(as_, holder)
    with opened(vault) as passports:
        at, name = now(), holder or actor.id
        return journal_answer(actor, at, name, passports.journal(actor, name, at))


def _verified(as_: str | None, copies: Path | None, vault: str | None) -> JournalCheckAnswer:
    from answers.builders.journal import Checked, journal_check_answer
    from passport.journal.heads import head_holds

    actor, kept = read_own(as_, "operator"), read_copies(copies)
    with opened(vault) as passports:
        at, keys = now(), operator_keys(passports)
        known = passports.known_keys(keys)
        breaks = passports.verify_journal(actor, at, keys, kept)
        state = passports.journal_state(actor, at)
        held = tuple(one for one in kept if known is None or head_holds(one, state.tip.journal, known))
        found = Checked(state=state, copies=held, breaks=breaks, signatures=known is not None)
    return journal_check_answer(actor, at, found)


def _signed(as_: str | None, vault: str | None) -> HeadAnswer:
    from answers.builders.journal import head_answer
    from passport.journal.keeping import head_of_day

    actor = read_own(as_, "operator")
    with opened(vault) as passports:
        at = now()
        head = passports.sign_head(actor, at)
        there = head or head_of_day(passports.journal_state(actor, at).heads, at)
    return head_answer(actor, at, there, signed=head is not None)


def read_copies(path: Path | None) -> tuple[Head, ...]:
    """Heads that were kept elsewhere. Raises UsageError: file, line."""
    from answers.errors import UsageError
    from answers.words.vault import bad_head
    from matching.files import read_lines
    from passport.journal.heads import head_of

    found = []
    for number, line in enumerate(read_lines(path) if path else (), 1):
        try:
            found += [head_of(line.strip())] if line.strip() else []
        except ValueError as error:
            raise UsageError(bad_head(str(path), number)) from error
    return tuple(found)


def _tell(answer: JournalAnswer | JournalCheckAnswer | HeadAnswer, json_: bool) -> None:
    from cli.render.kept import render_journal

    print_json(answer) if json_ else render_journal(console(), answer)
