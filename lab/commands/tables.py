"""Tables of `acquis evaluate`, where a list of names and numbers would not be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

Halves = Mapping[str, Mapping[str, float | None]]


def readiness_table(measures: Halves, snapshot: str) -> Table:
    """One line for each measure: in words, both halves, what is wanted."""
    from rich.table import Table

    from lab.evaluation.readiness import MEASURES

    table = Table("mesure", title=f"readiness · instantané {snapshot}", title_justify="left", box=None)
    for heading in ("moitié paire", "moitié impaire", "attendu"):
        table.add_column(heading, justify="right")
    for one in MEASURES:
        table.add_row(one.words, said(measures["even"][one.name]), said(measures["odd"][one.name]), one.wanted)
    return table


def said(value: float | None) -> str:
    """Three digits, as the wanted ones are written; a dash where there is nothing to measure.

    >>> said(0.91234), said(1.0), said(None)
    ('.912', '1.000', '–')
    """
    return "–" if value is None else f"{value:.3f}".replace("0.", ".", 1) if value < 1 else f"{value:.3f}"
