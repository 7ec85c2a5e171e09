"""Snapshot: one immutable folder of Parquet tables and its manifest.

The id is a hash of the rows, so the same inputs give the same id on any machine. A snapshot is written
beside its final place and renamed, so a crash leaves the previous one untouched. What is computed from it
with a model (label vectors, bloc → competency links) is kept in `derived/<model id>/`, outside the id. The manifest,
and `digests.json` of each derived folder, have the SHA-256 of every file (`referentials/seal.py`).
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

from referentials.errors import (
    DamagedFileError,
    FileFault,
    Rebuild,
    SnapshotError,
    SnapshotProblem,
    UnusableSnapshotError,
)
from referentials.leftovers import at_work
from referentials.seal import (
    BrokenSealError,
    Fault,
    digests,
    faults,
    files_of,
    folder_faults,
    sealed,
    write_json,
    write_seal,
)
from referentials.tables import SCHEMA_VERSION, TABLES
from referentials.titles import with_clean_titles, without_no_blocs

MANIFEST, QUALITY, DERIVED = "manifest.json", "quality.json", "derived"
ASIDE = ".damaged"
"""End of the name of a derived folder that is about to be derived anew."""
READ: Mapping[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "certifications": with_clean_titles,
    "blocs": without_no_blocs,
}
"""Tables that are read otherwise than the files have them, so that snapshots made before read the same."""


class Snapshot:
    """Read access to one snapshot; tables are memory-mapped when first asked for."""

    def __init__(self, path: Path, manifest: Mapping[str, Any], *, thorough: bool = False) -> None:
        self.path, self.manifest, self.thorough = path, manifest, thorough
        self._tables: dict[str, pl.DataFrame] = {}

    @classmethod
    def open(cls, path: Path, *, thorough: bool = False) -> Self:
        """Open a snapshot folder. Raises SnapshotError when absent, damaged or of another schema.

        `thorough`: every file that is used is read and compared with its digest, not only those that may have changed.
        """
        opened = cls(path, read_manifest(path), thorough=thorough)
        opened.check()
        return opened

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
            rows = self.stored(name)
            self._tables[name] = READ[name](rows) if name in READ else rows
        return self._tables[name]

    def stored(self, name: str) -> pl.DataFrame:
        """The same, as its file has it."""
        file = self.path / f"{name}.parquet"
        if TABLES[name].optional and name not in self.rows:
            return TABLES[name].empty()
        try:
            rows = pl.read_parquet(file, memory_map=True)
        except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            raise UnusableSnapshotError(SnapshotProblem.TABLE, self.id, {"table": name}) from error
        if rows.height != self.rows.get(name, rows.height) or not rows.schema.keys() >= TABLES[name].columns.keys():
            raise UnusableSnapshotError(SnapshotProblem.TABLE, self.id, {"table": name})
        return rows

    def derived(self, model_id: str, build: Callable[[Path], None] | None = None) -> Path:
        """Folder of what a model computed from this snapshot; built once, then renamed into place.

        Raises DamagedFileError when a file of it is not what was written.
        """
        folder = self.path / DERIVED / model_id
        if folder.exists():
            self._refuse(folder, folder_faults(folder, thorough=self.thorough))
        elif build:
            with written_beside(folder) as fresh:
                build(fresh)
                write_seal(fresh)
        return folder

    def check(self) -> bool:
        """Compare the tables with their digests; false when the snapshot was made before there were any.

        Raises DamagedFileError.
        """
        files = files_of(self.manifest)
        if files is not None:
            self._refuse(self.path, faults(self.path, files, thorough=self.thorough))
        return files is not None

    def check_derived(self) -> dict[str, bool]:
        """The same of each derived folder, by its name: those of other models too."""
        checked = {}
        for folder in self._derived_folders():
            found = folder_faults(folder, thorough=self.thorough)
            self._refuse(folder, found)
            checked[folder.name] = found is not None
        return checked

    def seal(self) -> bool:
        """Give digests to tables that have none, where their rows are still those that the id was made of."""
        if files_of(self.manifest) is None:
            rows = {name: self.stored(name) for name in TABLES if name in self.rows}
            if content_hash(rows) != self.id:
                return False
            names = [*(f"{name}.parquet" for name in rows), QUALITY]
            self.manifest = sealed(self.manifest, digests(self.path, names))
            write_json(self.path / MANIFEST, self.manifest)
        return True

    def set_aside(self, *, unsealed: bool) -> list[Path]:
        """Rename the derived folders that are damaged, or also those without digests; they are derived anew.

        They can still teach their vectors, those that are what was written.
        """
        aside = list((self.path / DERIVED).glob(f"*{ASIDE}"))
        for folder in self._derived_folders():
            found = folder_faults(folder, thorough=True)
            if found or (unsealed and found is None):
                renamed = folder.with_name(folder.name + ASIDE)
                shutil.rmtree(renamed, ignore_errors=True)
                aside.append(folder.rename(renamed))
        return aside

    def _derived_folders(self) -> list[Path]:
        every = sorted((self.path / DERIVED).glob("[!.]*"))
        return [folder for folder in every if folder.is_dir() and not folder.name.endswith(ASIDE)]

    def _refuse(self, folder: Path, found: list[Fault] | None) -> None:
        """Raise for the first of the faults of a folder."""
        if found:
            first = (folder / found[0].file).relative_to(self.path).as_posix()
            again = Rebuild.DERIVE if self.teaching or folder != self.path else Rebuild.IMPORT
            named = "teaching" if self.teaching else self.id
            raise DamagedFileError(named, first, found[0].fault, again, len(found) - 1)


def read_manifest(path: Path) -> dict[str, Any]:
    """The manifest of a snapshot's folder. Raises SnapshotError when absent, damaged or of another schema."""
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        version = manifest["schema"]
        whole = {"id": str, "teaching": bool, "tables": dict, "sources": list}
        complete = all(isinstance(manifest[name], kind) for name, kind in whole.items())
    except FileNotFoundError as error:
        raise UnusableSnapshotError(SnapshotProblem.NOT_A_SNAPSHOT, str(path), {"manifest": MANIFEST}) from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnusableSnapshotError(SnapshotProblem.MANIFEST, str(path)) from error
    if version != SCHEMA_VERSION:
        schemas = {"schema": version, "read": SCHEMA_VERSION}
        raise UnusableSnapshotError(SnapshotProblem.SCHEMA, path.name, schemas)
    try:
        files_of(manifest)
    except BrokenSealError:
        complete = False
    if not complete:
        raise UnusableSnapshotError(SnapshotProblem.MANIFEST, str(path))
    return dict(manifest)


