"""Is what is said .7 right 7 times in 10? Titles read as if unknown, everyday sentences kept aside.

No ranker was fitted on them; the encoder, though, was trained on appellations of every family.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np

from lab.evaluation.lay import Query
from lab.evaluation.metrics import calibration_error, error_by_chance, reliability, risk_coverage
from lab.held_out import held_out
from matching.index.tables import appellations
from matching.matcher import Matcher

SAMPLE, SEED = 2400, 20261123

Judged = tuple[float, bool] | None
"""Probability of a first answer, and whether it is right; None where there is no answer."""


def evaluate_calibration(matcher: Matcher, queries: Sequence[Query]) -> dict[str, Any]:
    """Return `titles` and `statements`, each with `ece`, the `reliability` table and the `risk_coverage` curve.

    Titles: appellations of ROME families held out, as if their label were unknown. Statements: the everyday queries
    kept aside. The first answer of each is judged: `answered` of the `asked` have one. `ece_by_chance`: the error that
    as many answers would show were they right exactly as often as said.
    """
    return {"titles": _measures(_titles(matcher)), "statements": _measures(_statements(matcher, queries))}


def _titles(matcher: Matcher) -> list[Judged]:
    family = dict(matcher.snapshot.table("occupations").select("code", "family").iter_rows())
    rows = appellations(matcher.snapshot).select("label", "occupation").rows()
    aside = [(label, occupation) for label, occupation in rows if held_out(family[occupation])]
    chosen = random.Random(SEED).sample(aside, min(SAMPLE, len(aside)))
    firsts = [(matcher.titles(label, 1, leave_out=True), occupation) for label, occupation in chosen]
    return [(m[0].probability, str(m[0].occupation) == right) if m else None for m, right in firsts]


def _statements(matcher: Matcher, queries: Sequence[Query]) -> list[Judged]:
    aside = [query for query in queries if query.aside and query.wording != "list"]
    firsts = zip(matcher.items([q.text for q in aside], 1), aside, strict=True)
    return [(m[0].probability, str(m[0].item) in query.codes) if m else None for m, query in firsts]


def _measures(judged: Sequence[Judged]) -> dict[str, Any]:
    answers = [answer for answer in judged if answer]
    said, found = np.array([chance for chance, _ in answers]), np.array([right for _, right in answers], dtype=bool)
    table = reliability(said, found)
    return {
        "asked": len(judged),
        "answered": len(answers),
        "ece": calibration_error(table),
        "ece_by_chance": error_by_chance(said),
        "reliability": table,
        "risk_coverage": risk_coverage(said, found) if answers else [],
    }
