"""`acquis graph show | export | load`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.common import EncoderOption, Json, SnapshotOption, console, print_json, progress

if TYPE_CHECKING:
    from graph.build import Referential
    from graph.model import NodeId
    from graph.walk import Neighbourhood

app = typer.Typer(no_args_is_help=True)


class Format(StrEnum):
    """File formats of an export."""

    GRAPHML = "graphml"
    JSON = "json"
    CYPHER = "cypher"


Depth = Annotated[int, typer.Option("--depth", min=1, max=3, help="Nombre de liens à suivre.")]

Code = Annotated[
    str,
    typer.Argument(metavar="CODE", help="Code d'un métier, d'une compétence (OGR), d'une certification, d'un bloc…"),
]


@app.command()
def show(
    code: Code,
    kind: Annotated[
        str | None, typer.Option("--kind", "-k", help="Genre du nœud, quand le code en nomme plusieurs.")
    ] = None,
    depth: Depth = 1,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Nombre de nœuds au plus.")] = 500,
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    json_: Json = False,
) -> None:
    """Montrer ce qui entoure un code dans le graphe."""
    from answers.builders.graph import neighbourhood_answer
    from cli.render.graph import render_neighbourhood

    referential = _referential(snapshot, encoder)
    centre, *others = _nodes(referential, code, kind)
    around = _neighbourhood(referential, centre, depth, limit)
    if json_:
        print_json(neighbourhood_answer(referential.snapshot, around, others))
    else:
        render_neighbourhood(console(), around, others)


@app.command()
def export(
    output: Annotated[Path, typer.Option("--output", "-o", help="Fichier à écrire.")],
    format_: Annotated[Format, typer.Option("--format", "-f", help="Format du fichier.")] = Format.GRAPHML,
    code: Annotated[str | None, typer.Option("--around", help="Seulement le voisinage de ce code.")] = None,
    depth: Depth = 1,
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    json_: Json = False,
) -> None:
    """Écrire le graphe, ou un voisinage, en GraphML, en JSON ou en Cypher."""
    from answers.shapes.graph import ExportAnswer
    from graph.files.export import export as write
    from graph.stores.embedded import NetworkxStore

    if not output.parent.is_dir():
        raise typer.BadParameter(f"le dossier {output.parent} n'existe pas", param_hint="--output")
    referential = _referential(snapshot, encoder)
    with progress() as report:
        report("construction du graphe", 0.2)
        whole = None if code else NetworkxStore.build(referential)
        graph = whole or _neighbourhood(referential, _nodes(referential, str(code), None)[0], depth, None)
        report(f"écriture de {output.name}", 0.6)
        write(graph, format_.value, output)
    size = output.stat().st_size
    if json_:
        print_json(ExportAnswer(file=str(output), format=format_.value, bytes=size, stamp=referential.stamp))
    else:
        console().print(f"{output} : {size:,} octets".replace(",", " "), markup=False)


@app.command()
def load(
    uri: Annotated[str, typer.Option("--uri", help="Adresse du serveur, par exemple bolt://localhost:7687.")],
    user: Annotated[str, typer.Option("--user", envvar="NEO4J_USER", help="Utilisateur.")] = "neo4j",
    password: Annotated[str, typer.Option("--password", envvar="NEO4J_PASSWORD", help="Mot de passe.")] = "",
    database: Annotated[str | None, typer.Option("--database", help="Base (défaut : celle du serveur).")] = None,
    arcadedb_http: Annotated[
        str | None, typer.Option("--arcadedb-http", help="Pour un serveur ArcadeDB : adresse de son API HTTP (index).")
    ] = None,
    patience: Annotated[float, typer.Option("--patience", min=0.1, help="Secondes à attendre un serveur muet.")] = 15.0,
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    json_: Json = False,
) -> None:
    """Charger l'instantané dans un serveur Neo4j. Recommencer ne double rien ; un chargement interrompu reprend."""
    from answers.builders.graph import load_answer
    from cli.render.graph import render_load
    from graph.load import load as load_graph
    from graph.stores.neo4j import Neo4jStore
    from graph.stores.schema_dialect import ArcadeDialect

    referential = _referential(snapshot, encoder)
    dialect = ArcadeDialect(arcadedb_http, database or "", user, password) if arcadedb_http else None
    store = Neo4jStore.connect(uri, user, password, database=database, dialect=dialect, patience=patience)
    with store, progress() as report:
        done = load_graph(store, referential, progress=lambda stage, rows, total: report(stage, rows / max(total, 1)))
        answer = load_answer(done, store.counts())
    if json_:
        print_json(answer)
    else:
        render_load(console(), answer)


def _referential(snapshot: str | None, encoder: str | None) -> Referential:
    """Snapshot with its bloc links, as a graph."""
    from graph.build import Referential
    from matching.encoders import open_encoder
    from matching.matcher import Matcher
    from recommend.engine import open_snapshot

    chosen = open_snapshot(snapshot)
    return Referential(chosen, Matcher.open(chosen, open_encoder(encoder)).unit_links)


def _nodes(referential: Referential, code: str, kind: str | None) -> list[NodeId]:
    """Nodes a code names, as typed, in capitals, or as it is officially written. Raises UnknownCodeError for none."""
    from referentials.codes import spelt
    from referentials.errors import UnknownCodeError

    for spelling in dict.fromkeys((code.strip(), "".join(code.split()).upper(), *spelt(code))):
        found = [node for node in referential.find(spelling) if kind in (None, node.kind)]
        if found:
            return found
    raise UnknownCodeError(code)


def _neighbourhood(referential: Referential, centre: NodeId, depth: int, limit: int | None) -> Neighbourhood:
    from graph.around import around
    from graph.walk import neighbourhood

    found = neighbourhood(around(referential, centre, depth), centre, depth=depth, limit=limit)
    assert found is not None, "a node just found is in the graph around it"
    return found
