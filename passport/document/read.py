"""Read a passport from JSON, with every fault named by its path in the document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from passport.document.errors import Fault, FaultCode, PassportError
from passport.document.model import Passport
from referentials.errors import CodeError

MAX_BYTES = 5_000_000
"""A passport is a few kilobytes; beyond this the file is something else."""


def read_passport(path: Path) -> Passport:
    """Read a passport file. Raises PassportError when it cannot be read or has faults."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise _whole(FaultCode.UNREADABLE, str(path)) from error
    if size > MAX_BYTES:
        raise _whole(FaultCode.TOO_BIG, path.name, size=size, most=MAX_BYTES)
    return parse_passport(data, path.name)


def parse_passport(data: bytes, name: str = "") -> Passport:
    """Parse a JSON document in UTF-8. Raises PassportError, all faults at once."""
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _whole(FaultCode.NOT_UTF8, name, line=line) from error
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno, "said": error.msg}
        raise _whole(FaultCode.NOT_JSON, name, **place) from error
    except RecursionError as error:
        raise _whole(FaultCode.TOO_DEEP, name) from error
    return passport_from(document, name)


def passport_from(document: Any, name: str = "") -> Passport:
    """Check a document already decoded from JSON. Raises PassportError, all faults at once."""
    try:
        return Passport.model_validate(document)
    except ValidationError as error:
        raise PassportError(tuple(_fault(details) for details in error.errors()), name) from None


def _whole(code: FaultCode, name: str, **parameters: object) -> PassportError:
    """The one fault of a document that is not read at all."""
    return PassportError((Fault("", code, parameters),), name)


def _fault(details: ErrorDetails) -> Fault:
    path = ""
    for step in details["loc"]:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
    parameters = details.get("ctx", {})
    error = parameters.get("error")
    if isinstance(error, CodeError):
        return Fault(path, FaultCode.BAD_CODE, {"kind": error.kind, "text": error.text})
    return Fault(path, details["type"], {**parameters, "said": details["msg"]})
