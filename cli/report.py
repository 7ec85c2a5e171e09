"""`acquis report`: an analysis as a page to print."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.analyse import IgnoreUnknown, Steps, TargetOption, read_profile
from cli.common import AliasesOption, AsOf, EncoderOption, PassportFile, SnapshotOption

if TYPE_CHECKING:
    from recommend.report.report import Format

Form = Annotated[
    str | None, typer.Option("--format", "-f", help="html ou markdown (défaut : la fin du nom du fichier, sinon html).")
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Fichier à écrire (défaut : la sortie standard).")]
ENDINGS = {".md": "markdown", ".markdown": "markdown"}


def report(
    passport: PassportFile, target: TargetOption, output: Output = None, form: Form = None, steps: Steps = 3,
    as_of: AsOf = None, snapshot: SnapshotOption = None, encoder: EncoderOption = None,
    aliases: AliasesOption = None, ignore_unknown: IgnoreUnknown = False,
) -> None:  # fmt: skip
    """Écrire le rapport d'un passeport et d'un objectif, à imprimer : acquis, écart, prochains pas, chemins."""
    from recommend.limits import Limits
    from recommend.report.report import report as write

    chosen = _format(form, output)
    engine, document, profile = read_profile(passport, as_of, snapshot, encoder, aliases, ignore_unknown)
    text = write(engine, document, profile, target, Limits(blocs=steps), chosen)
    if output is None:
        sys.stdout.write(text)
        return
    _write(output, text)
    typer.echo(f"Rapport écrit : {output}", err=True)


def _format(form: str | None, output: Path | None) -> Format:
    from recommend.errors import RecommendError
    from recommend.report.report import Format

    name = form or ENDINGS.get(output.suffix.lower() if output else "", "html")
    try:
        return Format(name.lower())
    except ValueError:
        raise RecommendError(f"« {name} » n'est pas un format de rapport : {', '.join(Format)}.") from None


def _write(output: Path, text: str) -> None:
    from recommend.errors import RecommendError

    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RecommendError(f"{output} ne peut être écrit ({error.strerror}) : choisissez un autre fichier.") from None
