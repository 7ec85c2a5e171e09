"""Links between items, between occupations, from certifications to items; computed once, kept beside the snapshot."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix, load_npz, save_npz

from matching.encoders.encoder import Encoder
from matching.index.fusion import best_first
from matching.index.items import ItemIndex
from matching.index.occupations import OccupationIndex
from matching.index.titles import TitleIndex
from matching.links.carry import ItemFacts, carry_over
from matching.links.nearness import Square, nearness
from matching.links.taught import Teaching, teaching
from matching.weights import LINKING
from referentials.snapshot import Snapshot

VERSION = 1
"""Goes up when what is computed changes though no weight does."""
NEIGHBOURS = 30
"""Nearest occupations told of each."""
CARRY, NEARNESS, TAUGHT, UNITS = "carry.npz", "nearness.npy", "taught.npz", "units.parquet"


def links_id() -> str:
    """Name of the version and of the weights that they depend on, beside the model's."""
    return f"l{VERSION}.{hashlib.sha256(repr(LINKING).encode()).hexdigest()[:6]}"


@dataclass(frozen=True, eq=False)
class Between:
    """What a folder holds; items are in the order of the items index, occupations in that of the table."""

    folder: Path
    occupations: tuple[str, ...]

    @cached_property
    def carry(self) -> csr_matrix:
        """Degree to which who has an item (row) has another (column): (items, items) float32."""
        return load_npz(self.folder / CARRY)

    @cached_property
    def nearness(self) -> Square:
        """Log-odds that a move from an occupation (row) to another (column) is near."""
        return np.asarray(np.load(self.folder / NEARNESS), dtype=np.float32)

    @cached_property
    def teaching(self) -> Teaching:
        """What units teach of what the occupations they lead to ask for."""
        units = pl.read_parquet(self.folder / UNITS)["unit"].to_list()
        return Teaching(tuple(units), load_npz(self.folder / TAUGHT))

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


def build(folder: Path, snapshot: Snapshot, encoder: Encoder, items: ItemIndex, occupations: OccupationIndex) -> None:
    """Compute everything, in a folder."""
    titles: TitleIndex = occupations.titles
    carry = carry_over(ItemFacts.of(snapshot, items))
    near = nearness(snapshot, carry, occupations, titles)
    taught = teaching(snapshot, encoder, items.vectors, titles)
    save_npz(folder / CARRY, carry)
    np.save(folder / NEARNESS, near.astype(np.float16))
    save_npz(folder / TAUGHT, taught.taught)
    pl.DataFrame({"unit": taught.units}, schema={"unit": pl.String}).write_parquet(folder / UNITS)
