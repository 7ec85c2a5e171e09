"""Files that commands write, whole or absent, and read as JSON."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def json_text(document: Any) -> str:
    """A document as commands write it."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def write_whole(out: Path, text: str, mode: int = 0o666) -> None:
    """Write beside, then put in place: a file is whole or absent. Raises UsageError."""
    from answers.errors import UsageError
    from answers.words.papers import unwritten

    beside = out.with_name(f"{out.name}.{os.getpid()}.tmp")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
            file.write(text)
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UsageError(unwritten(str(out), error.strerror or "")) from error


def write_private(out: Path, text: str) -> None:
    """The same, of what its owner alone may read: what it has is of a person."""
    write_whole(out, text, 0o600)


def read_json(path: Path) -> Any:
    """A JSON document, read with the care of a passport. Raises UsageError, PassportError."""
    from answers.errors import UsageError
    from answers.words.vault import unreadable
    from passport.document.loading import check_size, load

    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(unreadable(str(path), error.strerror or "")) from error
    document = load(data, path.name)
    check_size(document, path.name)
    return document
