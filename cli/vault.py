"""`acquis vault`: the keeping of stored passports: keys, schema, backups, what the law no longer keeps."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.acting import As, read_own
from cli.common import Json, console, parse_day, print_json
from cli.door import VaultOption, now, opened, operator_authority, operator_file, operator_keys, vault_url

if TYPE_CHECKING:
    from answers.shapes.vault import VaultAnswer, VaultShown
    from passport.service.passports import Passports
    from passport.vault.schema import Migrated

app = typer.Typer(no_args_is_help=True)

OPERATOR_NAME = "urn:acquis:operator"
BackupFile = Annotated[Path, typer.Argument(metavar="FICHIER", help="Fichier de la sauvegarde.")]


@app.callback()
def vault_() -> None:
    """Coffre des passeports : l'ouvrir, le sauvegarder, changer ses clés, le purger. C'est à qui le tient."""


@app.command()
def init(
    operator_name: Annotated[
        str, typer.Option("--operator-name", help="Nom de qui tient le coffre, comme il signe.")
    ] = "acquis",
    operator_id: Annotated[
        str, typer.Option("--operator-id", help="Son identifiant, dans un registre.")
    ] = OPERATOR_NAME,
    as_: As = None,
    vault: VaultOption = None,
    json_: Json = False,
) -> None:
    """Faire un coffre : sa base, sa clé maîtresse, la clé qui signe le journal. Ce qui existe est gardé tel quel."""
    from cli.render.vault import render_vault
    from passport.proof.authority import make_authority, save_authority
    from passport.proof.registry import IssuerRole
    from passport.vault.keys import VARIABLE, default_key_file, default_keys

    read_own(as_, "operator")
    made = [] if default_key_file().exists() or os.environ.get(VARIABLE) else [str(default_key_file())]
    default_keys(create=True)
    if operator_authority() is None:
        save_authority(operator_file(), make_authority(operator_id, operator_name, role=IssuerRole.OPERATOR))
        made.append(str(operator_file()))
    answer = _answer(as_, vault, made, make=True)
    print_json(answer) if json_ else render_vault(console(), answer)


@app.command()
def status(as_: As = None, vault: VaultOption = None, json_: Json = False) -> None:
    """Dire où est le coffre, ses clés, son registre d'émetteurs, et où en est son journal."""
    from cli.render.vault import render_vault

    answer = _answer(as_, vault, [])
    print_json(answer) if json_ else render_vault(console(), answer)


@app.command()
def upgrade(as_: As = None, vault: VaultOption = None, json_: Json = False) -> None:
    """Mettre la base au schéma de cette version d'acquis, avec ses données. Sauvegardez-la d'abord."""
    from passport.vault.engine import connect
    from passport.vault.keys import default_keys
    from passport.vault.schema import migrate

    actor = read_own(as_, "operator")
    default_keys()  # the journal is written once the schema is changed: not without the key
    engine = connect(vault_url(vault), make=False)
    try:
        done = migrate(engine)
    finally:
        engine.dispose()
    with opened(vault) as passports:
        if done.before != done.after:
            passports.upgraded(actor, done, now())
        _tell_migrated(passports.address(), done, json_)


@app.command()
def downgrade(
    step: Annotated[str, typer.Argument(metavar="SCHÉMA", help="Le schéma où revenir (0001, 0002…).")],
    as_: As = None,
    vault: VaultOption = None,
    json_: Json = False,
) -> None:
    """Revenir à un schéma plus ancien, avec les données, pour une version d'acquis plus ancienne."""
    actor = read_own(as_, "operator")
    with opened(vault) as passports:
        _tell_migrated(passports.address(), passports.downgrade(actor, step, now()), json_)


@app.command()
def backup(file: BackupFile, as_: As = None, vault: VaultOption = None, json_: Json = False) -> None:
    """Sauvegarder le coffre dans un fichier, pendant qu'il sert : tout y reste chiffré, et nulle clé maîtresse."""
    from answers.builders.vault import backup_answer
    from cli.render.vault import render_backup

    actor = read_own(as_, "operator")
    with opened(vault) as passports:
        at = now()
        answer = backup_answer(actor, at, file, passports.back_up(actor, file, at))
    print_json(answer) if json_ else render_backup(console(), answer, restored=False)


