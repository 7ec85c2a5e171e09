"""Long free texts → the ROME competencies and savoirs they call for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from lab.errors import EvaluationError
from lab.evaluation.files import read_jsonl
from lab.evaluation.metrics import mean, recall_at
from lab.evaluation.rankers import Ranker
from matching.index.fusion import best_first
from matching.index.tables import items
from matching.matcher import Matcher
from matching.weights import SHOWN, SHOWN_MOST
from referentials.snapshot import Snapshot

DEPTHS = (10, 20, 50)


@dataclass(frozen=True, slots=True)
class Case:
    """A text, its title if it has one, and the OGR codes that are right."""

    text: str
    title: str
    gold: frozenset[str]


Reader = Callable[[Sequence[Case]], list[list[tuple[str, float]]]]
"""Cases → for each, codes with probabilities, best first."""


def read_cases(path: Path, known: frozenset[str]) -> tuple[list[Case], int]:
    """Cases of a JSON Lines file, and how many gold codes the snapshot lacks (they are left out)."""
    cases, lacking = [], 0
    for line, row in read_jsonl(path):
        text, title, gold = _field(path, line, row, "text"), row.get("title") or "", row.get("gold")
        if not isinstance(gold, list) or not all(isinstance(code, str | int) for code in gold):
            raise EvaluationError(f"{path}, ligne {line}, gold : une liste de codes OGR est attendue.")
        codes = {str(code) for code in gold}
        lacking += len(codes - known)
        if codes & known:
            cases.append(Case(text, str(title), frozenset(codes & known)))
    if not cases:
        raise EvaluationError(f"{path} : aucun texte dont un code soit dans l'instantané.")
    return cases, lacking


def _field(path: Path, line: int, row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise EvaluationError(f"{path}, ligne {line}, {name} : un texte non vide est attendu.")
    return value


def evaluate_statements(path: Path, snapshot: Snapshot, reader: Reader) -> dict[str, Any]:
    """Return `recall_at_10`, `recall_at_20`, `recall_at_50`, and what would be `shown` at the stated confidence."""
    cases, lacking = read_cases(path, frozenset(items(snapshot)["ogr"]))
    answers = reader(cases)
    codes = [[code for code, _ in answer] for answer in answers]
    measures: dict[str, Any] = {"texts": len(cases), "gold_unknown": lacking}
    for n in DEPTHS:
        measures[f"recall_at_{n}"] = mean([recall_at(c, case.gold, n) for c, case in zip(codes, cases, strict=True)])
    return {**measures, "shown": _shown(cases, answers)}


def _shown(cases: Sequence[Case], answers: Sequence[list[tuple[str, float]]]) -> dict[str, float]:
    shown = [{code for code, chance in answer[:SHOWN_MOST] if chance >= SHOWN} for answer in answers]
    right = [len(codes & case.gold) for codes, case in zip(shown, cases, strict=True)]
    total = sum(len(codes) for codes in shown)
    return {
        "threshold": SHOWN,
        "recall": mean([n / len(case.gold) for n, case in zip(right, cases, strict=True)]),
        "precision": round(sum(right) / total, 4) if total else 0.0,
        "per_text": round(total / len(cases), 2),
    }


def by_matcher(matcher: Matcher) -> Reader:
    """Our own reading."""
    return lambda cases: [
        [(str(read.item), read.probability) for read in matcher.read(case.text, case.title, DEPTHS[-1])]
        for case in cases
    ]


def by_ranker(snapshot: Snapshot, ranker: Ranker) -> Reader:
    """A baseline's: title and text against every label; its scores are no probabilities, nothing counts as shown."""
    rows = items(snapshot)
    codes, labels = rows["ogr"].to_list(), rows["label"].to_list()

    def read(cases: Sequence[Case]) -> list[list[tuple[str, float]]]:
        scores = ranker.scores([f"{case.title}. {case.text}" for case in cases], labels)
        return [[(codes[i], 0.0) for i in row] for row in best_first(np.asarray(scores), DEPTHS[-1])]

    return read
