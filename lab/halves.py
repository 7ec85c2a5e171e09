"""Halves: what may be tuned on, and what is kept aside for measuring, by the hash of a code."""

from __future__ import annotations

import hashlib


def is_even(code: str) -> bool:
    """Whether a code may be tuned on.

    >>> [is_even(code) for code in ("A1101", "A1201", "A1202", "A1203")]
    [True, False, False, False]
    """
    return hashlib.sha256(code.encode()).digest()[-1] % 2 == 0