@app.command()
def restore(
    file: BackupFile,
    copies: Annotated[
        Path | None, typer.Option("--copies", metavar="FICHIER", help="Têtes gardées ailleurs, une par ligne.")
    ] = None,
    as_: As = None,
    vault: VaultOption = None,
    json_: Json = False,
) -> None:
    """Refaire le coffre d'une sauvegarde, dans une base vide ; son journal est vérifié avant que rien ne soit gardé."""
    from answers.builders.vault import backup_answer
    from cli.passport.journal import read_copies
    from cli.render.vault import render_restored
    from passport.vault.backup import restore as restore_from
    from passport.vault.keys import default_keys

    actor, operator = read_own(as_, "operator"), operator_authority()
    keys = operator.issuer().keys if operator else None
    made = restore_from(file, vault_url(vault), default_keys(), keys, read_copies(copies))
    with opened(vault) as passports:
        at = now()
        passports.restored(actor, made, at)
    answer = backup_answer(actor, at, file, made)
    print_json(answer) if json_ else render_restored(console(), answer, made.last_at)


@app.command()
def rotate(
    master: Annotated[
        Path | None,
        typer.Option("--master", metavar="FICHIER", help="Faire une nouvelle clé maîtresse dans ce fichier, au lieu "
                     "d'une nouvelle clé de données."),
    ] = None,
    as_: As = None, vault: VaultOption = None, json_: Json = False,
) -> None:  # fmt: skip
    """Chiffrer de nouveau tout le coffre avec une clé neuve ; coupée, la commande reprend où elle en était."""
    from answers.builders.vault import master_answer, rotated_answer
    from cli.render.vault import render_rotated
    from passport.vault.keys import KeyRing

    actor = read_own(as_, "operator")
    with opened(vault) as passports:
        at = now()
        if master is None:
            answer = rotated_answer(actor, at, passports.rotate_keys(actor, at))
        else:
            ring = KeyRing.generate()
            ring.save(master)
            answer = master_answer(actor, at, str(master), passports.change_master(actor, ring, at))
    print_json(answer) if json_ else render_rotated(console(), answer)


@app.command()
def purge(as_: As = None, vault: VaultOption = None, json_: Json = False) -> None:
    """Retirer ce que la loi ne fait plus conserver : passeports trois ans après le décès, journal après un an."""
    from answers.builders.vault import purged_answer
    from cli.render.vault import render_purged

    actor = read_own(as_, "operator")
    with opened(vault) as passports:
        at = now()
        gone = passports.purge(actor, at)
        passports.trim_journal(actor, at, operator_keys(passports))
        answer = purged_answer(actor, at, len(gone), passports.journal_state(actor, at).anchor)
    print_json(answer) if json_ else render_purged(console(), answer)


@app.command()
def death(
    holder: Annotated[str, typer.Argument(metavar="TITULAIRE", help="Identifiant du titulaire.")],
    died_on: Annotated[
        date | None, typer.Argument(parser=parse_day, metavar="[DATE]", help="Jour du décès, passé ou d'aujourd'hui.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Annuler un décès enregistré par erreur.")] = False,
    as_: As = None,
    vault: VaultOption = None,
    json_: Json = False,
) -> None:
    """Enregistrer un décès : le passeport ne s'ouvre plus, il est conservé trois ans."""
    from answers.builders.vault import death_answer
    from answers.errors import UsageError
    from answers.words.vault import DEATH_DAY, DEATH_TO_COME
    from cli.render.vault import render_death
    from referentials.days import day_of

    actor = read_own(as_, "operator")
    if undo == bool(died_on):
        raise UsageError(DEATH_DAY)
    at = now()
    if died_on and died_on > day_of(at):
        raise UsageError(DEATH_TO_COME)
    with opened(vault) as passports:
        if died_on:
            passports.record_death(actor, holder, died_on, at)
        else:
            passports.undo_death(actor, holder, at)
    answer = death_answer(actor, at, holder, died_on)
    print_json(answer) if json_ else render_death(console(), answer)


def _tell_migrated(address: str, done: Migrated, json_: bool) -> None:
    from answers.builders.vault import migrated_answer
    from cli.render.vault import render_migrated

    answer = migrated_answer(address, done)
    print_json(answer) if json_ else render_migrated(console(), answer)


def _answer(as_: str | None, vault: str | None, made: list[str], *, make: bool = False) -> VaultAnswer:
    from answers.builders.vault import vault_answer

    actor = read_own(as_, "operator")
    with opened(vault, make=make) as passports:
        at = now()
        return vault_answer(actor, at, _shown(passports), made, passports.journal_state(actor, at).tip)


def _shown(passports: Passports) -> VaultShown:
    from answers.shapes.vault import VaultShown
    from passport.proof.registry_file import default_path
    from referentials.home import home

    return VaultShown(
        address=passports.address(),
        key=passports.key_place(),
        operator=str(operator_file()) if passports.operator else None,
        issuers=str(default_path(home())),
    )
