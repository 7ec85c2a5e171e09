"""How often the first answer stays the same when only the writing changes: gender, accents, a typing error."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from lab.evaluation.lay import Query
from lab.evaluation.metrics import mean
from lab.typos import with_typo
from matching.matcher import Matcher
from referentials.text import fold

SAMPLE, SEED = 400, 20261123

Pairs = list[tuple[str, str]]


def evaluate_fairness(matcher: Matcher, queries: Sequence[Query]) -> dict[str, dict[str, float]]:
    """Return, per variant of titles and of sentences, how many `pairs` and the share `unchanged`."""
    rng = random.Random(SEED)
    pairs = gendered(matcher.snapshot.table("appellations")["label"].to_list())
    titles = rng.sample(pairs, min(SAMPLE, len(pairs)))
    sentences = [query.text for query in queries]
    return {
        "masculine_feminine": _unchanged(titles, lambda t: _title(matcher, t)),
        "title_accents": _unchanged([(a, fold(a)) for a, _ in titles], lambda t: _title(matcher, t)),
        "title_typo": _unchanged([(a, with_typo(a, rng)) for a, _ in titles], lambda t: _title(matcher, t)),
        "sentence_accents": _unchanged([(s, fold(s)) for s in sentences], lambda s: _sentence(matcher, s)),
        "sentence_typo": _unchanged([(s, with_typo(s, rng)) for s in sentences], lambda s: _sentence(matcher, s)),
    }


def gendered(labels: Sequence[str]) -> Pairs:
    """Masculine and feminine form of each « Vendeur / Vendeuse en boulangerie »: what both share is in the second.

    >>> gendered(["Vendeur / Vendeuse en boulangerie", "Cadre"])
    [('Vendeur en boulangerie', 'Vendeuse en boulangerie')]
    """
    halves = [label.split(" / ") for label in labels if label.count(" / ") == 1]
    forms = [(masculine.split(), feminine.split()) for masculine, feminine in halves]
    return [
        (" ".join([*masculine, *feminine[len(masculine) :]]), " ".join(feminine))
        for masculine, feminine in forms
        if len(masculine) <= len(feminine) and fold(masculine[0])[:2] == fold(feminine[0])[:2]
    ]


def _title(matcher: Matcher, title: str) -> str | None:
    return next((str(match.occupation) for match in matcher.titles(title, 1)), None)


def _sentence(matcher: Matcher, sentence: str) -> str | None:
    return next((str(match.item) for match in matcher.items([sentence], 1)[0]), None)


def _unchanged(pairs: Pairs, first: Callable[[str], str | None]) -> dict[str, float]:
    return {"pairs": len(pairs), "unchanged": mean([float(first(a) == first(b)) for a, b in pairs])}
