"""`acquis passport show | export`: a passport that is kept, as much of it as who acts may see."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.acting import As, HabilitatedUntil, LinkOption, MissionOption, read_actor, read_own
from cli.common import EncoderOption, Json, SnapshotOption, console, open_engine, print_json
from cli.door import VaultOption, now, opened

if TYPE_CHECKING:
    from passport.access.actor import Actor
    from passport.service.seen import Seen

HolderId = Annotated[str | None, typer.Argument(metavar="[TITULAIRE]", help="Identifiant du titulaire.")]


def show(
    holder: HolderId = None, as_: As = None, link: LinkOption = None, mission: MissionOption = None,
    habilitated_until: HabilitatedUntil = None,
    competencies: Annotated[
        bool, typer.Option("--competencies", help="Les compétences qui en découlent, sans les lignes.")
    ] = False,
    snapshot: SnapshotOption = None, encoder: EncoderOption = None, vault: VaultOption = None, json_: Json = False,
) -> None:  # fmt: skip
    """Montrer un passeport conservé : ce que peut en voir celui pour qui l'on agit, et rien d'autre.

    Chaque ligne est vérifiée au registre des émetteurs : attestée, par qui ; attestation non vérifiée, pourquoi ;
    déclarée. La consultation est écrite au journal, un refus aussi.
    """
    from answers.builders.kept import competencies_answer, show_answer
    from cli.render.kept import render_competencies, render_seen

    with opened(vault) as passports:
        if link:
            seen = passports.by_link(link, now())
            actor = _bearer(seen)
        else:
            actor = read_actor(as_, holder, mission, habilitated_until)
            read = passports.consult_competencies if competencies else passports.consult
            seen = read(actor, _named(holder, actor), now())
        registry = passports.registry
    if seen.competencies_only:
        engine = open_engine(snapshot, encoder)
        profile = engine.profile(seen.passport, _day(seen), ignore_unknown=True)
        answer = competencies_answer(engine, profile, seen, actor)
        print_json(answer) if json_ else render_competencies(console(), answer)
        return
    shown = show_answer(seen, actor, registry)
    print_json(shown) if json_ else render_seen(console(), shown)


def export(
    as_: As = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Fichier (défaut : la sortie standard).")] = None,
    vault: VaultOption = None,
    json_: Json = False,
) -> None:
    """Emporter tout ce qui est conservé du titulaire, en JSON : identité, lignes et preuves, partages, CV, journal."""
    from answers.builders.kept import exported_answer
    from answers.shapes.base import plain
    from cli.files import json_text, write_private

    actor = read_own(as_, "holder")
    with opened(vault) as passports:
        at = now()
        answer = exported_answer(actor, at, passports.export(actor, actor.id, at))
    if out:
        write_private(out, json_text(plain(answer)))
        from cli.render.kept import render_exported

        if not json_:
            render_exported(console(), answer, out)
            return
    print_json(answer)


def _named(holder: str | None, actor: Actor) -> str:
    """Whose passport: the one named, else one's own. Raises UsageError."""
    from answers.errors import UsageError
    from answers.words.vault import NO_HOLDER

    if holder or actor.kind == "holder":
        return holder or actor.id
    raise UsageError(NO_HOLDER)


def _bearer(seen: Seen) -> Actor:
    """Whoever has the link of a share: they go by the share."""
    from passport.access.actor import Actor, ActorKind

    return Actor(kind=ActorKind.GUEST, id=seen.share or "")


def _day(seen: Seen) -> date:
    from referentials.days import day_of

    return day_of(seen.at)
