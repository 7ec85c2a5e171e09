"""`acquis report`: an analysis as a document to print."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.analyse import Given, IgnoreUnknown, TargetOption, read_profile
from cli.common import AliasesOption, AsOf, EncoderOption, IssuersOption, Near, PassportFile, SnapshotOption, read_place
from cli.limits import Budget, Cpf, Hours, LevelFrom, LevelTo, Mix, Routes, Steps, Until, Within, read_limits

if TYPE_CHECKING:
    from answers.report.report import Format

Form = Annotated[
    str | None,
    typer.Option("--format", "-f", help="html ou markdown (défaut : la fin du nom du fichier, html sans fichier)."),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Fichier à écrire (défaut : la sortie standard).")]
Annexes = Annotated[
    bool, typer.Option("--annexes", help="Ajouter les annexes : chaque compétence, chaque preuve, les référentiels.")
]
ENDINGS = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}


def report(
    passport: PassportFile, target: TargetOption, output: Output = None, form: Form = None, annexes: Annexes = False,
    steps: Steps = 3, hours: Hours = None, budget: Budget = None, level_from: LevelFrom = None,
    level_to: LevelTo = None, until: Until = None, route: Routes = None, cpf: Cpf = False, mix: Mix = False,
    within: Within = None, near: Near = None, as_of: AsOf = None, snapshot: SnapshotOption = None,
    encoder: EncoderOption = None, aliases: AliasesOption = None, issuers: IssuersOption = None,
    ignore_unknown: IgnoreUnknown = False,
) -> None:  # fmt: skip
    """Écrire le rapport d'un passeport et d'un objectif, à imprimer : l'essentiel en une page, puis le détail."""
    from answers.report.report import Layout
    from answers.report.report import report as write

    chosen = _format(form, output)
    limits = read_limits(
        steps=steps, hours=hours, budget=budget, level_from=level_from, level_to=level_to, until=until, route=route,
        cpf=cpf, mix=mix, within=within,
    )  # fmt: skip
    engine, document, profile = read_profile(
        passport, as_of, Given(snapshot, encoder, aliases, issuers, ignore_unknown)
    )
    limits = replace(limits, near=read_place(engine, near))
    text = write(engine, document, profile, target, limits, Layout(chosen, annexes))
    if output is None:
        sys.stdout.write(text)
        return
    _write(output, text)
    typer.echo(f"Rapport écrit : {output}", err=True)


def _format(form: str | None, output: Path | None) -> Format:
    from answers.errors import UsageError
    from answers.report.report import Format

    name = form or (ENDINGS.get(output.suffix.lower()) if output else "html")
    if name is None:
        raise UsageError(
            f"{output} : la fin de ce nom ne dit pas le format. Nommez-le en .html ou .md, ou donnez --format."
        )
    try:
        return Format(name.lower())
    except ValueError:
        raise UsageError(f"« {name} » n'est pas un format de rapport : {', '.join(Format)}.") from None


def _write(output: Path, text: str) -> None:
    """Write beside, then rename: a failed writing leaves the previous file as it was, and what it was allowed to."""
    from answers.errors import UsageError

    plain = output.is_file() or not os.path.lexists(output)  # a device or a pipe is written to, not replaced
    fresh = output.resolve().with_name(f".acquis-{os.getpid()}") if plain else output
    try:
        fresh.write_text(text, encoding="utf-8")
        if plain:
            if output.is_file():
                shutil.copymode(output, fresh)
            fresh.replace(output.resolve())
    except OSError as error:
        if plain:
            with suppress(OSError):
                fresh.unlink()
        raise UsageError(f"{output} ne peut être écrit ({error.strerror}) : choisissez un autre fichier.") from None
