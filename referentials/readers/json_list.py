"""A JSON list of objects, each with the line it begins on: what remarks and errors name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from referentials.errors import SourceError, SourceProblem
from referentials.source import Source

_BETWEEN = re.compile(r"[\s,]*")


def json_list(source: Source) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line, object) of the list. Raises SourceError when it is none."""
    text = source.text(source.name)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(source.name, SourceProblem.BAD_JSON, {"said": error.msg}, error.lineno) from error
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise SourceError(source.name, SourceProblem.NOT_A_LIST)
    yield from zip(_lines(text), found, strict=True)


def _lines(text: str) -> Iterator[int]:
    """Line on which each item of a well-formed JSON list begins."""
    decoder, position, line = json.JSONDecoder(), text.index("[") + 1, text.count("\n", 0, text.index("["))
    while True:
        start = _after_blanks(text, position)
        line += text.count("\n", position, start)
        if text[start] == "]":
            return
        yield line + 1
        _, position = decoder.raw_decode(text, start)
        line += text.count("\n", start, position)


def _after_blanks(text: str, position: int) -> int:
    found = _BETWEEN.match(text, position)
    return found.end() if found else position
