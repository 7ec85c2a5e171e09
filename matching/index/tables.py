"""What matching reads of a snapshot: its items, its appellations, what occupations ask for and how they are defined.

A row that names a code the snapshot lacks is left out here, once: the import's quality report lists it.
"""

from __future__ import annotations

import polars as pl

from referentials.kinds import ITEM_TABLES
from referentials.snapshot import Snapshot


def items(snapshot: Snapshot) -> pl.DataFrame:
    """Every competency, macro-competency and savoir: columns ogr, label, kind; in the order of the index."""
    tables = [snapshot.table(name).select("ogr", "label", kind=pl.lit(kind)) for name, kind in ITEM_TABLES.items()]
    return pl.concat(tables)


def appellations(snapshot: Snapshot) -> pl.DataFrame:
    """Appellations of the snapshot's occupations, in the order of the table."""
    return _of_occupations(snapshot.table("appellations"), snapshot)


def needed_items(snapshot: Snapshot) -> pl.DataFrame:
    """What each occupation asks for: columns occupation, item, core, place (position in the items index)."""
    places = items(snapshot).select(item="ogr").with_row_index("place")
    tables = [
        snapshot.table(name).select("occupation", "item", core=(pl.col("importance") == "core").fill_null(value=False))
        for name in ("occupation_competencies", "occupation_knowledge")
    ]
    joined = _of_occupations(pl.concat(tables), snapshot).join(places, on="item", maintain_order="left")
    return joined.unique(["occupation", "item"], keep="first", maintain_order=True)


def definition_lines(snapshot: Snapshot) -> pl.DataFrame:
    """Lines of the definitions: columns occupation, line."""
    lines = snapshot.table("occupations").select(occupation="code", line=pl.col("definition").str.split("\n"))
    cleaned = lines.drop_nulls("line").explode("line").with_columns(pl.col("line").str.strip_chars())
    return cleaned.filter(pl.col("line").str.len_chars() > 0)


def _of_occupations(rows: pl.DataFrame, snapshot: Snapshot) -> pl.DataFrame:
    known = snapshot.table("occupations").select(occupation="code")
    return rows.join(known, on="occupation", how="semi", maintain_order="left")
