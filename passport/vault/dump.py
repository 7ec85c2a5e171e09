"""The lines of a backup: values of a database as JSON, and the digest that shows that none is missing."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from passport.vault.errors import BackupError, BackupProblem

FORMAT, _MARK = 1, "acquis-vault"
Line = tuple[str, dict[str, Any]]
"""A table, and one of its rows."""


_READ: Mapping[str, Callable[[str], Any]] = {
    "t": datetime.fromisoformat,
    "d": date.fromisoformat,
    "b": lambda text: base64.b64decode(text, validate=True),
}
"""What JSON has not, by the letter that it is under."""


class Dump:
    """What was written so far: the number of rows, and the digest of every line."""

    def __init__(self) -> None:
        self.rows = 0
        self._digest = hashlib.sha256()

    def head(self, schema: str) -> bytes:
        """The first line."""
        return self._said({_MARK: FORMAT, "schema": schema})

    def add(self, line: bytes) -> bytes:
        """One row."""
        self.rows += 1
        self._digest.update(line)
        return line

    def tail(self) -> bytes:
        """The last line: digest of those before it."""
        return _json({"sha256": self._digest.hexdigest(), "rows": self.rows})

    def _said(self, value: object) -> bytes:
        line = _json(value)
        self._digest.update(line)
        return line


def lines_of(rows: Iterable[Line]) -> Iterator[bytes]:
    """Rows as lines."""
    for table, row in rows:
        yield _json([table, {name: _written(value) for name, value in row.items()}])


def read_lines(path: Path) -> Iterator[Line]:
    """The first line, under no table, then the rows of a backup; it ends once its digest was found right.

    Raises BackupError: whoever reads has written nothing for good before the end.
    """
    try:
        with gzip.open(path, "rb") as file:
            yield from _checked(file, path)
    except (EOFError, zlib.error) as error:
        raise BackupError(BackupProblem.TRUNCATED, str(path)) from error
    except gzip.BadGzipFile as error:
        raise BackupError(BackupProblem.NOT_A_BACKUP, str(path)) from error
    except OSError as error:
        raise BackupError(BackupProblem.UNREADABLE, str(path)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise BackupError(BackupProblem.ALTERED, str(path)) from error


def _checked(file: Iterable[bytes], path: Path) -> Iterator[Line]:
    dump, ended = Dump(), False
    for number, line in enumerate(file):
        said = json.loads(line)
        if not number:
            _check_head(said, path)
            dump.head(said["schema"])
            yield "", said
        elif isinstance(said, dict):
            ended = line == dump.tail()
            if not ended:
                raise BackupError(BackupProblem.ALTERED, str(path))
        elif ended:
            raise BackupError(BackupProblem.ALTERED, str(path))
        else:
            dump.add(line)
            yield said[0], {name: _read(value) for name, value in said[1].items()}
    if not ended:
        raise BackupError(BackupProblem.TRUNCATED, str(path))


def _check_head(said: Any, path: Path) -> None:
    if not isinstance(said, dict) or _MARK not in said:
        raise BackupError(BackupProblem.NOT_A_BACKUP, str(path))
    if said[_MARK] != FORMAT:
        raise BackupError(BackupProblem.NEWER, str(path))


def _written(value: Any) -> Any:
    """JSON as it is; what JSON has not under a letter; an object or a list, which may be anything, under one too."""
    if isinstance(value, datetime):
        return {"t": value.astimezone(UTC).isoformat(timespec="microseconds")}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, bytes):
        return {"b": base64.b64encode(value).decode("ascii")}
    return {"j": value} if isinstance(value, dict | list) else value


def _read(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((letter, said),) = value.items()
    if letter == "j":
        return said
    return _READ[letter](said)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
