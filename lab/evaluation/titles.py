"""Free job titles → ROME: is the first answer right, is one of the first five, at both grains."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from lab.errors import EvaluationError
from lab.evaluation.metrics import mean, success_at
from lab.evaluation.rankers import Ranker
from matching.files import read_tsv
from matching.index.fusion import best_first
from matching.index.groups import Groups
from matching.index.tables import appellations
from matching.matcher import Matcher
from referentials.snapshot import Snapshot

_CODE = re.compile(r"[A-N]\d{4}")
DEPTH = 25
"""Occupations asked for, so that five families are among them."""

Reader = Callable[[Sequence[str]], list[list[str]]]
"""Titles → the codes of occupations, best first."""


def read_titles(path: Path) -> tuple[list[tuple[str, set[str]]], int]:
    """Titles and their ROME codes (`title_fr`, `rome_v3_codes`), and how many rows have no ROME code and are left out.

    Raises EvaluationError.
    """
    found, without = [], 0
    for _, row in read_tsv(path, ("title_fr", "rome_v3_codes")):
        codes = set(_CODE.findall(row["rome_v3_codes"].upper()))
        if codes:
            found.append((row["title_fr"], codes))
        else:
            without += 1
    if not found:
        raise EvaluationError(f"{path}, rome_v3_codes : aucun intitulé avec un code ROME (« D1106 »).")
    return found, without


def evaluate_titles(path: Path, snapshot: Snapshot, reader: Reader) -> dict[str, float | dict[str, float]]:
    """Return `exact` and `parent`, each with `acc_at_1` and `acc_at_5`, and how many `titles`, `without_code` left out.

    Gold codes are ROME 3: exact compares them with ROME 4 codes as they are, parent with the families of ROME 4.
    """
    rows, without = read_titles(path)
    family = dict(snapshot.table("occupations").select("code", "family").iter_rows())
    answers = reader([title for title, _ in rows])
    exact = [(found, gold) for found, (_, gold) in zip(answers, rows, strict=True)]
    parent = [(list(dict.fromkeys(family[code] for code in found)), gold) for found, gold in exact]
    counts = {"titles": len(rows), "without_code": without}
    return {**counts, "exact": _accuracy(exact), "parent": _accuracy(parent)}


def by_matcher(matcher: Matcher) -> Reader:
    """Our own reading of titles."""
    return lambda titles: [[str(match.occupation) for match in matcher.titles(title, DEPTH)] for title in titles]


def by_ranker(snapshot: Snapshot, ranker: Ranker) -> Reader:
    """A baseline's: the best of an occupation's appellations."""
    labels, codes = (appellations(snapshot)[name].to_list() for name in ("label", "occupation"))
    names = sorted(set(codes))
    place = {code: at for at, code in enumerate(names)}
    groups = Groups.of([place[code] for code in codes], len(names))

    def read(titles: Sequence[str]) -> list[list[str]]:
        best = groups.best(ranker.scores(titles, labels))
        return [[names[i] for i in row] for row in best_first(best, DEPTH)]

    return read


def _accuracy(pairs: list[tuple[list[str], set[str]]]) -> dict[str, float]:
    return {f"acc_at_{n}": mean([success_at(found, gold, n) for found, gold in pairs]) for n in (1, 5)}
