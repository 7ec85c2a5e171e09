"""Read a passport from JSON, with every fault named by its path in the document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from passport.document.clean import printable
from passport.document.errors import Fault, FaultCode, PassportError
from passport.document.loading import check_size, load, whole
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
        raise whole(FaultCode.UNREADABLE, str(path)) from error
    if size > MAX_BYTES:
        raise whole(FaultCode.TOO_BIG, path.name, size=size, most=MAX_BYTES)
    return parse_passport(data, path.name)


def parse_passport(data: bytes, name: str = "") -> Passport:
    """Parse a JSON document, in UTF-8 or UTF-16. Raises PassportError, all faults at once."""
    return passport_from(load(data, name), name)


def passport_from(document: Any, name: str = "") -> Passport:
    """Check a document already decoded from JSON. Raises PassportError, all faults at once."""
    check_size(document, name)
    try:
        return Passport.model_validate(document)
    except ValidationError as error:
        raise PassportError(tuple(fault_of(details) for details in error.errors()), name) from None


def fault_of(details: ErrorDetails) -> Fault:
    """A fault as pydantic tells it, at its path in the document."""
    path = ""
    for step in details["loc"]:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
    path = printable(path)
    parameters = details.get("ctx", {})
    error = parameters.get("error")
    if isinstance(error, CodeError):
        return Fault(path, FaultCode.BAD_CODE, {"kind": error.kind, "text": printable(error.text)})
    return Fault(path, details["type"], {**parameters, "said": details["msg"]})
