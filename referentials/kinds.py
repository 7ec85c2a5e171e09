"""Items: what an occupation asks for and a certification confers; which kinds there are, and the table of each."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

ItemKind = Literal["competency", "macro_competency", "knowledge"]
"""`knowledge`: a savoir."""

ITEM_TABLES: MappingProxyType[str, ItemKind] = MappingProxyType(
    {"competencies": "competency", "macro_competencies": "macro_competency", "knowledge": "knowledge"}
)
"""Tables of the snapshot whose rows are items, by their column `ogr`, and the kind of each."""
