"""`acquis passport`: make one of a CV, keep it, feed it, share it, read its journal; one file a subject."""

from __future__ import annotations

import typer

from cli.passport import paper

app = typer.Typer(no_args_is_help=True)


@app.callback()
def passport() -> None:
    """Passeports : en écrire un à partir d'un CV, le conserver, l'alimenter, le partager, en lire le journal."""


app.command("from")(paper.from_)
