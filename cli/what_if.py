"""`acquis what-if`: what a bloc or a certification would change."""

from __future__ import annotations

from typing import Annotated

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
    print_json,
)


def what_if(
    passport: PassportFile,
    bloc: Annotated[
        str, typer.Argument(metavar="BLOC", help="Bloc (RNCP37099BC01) ou certification : code (RS5719) ou mots.")
    ],
    as_of: AsOf = None, snapshot: SnapshotOption = None, encoder: EncoderOption = None,
    aliases: AliasesOption = None, issuers: IssuersOption = None,
    ignore_unknown: IgnoreUnknown = False, json_: Json = False,
) -> None:  # fmt: skip
    """Dire ce que changerait un bloc ou une certification : compétences, métiers mis à portée ou rapprochés."""
    from answers.builders.directions import what_if_answer
    from cli.render.advice import render_header
    from cli.render.what_if import render_what_if

    engine, document, profile = read_profile(
        passport, as_of, Given(snapshot, encoder, aliases, issuers, ignore_unknown)
    )
    found = engine.what_if(profile, str(engine.understand_certification(bloc, profile.as_of).code))
    if json_:
        print_json(what_if_answer(engine, profile, found))
        return
    out = console()
    render_header(out, engine, document, profile)
    render_what_if(out, engine, found)
