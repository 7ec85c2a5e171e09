"""Sparse matrices for the hot loops: every occupation, or every unit, against every item at once.

An *item* is what an occupation asks for and a unit confers: a competency, a macro-competency or a savoir.
A *unit* is what is obtained in one go: a bloc, or a certification without blocs.
The matrices are cut from the edges REQUIRES and CERTIFIES, from the frames that a load writes or from what a
store gives back: they are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

from graph.build import Referential
from graph.store import EdgeFrame
from referentials.kinds import IS_TITLE, ITEM_TABLES
from referentials.snapshot import Snapshot

Importance = Literal["core", "plain", "emerging"]
IMPORTANCE_CODES: dict[Importance, int] = {"core": 3, "plain": 2, "emerging": 1}
"""Cell of `requires` for each importance; 0, an empty cell, means not required."""
IMPORTANCES = {code: name for name, code in IMPORTANCE_CODES.items()}
"""The importance of each cell."""


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
    is_title: NDArray[np.bool_]
    """(items,) whether it is a savoir that is held, and not learnt in a job: a diploma, a licence, a certificate."""

    @cached_property
    def certifies_by_item(self) -> csc_matrix:
        """`certifies`, ready to be cut to some items: (units, items) float64."""
        return csc_matrix(self.certifies, dtype=np.float64)

    @classmethod
    def build(cls, snapshot: Snapshot, conferred: pl.DataFrame) -> Self:
        """Cut the matrices from the edges REQUIRES of the graph and from what units confer.

        `conferred` has at least the columns unit, item, probability: the edges CERTIFIES as an engine weighs
        and completes them. Links naming a code the snapshot lacks are left out. Of several links between the
        same unit and item the most probable counts, of several importances the strongest.
        """
        certified = conferred.select("probability", start="unit", end="item")
        return cls._cut(snapshot, _rows(Referential(snapshot).along("REQUIRES")), certified)

    @classmethod
    def cut(cls, snapshot: Snapshot, requires: Iterable[EdgeFrame], certifies: Iterable[EdgeFrame]) -> Self:
        """Cut the matrices from edges of the graph, read from any store or made for it."""
        return cls._cut(snapshot, _rows(requires), _rows(certifies))

    @classmethod
    def _cut(cls, snapshot: Snapshot, requires: pl.DataFrame, certifies: pl.DataFrame) -> Self:
        """The snapshot numbers the rows and columns."""
        items = _codes(*(snapshot.table(name)["ogr"] for name in ITEM_TABLES))
        occupations = _codes(snapshot.table("occupations")["code"])
        units = _codes(snapshot.table("blocs")["code"], _without_blocs(snapshot))
        return cls(
            *_indexed(items), *_indexed(occupations), *_indexed(units),
            requires=_matrix(requires, _IMPORTANCE, occupations, items, np.dtype(np.int8)),
            certifies=_matrix(certifies, _PROBABILITY, units, items, np.dtype(np.float32)),
            is_knowledge=items.is_in(snapshot.table("knowledge")["ogr"].implode()).to_numpy(),
            is_title=items.is_in(snapshot.table("knowledge").filter(IS_TITLE)["ogr"].implode()).to_numpy(),
        )  # fmt: skip


def _without_blocs(snapshot: Snapshot) -> pl.Series:
    blocs = snapshot.table("blocs").select(code="certification")
    return snapshot.table("certifications").join(blocs, on="code", how="anti")["code"]


def _codes(*columns: pl.Series) -> pl.Series:
    return pl.concat(list(columns)).unique().sort()


def _indexed(codes: pl.Series) -> tuple[tuple[str, ...], dict[str, int]]:
    values = tuple(codes.to_list())
    return values, {value: place for place, value in enumerate(values)}


_IMPORTANCE = pl.col("importance").replace_strict(IMPORTANCE_CODES, return_dtype=pl.Int8)
_PROBABILITY = pl.col("probability").cast(pl.Float32)


def _rows(edges: Iterable[EdgeFrame]) -> pl.DataFrame:
    return pl.concat((some.frame for some in edges), how="vertical_relaxed")


def _matrix(
    edges: pl.DataFrame, value: pl.Expr, rows: pl.Series, columns: pl.Series, dtype: np.dtype[Any]
) -> csr_matrix:
    """Return (rows, columns) CSR with sorted indices, the largest value of each cell."""
    cells = edges.select(row="start", column="end", value=value)
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
