"""What an import that was killed leaves: folders half written, a pointer not yet in place. The next one removes it.

A folder under way is locked by who writes it, and the system undoes the lock when that process ends, however it ends:
one that nobody locks is nobody's. Where a system has no such locks, only what is a day old goes.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_FOLDER = re.compile(r"\..+-[a-z0-9_]{8}")
"""Names that `tempfile.mkdtemp` gives beside a snapshot, or beside what is derived from it."""
_POINTER = re.compile(r"current\.[0-9]+")
_DAY = 24 * 3600.0
_YOUNG = 60.0
"""Seconds for which a folder without a file, or a pointer, may be about to be written."""


@contextmanager
def at_work(folder: Path) -> Iterator[None]:
    """Lock a folder while it is written."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def remove_leftovers(home: Path, snapshots: Path) -> list[Path]:
    """Remove what no process is writing any more; what was removed, in order."""
    folders = [one for place in (snapshots, *snapshots.glob("*/derived")) if place.is_dir() for one in place.iterdir()]
    pointers = [one for one in home.glob("current.*") if _POINTER.fullmatch(one.name)]
    gone = [one for one in folders if _FOLDER.fullmatch(one.name) and one.is_dir() and _is_left(one)]
    for one in gone:
        shutil.rmtree(one, ignore_errors=True)
    for one in pointers:
        if _age(one) > _YOUNG:
            one.unlink(missing_ok=True)
            gone.append(one)
    return sorted(gone)


def _is_left(folder: Path) -> bool:
    if sys.platform == "win32":
        return _age(folder) > _DAY
    if _age(folder) < _YOUNG and not any(folder.iterdir()):
        return False
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def _age(path: Path) -> float:
    """Seconds since it was last written in."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0
