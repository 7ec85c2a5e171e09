"""JSON of a passport: bytes to a document, or the one fault that says why not."""

from __future__ import annotations

import codecs
import json
from collections import Counter
from typing import Any, NoReturn

from passport.document.clean import printable
from passport.document.errors import Fault, FaultCode, PassportError

LEVELS = 100
"""Levels of a document at most: a passport has fewer than ten."""
VALUES = 100_000
"""Values of a document at most: two thousand jobs have a fifth of that."""
DIGITS = 4_000
"""Digits of a number at most: the interpreter stops a little further."""
_SHOWN = 40
"""Characters of a name that a fault repeats."""
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def whole(code: FaultCode, name: str, **parameters: object) -> PassportError:
    """The one fault of a document that is not read at all."""
    return PassportError((Fault("", code, parameters),), name)


def decode(data: bytes, name: str = "") -> str:
    """Text of a file in UTF-8, or in UTF-16 where it says so or begins as JSON does. Raises PassportError."""
    encoding = _encoding(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise whole(FaultCode.NOT_UTF8, name, line=line) from error


def load(data: bytes, name: str = "") -> Any:
    """Decode a JSON document; a name given twice, a number that is none are refused. Raises PassportError.

    How large it is, `check_size` says.
    """
    text = decode(data, name)
    if not text.strip("\ufeff\0 \t\r\n"):
        raise whole(FaultCode.NOTHING, name)

    def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            ((twice, _),) = Counter(key for key, _ in pairs).most_common(1)
            raise whole(FaultCode.TWICE, name, key=printable(twice[:_SHOWN]))
        return found

    def refuse(constant: str) -> NoReturn:
        raise whole(FaultCode.NOT_A_NUMBER, name, constant=constant)

    try:
        return json.loads(text, object_pairs_hook=object_of, parse_constant=refuse)
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno, "said": error.msg}
        raise whole(FaultCode.NOT_JSON, name, **place) from error
    except RecursionError as error:
        raise whole(FaultCode.TOO_DEEP, name, levels=LEVELS) from error
    except ValueError as error:  # of the interpreter: digits, the one limit left
        raise whole(FaultCode.TOO_LONG_A_NUMBER, name, digits=DIGITS) from error


def check_size(document: Any, name: str = "") -> None:
    """Refuse a document too deep, or of too many values. Raises PassportError."""
    level, values = [document], 0
    for _ in range(LEVELS):
        lists = [one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)]
        level = [inner for one in lists for inner in one]
        values += len(level)
        if values > VALUES:
            raise whole(FaultCode.TOO_MANY, name, most=VALUES)
    if any(isinstance(one, dict | list) for one in level):
        raise whole(FaultCode.TOO_DEEP, name, levels=LEVELS)


def _encoding(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    zeros = [byte == 0 for byte in data[:2]]  # JSON begins with an ASCII character
    return "utf_16_be" if zeros == [True, False] else "utf_16_le" if zeros == [False, True] else "utf-8"
