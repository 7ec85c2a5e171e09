"""`acquis paths`: the way to an occupation, or what is within reach."""

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
    Near,
    PassportFile,
    SnapshotOption,
    console,
    print_json,
    read_place,
)
from cli.explore import Avoid, Domains, Interests, Sectors

Destination = Annotated[
    str | None,
    typer.Option("--target", "-t", help="Métier visé, code (D1106) ou mots ; sans lui, tout ce qui est à portée."),
]


def paths(
    passport: PassportFile, target: Destination = None,
    n: Annotated[int, typer.Option("-n", min=1, max=20, help="Nombre de chemins, ou de métiers par liste.")] = 5,
    domain: Domains = None, sector: Sectors = None, interest: Interests = None, avoid: Avoid = None,
    near: Near = None,
    as_of: AsOf = None, snapshot: SnapshotOption = None, encoder: EncoderOption = None,
    aliases: AliasesOption = None, issuers: IssuersOption = None,
    ignore_unknown: IgnoreUnknown = False, json_: Json = False,
) -> None:  # fmt: skip
    """Chercher les chemins vers un métier, ou dire ce qui est à portée : maintenant, après un bloc, après un métier."""
    from answers.builders.directions import Telling, destination_told, no_path_told, paths_answer, reach_answer
    from answers.words.directions import against_told
    from cli.render.advice import render_header
    from cli.render.paths import render_paths, render_reach
    from cli.render.targets import render_understood
    from recommend.directions.wishes import against, read_wishes

    engine, document, profile = read_profile(
        passport, as_of, Given(snapshot, encoder, aliases, issuers, ignore_unknown)
    )
    wishes = read_wishes(
        engine.snapshot, domains=domain or (), sectors=sector or (), interests=interest or (), avoid=avoid or ()
    )
    place = read_place(engine, near)
    if target:
        read = engine.understand_occupation(target)
        found, understood = engine.paths(profile, str(read.code), wishes, n), destination_told(engine, read)
        aim = str(read.code)
        notes = against_told(against(aim, wishes, engine.snapshot))
        if json_:
            print_json(paths_answer(engine, profile, found, Telling(aim, notes, understood, place)))
            return
        out = console()
        render_header(out, engine, document, profile)
        render_understood(out, understood)
        render_paths(out, engine, found, [*notes, *([] if found else [no_path_told(engine, profile, aim)])], place)
        return
    reached = engine.reach(profile, wishes)
    if json_:
        print_json(reach_answer(engine, profile, reached, place))
        return
    out = console()
    render_header(out, engine, document, profile)
    render_reach(out, engine, reached, n, place)
