"""Files of CVs, and the moment at which they are looked at."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
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
    from answers.cv.errors import CvError, CvFault

    try:
        return path.read_bytes()
    except OSError as error:
        raise CvError(CvFault.UNREADABLE, str(path), error.strerror or "") from error


def write_file(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write beside, for its owner alone to read, then put in place: what it has is of a person. Raises CvError."""
    from answers.cv.errors import CvError, CvFault

    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CvError(CvFault.UNREADABLE, str(path), error.strerror or "") from error
