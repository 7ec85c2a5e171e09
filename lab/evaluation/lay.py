"""Everyday first-person French → competency: `lay_queries.tsv`, ours, half of it kept aside from any tuning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path

from lab.errors import EvaluationError
from lab.evaluation.metrics import mean, reciprocal_rank, success_at
from lab.evaluation.rankers import Ranker
from matching.files import read_tsv
from matching.french.statements import statements
from matching.index.fusion import best_first
from matching.index.items import ItemMatch
from matching.index.tables import items
from matching.matcher import Matcher
from referentials.snapshot import Snapshot

COLUMNS = ("domain", "wording", "half", "query", "codes")
WORDINGS = ("direct", "oblique", "nominal", "list")
CHOICES = {"wording": WORDINGS, "half": ("aside", "tuning")}
DEPTH = 10

Reader = Callable[[Sequence[str]], list[list[str]]]


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody says; the ROME domain it was written for; every code that reads it rightly.

    `wording`: a sentence in the plain words of the trade (`direct`) or without those of the official label
    (`oblique`); a noun alone (`nominal`); several in one line (`list`).
    """

    domain: str
    wording: str
    aside: bool
    text: str
    codes: frozenset[str]


def read_queries(path: Path | None = None) -> list[Query]:
    """Queries of a file of ours, or of the one that ships; raises EvaluationError."""
    if path is None:
        with as_file(files("lab.evaluation") / "lay_queries.tsv") as own:
            return read_queries(own)
    return [_query(path, line, row) for line, row in read_tsv(path, COLUMNS)]


def _query(path: Path, line: int, row: dict[str, str]) -> Query:
    for column, known in CHOICES.items():
        if row[column] not in known:
            raise EvaluationError(
                f"{path}, ligne {line}, {column} : « {row[column]} » inconnu ; au choix : {', '.join(known)}."
            )
    codes = frozenset(row["codes"].split())
    return Query(row["domain"], row["wording"], row["half"] == "aside", row["query"], codes)


def evaluate_lay(queries: Sequence[Query], snapshot: Snapshot, reader: Reader) -> dict[str, dict[str, float]]:
    """Return `aside`, of it one part for each of WORDINGS, and `tuning`, each with `acc_at_1`, `acc_at_5`, `mrr`.

    Codes that the snapshot lacks are left out, and a query without one left too.
    """
    known = set(items(snapshot)["ogr"])
    asked = [query for query in queries if query.codes & known]
    if not asked:
        raise EvaluationError(f"Aucune requête dont un code soit dans l'instantané {snapshot.id}.")
    found = reader([query.text for query in asked])
    parts: dict[str, Callable[[Query], bool]] = {
        "aside": lambda q: q.aside,
        **{f"aside_{wording}": partial(_aside_as, wording) for wording in WORDINGS},
        "tuning": lambda q: not q.aside,
    }
    answers = list(zip(found, asked, strict=True))
    return {name: _measures([(f, q.codes) for f, q in answers if chosen(q)]) for name, chosen in parts.items()}


def _aside_as(wording: str, query: Query) -> bool:
    return query.aside and query.wording == wording


def by_matcher(matcher: Matcher) -> Reader:
    """Our own reading, as of the record of a job of which the occupation is not known."""

    def read(texts: Sequence[str]) -> list[list[str]]:
        told = [[one.read for one in statements(text, of_a_job=True)] or [text] for text in texts]
        found = iter(matcher.items([one for pieces in told for one in pieces], DEPTH))
        return [_merged([next(found) for _ in pieces]) for pieces in told]

    return read


def _merged(found: Sequence[Sequence[ItemMatch]]) -> list[str]:
    """Items of all the pieces of a text, most probable first."""
    best: dict[str, float] = {}
    for match in (one for matches in found for one in matches):
        best[str(match.item)] = max(match.probability, best.get(str(match.item), 0.0))
    return sorted(best, key=lambda code: (-best[code], code))


def by_ranker(snapshot: Snapshot, ranker: Ranker) -> Reader:
    """A baseline's."""
    rows = items(snapshot)
    codes, labels = rows["ogr"].to_list(), rows["label"].to_list()
    return lambda texts: [[codes[i] for i in row] for row in best_first(ranker.scores(texts, labels), DEPTH)]


def _measures(pairs: list[tuple[list[str], frozenset[str]]]) -> dict[str, float]:
    return {
        "queries": len(pairs),
        "acc_at_1": mean([success_at(found, gold, 1) for found, gold in pairs]),
        "acc_at_5": mean([success_at(found, gold, 5) for found, gold in pairs]),
        "mrr": mean([reciprocal_rank(found, gold) for found, gold in pairs]),
    }
