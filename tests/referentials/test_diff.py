"""What changed between two snapshots: appeared, changed, disappeared, superseded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from referentials.diff import diff
from referentials.errors import SnapshotError
from referentials.home import current_id, make_current, snapshot_path, snapshots_folder
from referentials.snapshot import Snapshot, write_snapshot
from referentials.tables import TABLES
from tests.support.errors import refused


def snapshot(folder: Path, **tables: Sequence[Mapping[str, object]]) -> Snapshot:
    """Snapshot with only these rows."""
    frames = {name: pl.DataFrame(tables.get(name, []), schema=table.columns) for name, table in TABLES.items()}
    return write_snapshot(frames, folder, sources=[], quality={})


def occupation(code: str, **fields: object) -> dict[str, object]:
    return {name: fields.get(name) for name in TABLES["occupations"].columns} | {"code": code, **fields}


def test_rows_that_appear_change_or_disappear_are_told_apart(tmp_path: Path) -> None:
    """By key; a change names the fields with their old and new values; unchanged tables are left out."""
    old = snapshot(tmp_path, occupations=[occupation("A1101", label="Avant"), occupation("A1102", label="Parti")])
    new = snapshot(tmp_path, occupations=[occupation("A1101", label="Après"), occupation("A1103", label="Neuf")])
    found = diff(old, new)
    (table,) = found.tables
    assert (found.old, found.new, table.table) == (old.id, new.id, "occupations")
    assert [(c.key, c.label) for c in table.appeared] == [("A1103", "Neuf")]
    assert [(c.key, c.label) for c in table.disappeared] == [("A1102", "Parti")]
    assert [(c.key, c.fields) for c in table.changed] == [("A1101", {"label": ("Avant", "Après")})]


def test_a_value_that_becomes_known_is_a_change(tmp_path: Path) -> None:
    """Unknown is not equal to known, and equals unknown."""
    old = snapshot(tmp_path, occupations=[occupation("A1101", label="X"), occupation("A1102")])
    new = snapshot(tmp_path, occupations=[occupation("A1101", label="X", regulated=True), occupation("A1102")])
    (table,) = diff(old, new).tables
    assert [(c.key, c.fields) for c in table.changed] == [("A1101", {"regulated": (None, True)})]


def test_new_successions_are_listed_as_superseded(tmp_path: Path) -> None:
    """Old code, new code."""
    before = [{"old": "RNCP1", "new": "RNCP2"}]
    old = snapshot(tmp_path, successions=before)
    new = snapshot(tmp_path, successions=[*before, {"old": "RNCP2", "new": "RNCP3"}])
    assert diff(old, new).superseded == [("RNCP2", "RNCP3")]


def test_lists_are_compared_too(tmp_path: Path) -> None:
    """Equivalences are keyed by lists of blocs."""
    row = {"certification": "RNCP1", "blocs": ["RNCP1BC01"], "target": "RNCP2", "target_blocs": []}
    old = snapshot(tmp_path)
    new = snapshot(tmp_path, equivalences=[row])
    assert [c.key for c in diff(old, new).tables[0].appeared] == ["RNCP1 · RNCP1BC01 · RNCP2 · "]
    assert diff(new, new).tables == []


def test_a_snapshot_is_named_by_id_prefix_or_path(own_home: Path) -> None:
    """An ambiguous or unknown name lists the snapshots there are."""
    first = snapshot(snapshots_folder())
    second = snapshot(snapshots_folder(), occupations=[occupation("A1101")])
    assert current_id() is None
    make_current(second.id)
    assert current_id() == second.id
    assert snapshot_path(first.id[:8]) == first.path == snapshot_path(str(first.path))
    for wrong in ("", "zzz", "/tmp", "../x"):
        with refused(SnapshotError, first.id):
            snapshot_path(wrong)
