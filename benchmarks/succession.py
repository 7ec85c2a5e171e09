"""Which certification replaced this one? What the engine would have proposed with the link hidden.

    python -m benchmarks.succession        # on the snapshot in use

Every old certification with blocs whose successor has some too; candidates: every other certification with blocs and a
title, its own predecessors aside. Nothing is fitted: the weights are those of the engine's plan. Titles that are nearly
the same (SAME_TITLE) are told apart, since there the title alone is enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from recommend.engine import Engine
from recommend.weights import W
from referentials.catalogue import Catalogue
from referentials.text import fold

SAME_TITLE = 95.0
"""Similarity of folded titles (rapidfuzz ratio, 0 to 100) from which they are nearly the same."""
AT = (1, 5)

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Certifications asked about, candidates, and for each asked the places of its successors among candidates."""

    asked: tuple[str, ...]
    candidates: tuple[str, ...]
    answers: tuple[frozenset[int], ...]
    barred: tuple[frozenset[int], ...]
    """Places that are not candidates for it: itself and what it replaced."""


def pairs(catalogue: Catalogue) -> Pairs:
    """Successions with blocs on both sides."""
    candidates = tuple(sorted(code for code in catalogue.blocs_of if catalogue.certifications[code].title))
    place = {code: at for at, code in enumerate(candidates)}
    olds: dict[str, set[str]] = {}
    for old, news in catalogue.successors.items():
        for new in news:
            olds.setdefault(new, set()).add(old)
    asked, answers, barred = [], [], []
    for old in sorted(catalogue.successors):
        found = frozenset(place[new] for new in catalogue.successors[old] if new in place)
        if old in place and found:
            asked.append(old)
            answers.append(found)
            barred.append(frozenset(place[code] for code in {old, *olds.get(old, ())} if code in place) - found)
    return Pairs(tuple(asked), candidates, tuple(answers), tuple(barred))


def recalls(scores: Matrix, found: Pairs, rows: NDArray[np.intp]) -> dict[int, float]:
    """Share of these asked whose successor is among the first, at each of AT; ties count against."""
    ranks = [rank(scores[row], found.answers[row], found.barred[row]) for row in rows]
    return {at: float(np.mean([one <= at for one in ranks])) if ranks else 0.0 for at in AT}


def rank(scores: Matrix, answers: frozenset[int], barred: frozenset[int]) -> int:
    """Rank of the best of the answers, 1 the first, after every other candidate of the same score.

    >>> rank(np.array([0.9, 0.5, 0.5, 0.1]), frozenset({1}), frozenset({0}))
    2
    """
    best = max(scores[at] for at in answers)
    out = answers | barred
    return 1 + sum(1 for at in np.flatnonzero(scores >= best) if int(at) not in out)


def rankings(engine: Engine, found: Pairs) -> dict[str, Matrix]:
    """Scores of every candidate for every asked, by method: each (asked, candidates)."""
    catalogue = engine.catalogue
    titles = [fold(catalogue.certifications[code].title or "") for code in found.candidates]
    place = {code: at for at, code in enumerate(found.candidates)}
    rows = [place[code] for code in found.asked]
    words = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit_transform(titles)
    title = np.asarray((words[rows] @ words.T).todense())
    fuzzy = process.cdist([titles[row] for row in rows], titles, scorer=fuzz.token_set_ratio, workers=-1)
    items = normalize(_conferred(engine, found.candidates))
    near = np.asarray((items[rows] @ items.T).todense()) * _aim(catalogue, found, rows)
    return {"title, char TF-IDF": title, "title, rapidfuzz": fuzzy.astype(np.float64), "competencies": near,
            "competencies + title": near + title}  # fmt: skip


def _conferred(engine: Engine, codes: tuple[str, ...]) -> csr_matrix:
    """Probability that holding a whole certification gives each item: (certifications, items)."""
    matrices, blocs_of = engine.world.matrices, engine.catalogue.blocs_of
    doubt = matrices.certifies.astype(np.float64)
    doubt.data = np.log1p(-np.minimum(doubt.data, W["ceiling"]))
    members = [(at, matrices.unit_index[bloc]) for at, code in enumerate(codes) for bloc in blocs_of[code]]
    shape = (len(codes), len(matrices.units))
    member = csr_matrix((np.ones(len(members)), tuple(zip(*members, strict=True))), shape=shape)
    together = csr_matrix(member @ doubt)
    together.data = -np.expm1(together.data)
    return together


def _aim(catalogue: Catalogue, found: Pairs, rows: list[int]) -> Matrix:
    """What the plan takes off a certification that leads elsewhere or is of another level: (asked, candidates)."""
    romes = sorted({rome for code in found.candidates for rome in catalogue.romes_of.get(code, ())})
    column = {rome: at for at, rome in enumerate(romes)}
    cells = [
        (at, column[rome]) for at, code in enumerate(found.candidates) for rome in catalogue.romes_of.get(code, ())
    ]
    shape = (len(found.candidates), len(romes))
    leads = csr_matrix((np.ones(len(cells)), tuple(zip(*cells, strict=True))), shape=shape)
    shared = np.asarray((leads[rows] @ leads.T).todense()) > 0
    level = np.array([float(catalogue.certifications[code].level or np.nan) for code in found.candidates])
    away = np.nan_to_num(np.abs(level[rows][:, None] - level[None, :]))
    return np.asarray(np.where(shared, 1.0, W["plan.leads_elsewhere"]) * W["plan.level_step"] ** away)


def same_title(catalogue: Catalogue, found: Pairs) -> NDArray[np.bool_]:
    """Whether a successor has nearly the same title: (asked,)."""

    def title(code: str) -> str:
        return fold(catalogue.certifications[code].title or "")

    return np.array(
        [
            max(fuzz.ratio(title(old), title(found.candidates[at])) for at in answers) >= SAME_TITLE
            for old, answers in zip(found.asked, found.answers, strict=True)
        ]
    )


def page(scores: Mapping[str, Matrix], found: Pairs, same: NDArray[np.bool_], snapshot: str) -> str:
    """The Markdown page."""
    groups = {"all": np.arange(len(same)), "other title": np.flatnonzero(~same), "same title": np.flatnonzero(same)}
    heads = [f"{name} ({len(rows)}), R@{at}" for name, rows in groups.items() for at in AT]
    lines = ["# Succession of certifications", "",
             "Written by `python -m benchmarks.succession`: the certification that replaced each one, the link hidden.",
             f"Snapshot `{snapshot}`; {len(found.asked)} asked, {len(found.candidates)} candidates.", "",
             "| | " + " | ".join(heads) + " |", "| --- |" + " ---: |" * len(heads)]  # fmt: skip
    for name, one in scores.items():
        values = [recalls(one, found, rows)[at] for rows in groups.values() for at in AT]
        lines.append(f"| {name} | " + " | ".join(f"{value:.3f}" for value in values) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the page."""
    engine = Engine.open()
    found = pairs(engine.catalogue)
    print(page(rankings(engine, found), found, same_title(engine.catalogue, found), engine.snapshot.id))


if __name__ == "__main__":
    main()
