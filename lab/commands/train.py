"""`acquis train`: the encoder and the rankers, from the referentials alone (extra `train`)."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from cli.common import EncoderOption, SnapshotOption

WriteOption = Annotated[
    Path | None,
    typer.Option("--write", metavar="FICHIER", help="Fichier JSON à écrire (défaut : sortie standard)."),
]

app = typer.Typer(
    help="Entraîner l'encodeur et ajuster les classements (développeurs).",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def encoder(
    folder: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Où écrire les modèles.")],
    snapshot: SnapshotOption = None,
    first: Annotated[
        int, typer.Option(min=1, help="Pas de la première étape, sans les synonymes de métiers ESCO.")
    ] = 1200,
    second: Annotated[int, typer.Option(min=1, help="Pas de la seconde, avec eux.")] = 400,
    seed: Annotated[
        int, typer.Option(help="Graine : le même instantané et la même machine donnent le même modèle.")
    ] = 20261123,
) -> None:
    """Entraîner l'encodeur français (environ 75 min sur deux cœurs) et l'exporter en ONNX 8 bits.

    L'instantané doit avoir ROME, RNCP, Formacode et ESCO, et ne doit pas avoir la correspondance ROME-ESCO.
    """
    from dataclasses import replace

    from lab.evaluation.melo import refuse_answer_key
    from lab.evaluation.skills import esco_skills
    from lab.training import FOR_THE_ENCODER, require

    require(FOR_THE_ENCODER)
    from lab.training.contrastive import Recipe
    from lab.training.run import SECOND_RATE, run
    from recommend.engine import open_snapshot

    opened = open_snapshot(snapshot)
    refuse_answer_key(opened)
    esco_skills(opened)
    _writable(folder)
    recipe = Recipe(steps=first, seed=seed)
    run(opened, folder, recipe, replace(recipe, steps=second, rate=SECOND_RATE), typer.echo)


@app.command()
def rankers(
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    write: WriteOption = None,
) -> None:
    """Ajuster les coefficients des classements (environ 5 min) ; à écrire dans matching/coefficients.json."""
    from lab.evaluation.lay import read_queries
    from lab.evaluation.melo import refuse_answer_key
    from lab.evaluation.skills import esco_skills
    from lab.training import FOR_THE_RANKERS, require
    from matching.encoders import open_encoder
    from matching.matcher import Matcher

    require(FOR_THE_RANKERS)
    from lab.training.rankers import fit_all
    from recommend.engine import open_snapshot

    if write:
        _writable(write.parent)
    opened = open_snapshot(snapshot)
    refuse_answer_key(opened)
    esco_skills(opened)
    fitted = fit_all(
        Matcher.open(opened, open_encoder(encoder)), read_queries(), lambda line: typer.echo(line, err=True)
    )
    _write(fitted, write)


@app.command()
def said(
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    write: WriteOption = None,
) -> None:
    """Ajuster la lecture des phrases, sur la moitié d'ajustement de nos requêtes (environ 1 min, sans ESCO).

    Les coefficients « said » et le seuil « item » sont à mettre dans matching/coefficients.json.
    """
    from lab.evaluation.lay import read_queries
    from lab.training import FOR_THE_RANKERS, require
    from matching.encoders import open_encoder
    from matching.matcher import Matcher

    require(FOR_THE_RANKERS)
    from lab.training.rankers import fit_said
    from recommend.engine import open_snapshot

    if write:
        _writable(write.parent)
    fitted, sure = fit_said(Matcher.open(open_snapshot(snapshot), open_encoder(encoder)), read_queries())
    _write({"said": fitted, "threshold": {"item": sure}}, write)


@app.command()
def links(
    archive: Annotated[Path, typer.Argument(metavar="ARCHIVE_ROME3", help="Archive du ROME 3 (RefRomeCsv_v347.zip).")],
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    write: WriteOption = None,
) -> None:
    """Ajuster ce qui se transpose d'une compétence à une autre, et la proximité des métiers (environ 5 min).

    Les coefficients « carry » et « nearness » sont à mettre dans matching/coefficients.json.
    """
    from lab.evaluation.moves import read_moves
    from lab.training import FOR_THE_RANKERS, require
    from matching.encoders import open_encoder
    from matching.matcher import Matcher

    require(FOR_THE_RANKERS)
    from lab.training.links import fit_links
    from recommend.engine import open_snapshot

    if write:
        _writable(write.parent)
    moves = read_moves(archive)
    _write(fit_links(Matcher.open(open_snapshot(snapshot), open_encoder(encoder)), moves), write)


def _write(fitted: Mapping[str, Mapping[str, float]], file: Path | None) -> None:
    text = json.dumps(fitted, indent=2) + "\n"
    if file:
        file.write_text(text, encoding="utf-8")
    else:
        typer.echo(text, nl=False)


def _writable(folder: Path) -> None:
    """Make a folder, before hours of work end in nothing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(f"le dossier « {folder} » ne se crée pas ({error.strerror}).") from error
    if not os.access(folder, os.W_OK):
        raise typer.BadParameter(f"le dossier « {folder} » n'est pas accessible en écriture.")
