"""Nearest occupations of each, from what they ask for and the words they share; kept beside the snapshot's tables.

Without the encoder: half a second instead of a minute, for a recall at 10 of .30 instead of .33 (`acquis evaluate
mobility`).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from matching.index.fusion import best_first
from matching.links.nearness import nearness
from referentials.snapshot import Snapshot

FOLDER, FILE = "neighbours-1", "neighbours.parquet"
NEAREST = 30
"""Neighbours kept of each occupation."""


def neighbours(snapshot: Snapshot) -> pl.DataFrame:
    """Columns occupation, target, nearness (0 to 1), nearest first; computed the first time."""
    folder = snapshot.derived(FOLDER, lambda fresh: _build(snapshot, fresh))
    return pl.read_parquet(folder / FILE)


def _build(snapshot: Snapshot, folder: Path) -> None:
    codes, near = nearness(snapshot, None)
    np.fill_diagonal(near, -1.0)
    rows = [
        (codes[at], codes[other], round(float(near[at, other]), 4))
        for at, others in enumerate(best_first(near, NEAREST) if codes else [])
        for other in others
        if near[at, other] > 0
    ]
    schema = {"occupation": pl.String, "target": pl.String, "nearness": pl.Float64}
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(folder / FILE)
