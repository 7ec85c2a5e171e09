"""How ready a person is for an occupation, against what ROME 3 and the RNCP say themselves; never a feature.

Moves: people who exercised one occupation for so many years, all their life; the moves that ROME 3 calls « proche » or
« évolution », from family to family. A family is left from the occupation that is nearest, and reached in the one that
is best covered. Certifications: people who hold one, or one of its blocs, and nothing else.

Halves by sha256 of the code of the family left, or of the certification: weights were set on the even one.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lab.errors import EvaluationError
from lab.halves import is_even
from passport.document.model import Passport
from recommend.engine import Engine
from referentials.catalogue import Catalogue

Coverage = NDArray[np.float64]
DAY = date(2026, 1, 1)
MOST = 400
"""Certifications measured in each half, first by hash; for blocs as many."""
FALSE = 0.98
"""Quantile of the other families above which a move is told from them."""
NEAR, FURTHER = "Proche", "Evolution"
WANTED = {
    "own_2_years": "≥ .75", "own_8_years": "≥ .90", "own_first": "≥ .95", "same_family": "≥ .50", "near": "≥ .40",
    "further": "entre", "others": "≤ .12", "auc": "≥ .96", "recall_at_10": "≥ .58", "above_others": "≥ .58",
    "certification": "≥ .65", "certification_in_3": "≥ .90", "certification_others": "≤ .08", "bloc": ".10–.35",
    "all_blocs": "= 1",
}  # fmt: skip
"""What each measure should be."""


@dataclass(frozen=True, eq=False)
class Families:
    """Families of a snapshot, and the moves between them that ROME 3 records, by number."""

    codes: tuple[str, ...]
    of_occupation: NDArray[np.intp]
    near: NDArray[np.bool_]
    """(families, families) called « proche »."""
    further: NDArray[np.bool_]
    """Called « évolution », and not « proche »."""

    @classmethod
    def of(cls, occupations: Sequence[str], catalogue: Catalogue, moves: Iterable[tuple[str, str, str]]) -> Families:
        """Number families, and place the moves."""
        owners = [catalogue.occupations[code].family for code in occupations]
        codes = tuple(sorted(set(owners)))
        place = {code: at for at, code in enumerate(codes)}
        found = {kind: np.zeros((len(codes), len(codes)), dtype=bool) for kind in (NEAR, FURTHER)}
        for start, end, kind in moves:
            if start != end and start in place and end in place:
                found[kind][place[start], place[end]] = True
        numbers = np.array([place[owner] for owner in owners], dtype=np.intp)
        return cls(codes, numbers, found[NEAR], found[FURTHER] & ~found[NEAR])

    @cached_property
    def others(self) -> NDArray[np.bool_]:
        """(families, families) neither recorded nor itself."""
        return ~(self.near | self.further | np.eye(len(self.codes), dtype=bool))

    def between(self, coverage: Coverage) -> Coverage:
        """(occupations, occupations) → (families, families), the best of both."""
        reached = np.stack([coverage[:, self.of_occupation == at].max(axis=1) for at in range(len(self.codes))], axis=1)
        return np.stack([reached[self.of_occupation == at].max(axis=0) for at in range(len(self.codes))])


def read_moves(archive: Path) -> list[tuple[str, str, str]]:
    """Moves of ROME 3 (family left, family reached, kind) in `RefRomeCsv_v3xx.zip`. Raises EvaluationError."""
    try:
        with zipfile.ZipFile(archive) as opened:
            names = [name for name in opened.namelist() if "rubrique_mobilite" in name]
            text = opened.read(names[0]).decode("utf-8-sig") if names else ""
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise EvaluationError(f"« {archive} » n'est pas une archive de ROME 3 qui se lise ({error}).") from error
    rows = list(csv.DictReader(io.StringIO(text)))
    kinds = ("code_rome", "code_rome_cible", "libelle_type_mobilite")
    if not rows or any(kind not in rows[0] for kind in kinds) or {row[kinds[2]] for row in rows} - {NEAR, FURTHER}:
        raise EvaluationError(f"« {archive} » n'a pas de mobilités « {NEAR} » et « {FURTHER} » : ROME 3 est attendu.")
    return [(row[kinds[0]], row[kinds[1]], row[kinds[2]]) for row in rows]


def evaluate_readiness(engine: Engine, moves: Sequence[tuple[str, str, str]]) -> dict[str, dict[str, float]]:
    """Every measure, by half: `even` and `odd`."""
    families = Families.of(engine.world.matrices.occupations, engine.catalogue, moves)
    two, eight = (practised(engine, years) for years in (2, 8))
    found = {}
    for half in ("even", "odd"):
        kept = np.array([is_even(code) == (half == "even") for code in families.codes])
        found[half] = {**_moves(two, eight, families, kept), **_certifications(engine, even=half == "even")}
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
        "own_first": float(np.mean(eight[starts].argmax(axis=1) == starts)),
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
    limit = np.quantile(between[starts][families.others[starts]], FALSE)
    return {
        "auc": float(np.mean(chances)),
        "recall_at_10": float(np.mean(recalls)),
        "above_others": float(np.mean(between[starts][families.near[starts]] > limit)),
    }


def _certifications(engine: Engine, *, even: bool) -> dict[str, float]:
    catalogue, places = engine.catalogue, engine.world.matrices.occupation_index
    best, first, others, bloc, whole = [], [], [], [], []
    for code in _active(engine, even=even):
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
        "certification_in_3": float(np.mean(first)),
        "certification_others": _median(others),
        "bloc": _median(bloc),
        "all_blocs": float(np.mean(whole)),
    }


def _far(engine: Engine, led: Sequence[int]) -> NDArray[np.intp]:
    """Occupations that are neither led to, nor near those."""
    near = engine.world.carrying.trades[list(led)].max(axis=0)
    near[list(led)] = 1.0
    return np.flatnonzero(near == 0.0)


def _active(engine: Engine, *, even: bool) -> Iterator[str]:
    """Certifications in force that lead somewhere, MOST at most, in the order of their hash."""
    catalogue = engine.catalogue
    known = (one.code for one in catalogue.certifications.values() if one.active and one.title and not one.is_specific)
    kept = sorted((code for code in known if catalogue.led_to(code) and is_even(code) == even), key=_number)
    yield from kept[:MOST]


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
