"""`acquis read`: what a whole text calls for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from cli.common import AliasesOption, EncoderOption, Json, SnapshotOption, console, open_engine, print_json


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
    from answers.words.reading import item_reason
    from matching.weights import SHOWN

    text = _text(file)
    matcher = open_engine(snapshot, encoder, aliases).matcher
    reading = matcher.document_reader.read(text, title, n)
    found = [one for one in reading.items if show_all or one.probability >= SHOWN]
    occupations = reading.occupations[:3]
    labels = dict(matcher.snapshot.table("occupations").select("code", "label").iter_rows())
    if json_:
        print_json(_document(matcher, title, occupations, labels, found))
        return
    out = console()
    for code, chance in occupations:
        out.print(f"{code} {labels[str(code)]} · {chance:.0%}", markup=False)
    if not found:
        out.print("Rien d'assez sûr : dites ce que la personne fait, phrase par phrase (--all montre l'incertain).")
    for one in found:
        out.print(f"{one.probability:>4.0%}  {one.label} ({one.item})", markup=False)
        out.print(f"      {item_reason(one)}", style="dim", markup=False)


def _text(file: str) -> str:
    from matching.files import read_lines

    return "\n".join(read_lines(None if file == "-" else Path(file)))


def _document(matcher: Any, title: str, occupations: Any, labels: dict[str, str], found: Any) -> dict[str, Any]:
    from answers.document import VERSION
    from answers.words.reading import item_reason
    from matching.weights import SHOWN

    return {
        "format": "acquis/reading",
        "version": VERSION,
        "snapshot": matcher.snapshot.id,
        "model": matcher.model_id,
        "teaching": matcher.snapshot.teaching,
        "title": title,
        "threshold": SHOWN,
        "occupations": [
            {"code": str(code), "label": labels[str(code)], "probability": round(chance, 4)}
            for code, chance in occupations
        ],
        "items": [
            {
                "code": str(one.item), "kind": one.kind, "label": one.label, "probability": round(one.probability, 4),
                "sentence": one.sentence, "occupation": str(one.occupation) if one.occupation else None,
                "reason": item_reason(one),
            }
            for one in found
        ],
    }  # fmt: skip
