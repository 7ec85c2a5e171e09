"""`acquis passport import`: a passport document into the vault, its lines declared, with the proofs that they bring."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.acting import As, read_actor, read_own
from cli.common import Json, console, print_json
from cli.door import VaultOption, now, opened

if TYPE_CHECKING:
    from passport.access.actor import Actor
    from passport.document.model import Passport
    from passport.service.passports import Passports
    from passport.vault.rows import Identity

_IDENTITY = typer.Option(
    "--identity",
    metavar="FICHIER",
    help="Identité du titulaire, en JSON, par les noms de FranceConnect : family_name, given_name, birthdate, et sub, "
    "gender, birthplace, email s'ils sont connus. Un fichier : des options resteraient dans l'historique.",
)
IdentityFile = Annotated[Path, _IDENTITY]
MaybeIdentity = Annotated[Path | None, _IDENTITY]


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FICHIER", help="Passeport en JSON (acquis passport from en fait un).")
    ],
    as_: As = None,
    identity: MaybeIdentity = None,
    vault: VaultOption = None,
    json_: Json = False,
) -> None:
    """Mettre un passeport au coffre : ses lignes y sont déclarées, avec les preuves qu'elles apportent.

    Un passeport qui n'existe pas encore s'ouvre avec --identity. Une preuve vaut pour l'identifiant de titulaire que
    son émetteur a signé : gardez celui du fichier. Redite, la commande n'ajoute rien deux fois.
    """
    from answers.builders.kept import imported_answer
    from answers.errors import UsageError
    from answers.words.vault import NOT_OPEN, only_for
    from cli.render.kept import render_imported
    from passport.document.read import read_passport
    from passport.service.errors import UnknownPassportError

    document = read_passport(file)
    actor = read_actor(as_ or "holder", document.holder.id)
    if actor.kind != "holder":
        raise UsageError(only_for("holder"))
    civil = read_identity(identity) if identity else None
    with opened(vault) as passports:
        at = now()
        if civil:
            passports.open(actor, civil, at)
        try:
            lines = _declare(passports, actor, document, at)
        except UnknownPassportError as error:
            raise UsageError(NOT_OPEN) from error
    answer = imported_answer(actor, at, lines)
    print_json(answer) if json_ else render_imported(console(), answer)


def open_(identity: IdentityFile, as_: As = None, vault: VaultOption = None, json_: Json = False) -> None:
    """Ouvrir le passeport d'une personne identifiée, ou le retrouver : dire son identifiant.

    Un passeport que des émetteurs ont déjà alimenté est le sien : nom de famille, premier prénom et date de naissance
    l'y rattachent, s'il n'y a qu'une personne à répondre.
    """
    from answers.builders.kept import opened_answer
    from cli.render.kept import render_opened
    from passport.access.actor import Actor, ActorKind

    asked = read_own(as_, "holder") if as_ else Actor(kind=ActorKind.HOLDER, id="")
    civil = read_identity(identity)
    with opened(vault) as passports:
        at = now()
        holder = passports.open(asked, civil, at)
    answer = opened_answer(Actor(kind=ActorKind.HOLDER, id=holder), at)
    print_json(answer) if json_ else render_opened(console(), answer)


def read_identity(path: Path) -> Identity:
    """The civil status that a file has. Raises UsageError; IdentityError for a field that cannot be kept."""
    from datetime import date

    from answers.errors import UsageError
    from answers.words.vault import bad_identity
    from passport.vault.rows import Identity

    known = ("family_name", "given_name", "birthdate", "sub", "gender", "birthplace", "email")
    said = _read_identity_file(path)
    texts = isinstance(said, dict) and all(name in known and isinstance(value, str) for name, value in said.items())
    if not texts or not all(name in said for name in known[:3]):
        raise UsageError(bad_identity(str(path)))
    try:
        born = date.fromisoformat(said["birthdate"])
    except ValueError as error:
        raise UsageError(bad_identity(str(path))) from error
    return Identity(**{**said, "birthdate": born})


def _read_identity_file(path: Path) -> Any:
    from answers.errors import UsageError
    from answers.words.vault import not_json
    from cli.files import read_json
    from passport.document.errors import PassportError

    try:
        return read_json(path)
    except PassportError as error:
        where = error.faults[0].parameters
        raise UsageError(not_json(str(path), where.get("line"), where.get("column"))) from error


def _declare(passports: Passports, actor: Actor, document: Passport, at: datetime) -> list[tuple[str, str, bool]]:
    """Of each record its id, that of its line, and whether it was added; those that are there stay as they are."""
    from passport.service.holding import declared_id

    there = {line.record.id for line in passports.consult(actor, actor.id, at).lines}
    lines = {record.id: declared_id(actor.id, record.id) for record in document.records}
    fresh = [record for record in document.records if lines[record.id] not in there]
    if fresh:
        passports.declare_all(actor, fresh, at)
    added = {record.id for record in fresh}
    return [(record, line, record in added) for record, line in lines.items()]
