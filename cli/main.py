"""`acquis`: the commands. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points
from typing import Annotated

import typer

from cli import (
    analyse,
    cv,
    demo,
    explore,
    graph,
    issuer,
    passport,
    paths,
    plan,
    read,
    referentials,
    report,
    rights,
    serve,
    vault,
    what_if,
)
from cli.output import write_safely
from referentials.errors import AcquisError

EPILOG = (
    "Codes de sortie : 0 tout va bien, 1 erreur interne, 2 erreur d'usage ou de données (message sur stderr), 3 CV non "
    "valable (cv verify), ou flux dont tout n'a pas été pris (passport feed). "
    "La variable ACQUIS_HOME dit où vivent les instantanés (défaut : dossier de données de l'utilisateur)."
)

app = typer.Typer(
    name="acquis",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _tell_version(asked: bool) -> None:
    if asked:
        from answers.version import acquis_version

        typer.echo(f"acquis {acquis_version()}")
        raise typer.Exit


@app.callback()
def acquis(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=_tell_version,
            help="Dire la version, avec l'empreinte du code, des poids et des règles, et finir.",
        ),
    ] = False,
) -> None:
    """Des acquis d'une personne à ce qu'elle peut faire ensuite : compétences ROME, écart à un métier, blocs RNCP."""


app.command()(demo.demo)
analyse.register(app)
app.command()(plan.plan)
app.command()(report.report)
app.command()(rights.rights)
app.command()(explore.explore)
app.command()(paths.paths)
app.command("what-if")(what_if.what_if)
app.command()(serve.serve)
app.command()(read.read)
app.add_typer(passport.app, name="passport", help="Passeports : en faire un, le conserver, le partager.")
app.add_typer(
    cv.app, name="cv", help="CV infalsifiable : l'établir d'un passeport, le signer, le vérifier, le révoquer."
)
app.add_typer(issuer.app, name="issuer", help="Émetteurs d'attestations : qui peut attester quoi, avec quelles clés.")
app.add_typer(vault.app, name="vault", help="Coffre des passeports : l'ouvrir, le sauvegarder, ses clés, sa purge.")
app.add_typer(referentials.app, name="referentials", help="Référentiels officiels : importer, télécharger, comparer.")
app.add_typer(graph.app, name="graph", help="Graphe : montrer un voisinage, exporter, charger dans Neo4j.")
for others in entry_points(group="acquis.commands"):  # those of the laboratory, which this package does not know
    app.add_typer(others.load(), name=others.name)


def main() -> None:
    """Run the command line; a user's mistake is one message on stderr and exit code 2."""
    write_safely()
    try:
        app()
    except AcquisError as error:
        from answers.words.errors import told
        from answers.words.surfaces import Surface
        from passport.document.clean import printable

        print(printable(f"acquis : {told(error, Surface.CLI)}"), file=sys.stderr)  # noqa: T201
        sys.exit(2)
    finally:
        sys.stdout.flush()


if __name__ == "__main__":
    main()
