"""Files of CVs, and the moment at which they are looked at."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from errno import EISDIR
from pathlib import Path


def register_of(path: Path | None) -> Path:
    """The register given, else one's own."""
    from answers.cv.register import register_path
    from referentials.home import home

    return path or register_path(home())


def moment_of(day: date | None) -> datetime:
    """Now, or the end of a day."""
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=UTC) if day else datetime.now(UTC)


def read_file(path: Path) -> bytes:
    """The content of a file. Raises CvError."""
    with _told(path):
        return path.read_bytes()


def write_file(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write beside, for its owner alone to read, then put in place: what it has is of a person. Raises CvError."""
    with placed(path, mode) as write:
        write(content)


@contextmanager
def placed(path: Path, mode: int = 0o600) -> Iterator[Callable[[bytes], None]]:
    """What writes a file beside; it is put in place when the block ends, and nothing is left where the block fails.

    Raises CvError.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")

    def write(content: bytes) -> None:
        with _told(path):
            if path.is_dir():
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
                file.write(content)

    try:
        yield write
        with _told(path):
            beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the machine says against a file, as an error of acquis."""
    from answers.cv.errors import CvError, CvFault

    try:
        yield
    except OSError as error:
        raise CvError(CvFault.UNREADABLE, str(path), error.strerror or "") from error
