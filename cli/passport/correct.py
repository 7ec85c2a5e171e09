"""`acquis passport correct | limit | erase`: rectification, contestation, limitation, and what the law rules out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.acting import As, read_actor, read_own
from cli.common import Json, console, print_json
from cli.door import VaultOption, now, opened

if TYPE_CHECKING:
    from passport.access.actor import Actor
    from passport.access.terms import Action
    from passport.document.model import Record
    from passport.service.passports import Passports


def correct(
    line: Annotated[
        str | None,
        typer.Argument(metavar="[LIGNE]", help="Identifiant de la ligne ; d'un émetteur, le sien (idTechnique) ; de "
                       "qui tient le coffre, l'identifiant du titulaire dont il rectifie l'identité."),
    ] = None,
    as_: As = None,
    with_: Annotated[
        Path | None,
        typer.Option("--with", metavar="FICHIER", help="La ligne corrigée, en JSON : un passeport qui n'a "
                     "qu'elle ; de l'émetteur, la ligne telle qu'il la signe ({\"type\": …})."),
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Retirer une ligne que l'on a déclarée.")] = False,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Émetteur : retirer une ligne que l'on a transmise.")
    ] = False,
    contest: Annotated[
        str | None, typer.Option("--contest", metavar="MOTS", help="Contester une ligne d'un émetteur : cela se voit.")
    ] = None,
    uncontest: Annotated[bool, typer.Option("--uncontest", help="Ne plus la contester.")] = False,
    hide: Annotated[bool, typer.Option("--hide", help="Ne la montrer dans aucun partage.")] = False,
    unhide: Annotated[bool, typer.Option("--unhide", help="Pouvoir de nouveau la montrer.")] = False,
    identity: Annotated[
        Path | None, typer.Option("--identity", metavar="FICHIER", help="Rectifier l'identité (JSON, comme import).")
    ] = None,
    evidence: Annotated[
        str | None,
        typer.Option("--evidence", metavar="JUSTIFICATIF", help="De qui tient le coffre : ce qu'il a vu, provider "
                     "(fournisseur d'identité), civil_status (état civil), identity_document ou judgment."),
    ] = None,
    vault: VaultOption = None, json_: Json = False,
) -> None:  # fmt: skip
    """Corriger, retirer, contester ou cacher une ligne ; rectifier l'identité. Une chose à la fois.

    Une ligne déclarée est à son titulaire, qui la corrige ou la retire. Une ligne transmise est à son émetteur, et à
    lui seul ; le titulaire la conteste ou la cache. Nom, prénoms et date de naissance sont ceux que dit le fournisseur
    d'identité : qui tient le coffre les rectifie, sur justificatif (--as operator:ID --identity FICHIER --evidence …).
    """
    chosen = _Chosen(with_, remove, withdraw, contest, uncontest, hide, unhide, identity)
    actor, change = read_actor(as_), chosen.change(line)
    if identity and actor.kind == "operator":
        change = _by_operator(line, identity, evidence)
    with opened(vault) as passports:
        at = now()
        action, undone = change(passports, actor, at)
    _tell(actor, at, action, None if identity else line, undone=undone, json_=json_)


def limit(
    as_: As = None,
    lift: Annotated[bool, typer.Option("--lift", help="Y mettre fin.")] = False,
    vault: VaultOption = None,
    json_: Json = False,
) -> None:
    """Limiter l'usage d'un passeport : il est conservé, et ne se consulte plus sans un accord donné depuis."""
    from passport.access.terms import Action

    actor = read_own(as_, "holder")
    with opened(vault) as passports:
        at = now()
        passports.limit(actor, at, limited=not lift)
    _tell(actor, at, Action.LIMIT, None, undone=lift, json_=json_)


def erase(
    as_: As = None,
    oppose: Annotated[bool, typer.Option("--oppose", help="S'opposer à sa tenue, plutôt que l'effacer.")] = False,
    vault: VaultOption = None,
) -> None:
    """Demander l'effacement d'un passeport : la loi l'exclut, et la réponse dit pourquoi, et ce qui est possible."""
    actor = read_own(as_, "holder")
    with opened(vault) as passports:
        (passports.oppose if oppose else passports.erase)(actor, actor.id, now())


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What was asked for; one of them."""

    with_: Path | None
    remove: bool
    withdraw: bool
    contest: str | None
    uncontest: bool
    hide: bool
    unhide: bool
    identity: Path | None

    def change(self, line: str | None) -> Callable[[Passports, Actor, datetime], tuple[Action, bool]]:
        """What it comes to. Raises UsageError: none, several, no line."""
        from answers.errors import UsageError
        from answers.words.vault import NO_LINE, NO_WORDS, ONE_CHANGE

        if self.contest is not None and not self.contest.strip():
            raise UsageError(NO_WORDS)

        asked = [name for name in self.__slots__ if getattr(self, name)]
        if len(asked) != 1:
            raise UsageError(ONE_CHANGE)
        if line is None and asked != ["identity"]:
            raise UsageError(NO_LINE)
        does: Callable[[Passports, Actor, datetime, str], tuple[Action, bool]] = getattr(
            self, f"_{asked[0].strip('_')}"
        )
        return lambda passports, actor, at: does(passports, actor, at, line or "")

    def _with(self, passports: Passports, actor: Actor, at: datetime, line: str) -> tuple[Action, bool]:
        from cli.files import read_json
        from passport.access.terms import Action

        assert self.with_ is not None
        if actor.kind == "issuer":
            return _sent(passports, actor, at, line, read_json(self.with_))
        passports.correct_declared(actor, line, _one_record(self.with_), at)
        return Action.CORRECT_DECLARED, False

    def _remove(self, passports: Passports, actor: Actor, at: datetime, line: str) -> tuple[Action, bool]:
        from passport.access.terms import Action

        passports.remove_declared(actor, line, at)
        return Action.REMOVE_DECLARED, False

    def _withdraw(self, passports: Passports, actor: Actor, at: datetime, line: str) -> tuple[Action, bool]:
        return _sent(passports, actor, at, line, None)

    def _contest(self, passports: Passports, actor: Actor, at: datetime, line: str) -> tuple[Action, bool]:
        from passport.access.terms import Action

        passports.contest(actor, line, self.contest or "", at)
        return Action.CONTEST, False

    def _uncontest(self, passports: Passports, actor: Actor, at: datetime, line: str) -> tuple[Action, bool]:
        from passport.access.terms import Action

        passports.uncontest(actor, line, at)
        return Action.CONTEST, True

    def _hide(self, passports: Passports, actor: Actor, at: datetime, line: str) -> tuple[Action, bool]:
        from passport.access.terms import Action

        passports.hide(actor, line, at, hidden=self.hide)
        return Action.SHARE, self.unhide

    _unhide = _hide

    def _identity(self, passports: Passports, actor: Actor, at: datetime, _: str) -> tuple[Action, bool]:
        from cli.passport.keep import read_identity
        from passport.access.terms import Action

        assert self.identity is not None
        passports.rectify_identity(actor, read_identity(self.identity), at)
        return Action.RECTIFY_IDENTITY, False


def _by_operator(
    holder: str | None, path: Path, evidence: str | None
) -> Callable[[Passports, Actor, datetime], tuple[Action, bool]]:
    """A civil status, rectified by who keeps the vault, on evidence. Raises UsageError."""
    from answers.errors import UsageError
    from answers.words.vault import no_evidence
    from cli.passport.keep import read_identity
    from passport.access.terms import Action
    from passport.service.holding import Evidence, Rectification

    if holder is None or evidence not in list(Evidence):
        raise UsageError(no_evidence([str(one) for one in Evidence]))
    asked = Rectification(holder, read_identity(path), Evidence(evidence))

    def change(passports: Passports, actor: Actor, at: datetime) -> tuple[Action, bool]:
        passports.rectify_by_operator(actor, asked, at)
        return Action.RECTIFY_IDENTITY, False

    return change


def _one_record(path: Path) -> Record:
    """The one line of a passport document. Raises UsageError, PassportError."""
    from answers.errors import UsageError
    from answers.words.vault import one_line
    from passport.document.read import read_passport

    records = read_passport(path).records
    if len(records) != 1:
        raise UsageError(one_line(str(path), len(records)))
    return records[0]


def _sent(passports: Passports, actor: Actor, at: datetime, name: str, record: Any) -> tuple[Action, bool]:
    """A correction, or a withdrawal, as if its issuer had sent it in a feed. Raises UsageError: why it is refused."""
    from answers.errors import UsageError
    from answers.words.feeds import refusal_told
    from passport.access.terms import Action
    from passport.feeds.passage import Operation, Passage
    from passport.feeds.receipt import Outcome
    from passport.proof.canonical import digest

    operation = Operation.WITHDRAW if record is None else Operation.CORRECT
    said = record if isinstance(record, dict) else {}
    passage = Passage(
        issuer=actor.id, external_id=name, operation=operation, holder=None, record=said,
        digest=digest({"record": said, "operation": str(operation)}),
    )  # fmt: skip
    receipt = passports.receive(actor, passage, at)
    if receipt.outcome not in (Outcome.CORRECTED, Outcome.WITHDRAWN):
        raise UsageError(refusal_told(receipt.reason, receipt.parameters))
    return (Action.WITHDRAW if record is None else Action.CORRECT), False


def _tell(actor: Actor, at: datetime, action: Action, line: str | None, *, undone: bool, json_: bool) -> None:
    from answers.builders.kept import changed_answer

    answer = changed_answer(actor, at, action, line, undone=undone)
    print_json(answer) if json_ else console().print(answer.told, markup=False)
