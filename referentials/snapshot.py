"""Snapshot: one immutable folder of Parquet tables and its manifest.

The id is a hash of the rows, so the same inputs give the same id on any machine. A snapshot is written
beside its final place and renamed, so a crash leaves the previous one untouched. What is computed from it
with a model (label vectors, bloc → competency links) is kept in `derived/<model id>/`, outside the id.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import polars as pl

from referentials.errors import SnapshotProblem, UnusableSnapshotError
from referentials.leftovers import at_work
from referentials.tables import SCHEMA_VERSION, TABLES
from referentials.titles import with_clean_titles, without_no_blocs

MANIFEST = "manifest.json"
READ: Mapping[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "certifications": with_clean_titles,
    "blocs": without_no_blocs,
}
"""Tables that are read otherwise than the files have them, so that snapshots made before read the same."""


class Snapshot:
    """Read access to one snapshot; tables are memory-mapped when first asked for."""

    def __init__(self, path: Path, manifest: Mapping[str, Any]) -> None:
        self.path, self.manifest = path, manifest
        self._tables: dict[str, pl.DataFrame] = {}

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a snapshot folder. Raises SnapshotError when absent, damaged or of another schema."""
        try:
            manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
            version = manifest["schema"]
        except FileNotFoundError as error:
            raise UnusableSnapshotError(SnapshotProblem.NOT_A_SNAPSHOT, str(path), {"manifest": MANIFEST}) from error
        except (json.JSONDecodeError, KeyError, TypeError, UnicodeDecodeError) as error:
            raise UnusableSnapshotError(SnapshotProblem.MANIFEST, str(path)) from error
        if version != SCHEMA_VERSION:
            schemas = {"schema": version, "read": SCHEMA_VERSION}
            raise UnusableSnapshotError(SnapshotProblem.SCHEMA, path.name, schemas)
        return cls(path, manifest)

    @property
    def id(self) -> str:
        """Hash of the content, 16 hexadecimal characters."""
        return str(self.manifest["id"])

    @property
    def teaching(self) -> bool:
        """Whether this is the small teaching referential that ships with acquis."""
        return bool(self.manifest["teaching"])

    @property
    def rows(self) -> dict[str, int]:
        """Number of rows of each table."""
        return dict(self.manifest["tables"])

    def table(self, name: str) -> pl.DataFrame:
        """Return one table, as `READ` has it, rows sorted by key; an optional one may be empty.

        Raises SnapshotError when its file is missing or damaged.
        """
        if name not in self._tables:
            file = self.path / f"{name}.parquet"
            if TABLES[name].optional and not file.exists():
                return TABLES[name].empty()
            try:
                rows = pl.read_parquet(file, memory_map=True)
            except (OSError, pl.exceptions.PolarsError) as error:
                raise UnusableSnapshotError(SnapshotProblem.TABLE, self.id, {"table": name}) from error
            self._tables[name] = READ[name](rows) if name in READ else rows
        return self._tables[name]

    def derived(self, model_id: str, build: Callable[[Path], None] | None = None) -> Path:
        """Folder of what a model computed from this snapshot; built once, then renamed into place."""
        folder = self.path / "derived" / model_id
        if build and not folder.exists():
            with written_beside(folder) as fresh:
                build(fresh)
        return folder


def write_snapshot(
    tables: Mapping[str, pl.DataFrame],
    folder: Path,
    *,
    sources: list[dict[str, Any]],
    quality: Mapping[str, Any],
    teaching: bool = False,
) -> Snapshot:
    """Write tables as a snapshot below `folder`; one that already has the same content is left as it is."""
    kept = (name for name, table in TABLES.items() if not (table.optional and tables[name].is_empty()))
    ordered = {name: _ordered(tables[name], name) for name in kept}
    digest = content_hash(ordered)
    path = folder / digest
    manifest = {
        "id": digest,
        "schema": SCHEMA_VERSION,
        "teaching": teaching,
        "tables": {name: frame.height for name, frame in ordered.items()},
        "sources": sources,
    }
    if not (path / MANIFEST).is_file():
        with written_beside(path) as fresh:
            for name, frame in ordered.items():
                frame.write_parquet(fresh / f"{name}.parquet", compression="lz4")
            _write_json(fresh / "quality.json", quality)
            _write_json(fresh / MANIFEST, manifest)
    return Snapshot.open(path)


def read_quality(snapshot: Snapshot) -> dict[str, Any]:
    """Quality report of the import that made a snapshot (empty for the teaching referential)."""
    found: dict[str, Any] = json.loads((snapshot.path / "quality.json").read_text(encoding="utf-8"))
    return found


def content_hash(tables: Mapping[str, pl.DataFrame]) -> str:
    """Hash the rows of sorted tables: 16 hexadecimal characters, independent of the Parquet encoding."""
    digest = hashlib.sha256(f"acquis-{SCHEMA_VERSION}".encode())
    for name, frame in tables.items():
        digest.update(f"\n{name}\n".encode())
        for start in range(0, frame.height, 50_000):
            digest.update(frame.slice(start, 50_000).write_ndjson().encode())
    return digest.hexdigest()[:16]


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """Give a fresh folder beside `path` and rename it to `path` on success; leave nothing behind on failure."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    try:
        with at_work(fresh):
            yield fresh
        fresh.chmod(0o755)
        try:
            fresh.rename(path)
        except OSError:
            if not path.is_dir():  # another process finished the same work first: keep its result
                raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _ordered(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    table = TABLES[name]
    keys = [pl.col(c).list.join("+") if table.columns[c] == pl.List(pl.String()) else pl.col(c) for c in table.key]
    return frame.select(list(table.columns)).sort(keys)


def _write_json(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
