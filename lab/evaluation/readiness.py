"""How ready a person is for an occupation, against what ROME 3 and the RNCP say themselves; never a feature.

Moves: people who exercised one occupation for so many years, all their life; the moves that ROME 3 calls « proche » or
« évolution », from family to family. A family is left from the occupation that is nearest, and reached in the one that
is best covered. Certifications: people who hold one, or one of its blocs, and nothing else.

Halves by sha256 of the code of the family left, or of the certification: weights were set on the even one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lab.errors import EvaluationError
from lab.evaluation.moves import Families, Move
from lab.halves import is_even
from passport.document.model import Passport
from recommend.engine import Engine

Coverage = NDArray[np.float64]
DAY = date(2026, 1, 1)
MOST = 400
"""Certifications measured in each half, first by hash; for blocs as many."""
FALSE = 0.98
"""Quantile of the other families above which a move is told from them."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of the table."""

    name: str
    words: str
    wanted: str


MEASURES = (
    Measure("own_2_years", "deux ans dans un métier : sa couverture (médiane)", "≥ .75"),
    Measure("own_8_years", "huit ans : sa couverture (médiane)", "≥ .90"),
    Measure("own_first", "… le mieux couvert de tous les métiers", "≥ .95"),
    Measure("same_family", "un autre métier de la même famille, après huit ans", "≥ .50"),
    Measure("near", "une mobilité dite « proche »", "≥ .40"),
    Measure("further", "une mobilité dite « évolution »", "entre"),
    Measure("others", "toute autre famille", "≤ .12"),
    Measure("auc", "AUC de « proche » contre les autres familles", "≥ .96"),
    Measure("recall_at_10", "rappel à 10 de « proche »", "≥ .58"),
    Measure("above_others", "« proche » au-dessus du 98e centile des autres", "≥ .58"),
    Measure("certification", "une certification seule : le mieux couvert de ses métiers", "≥ .65"),
    Measure("certification_in_3", "… parmi les trois premiers métiers", "≥ .90"),
    Measure("certification_others", "… familles où elle ne mène pas, ni proches", "≤ .08"),
    Measure("bloc", "un bloc seul, de trois ou plus : le même métier", ".10 à .35"),
    Measure("all_blocs", "tous les blocs valent au moins la certification", "= 1"),
)
"""What is measured, and what it should be."""


def evaluate_readiness(engine: Engine, moves: Sequence[Move], most: int = MOST) -> dict[str, dict[str, float | None]]:
    """MEASURES, by half: `even` and `odd`; None where the snapshot has nothing to measure it on.

    `most`: certifications measured in each half. Raises EvaluationError where the snapshot has none of the moves.
    """
    owners = {code: engine.catalogue.occupations[code].family for code in engine.world.matrices.occupations}
    families = Families.of(owners, moves)
    if not families.near.any():
        raise EvaluationError(f"L'instantané {engine.snapshot.id} n'a aucun des métiers de ces mobilités.")
    two, eight = (practised(engine, years) for years in (2, 8))
    found = {}
    for half in ("even", "odd"):
        kept = np.array([is_even(code) == (half == "even") for code in families.codes])
        measures = _moves(two, eight, families, kept) | _certifications(engine, most, even=half == "even")
        found[half] = {name: None if np.isnan(value) else round(value, 4) for name, value in measures.items()}
    return found


def practised(engine: Engine, years: int) -> Coverage:
    """Coverage of every occupation by who exercised each for that long, to this day: (occupations, occupations)."""
    codes = engine.world.matrices.occupations
    return np.stack([_covered(engine, {"experiences": [_job(code, years)]}) for code in codes])


def _moves(two: Coverage, eight: Coverage, families: Families, kept: NDArray[np.bool_]) -> dict[str, float]:
    between = families.between(eight)
    starts = np.flatnonzero(kept[families.of_occupation])
    own = families.of_occupation[:, None] == families.of_occupation
    siblings = own & ~np.eye(len(own), dtype=bool)
    return {
        "own_2_years": _median(np.diag(two)[starts]),
        "own_8_years": _median(np.diag(eight)[starts]),
        "own_first": _mean(eight[starts].argmax(axis=1) == starts),
        "same_family": _median(eight[starts][siblings[starts]]),
        "near": _median(between[kept][families.near[kept]]),
        "further": _median(between[kept][families.further[kept]]),
        "others": _median(between[kept][families.others[kept]]),
        **_told_apart(between, families, np.flatnonzero(kept & families.near.any(axis=1))),
    }


