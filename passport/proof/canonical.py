"""The canonical form of JSON (RFC 8785): one content, one sequence of bytes, one digest."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import rfc8785


def canonical(value: Any) -> bytes:
    """A JSON value in canonical form. Raises ValueError for what JSON has not (NaN, lone surrogates, huge integers).

    >>> canonical({"hours": 64.0, "code": "RS1"})
    b'{"code":"RS1","hours":64}'
    """
    return rfc8785.dumps(value)


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, in hexadecimal. Raises ValueError as `canonical` does."""
    return hashlib.sha256(canonical(value)).hexdigest()


def parse_canonical(data: bytes) -> Any:
    """Read JSON that is in canonical form, and nothing else: no name twice, no blank, no other order.

    Raises ValueError.
    """
    try:
        value = json.loads(data)
        if canonical(value) == data:
            return value
    except RecursionError:
        pass
    raise ValueError("not in canonical form")
