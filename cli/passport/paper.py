"""`acquis passport from`: a passport from the documents that people have."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.common import Json, print_json

if TYPE_CHECKING:
    from passport.imports.draft import Imported


class Kind(StrEnum):
    """Documents that are read; those of `passport.imports.detect.PaperKind`, which is heavier to import."""

    ACQUIS = "acquis"
    JSON_RESUME = "jsonresume"
    EUROPASS = "europass"
    LINKEDIN = "linkedin"
    ELM = "elm"
    OPEN_BADGE = "openbadge"
    PDF = "pdf"
    DOCX = "docx"
    TEXT = "text"


def from_(
    file: Annotated[
        Path, typer.Argument(metavar="FICHIER", help="CV ou attestation : PDF, DOCX, texte, JSON, XML, zip.")
    ],
    kind: Annotated[
        Kind | None, typer.Option("--kind", "-k", help="Ce que c'est (défaut : reconnu à son contenu).")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Fichier du passeport (défaut : la sortie standard).")
    ] = None,
    json_: Json = False,
) -> None:
    """Écrire un passeport à partir d'un CV ou d'une attestation ; dire ce qui est gardé, laissé de côté, douteux.

    CV : JSON Resume, Europass (XML, JSON), archive de LinkedIn, PDF, DOCX, texte. Attestations : Open Badge 3.0, modèle
    européen (ELM). Tout y est déclaré ; une preuve signée (VC-JWT, passeport d'acquis) est gardée, et vérifiée quand le
    passeport est lu. Le passeport va sur la sortie standard, ce qu'il en est de chaque ligne sur la sortie d'erreur.
    """
    from answers.builders.papers import document_of, paper_answer
    from cli.files import write_private
    from passport.imports import read_paper
    from passport.imports.detect import PaperKind

    imported = read_paper(file, PaperKind(kind) if kind else None)
    text = json.dumps(document_of(imported.passport), ensure_ascii=False, indent=2) + "\n"
    if out:
        write_private(out, text)
    if json_:
        print_json(paper_answer(imported))
        return
    if not out:
        sys.stdout.write(text)
    _report(imported)


def _report(imported: Imported) -> None:
    """What became of each thing, by fate, on standard error."""
    from answers.words.papers import FATE, heading_told, note_line

    lines = [heading_told(imported)]
    for fate, name in FATE.items():
        notes = [note for note in imported.notes if note.fate is fate]
        lines += [f"{name} ({len(notes)})", *(f"  - {note_line(note)}" for note in notes)] if notes else []
    sys.stderr.write("\n".join(lines) + "\n")
