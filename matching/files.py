"""Text files given by a user: read whole, or refused with what is wrong and how to mend it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from matching.errors import FileProblem, TextFileError


def read_lines(path: Path | None) -> list[str]:
    """Lines of a UTF-8 file (None: standard input), without the empty ones at its end.

    Raises TextFileError when there is nothing to read.
    """
    name = str(path or "")
    try:
        data = path.read_bytes() if path else sys.stdin.buffer.read()
        text = data.decode("utf-8-sig")
    except OSError as cause:
        raise TextFileError(name, FileProblem.UNREADABLE, {"said": cause.strerror}) from cause
    except UnicodeDecodeError as cause:
        raise TextFileError(name, FileProblem.NOT_UTF8, {"byte": cause.start}) from cause
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    if lines == [""]:
        raise TextFileError(name, FileProblem.EMPTY)
    return lines


def read_tsv(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and rows of a tab-separated file with a header, where no cell of these columns is empty.

    No quoting: a quotation mark is a character like another. Blank lines are passed over. Raises TextFileError,
    with the file, the line and the columns.
    """
    lines = read_lines(path)
    header = lines[0].split("\t")
    missing = [name for name in columns if name not in header]
    if missing:
        found = {"missing": missing, "expected": list(columns)}
        raise TextFileError(str(path), FileProblem.COLUMNS_MISSING, found, 1)
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        row = dict(zip(header, (cell.strip() for cell in line.split("\t")), strict=False))
        empty = [name for name in columns if not row.get(name)]
        if empty:
            raise TextFileError(str(path), FileProblem.CELLS_EMPTY, {"columns": empty}, number)
        yield number, row
