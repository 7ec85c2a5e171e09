"""The moves that ROME 3 recorded between its families, « proche » or « évolution »; gold, never a feature."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lab.errors import EvaluationError

NEAR, FURTHER = "Proche", "Evolution"
"""Kinds of move, as ROME 3 names them."""
_COLUMNS = ("code_rome", "code_rome_cible", "libelle_type_mobilite")

Move = tuple[str, str, str]
"""Family left, family reached, kind."""


def read_moves(archive: Path) -> list[Move]:
    """Moves in `RefRomeCsv_v3xx.zip`, in its order. Raises EvaluationError."""
    try:
        with zipfile.ZipFile(archive) as opened:
            names = [name for name in opened.namelist() if "rubrique_mobilite" in name]
            text = opened.read(names[0]).decode("utf-8-sig") if names else ""
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise EvaluationError(f"« {archive} » n'est pas une archive de ROME 3 qui se lise ({error}).") from error
    rows = list(csv.DictReader(io.StringIO(text)))
    if not rows or any(not rows[0].get(column) for column in _COLUMNS) or {row[_COLUMNS[2]] for row in rows} - _KINDS:
        raise EvaluationError(
            f"« {archive} » n'a pas de mobilités « {NEAR} » et « {FURTHER} » : une archive de ROME 3 est attendue "
            "(RefRomeCsv_v347.zip)."
        )
    return [(row[_COLUMNS[0]], row[_COLUMNS[1]], row[_COLUMNS[2]]) for row in rows]


_KINDS = {NEAR, FURTHER}


@dataclass(frozen=True, eq=False)
class Families:
    """Families of a snapshot, and the moves between them, by number."""

    codes: tuple[str, ...]
    of_occupation: NDArray[np.intp]
    near: NDArray[np.bool_]
    """(families, families) called « proche »."""
    further: NDArray[np.bool_]
    """Called « évolution », and not « proche »."""

    @classmethod
    def of(cls, owners: Mapping[str, str], moves: Iterable[Move]) -> Families:
        """Number families, and place the moves; `owners`: family of each occupation, in the order of the numbers."""
        codes = tuple(sorted(set(owners.values())))
        place = {code: at for at, code in enumerate(codes)}
        found = {kind: np.zeros((len(codes), len(codes)), dtype=bool) for kind in (NEAR, FURTHER)}
        for start, end, kind in moves:
            if start != end and start in place and end in place:
                found[kind][place[start], place[end]] = True
        numbers = np.array([place[owner] for owner in owners.values()], dtype=np.intp)
        return cls(codes, numbers, found[NEAR], found[FURTHER] & ~found[NEAR])

    @cached_property
    def others(self) -> NDArray[np.bool_]:
        """(families, families) neither recorded nor itself."""
        return ~(self.near | self.further | np.eye(len(self.codes), dtype=bool))

    def between(self, square: NDArray[np.floating]) -> NDArray[np.float64]:
        """(occupations, occupations) → (families, families), the best of both."""
        reached = np.stack([square[:, self.of_occupation == at].max(axis=1) for at in range(len(self.codes))], axis=1)
        found = np.stack([reached[self.of_occupation == at].max(axis=0) for at in range(len(self.codes))])
        return np.asarray(found, dtype=np.float64)
