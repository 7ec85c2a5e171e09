"""Where acquis keeps snapshots: the folder ACQUIS_HOME, or the platform's data folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

import platformdirs

from referentials.errors import SnapshotProblem, UnusableSnapshotError

_ID = re.compile(rb"[0-9a-f]{16}")


def home() -> Path:
    """Folder of acquis' own data (environment variable ACQUIS_HOME)."""
    named = os.environ.get("ACQUIS_HOME")
    return Path(named).expanduser() if named else Path(platformdirs.user_data_dir("acquis"))


def vault_file() -> Path:
    """File of stored passports, where no database is named."""
    return home() / "vault" / "passports.sqlite"


def snapshots_folder() -> Path:
    """Folder that holds one folder per snapshot."""
    return home() / "snapshots"


def current_id() -> str | None:
    """Id of the snapshot in use, None when nothing was imported yet.

    Raises SnapshotError for a pointer that says none: without it the teaching referential would answer, unasked for.
    """
    pointer = home() / "current"
    try:
        said = pointer.read_bytes().strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnusableSnapshotError(SnapshotProblem.POINTER, str(pointer)) from error
    if not _ID.fullmatch(said):
        raise UnusableSnapshotError(SnapshotProblem.POINTER, str(pointer))
    return said.decode("ascii")


def make_current(snapshot_id: str) -> None:
    """Switch to a snapshot; the pointer is replaced in one step."""
    pointer = home() / "current"
    fresh = pointer.with_suffix(f".{os.getpid()}")
    fresh.write_text(snapshot_id + "\n", encoding="ascii")
    fresh.replace(pointer)


def snapshot_path(reference: str) -> Path:
    """Folder of a snapshot named by id, unique id prefix, or path. Raises SnapshotError when there is none."""
    if (Path(reference) / "manifest.json").is_file():
        return Path(reference)
    named = (p for p in snapshots_folder().glob("*") if p.name.startswith(reference) and reference)
    found = sorted(p for p in named if (p / "manifest.json").is_file())
    if len(found) == 1:
        return found[0]
    known = sorted(p.name for p in snapshots_folder().glob("*") if not p.name.startswith("."))
    problem = SnapshotProblem.SEVERAL if found else SnapshotProblem.NONE
    raise UnusableSnapshotError(problem, reference, {"folder": snapshots_folder(), "known": known})
