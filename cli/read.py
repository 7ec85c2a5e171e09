"""`acquis read`: what a whole text calls for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.common import AliasesOption, EncoderOption, Json, SnapshotOption, console, open_engine, print_json

if TYPE_CHECKING:
    from rich.console import Console

    from answers.shapes.reading import ReadingAnswer


def read(
    file: Annotated[
        str, typer.Argument(metavar="FICHIER", help="Fichier texte en UTF-8 ; « - » pour l'entrée standard.")
    ],
    title: Annotated[str, typer.Option("--title", help="Intitulé du poste, s'il est connu.")] = "",
    n: Annotated[int, typer.Option("-n", min=1, max=200, help="Nombre de compétences au plus.")] = 15,
    show_all: Annotated[bool, typer.Option("--all", help="Montrer aussi ce qui est trop incertain.")] = False,
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    aliases: AliasesOption = None,
    json_: Json = False,
) -> None:
    """Lire un texte (offre, fiche de poste, récit) : métiers dont il parle, compétences et savoirs qu'il appelle."""
    from answers.builders.reading import reading_answer
    from matching.weights import SHOWN

    text = _text(file)
    matcher = open_engine(snapshot, encoder, aliases).matcher
    reading = matcher.document_reader.read(text, title, n)
    found = [one for one in reading.items if show_all or one.probability >= SHOWN]
    answer = reading_answer(matcher, title, reading, found)
    if json_:
        print_json(answer)
    else:
        _render(console(), answer)


def _render(out: Console, answer: ReadingAnswer) -> None:
    for read in answer.occupations:
        out.print(f"{read.code} {read.label} · {read.probability:.0%}", markup=False)
    if not answer.items:
        out.print("Rien d'assez sûr : dites ce que la personne fait, phrase par phrase (--all montre l'incertain).")
    for one in answer.items:
        out.print(f"{one.probability:>4.0%}  {one.label} ({one.code})", markup=False)
        out.print(f"      {one.reason}", style="dim", markup=False)


def _text(file: str) -> str:
    from matching.files import read_lines

    return "\n".join(read_lines(None if file == "-" else Path(file)))
