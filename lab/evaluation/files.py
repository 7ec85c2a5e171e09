"""Evaluation files: read with errors that name the file, the line and the remedy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lab.errors import EvaluationError
from matching.files import read_lines


def read_plain_tsv(path: Path, columns: int) -> Iterator[list[str]]:
    """Rows of a tab-separated file without a header, `columns` cells each."""
    for number, line in enumerate(read_lines(path), start=1):
        cells = line.split("\t")
        if len(cells) != columns:
            raise EvaluationError(f"{path}, ligne {number} : {len(cells)} cellules, {columns} attendues.")
        yield cells


def read_jsonl(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line numbers and objects of a JSON Lines file; blank lines are passed over."""
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except json.JSONDecodeError as error:
            raise EvaluationError(f"{path}, ligne {number} : JSON illisible ({error.msg}).") from error
        if not isinstance(found, dict):
            raise EvaluationError(f"{path}, ligne {number} : un objet JSON est attendu.")
        yield number, found
