"""Certifications → the ROME families they lead to, their links hidden; only certifiers kept aside from training.

With the title and the blocs; and with the blocs alone, which is how good bloc → competency links can be.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from lab.errors import EvaluationError
from lab.evaluation.metrics import mean, recall_at, reciprocal_rank, success_at
from lab.evaluation.rankers import Ranker
from lab.held_out import held_out
from matching.index.fusion import best_first
from matching.index.groups import Groups
from matching.index.tables import appellations
from matching.matcher import Matcher
from referentials.snapshot import Snapshot

DEPTH, MOST, SEED = 30, 600, 20261123
"""Occupations asked for; certifications measured at most; their sampling."""


@dataclass(frozen=True, slots=True)
class Case:
    """A certification, its blocs, and the families it leads to."""

    title: str
    blocs: tuple[str, ...]
    gold: frozenset[str]


Reader = Callable[[Sequence[tuple[str, Sequence[str]]]], list[list[str]]]
"""Titles (may be empty) and bloc titles → for each, families, best first."""


def held_out_cases(snapshot: Snapshot) -> list[Case]:
    """Certifications with blocs and resolved ROME codes, of which a certifier is held out."""
    certifiers = snapshot.table("certification_certifiers").select("certification", "siret").iter_rows()
    aside = {certification for certification, siret in certifiers if held_out(siret)}
    links = snapshot.table("certification_occupations").filter(pl.col("resolution").is_in(["family", "occupation"]))
    gold: dict[str, set[str]] = defaultdict(set)
    family = dict(snapshot.table("occupations").select("code", "family").iter_rows())
    for certification, rome in links.select("certification", "rome").iter_rows():
        gold[certification].add(family.get(rome, rome))
    blocs: dict[str, list[str]] = defaultdict(list)
    for certification, title in snapshot.table("blocs").select("certification", "title").drop_nulls().iter_rows():
        blocs[certification].append(title)
    titles = snapshot.table("certifications").select("code", "title").drop_nulls().sort("code")
    cases = [
        Case(title, tuple(blocs[code]), frozenset(gold[code]))
        for code, title in titles.iter_rows()
        if code in aside and gold[code] and blocs[code]
    ]
    if not cases:
        raise EvaluationError(
            f"L'instantané {snapshot.id} n'a pas de certification avec blocs, codes ROME et certificateurs mis de côté."
        )
    return random.Random(SEED).sample(cases, min(MOST, len(cases)))


def evaluate_certifications(snapshot: Snapshot, reader: Reader) -> dict[str, dict[str, float]]:
    """Return `title_and_blocs` and `blocs`, each with `acc_at_1`, `recall_at_5`, `mrr`."""
    cases = held_out_cases(snapshot)
    return {
        name: _measures(reader([(case.title if titled else "", case.blocs) for case in cases]), cases)
        for name, titled in (("title_and_blocs", True), ("blocs", False))
    }


def by_matcher(matcher: Matcher) -> Reader:
    """Our own reading: the family of each likely occupation."""
    family = dict(matcher.snapshot.table("occupations").select("code", "family").iter_rows())

    def read(asked: Sequence[tuple[str, Sequence[str]]]) -> list[list[str]]:
        found = [matcher.occupations(title, blocs, DEPTH) for title, blocs in asked]
        return [list(dict.fromkeys(family[str(code)] for code, _ in occupations)) for occupations in found]

    return read


def by_ranker(snapshot: Snapshot, ranker: Ranker) -> Reader:
    """A baseline's: title and blocs in one text, against the appellations."""
    family = dict(snapshot.table("occupations").select("code", "family").iter_rows())
    labels, codes = (appellations(snapshot)[name].to_list() for name in ("label", "occupation"))
    names = sorted(set(family.values()))
    place = {name: at for at, name in enumerate(names)}
    groups = Groups.of([place[family[code]] for code in codes], len(names))

    def read(asked: Sequence[tuple[str, Sequence[str]]]) -> list[list[str]]:
        texts = [". ".join(filter(None, [title, *blocs])) for title, blocs in asked]
        best = groups.best(ranker.scores(texts, labels))
        return [[names[i] for i in row] for row in best_first(best, DEPTH)]

    return read


def _measures(answers: list[list[str]], cases: Sequence[Case]) -> dict[str, float]:
    pairs = [(found, case.gold) for found, case in zip(answers, cases, strict=True)]
    return {
        "certifications": len(pairs),
        "acc_at_1": mean([success_at(found, gold, 1) for found, gold in pairs]),
        "recall_at_5": mean([recall_at(found, gold, 5) for found, gold in pairs]),
        "mrr": mean([reciprocal_rank(found, gold) for found, gold in pairs]),
    }
