"""`acquis plan`: the blocs and certifications that close a gap, within limits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cli.analyse import IgnoreUnknown, Steps, TargetOption, read_profile
from cli.common import (
    AliasesOption,
    AsOf,
    EncoderOption,
    Json,
    PassportFile,
    SnapshotOption,
    console,
    parse_day,
    print_json,
)

if TYPE_CHECKING:
    from recommend.limits import Route

Hours = Annotated[float | None, typer.Option("--hours", min=0, help="Heures en tout, au plus.")]
Budget = Annotated[
    float | None,
    typer.Option("--budget", min=0, help="Euros en tout, au plus ; ce dont le prix est inconnu est écarté."),
]
LevelFrom = Annotated[int | None, typer.Option("--level-from", min=1, max=8, help="Niveau de certification, au moins.")]
LevelTo = Annotated[int | None, typer.Option("--level-to", min=1, max=8, help="Niveau de certification, au plus.")]
Until = Annotated[
    date | None,
    typer.Option(
        "--until", parser=parse_day, metavar="DATE", help="Fini à cette date, à temps plein (35 h par semaine)."
    ),
]
Routes = Annotated[
    list[str] | None,
    typer.Option("--route", help="Voie voulue (répétable) : vae, training, apprenticeship, distance."),
]
Cpf = Annotated[bool, typer.Option("--cpf", help="Seulement ce que le CPF peut prendre en charge (L6323-6).")]
One = Annotated[
    bool, typer.Option("--one-certification", help="Des blocs d'une même certification, laquelle importe peu.")
]
Within = Annotated[
    str | None, typer.Option("--within", metavar="CODE", help="Des blocs de cette certification seulement (RNCP37099).")
]


def plan(
    passport: PassportFile, target: TargetOption, steps: Steps = 3, hours: Hours = None, budget: Budget = None,
    level_from: LevelFrom = None, level_to: LevelTo = None, until: Until = None, route: Routes = None,
    cpf: Cpf = False, one_certification: One = False, within: Within = None, as_of: AsOf = None,
    snapshot: SnapshotOption = None, encoder: EncoderOption = None, aliases: AliasesOption = None,
    ignore_unknown: IgnoreUnknown = False, json_: Json = False,
) -> None:  # fmt: skip
    """Proposer les blocs et certifications qui comblent l'écart, dans vos limites, par quelle voie, pourquoi."""
    from cli.render import render_header, render_plan
    from recommend.document import envelope, plan_document
    from recommend.limits import Limits

    limits = Limits(
        blocs=steps, hours=hours, budget=budget, level_from=level_from, level_to=level_to, until=until,
        routes=tuple(_route(name) for name in route or ()), cpf=cpf, one_certification=one_certification,
        within=_certification(within) if within else None,
    )  # fmt: skip
    engine, document, profile = read_profile(passport, as_of, snapshot, encoder, aliases, ignore_unknown)
    found = engine.plans(profile, target, limits)
    if json_:
        print_json({**envelope("plan", engine, profile), **plan_document(engine, found)})
        return
    out = console()
    render_header(out, engine, document, profile)
    render_plan(out, engine, found)


def _route(name: str) -> Route:
    from recommend.errors import RecommendError
    from recommend.limits import Route

    try:
        return Route(name.strip().lower())
    except ValueError:
        raise RecommendError(f"« {name} » n'est pas une voie : {', '.join(Route)}.") from None


def _certification(code: str) -> str:
    from referentials.codes import parse_certification

    return str(parse_certification(code))
