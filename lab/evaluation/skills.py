"""French skill phrases → ESCO skills, among all those of the snapshot (Belgian Competent labels)."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import polars as pl

from lab.errors import EvaluationError
from lab.evaluation.metrics import mean, recall_at, reciprocal_rank
from lab.evaluation.rankers import Ranker
from matching.files import read_tsv
from matching.index.fusion import best_first
from matching.index.groups import Groups
from referentials.snapshot import Snapshot

Gold = dict[str, set[str]]
STRICT, LENIENT = ("exactMatch",), ("exactMatch", "closeMatch")
DEPTH = 100
"""Ranks looked at for the reciprocal rank: beyond, it is worth less than .01."""


def read_skills(path: Path, relations: tuple[str, ...], known: set[str]) -> Gold:
    """Phrase → uris of its skills, by the relations that count; skills unknown to the snapshot are left out."""
    gold: Gold = defaultdict(set)
    for _, row in read_tsv(path, ("label_fr", "esco_skill_uri", "relation")):
        if row["relation"] in relations and row["esco_skill_uri"] in known:
            gold[row["label_fr"]].add(row["esco_skill_uri"])
    return dict(gold)


def evaluate_skills(path: Path, snapshot: Snapshot, ranker: Ranker) -> dict[str, dict[str, float]]:
    """Return `strict` and `lenient`, each with `mrr`, `recall_at_5` and the number of phrases."""
    uris, labels = esco_skills(snapshot)
    numbered = {uri: at for at, uri in enumerate(dict.fromkeys(uris))}
    names = list(numbered)
    groups = Groups.of([numbered[uri] for uri in uris], len(names))
    lenient = read_skills(path, LENIENT, set(uris))
    strict = read_skills(path, STRICT, set(uris))
    if not lenient:
        raise EvaluationError(
            f"{path} : aucune formule liée (relation {' ou '.join(LENIENT)}) à une compétence ESCO de l'instantané."
        )
    phrases = list(lenient)
    scores = groups.best(ranker.scores(phrases, labels))
    found = {p: [names[i] for i in row] for p, row in zip(phrases, best_first(scores, DEPTH), strict=True)}
    return {"strict": _measures(found, strict), "lenient": _measures(found, lenient)}


def esco_skills(snapshot: Snapshot) -> tuple[list[str], list[str]]:
    """Uris and labels, preferred and alternative, of the French skills; raises EvaluationError without any."""
    concepts = snapshot.table("esco_concepts")
    skills = concepts.filter(pl.col("kind").is_in(["skill", "knowledge"]), pl.col("language") == "fr")
    if skills.is_empty():
        raise EvaluationError(
            f"L'instantané {snapshot.id} n'a pas de compétence ESCO en français : importez les archives ESCO avec ROME."
        )
    rows = [
        (uri, label)
        for uri, preferred, others in skills.select("uri", "label", "alt_labels").iter_rows()
        for label in (preferred, *(others or ()))
    ]
    return [uri for uri, _ in rows], [label for _, label in rows]


def _measures(found: dict[str, list[str]], gold: Gold) -> dict[str, float]:
    pairs = [(found[phrase], right) for phrase, right in gold.items()]
    return {
        "phrases": len(pairs),
        "mrr": mean([reciprocal_rank(ranked, right) for ranked, right in pairs]),
        "recall_at_5": mean([recall_at(ranked, right, 5) for ranked, right in pairs]),
    }
