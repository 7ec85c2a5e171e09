"""`acquis explore`: every occupation, by how far the profile covers it."""

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
    Near,
    PassportFile,
    SnapshotOption,
    console,
    open_engine,
    print_json,
    read_place,
)

if TYPE_CHECKING:
    from recommend.directions.explore import Prefer

Domains = Annotated[
    list[str] | None, typer.Option("--domain", help="Domaine ROME voulu (répétable) : D, D11, un code de métier.")
]
Sectors = Annotated[list[str] | None, typer.Option("--sector", help="Secteur voulu (répétable) : Tourisme.")]
Interests = Annotated[
    list[str] | None, typer.Option("--interest", help="Intérêt RIASEC voulu (répétable) : R, I, A, S, E, C, ou social…")
]
Avoid = Annotated[
    list[str] | None,
    typer.Option("--avoid", help="Contexte de travail refusé (répétable) : « travail de nuit », « déplacements »."),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="INSTANTANÉ", help="Dire aussi ce qui a changé depuis cet instantané."),
]
New = Annotated[bool, typer.Option("--new", help="Laisser de côté les métiers déjà exercés.")]


Preferred = Annotated[
    str | None,
    typer.Option("--prefer", help="Faire compter aussi dans le rang : tension (difficulté à recruter près du lieu)."),
]


def explore(
    passport: PassportFile, domain: Domains = None, sector: Sectors = None, interest: Interests = None,
    avoid: Avoid = None, new: New = False, near: Near = None, prefer: Preferred = None,
    n: Annotated[int, typer.Option("-n", min=1, max=2000, help="Nombre de métiers.")] = 15,
    as_of: AsOf = None, snapshot: SnapshotOption = None, encoder: EncoderOption = None,
    aliases: AliasesOption = None, issuers: IssuersOption = None,
    ignore_unknown: IgnoreUnknown = False, since: Since = None, json_: Json = False,
) -> None:  # fmt: skip
    """Dire où l'on pourrait aller : tous les métiers, du mieux au moins bien couvert, selon vœux et refus."""
    from answers.builders.directions import explore_answer, explore_since_answer
    from cli.render.advice import render_changes, render_explored, render_header, render_limits
    from recommend.directions.changes import changes
    from recommend.directions.wishes import read_wishes

    engine, document, profile = read_profile(
        passport, as_of, Given(snapshot, encoder, aliases, issuers, ignore_unknown)
    )
    wishes = read_wishes(
        engine.snapshot, domains=domain or (), sectors=sector or (), interests=interest or (), avoid=avoid or ()
    )
    place = read_place(engine, near)
    ranked = engine.explore(profile, wishes, read_preference(prefer), place)
    found = [one for one in ranked if not (new and one.exercised)]
    changed = None
    if since:
        older = open_engine(since, encoder, aliases)
        then = older.profile(document, profile.as_of, ignore_unknown=True)
        changed = changes(older.explore(then), engine.explore(profile))
    if json_:
        answer = explore_answer(engine, profile, found, n, place)
        print_json(explore_since_answer(answer, older.snapshot.id, changed) if changed else answer)
        return
    out = console()
    render_header(out, engine, document, profile)
    render_limits(out, profile.limits)
    render_explored(out, engine, found, n, place)
    if changed:
        render_changes(out, older.snapshot.id, changed)


def read_preference(named: str | None) -> Prefer | None:
    """What the ranking should prefer. Raises UsageError for anything else."""
    from answers.errors import UsageError
    from recommend.directions.explore import Prefer

    if named is None:
        return None
    try:
        return Prefer(named.strip().lower())
    except ValueError:
        raise UsageError(f"« {named} » n'est pas une préférence : {', '.join(Prefer)}.") from None