def write_snapshot(
    tables: Mapping[str, pl.DataFrame],
    folder: Path,
    *,
    sources: list[dict[str, Any]],
    quality: Mapping[str, Any],
    teaching: bool = False,
    mend: bool = False,
) -> Snapshot:
    """Write tables as a snapshot below `folder`; one that already has the same content is left as it is.

    `mend`: unless its files are not what was written, or have no digests: they are then written again.
    """
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
    there = (path / MANIFEST).is_file()
    if not there or (mend and not _intact(path)):
        with written_beside(path) as fresh:
            _write_files(fresh, ordered, quality, manifest)
            if path.is_dir():
                _put_into(path, fresh)
    return Snapshot.open(path)


def _write_files(
    folder: Path, tables: Mapping[str, pl.DataFrame], quality: Mapping[str, Any], manifest: Mapping[str, Any]
) -> None:
    for name, frame in tables.items():
        frame.write_parquet(folder / f"{name}.parquet", compression="lz4")
    write_json(folder / QUALITY, quality)
    names = [*(f"{name}.parquet" for name in tables), QUALITY]
    write_json(folder / MANIFEST, sealed(manifest, digests(folder, names)))


def _intact(path: Path) -> bool:
    try:
        return Snapshot.open(path, thorough=True).check()
    except SnapshotError:
        return False


def _put_into(path: Path, fresh: Path) -> None:
    """Replace the files of a damaged snapshot, its manifest last; what was derived stays."""
    for file in sorted(fresh.iterdir(), key=lambda file: file.name == MANIFEST):
        file.replace(path / file.name)


def read_quality(snapshot: Snapshot) -> dict[str, Any]:
    """Quality report of the import that made a snapshot (empty for the teaching referential)."""
    try:
        found: dict[str, Any] = json.loads((snapshot.path / QUALITY).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        again = Rebuild.DERIVE if snapshot.teaching else Rebuild.IMPORT
        raise DamagedFileError(snapshot.id, QUALITY, FileFault.UNREADABLE, again) from error
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
