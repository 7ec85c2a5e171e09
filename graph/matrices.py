"""Sparse matrices for the hot loops: every occupation, or every unit, against every item at once.

An *item* is what an occupation asks for and a unit confers: a competency, a macro-competency or a savoir.
A *unit* is what is obtained in one go: a bloc, or a certification without blocs.
The matrices are cut from the snapshot, so they are the same whichever graph store is in use.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

from referentials.snapshot import Snapshot

IMPORTANCE_CODES = {"core": 3, "plain": 2, "emerging": 1}
"""Cell of `requires` for each importance; 0, an empty cell, means not required."""

ITEM_TABLES = ("competencies", "macro_competencies", "knowledge")
"""Tables whose rows are items, by their column `ogr`."""


@dataclass(frozen=True, eq=False)
class Matrices:
    """Items, occupations and units numbered by sorted code, and the two sparse matrices between them."""

    items: tuple[str, ...]
    item_index: dict[str, int]
    occupations: tuple[str, ...]
    occupation_index: dict[str, int]
    units: tuple[str, ...]
    unit_index: dict[str, int]
    requires: csr_matrix
    """(occupations, items) int8, IMPORTANCE_CODES."""
    certifies: csr_matrix
    """(units, items) float32, probability that the unit confers the item."""
    is_knowledge: NDArray[np.bool_]
    """(items,) whether the item is a savoir."""

    @cached_property
    def certifies_by_item(self) -> csc_matrix:
        """`certifies`, ready to be cut to some items: (units, items) float64."""
        return csc_matrix(self.certifies, dtype=np.float64)

    @classmethod
    def build(cls, snapshot: Snapshot, conferred: pl.DataFrame) -> Self:
        """Cut the matrices; links naming a code the snapshot lacks are left out.

        `conferred` has at least the columns unit, item, probability. Of several links between the same
        unit and item the most probable counts, of several importances the strongest.
        """
        items = _codes(*(snapshot.table(name)["ogr"] for name in ITEM_TABLES))
        occupations = _codes(snapshot.table("occupations")["code"])
        units = _codes(snapshot.table("blocs")["code"], _without_blocs(snapshot))
        return cls(
            *_indexed(items), *_indexed(occupations), *_indexed(units),
            requires=_matrix(_required(snapshot), occupations, items, np.dtype(np.int8)),
            certifies=_matrix(_certified(conferred), units, items, np.dtype(np.float32)),
            is_knowledge=items.is_in(snapshot.table("knowledge")["ogr"].implode()).to_numpy(),
        )  # fmt: skip


def _without_blocs(snapshot: Snapshot) -> pl.Series:
    blocs = snapshot.table("blocs").select(code="certification")
    return snapshot.table("certifications").join(blocs, on="code", how="anti")["code"]


def _codes(*columns: pl.Series) -> pl.Series:
    return pl.concat(list(columns)).unique().sort()


def _indexed(codes: pl.Series) -> tuple[tuple[str, ...], dict[str, int]]:
    values = tuple(codes.to_list())
    return values, {value: place for place, value in enumerate(values)}


def _required(snapshot: Snapshot) -> pl.DataFrame:
    code = pl.col("importance").replace_strict(IMPORTANCE_CODES, return_dtype=pl.Int8)
    tables = (snapshot.table("occupation_competencies"), snapshot.table("occupation_knowledge"))
    return pl.concat(table.select(row="occupation", column="item", value=code) for table in tables)


def _certified(conferred: pl.DataFrame) -> pl.DataFrame:
    return conferred.select(row="unit", column="item", value=pl.col("probability").cast(pl.Float32))


def _matrix(cells: pl.DataFrame, rows: pl.Series, columns: pl.Series, dtype: np.dtype[Any]) -> csr_matrix:
    """Return (rows, columns) CSR with sorted indices, the largest value of each cell."""
    found = (
        cells.join(_places(rows, "row"), on="row")
        .join(_places(columns, "column"), on="column")
        .group_by("i_row", "i_column")
        .agg(pl.col("value").max())
        .sort("i_row", "i_column")
    )
    where = (found["i_row"].to_numpy(), found["i_column"].to_numpy())
    return csr_matrix((found["value"].to_numpy(), where), shape=(len(rows), len(columns)), dtype=dtype)


def _places(codes: pl.Series, name: str) -> pl.DataFrame:
    return pl.DataFrame({name: codes}).with_columns(pl.int_range(pl.len(), dtype=pl.Int32).alias(f"i_{name}"))
