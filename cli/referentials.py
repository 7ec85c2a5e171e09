"""`acquis referentials import | pull | status | diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.common import EncoderOption, Json, SnapshotOption, console, print_json, progress

if TYPE_CHECKING:
    from answers.shapes.referentials import ImportAnswer
    from referentials.snapshot import Snapshot

app = typer.Typer(no_args_is_help=True)

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FICHIER...", help="Fichiers officiels tels que publiés, ou dossiers qui en contiennent."),
]

Verify = Annotated[
    bool,
    typer.Option("--verify", help="Relire chaque fichier (tables, dérivés, modèle) et le comparer à son empreinte."),
]


@app.command("import")
def import_(files: Files, encoder: EncoderOption = None, json_: Json = False) -> None:
    """Lire des fichiers officiels et en faire l'instantané en usage.

    Un instantané se construit d'un coup : donnez ensemble ROME, France compétences et les autres fichiers. Rien ne
    change tant que tout n'est pas lu ; en cas d'erreur l'instantané précédent reste en usage.
    """
    from cli.render.referentials import render_quality

    snapshot, answer = _import(files, encoder)
    if json_:
        print_json(answer)
    else:
        render_quality(console(), snapshot.path, answer)


@app.command()
def pull(
    folder: Annotated[Path | None, typer.Option("--to", help="Dossier (défaut : ACQUIS_HOME/downloads).")] = None,
    import_after: Annotated[bool, typer.Option("--import/--no-import", help="Importer ensuite ces fichiers.")] = True,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Seulement : rome, rncp-csv, rncp-xml, rs-xml.")
    ] = None,
    portal: Annotated[str | None, typer.Option("--portal", help="Portail (défaut : https://www.data.gouv.fr).")] = None,
    encoder: EncoderOption = None,
    json_: Json = False,
) -> None:
    """Télécharger les dernières versions officielles sur data.gouv.fr, puis les importer.

    Un téléchargement coupé reprend où il en était ; un fichier inchangé n'est pas repris. Sans réseau, la commande
    dit quoi télécharger à la main.
    """
    from answers.builders.referentials import pull_answer
    from cli.render.referentials import render_pulled, render_quality
    from referentials import pull as puller
    from referentials.home import home
    from referentials.portal import Portal

    with progress() as report:
        pulled = puller.pull(folder or home() / "downloads", Portal(portal), report, only or ())
    files = [one.file for one in pulled if one.file]
    failed = [one for one in pulled if one.outcome is puller.Outcome.FAILED]
    if not json_:
        render_pulled(console(), pulled)
    imported = _import(files, encoder) if import_after and not failed else None
    if json_:
        print_json(pull_answer(pulled, imported[1] if imported else None))
    elif imported:
        render_quality(console(), imported[0].path, imported[1])
    if failed:
        from answers.errors import UsageError

        raise UsageError(
            "Un fichier manque : rien n'a été importé. Relancez la commande, ou importez à la main les fichiers "
            "obtenus (acquis referentials import)."
        )


@app.command()
def status(snapshot: SnapshotOption = None, verify: Verify = False, json_: Json = False) -> None:
    """Dire quel instantané est en usage, ce qu'il contient et d'où il vient."""
    from answers.builders.referentials import status_answer
    from cli.render.referentials import render_status
    from matching.encoders import open_encoder
    from recommend.engine import open_snapshot
    from recommend.integrity import verified

    opened = open_snapshot(snapshot, thorough=verify)
    answer = status_answer(opened, verified(opened, open_encoder()) if verify else None)
    if json_:
        print_json(answer)
    else:
        render_status(console(), answer)


@app.command()
def derive(snapshot: SnapshotOption = None, encoder: EncoderOption = None, json_: Json = False) -> None:
    """Refaire ce que le modèle tire d'un instantané : ce qui manque, est abîmé ou n'a pas d'empreinte.

    Les tables sont vérifiées d'abord ; celles du référentiel d'essai sont réécrites si elles sont abîmées. Les vecteurs
    intacts sont repris.
    """
    from answers.builders.referentials import derived_answer
    from cli.render.referentials import render_derived
    from matching.encoders import open_encoder
    from matching.matcher import derive as derive_again
    from recommend.integrity import mended, verified

    opened, model = mended(snapshot), open_encoder(encoder)
    with progress() as report:
        again = derive_again(opened, model, report, unsealed=True)
    answer = derived_answer(opened, again, verified(opened, model))
    if json_:
        print_json(answer)
    else:
        render_derived(console(), answer)


@app.command()
def diff(
    old: Annotated[
        str,
        typer.Argument(metavar="ANCIEN", help="Instantané : identifiant, début d'identifiant ou dossier."),
    ],
    new: Annotated[str, typer.Argument(metavar="NOUVEAU", help="Instantané à comparer.")],
    json_: Json = False,
) -> None:
    """Comparer deux instantanés : ce qui apparaît, change, disparaît, est remplacé."""
    from answers.builders.referentials import diff_answer
    from cli.render.referentials import render_diff
    from recommend.engine import open_snapshot
    from referentials import diff as differ

    answer = diff_answer(differ.diff(open_snapshot(old), open_snapshot(new)))
    if json_:
        print_json(answer)
    else:
        render_diff(console(), answer)


def _import(files: list[Path], encoder: str | None) -> tuple[Snapshot, ImportAnswer]:
    """Read files into a snapshot, derive what the model needs, and make it the one in use."""
    from answers.builders.referentials import import_answer
    from matching.encoders import open_encoder
    from matching.matcher import derive
    from referentials.build import build_snapshot
    from referentials.home import make_current
    from referentials.snapshot import read_quality

    model = open_encoder(encoder)
    with progress() as report:
        snapshot = build_snapshot(files, progress=report)
        derive(snapshot, model, report, unsealed=False)
    make_current(snapshot.id)
    return snapshot, import_answer(snapshot, read_quality(snapshot))
