"""`acquis passport share create | list | revoke`: all or part of a passport, with whom, for what, until when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cli.acting import As, is_id, read_own
from cli.common import Json, console, parse_day, print_json
from cli.door import VaultOption, end_of_day, now, opened

if TYPE_CHECKING:
    from passport.access.share import Grantee

app = typer.Typer(no_args_is_help=True)

With = Annotated[str, typer.Option("--with", metavar="QUI", help="person:ID, body:ID, ou link (qui a le lien).")]
Lines = Annotated[
    str | None, typer.Option("--lines", metavar="LIGNE,…", help="Lignes montrées (défaut : toutes, à venir aussi).")
]
Fields = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="CHAMP,…",
        help="Ce qui est montré de ce qui peut être caché : name (nom), organisation, description, proofs (preuves) ; "
        "défaut : tout.",
    ),
]


@app.command()
def create(
    with_: With,
    purpose: Annotated[str, typer.Option("--for", metavar="POURQUOI", help="À quoi il sert, en quelques mots.")],
    until: Annotated[
        date, typer.Option("--until", parser=parse_day, metavar="DATE", help="Dernier jour, un an au plus.")
    ],
    as_: As = None,
    lines: Lines = None,
    fields: Fields = None,
    competencies_only: Annotated[
        bool, typer.Option("--competencies-only", help="Les compétences qui en découlent, et non les lignes.")
    ] = False,
    vault: VaultOption = None,
    json_: Json = False,
) -> None:  # fmt: skip
    """Partager tout ou partie de son passeport ; d'un partage par lien, le jeton n'est dit qu'une fois."""
    from answers.builders.shares import shared_answer
    from answers.errors import UsageError
    from answers.words.vault import NO_LINES
    from cli.render.kept import render_shared
    from passport.service.sharing import Offer

    actor, records = read_own(as_, "holder"), _several(lines)
    if records == ():
        raise UsageError(NO_LINES)
    offer = Offer(
        grantee=_grantee(with_),
        purpose=purpose,
        until=end_of_day(until),
        records=records,
        fields=None if fields is None else frozenset(_several(fields) or ()),
        competencies_only=competencies_only,
    )
    with opened(vault) as passports:
        at = now()
        given = passports.share(actor, offer, at)
    answer = shared_answer(actor, at, offer, given)
    print_json(answer) if json_ else render_shared(console(), answer)


@app.command("list")
def list_(as_: As = None, vault: VaultOption = None, json_: Json = False) -> None:
    """Dire les partages d'un passeport, ceux qui sont finis aussi."""
    from answers.builders.shares import shares_answer
    from cli.render.kept import render_shares

    actor = read_own(as_, "holder")
    with opened(vault) as passports:
        at = now()
        answer = shares_answer(actor, at, passports.shares(actor, actor.id, at))
    print_json(answer) if json_ else render_shares(console(), answer)


@app.command()
def revoke(
    share: Annotated[str, typer.Argument(metavar="PARTAGE", help="Identifiant du partage (share list).")],
    as_: As = None,
    vault: VaultOption = None,
    json_: Json = False,
) -> None:
    """Mettre fin à un partage, tout de suite et pour toujours."""
    from answers.builders.shares import revoked_answer
    from cli.render.kept import render_revoked

    actor = read_own(as_, "holder")
    with opened(vault) as passports:
        at = now()
        passports.revoke_share(actor, share, at)
    answer = revoked_answer(actor, at, share)
    print_json(answer) if json_ else render_revoked(console(), answer)


def _several(said: str | None) -> tuple[str, ...] | None:
    """Words between commas; None where nothing is said."""
    return None if said is None else tuple(word.strip() for word in said.split(",") if word.strip())


def _grantee(said: str) -> Grantee:
    from answers.errors import UsageError
    from answers.words.vault import WITH_FORMS, bad_id
    from passport.access.share import Grantee, GranteeKind

    kind, _, name = said.partition(":")
    if kind not in list(GranteeKind) or bool(name) == (kind == GranteeKind.LINK):
        raise UsageError(WITH_FORMS)
    if name and not is_id(name):
        raise UsageError(bad_id("--with"))
    return Grantee(GranteeKind(kind), name)
