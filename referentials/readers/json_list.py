"""A JSON list of objects, each with the line it begins on: what remarks and errors name.

Items are read one by one: one that is ill-formed, nested too deep, or has a number of thousands of digits, is rejected
alone. The list around them must be one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from referentials.decoding import bad_byte
from referentials.errors import SourceError, SourceProblem
from referentials.extract import Part
from referentials.plain import has_markup, visible, without_markup
from referentials.remarks import Oddity
from referentials.source import Source

_BLANKS = re.compile(r"[ \t\r\n]*+")
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[][{}]', re.DOTALL)
_SCALAR = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[^\s,\]]++', re.DOTALL)
_DEEP = 50
"""Levels that an item may have, beyond which it is none of a catalogue."""
_DIGITS = 300
"""Of a number; Python refuses to read one of 4,300."""

Item = dict[str, Any]


class _HugeNumberError(ValueError):
    """A number of too many digits."""


def json_list(source: Source, told: Part) -> Iterator[tuple[int, Item]]:
    """Yield (line, object) of the list; what is no object, or cannot be read as one, is rejected.

    Raises SourceError when the text is no JSON list, or none of its items is an object.
    """
    text, found = source.text(source.name), 0
    for line, start, end, depth in _items(source.name, text):
        told.read += 1
        item = _object(told, line, text[start:end], depth)
        if item is not None:
            found += 1
            yield line, item
    if told.read and not found and any(one.reason is Oddity.NOT_AN_OBJECT for one in told.rejected):
        raise SourceError(source.name, SourceProblem.NOT_A_LIST)


def _object(told: Part, line: int, text: str, depth: int) -> Item | None:
    """One item of the list; None, and the item rejected, where it is no object that can be read."""
    if depth > _DEEP:
        told.reject(line, "", text, Oddity.TOO_DEEP, limit=str(_DEEP))
        return None
    try:
        item = json.loads(text, parse_int=_whole)
    except _HugeNumberError as error:
        told.reject(line, "", text, Oddity.HUGE_NUMBER, digits=str(error))
        return None
    except json.JSONDecodeError as error:
        told.reject(line + error.lineno - 1, "", text, Oddity.BAD_JSON, said=error.msg)
        return None
    if not isinstance(item, dict):
        told.reject(line, "", text, Oddity.NOT_AN_OBJECT)
        return None
    return {name: _text(told, line, name, value) for name, value in item.items()}


def _text(told: Part, line: int, column: str, value: object) -> object:
    """A value of an object, HTML read as the text that it shows; objects and lists within are no value of any."""
    if isinstance(value, dict | list):
        return None
    if isinstance(value, str) and has_markup(value):
        told.reserve(line, column, value, Oddity.MARKUP)
        return visible(without_markup(value))
    return visible(value) if isinstance(value, str) else value


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise _HugeNumberError(len(digits))
    return int(digits)


def _items(file: str, text: str) -> Iterator[tuple[int, int, int, int]]:
    """Line, start, end and depth of each item of a list. Raises SourceError where the list is none, or is cut."""
    if bad := bad_byte(text):
        raise SourceError(file, SourceProblem.NOT_UTF8, {"byte": bad.byte}, bad.line)
    place = _after_blanks(text, 0)
    if not text.startswith("[", place):
        raise SourceError(file, SourceProblem.NOT_A_LIST)
    line, place, opened = text.count("\n", 0, place) + 1, place + 1, True
    while True:
        start = _after_blanks(text, place)
        line += text.count("\n", place, start)
        if text.startswith("]", start) and opened:
            break
        end, depth = _end(text, start)
        if end == start:
            raise SourceError(file, SourceProblem.BAD_JSON, {"said": "Expecting value"}, line)
        yield line, start, end, depth
        place = _after_blanks(text, end)
        line += text.count("\n", start, place)
        if text.startswith("]", place):
            start = place
            break
        if not text.startswith(",", place):
            raise SourceError(file, SourceProblem.BAD_JSON, {"said": "Expecting ',' delimiter"}, line)
        place, opened = place + 1, False
    if _after_blanks(text, start + 1) < len(text):
        raise SourceError(file, SourceProblem.BAD_JSON, {"said": "Extra data"}, line)


def _end(text: str, start: int) -> tuple[int, int]:
    """Where the item that begins there ends, and how deep it is nested; where it begins, when nothing ends it."""
    if not text.startswith(("[", "{"), start):
        found = _SCALAR.match(text, start)
        return (found.end() if found else start), 0
    depth = deepest = 0
    for token in _TOKEN.finditer(text, start):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        deepest = max(deepest, depth)
        if not depth:
            return token.end(), deepest
    return start, deepest


def _after_blanks(text: str, position: int) -> int:
    found = _BLANKS.match(text, position)
    return found.end() if found else position
