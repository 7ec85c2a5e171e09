"""Text files given by a user: read whole, or refused with what is wrong and how to mend it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from matching.errors import MatchingError


def read_lines(path: Path | None, error: type[MatchingError]) -> list[str]:
    """Lines of a UTF-8 file (None: standard input), without the empty ones at its end.

    Raises `error` when there is nothing to read.
    """
    name = str(path) if path else "L'entrée standard"
    try:
        data = path.read_bytes() if path else sys.stdin.buffer.read()
        text = data.decode("utf-8-sig")
    except OSError as cause:
        raise error(f"{name} ne se lit pas ({cause.strerror}).") from cause
    except UnicodeDecodeError as cause:
        raise error(f"{name} n'est pas en UTF-8 (octet {cause.start}). Réenregistrez-le en UTF-8.") from cause
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    if lines == [""]:
        raise error(f"{name} : rien à lire, c'est vide.")
    return lines


def read_tsv(path: Path, columns: Sequence[str], error: type[MatchingError]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and rows of a tab-separated file with a header, where no cell of these columns is empty.

    No quoting: a quotation mark is a character like another. Blank lines are passed over. Raises `error`, naming the
    file, the line and the column.
    """
    lines = read_lines(path, error)
    header = lines[0].split("\t")
    missing = [name for name in columns if name not in header]
    if missing:
        wanted = "<TAB>".join(columns)
        raise error(f"{path}, ligne 1 : colonne {', '.join(missing)} absente. En-tête attendu : {wanted}.")
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        row = dict(zip(header, (cell.strip() for cell in line.split("\t")), strict=False))
        empty = [name for name in columns if not row.get(name)]
        if empty:
            raise error(f"{path}, ligne {number} : {', '.join(empty)} vide ou absent.")
        yield number, row
