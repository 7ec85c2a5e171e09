"""`acquis rights`: what a holder has, what is open, what VAE allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.analyse import Given, IgnoreUnknown, read_profile
from cli.common import (
    AliasesOption,
    AsOf,
    EncoderOption,
    IssuersOption,
    Json,
    PassportFile,
    SnapshotOption,
    console,
    parse_day,
    print_json,
)

if TYPE_CHECKING:
    from recommend.law.vae import Application

Codes = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[CODE]...",
        help="Certifications ou blocs dont on demande les droits : codes (RNCP37099, …BC01) ou mots (« CAP cuisine »).",
    ),
]
Applied = Annotated[
    list[str] | None,
    typer.Option(
        "--applied", metavar="CODE@DATE", help="Demande de VAE déjà faite (répétable) : RNCP37099@2026-02-01."
    ),
]


def rights(
    passport: PassportFile, codes: Codes = None, applied: Applied = None, as_of: AsOf = None,
    snapshot: SnapshotOption = None, encoder: EncoderOption = None, aliases: AliasesOption = None,
    issuers: IssuersOption = None, ignore_unknown: IgnoreUnknown = False, json_: Json = False,
) -> None:  # fmt: skip
    """Dire ce qu'on tient et par quelle règle, ce qui est ouvert, ce que la VAE permet, article par article."""
    from answers.builders.rights import rights_answer
    from cli.render.advice import render_header
    from cli.render.rights import render_rights

    made = [_application(text) for text in applied or ()]
    engine, document, profile = read_profile(
        passport, as_of, Given(snapshot, encoder, aliases, issuers, ignore_unknown)
    )
    asked = [str(engine.understand_certification(code, profile.as_of).code) for code in codes or ()]
    found = engine.rights(profile, asked, made)
    if json_:
        print_json(rights_answer(engine, profile, found))
        return
    out = console()
    render_header(out, engine, document, profile)
    render_rights(out, engine, document, profile, found)


def _application(text: str) -> Application:
    from answers.errors import UsageError
    from recommend.law.vae import Application
    from referentials.codes import parse_certification_or_bloc

    code, _, day = text.partition("@")
    if not day:
        raise UsageError(f"« {text} » n'est pas une demande de VAE : écrivez CODE@DATE (RNCP37099@2026-02-01).")
    return Application(parse_certification_or_bloc(code), parse_day(day))
