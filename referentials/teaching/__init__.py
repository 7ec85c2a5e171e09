"""The teaching referential: a small world written by hand, so that acquis works before any import.

Codes and names of occupations and certifications are real; every sentence is our own, and competencies have
codes (900001 and above) that no official item has. It shows how acquis works; it advises nobody.
May import `referentials` only. Public: `teaching_snapshot`.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from referentials.home import snapshots_folder
from referentials.snapshot import Snapshot, write_snapshot
from referentials.tables import DAY, TABLES, TEXTS, Table

_HERE = Path(__file__).parent


def teaching_snapshot(folder: Path | None = None, *, mend: bool = False) -> Snapshot:
    """Return the teaching referential as a snapshot, written below `folder` (default: ACQUIS_HOME) when new.

    `mend`: or when its files are damaged.
    """
    tables = {name: _read(table) for name, table in TABLES.items()}
    source = {
        "file": "referentials/teaching",
        "publisher": "acquis",
        "title": "Référentiel d'essai",
        "licence": "Apache-2.0",
        "reader": "teaching",
    }
    place = folder or snapshots_folder()
    return write_snapshot(tables, place, sources=[source], quality={}, teaching=True, mend=mend)


def _read(table: Table) -> pl.DataFrame:
    path = _HERE / f"{table.name}.csv"
    if not path.exists():
        return table.empty()
    raw = pl.read_csv(path, infer_schema=False)
    return raw.select(
        pl.col(name).str.split("|").fill_null([]) if kind == TEXTS
        else pl.col(name).str.to_date("%Y-%m-%d") if kind == DAY
        else pl.col(name) == "true" if kind == pl.Boolean()
        else pl.col(name).cast(kind)
        for name, kind in table.columns.items()
    )  # fmt: skip
