"""Text files given by a user: read whole, or refused with what is wrong and how to mend it."""

from __future__ import annotations

from pathlib import Path

from matching.errors import MatchingError


def read_lines(path: Path, error: type[MatchingError]) -> list[str]:
    """Lines of a UTF-8 file, without the empty ones at its end; raises `error` when there is nothing to read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as cause:
        raise error(f"{path} ne se lit pas ({cause.strerror}).") from cause
    except UnicodeDecodeError as cause:
        raise error(f"{path} n'est pas en UTF-8 (octet {cause.start}). Réenregistrez-le en UTF-8.") from cause
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    if lines == [""]:
        raise error(f"{path} est vide.")
    return lines
