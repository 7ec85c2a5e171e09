"""The invented passports that ship with acquis."""

from __future__ import annotations

from pathlib import Path


def example(name: str) -> Path:
    """Path of an example passport: beside this file in a wheel, in `examples/` in the repository."""
    packed = Path(__file__).parent / "examples" / name
    return packed if packed.exists() else Path(__file__).parent.parent / "examples" / name
