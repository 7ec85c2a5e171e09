"""`acquis passport`: make one of a CV, keep it, feed it, share it, read its journal; one file a subject.

Each command is a method of `passport.service` and a builder of `answers/builders/`: who acts is `cli.acting`, the vault
is `cli.door`.
"""

from __future__ import annotations

import typer

from cli.passport import correct, feed, journal, keep, paper, share, show

app = typer.Typer(no_args_is_help=True)


@app.callback()
def passport() -> None:
    """Passeports : en écrire un à partir d'un CV, le conserver, l'alimenter, le partager, en lire le journal."""


app.command("from")(paper.from_)
app.command("open")(keep.open_)
app.command("import")(keep.import_)
app.command()(feed.feed)
app.command()(show.show)
app.add_typer(share.app, name="share", help="Partager tout ou partie d'un passeport, dire les partages, y mettre fin.")
app.command()(journal.journal)
app.command()(show.export)
app.command()(correct.correct)
app.command()(correct.limit)
app.command()(correct.erase)
