"""Options of the limits of a plan, for the commands that make one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cli.common import parse_day

if TYPE_CHECKING:
    from recommend.plan.limits import Limits, Route

Steps = Annotated[
    int,
    typer.Option(
        "--steps", "-n", min=1, max=20, help="Nombre d'étapes, au plus ; une certification entière en est une."
    ),
]
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
Mix = Annotated[
    bool,
    typer.Option("--mix", help="Combiner des blocs de plusieurs certifications, au lieu d'une seule certification."),
]
Within = Annotated[
    str | None,
    typer.Option("--within", metavar="CODE", help="Cette certification, ou ses blocs, seulement (RNCP37099)."),
]


def read_limits(
    *, steps: int, hours: float | None, budget: float | None, level_from: int | None, level_to: int | None,
    until: date | None, route: list[str] | None, cpf: bool, mix: bool, within: str | None,
) -> Limits:  # fmt: skip
    """Limits as the options say them. Raises UsageError for an unknown route, CodeError for an unreadable code."""
    from recommend.plan.limits import Limits
    from referentials.codes import parse_certification

    return Limits(
        blocs=steps, hours=hours, budget=budget, level_from=level_from, level_to=level_to, until=until,
        routes=tuple(_route(name) for name in route or ()), cpf=cpf, mix=mix,
        within=str(parse_certification(within)) if within else None,
    )  # fmt: skip


def _route(name: str) -> Route:
    from answers.errors import UsageError
    from recommend.plan.limits import Route

    try:
        return Route(name.strip().lower())
    except ValueError:
        raise UsageError(f"« {name} » n'est pas une voie : {', '.join(Route)}.") from None
