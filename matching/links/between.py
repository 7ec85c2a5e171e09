"""Links between items, between occupations, from certifications to items; computed once, kept beside the snapshot."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from matching.damage import whole_files
from matching.encoders.encoder import Encoder
from matching.index.fusion import best_first
from matching.index.items import ItemIndex
from matching.index.occupations import OccupationIndex
from matching.index.titles import TitleIndex
from matching.links.carry import ItemFacts, carry_over
from matching.links.nearness import Square, nearness
from matching.links.taught import Teaching, teaching
from matching.weights import LINKING
from referentials.progress import Doing, Progress
from referentials.snapshot import Snapshot

VERSION = 3
"""Goes up when what is computed changes though no weight does."""
NEIGHBOURS = 30
"""Nearest occupations told of each."""
CARRY, NEARNESS, TAUGHT, UNITS = "carry", "nearness.npy", "taught", "units.parquet"
PARTS = ("data", "indices", "indptr", "shape")
"""Files of a sparse matrix: mapped in memory, not read."""


class Linking(StrEnum):
    """What is being computed."""

    CARRY = "carry"
    NEARNESS = "nearness"
    TAUGHT = "taught"
    LINKED = "linked"


def links_id() -> str:
    """Name of the version and of the weights that they depend on, beside the model's."""
    return f"l{VERSION}.{hashlib.sha256(repr(LINKING).encode()).hexdigest()[:6]}"


@dataclass(frozen=True, eq=False)
class Between:
    """What a folder holds; items and units are in the order of their codes, occupations in that of the table."""

    folder: Path
    occupations: tuple[str, ...]

    @cached_property
    def carry(self) -> csr_matrix:
        """Degree to which who has an item (row) has another (column): (items, items) float32."""
        with whole_files(self.folder):
            return _mapped(self.folder, CARRY)

    @cached_property
    def nearness(self) -> Square:
        """Log-odds that a move from an occupation (row) to another (column) is near."""
        with whole_files(self.folder):
            return np.asarray(np.load(self.folder / NEARNESS), dtype=np.float32)

    @cached_property
    def teaching(self) -> Teaching:
        """What units teach of what the occupations they lead to ask for."""
        with whole_files(self.folder):
            units = pl.read_parquet(self.folder / UNITS)["unit"].to_list()
            return Teaching(tuple(units), _mapped(self.folder, TAUGHT))

    def neighbours(self) -> pl.DataFrame:
        """Nearest occupations of each: columns occupation, target, nearness (probability), nearest first."""
        near = 1.0 / (1.0 + np.exp(-self.nearness))
        np.fill_diagonal(near, 0.0)
        codes = self.occupations
        rows = [
            (codes[at], codes[other], round(float(near[at, other]), 4))
            for at, others in enumerate(best_first(near, min(NEIGHBOURS, len(codes))) if codes else [])
            for other in others
            if near[at, other] > 0
        ]
        schema = {"occupation": pl.String, "target": pl.String, "nearness": pl.Float64}
        return pl.DataFrame(rows, schema=schema, orient="row")


def build(
    folder: Path, snapshot: Snapshot, encoder: Encoder, indexes: tuple[ItemIndex, OccupationIndex], report: Progress
) -> None:
    """Compute everything, in a folder."""
    items, occupations = indexes
    titles: TitleIndex = occupations.titles
    report(Doing(Linking.CARRY), 0.05)
    carry, columns = carry_over(ItemFacts.of(snapshot, items)), _by_code(items.codes)
    _save(folder, CARRY, carry[columns][:, columns])
    report(Doing(Linking.NEARNESS), 0.3)
    np.save(folder / NEARNESS, nearness(snapshot, carry, occupations, titles).astype(np.float16))
    report(Doing(Linking.TAUGHT), 0.5)
    found = teaching(snapshot, encoder, items.vectors, titles)
    rows = _by_code(found.units)
    _save(folder, TAUGHT, found.taught[rows][:, columns])
    units = [found.units[at] for at in rows]
    pl.DataFrame({"unit": units}, schema={"unit": pl.String}).write_parquet(folder / UNITS)
    report(Doing(Linking.LINKED), 1.0)


def _by_code(codes: Sequence[str]) -> NDArray[np.intp]:
    return np.array(sorted(range(len(codes)), key=codes.__getitem__), dtype=np.intp)


def _save(folder: Path, name: str, matrix: csr_matrix) -> None:
    rows = csr_matrix(matrix)
    rows.sort_indices()
    for part in PARTS:
        np.save(folder / f"{name}.{part}.npy", np.asarray(getattr(rows, part)))


def _mapped(folder: Path, name: str) -> csr_matrix:
    data, indices, ends, shape = (np.load(folder / f"{name}.{part}.npy", mmap_mode="r") for part in PARTS)
    return csr_matrix((data, indices, ends), shape=tuple(shape.tolist()), copy=False)
