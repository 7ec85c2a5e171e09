"""Targets told in words, in French: what was understood."""

from __future__ import annotations

from answers.words.forms import titled


def understood_told(words: str, code: str, label: str | None) -> str | None:
    """What was understood of words; None where a code was given."""
    return f"J'ai compris « {words} » : {code} {titled(code, label)}." if words else None
