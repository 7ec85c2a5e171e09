"""Write a file whole or not at all: beside, on the disk, then put in place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EISDIR
from pathlib import Path
from typing import BinaryIO

PUBLIC, PRIVATE = 0o666, 0o600
"""Who may read a new file: whom the umask lets; its owner alone."""


@contextmanager
def placed(path: Path, mode: int = PUBLIC) -> Iterator[BinaryIO]:
    """A file that takes its place when the block ends; where the block fails, what was there stays, and nothing else.

    `mode`: of a new file, as `os.open` takes it. Raises OSError.
    """
    if path.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
