"""Is what is said .7 right 7 times in 10? Titles read as if unknown, everyday sentences; what no fit has seen."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np

from matching.evaluation.lay import Query
from matching.evaluation.metrics import calibration_error, reliability, risk_coverage
from matching.held_out import held_out
from matching.matcher import Matcher

SAMPLE, SEED = 600, 20261123


def evaluate_calibration(matcher: Matcher, queries: Sequence[Query]) -> dict[str, Any]:
    """Return `titles` and `statements`, each with `ece`, the `reliability` table and the `risk_coverage` curve.

    Titles: appellations of ROME families held out, as if their label were unknown. Statements: the everyday queries
    kept aside, right when the first answer is one of the codes written for it.
    """
    return {"titles": _measures(*_titles(matcher)), "statements": _measures(*_statements(matcher, queries))}


def _titles(matcher: Matcher) -> tuple[list[float], list[bool]]:
    family = dict(matcher.snapshot.table("occupations").select("code", "family").iter_rows())
    rows = matcher.snapshot.table("appellations").select("label", "occupation").rows()
    aside = [(label, occupation) for label, occupation in rows if held_out(family[occupation])]
    chosen = random.Random(SEED).sample(aside, min(SAMPLE, len(aside)))
    chances, right = [], []
    for label, occupation in chosen:
        for match in matcher.titles(label, 3, leave_out=True):
            chances.append(match.probability)
            right.append(str(match.occupation) == occupation)
    return chances, right


def _statements(matcher: Matcher, queries: Sequence[Query]) -> tuple[list[float], list[bool]]:
    aside = [query for query in queries if query.aside]
    chances, right = [], []
    for query, matches in zip(aside, matcher.items([q.text for q in aside], 3), strict=True):
        for match in matches:
            chances.append(match.probability)
            right.append(str(match.item) in query.codes)
    return chances, right


def _measures(chances: list[float], right: list[bool]) -> dict[str, Any]:
    said, found = np.array(chances), np.array(right, dtype=bool)
    table = reliability(said, found)
    return {
        "answers": len(chances),
        "ece": calibration_error(table),
        "reliability": table,
        "risk_coverage": risk_coverage(said, found) if chances else [],
    }