def _told_apart(between: Coverage, families: Families, starts: NDArray[np.intp]) -> dict[str, float]:
    """How well near moves are told from other families: means over the families left, and at 2 % false in all."""
    chances, recalls = [], []
    for start in starts:
        right, wrong = between[start][families.near[start]], between[start][families.others[start]]
        chances.append(float((right[:, None] > wrong).mean() + (right[:, None] == wrong).mean() / 2))
        ranked = [at for at in np.argsort(-between[start], kind="stable") if at != start][:10]
        recalls.append(families.near[start][ranked].sum() / families.near[start].sum())
    others = between[starts][families.others[starts]]
    limit = np.quantile(others, FALSE) if others.size else 0.0
    return {
        "auc": _mean(chances),
        "recall_at_10": _mean(recalls),
        "above_others": _mean(between[starts][families.near[starts]] > limit),
    }


def _certifications(engine: Engine, most: int, *, even: bool) -> dict[str, float]:
    catalogue, places = engine.catalogue, engine.world.matrices.occupation_index
    best, first, others, bloc, whole = [], [], [], [], []
    for code in _active(engine, most, even=even):
        led = [places[one] for one in catalogue.led_to(code)]
        covered = _covered(engine, {"certifications": [_held(code)]})
        best.append(covered[led].max())
        first.append(bool(set(np.argsort(-covered, kind="stable")[:3]) & {led[int(covered[led].argmax())]}))
        others.append(_median(covered[_far(engine, led)]))
        blocs = catalogue.blocs_of.get(code, ())
        if len(blocs) >= 3:
            target = led[int(covered[led].argmax())]
            bloc.append(_covered(engine, {"blocs": [_held(blocs[_number(code) % len(blocs)])]})[target])
            every = _covered(engine, {"blocs": [_held(one, f"b-{at}") for at, one in enumerate(blocs)]})[target]
            whole.append(every >= covered[target] - 1e-6)
    return {
        "certification": _median(best),
        "certification_in_3": _mean(first),
        "certification_others": _median(others),
        "bloc": _median(bloc),
        "all_blocs": _mean(whole),
    }


def _far(engine: Engine, led: Sequence[int]) -> NDArray[np.intp]:
    """Occupations that are neither led to, nor near those."""
    near = engine.world.carrying.trades[list(led)].max(axis=0)
    near[list(led)] = 1.0
    return np.flatnonzero(near == 0.0)


def _active(engine: Engine, most: int, *, even: bool) -> Iterator[str]:
    """Certifications in force that lead somewhere, `most` at most, in the order of their hash."""
    catalogue = engine.catalogue
    known = (one.code for one in catalogue.certifications.values() if one.active and one.title and not one.is_specific)
    kept = sorted((code for code in known if catalogue.led_to(code) and is_even(code) == even), key=_number)
    yield from kept[:most]


def _covered(engine: Engine, records: dict[str, object]) -> Coverage:
    passport = Passport.model_validate({"version": 1, "holder": {"id": "evaluation"}, **records})
    return engine.profile(passport, DAY).abilities.coverage


def _job(code: str, years: int) -> dict[str, object]:
    return {
        "id": "job", "kind": "employment", "title": code, "rome": code, "start": f"{DAY.year - years}-01-01",
        "end": DAY.isoformat(),
    }  # fmt: skip


def _held(code: str, record: str = "held") -> dict[str, object]:
    return {"id": record, "code": code, "date": f"{DAY.year - 1}-12-01"}


def _number(code: str) -> int:
    return int.from_bytes(hashlib.sha256(code.encode()).digest()[:8], "big")


def _median(values: Sequence[float] | Coverage) -> float:
    return float(np.median(values)) if len(values) else float("nan")


def _mean(values: Sequence[float] | NDArray[np.bool_]) -> float:
    return float(np.mean(values)) if len(values) else float("nan")
