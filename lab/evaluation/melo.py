"""MELO: titles of a national classification → ESCO labels (Retyk et al., RecSys in HR 2024), its own protocol.

Plain: each corpus element is ranked by itself, and is right when it is a label of the query's concept. Concept: a
concept is ranked by the best of its labels. The answer key is the ROME–ESCO mapping: never with a snapshot that has it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lab.errors import EvaluationError
from lab.evaluation.files import read_plain_tsv
from lab.evaluation.metrics import average_precision, mean, recall_at, reciprocal_rank, success_at
from lab.evaluation.rankers import Ranker
from matching.index.groups import Groups
from referentials.snapshot import Snapshot

Measures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Melo:
    """One MELO dataset: texts in the order of their files, gold and concepts as positions."""

    queries: list[str]
    corpus: list[str]
    gold: list[set[int]]
    concepts: list[int]


def read_melo(folder: Path) -> Melo:
    """Read queries.tsv, corpus_elements.tsv, annotations.tsv and concept_mapping.tsv; raises EvaluationError."""
    queries = dict(read_plain_tsv(folder / "queries.tsv", 2))
    corpus = dict(read_plain_tsv(folder / "corpus_elements.tsv", 2))
    place = {name: at for at, name in enumerate(corpus)}
    gold: dict[str, set[int]] = defaultdict(set)
    for query, _, element, relevance in read_plain_tsv(folder / "annotations.tsv", 4):
        if query not in queries or element not in place:
            raise EvaluationError(f"{folder}/annotations.tsv : {query} ou {element} inconnu des deux autres fichiers.")
        if relevance != "0":
            gold[query].add(place[element])
    uris = dict(read_plain_tsv(folder / "concept_mapping.tsv", 2))
    number = {uri: at for at, uri in enumerate(dict.fromkeys(uris.values()))}
    try:
        concepts = [number[uris[name]] for name in corpus]
    except KeyError as error:
        raise EvaluationError(f"{folder}/concept_mapping.tsv : {error} absent.") from error
    asked = [query for query in queries if gold[query]]
    return Melo([queries[q] for q in asked], list(corpus.values()), [gold[q] for q in asked], concepts)


def refuse_answer_key(snapshot: Snapshot) -> None:
    """Raise EvaluationError when the snapshot holds the ROME–ESCO mapping."""
    if snapshot.table("rome_esco").height:
        raise EvaluationError(
            f"L'instantané {snapshot.id} contient la correspondance ROME-ESCO, qui est le corrigé de MELO. "
            "Importez les référentiels sans elle, ou choisissez un autre instantané (--snapshot)."
        )


def evaluate_melo(data: Melo, ranker: Ranker) -> dict[str, float | Measures]:
    """Return `map`, `mrr`, `success_at_1`, `recall_at_10`, and the same under `concept`."""
    scores = ranker.scores(data.queries, data.corpus)
    plain = [np.argsort(-row, kind="stable").tolist() for row in scores]
    concepts = np.array(data.concepts)
    best = Groups.of(data.concepts, max(data.concepts) + 1).best(scores)
    by_concept = [np.argsort(-row, kind="stable").tolist() for row in best]
    of_query = [set(concepts[sorted(gold)].tolist()) for gold in data.gold]
    return {**_measures(plain, data.gold), "concept": _measures(by_concept, of_query)}


def _measures(ranked: list[list[int]], gold: list[set[int]]) -> Measures:
    pairs = list(zip(ranked, gold, strict=True))
    return {
        "map": mean([average_precision(found, right) for found, right in pairs]),
        "mrr": mean([reciprocal_rank(found, right) for found, right in pairs]),
        "success_at_1": mean([success_at(found, right, 1) for found, right in pairs]),
        "recall_at_10": mean([recall_at(found, right, 10) for found, right in pairs]),
    }
