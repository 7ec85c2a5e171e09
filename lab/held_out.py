"""What training never sees: one certifier and one ROME family in ten, so that figures stay honest."""

from __future__ import annotations

import hashlib


def held_out(code: str) -> bool:
    """Whether a certifier (SIRET) or a ROME family is kept aside from training: one in ten, by its hash.

    >>> [code for code in ("A1101", "D1106", "K1302", "N1103") if held_out(code)]
    ['D1106', 'N1103']
    """
    return hashlib.sha256(code.encode()).digest()[0] < 26
