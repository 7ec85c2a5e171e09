"""Difference between two snapshots: what appeared, changed, disappeared, was superseded."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from referentials.snapshot import Snapshot
from referentials.tables import TABLES, TEXTS

_LABELS = ("label", "title", "name")


@dataclass(frozen=True, slots=True)
class Change:
    """One row that appeared, changed or disappeared; `fields` maps a changed column to (old, new)."""

    key: str
    label: str | None
    fields: dict[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class TableDiff:
    """Changes of one table, each list sorted by key."""

    table: str
    appeared: list[Change]
    changed: list[Change]
    disappeared: list[Change]


@dataclass(frozen=True, slots=True)
class SnapshotDiff:
    """Changes between two snapshots; `superseded`: (old code, new code) successions that are new."""

    old: str
    new: str
    tables: list[TableDiff]
    superseded: list[tuple[str, str]]


def diff(old: Snapshot, new: Snapshot) -> SnapshotDiff:
    """Compare every table of two snapshots; tables without a change are left out."""
    tables = [_table_diff(name, old.table(name), new.table(name)) for name in TABLES]
    changed = [t for t in tables if t.appeared or t.changed or t.disappeared]
    fresh = new.table("successions").join(old.table("successions"), on=["old", "new"], how="anti")
    return SnapshotDiff(old.id, new.id, changed, sorted(fresh.iter_rows()))


def _table_diff(name: str, old: pl.DataFrame, new: pl.DataFrame) -> TableDiff:
    table = TABLES[name]
    before, after = _keyed(name, old), _keyed(name, new)
    label = next((column for column in _LABELS if column in table.columns), None)

    def changes(rows: pl.DataFrame) -> list[Change]:
        return [Change(row["_key"], row[label] if label else None, {}) for row in rows.iter_rows(named=True)]

    both = after.join(before, on="_key", suffix="_before", nulls_equal=True)
    compared = [column for column in table.columns if column not in table.key]
    differing = (
        both.filter(pl.any_horizontal(pl.col(c).ne_missing(pl.col(f"{c}_before")) for c in compared))
        if compared
        else both.clear()
    )
    return TableDiff(
        name,
        changes(after.join(before, on="_key", how="anti")),
        [_change(row, compared, label) for row in differing.iter_rows(named=True)],
        changes(before.join(after, on="_key", how="anti")),
    )


def _keyed(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    table = TABLES[name]
    parts = [pl.col(c).list.join("+") if table.columns[c] == TEXTS else pl.col(c) for c in table.key]
    return frame.with_columns(_key=pl.concat_str(parts, separator=" · ", ignore_nulls=True)).sort("_key")


def _change(row: dict[str, object], columns: list[str], label: str | None) -> Change:
    fields = {c: (row[f"{c}_before"], row[c]) for c in columns if row[c] != row[f"{c}_before"]}
    return Change(str(row["_key"]), str(row[label]) if label and row[label] else None, fields)
