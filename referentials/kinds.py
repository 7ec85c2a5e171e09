"""Items: what an occupation asks for and a certification confers; which kinds there are, and the table of each."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

import polars as pl

ItemKind = Literal["competency", "macro_competency", "knowledge"]
"""`knowledge`: a savoir."""

ITEM_TABLES: MappingProxyType[str, ItemKind] = MappingProxyType(
    {"competencies": "competency", "macro_competencies": "macro_competency", "knowledge": "knowledge"}
)
"""Tables of the snapshot whose rows are items, by their column `ogr`, and the kind of each."""

_TITLES, _PRACTICES = "Certifications et habilitations", r"^(?:Connaissances? |Ma[iî]trise|D[ée]velopper|Conduite d)"
IS_TITLE = pl.col("category").eq(_TITLES).fill_null(value=False) & ~pl.col("label").str.contains(_PRACTICES)
"""Of the table `knowledge`: the savoirs that are a diploma, a licence, a certificate, an habilitation. One holds them
or not; no practice gives them. ROME files some thirty practices under the same category."""

IS_ATTITUDE = pl.col("category").str.starts_with("Savoir-être").fill_null(value=False)
"""Of the table `macro_competencies`: how one is, rather than what one does."""
IS_TRANSVERSAL = pl.col("subcategory").eq("Transverse").fill_null(value=False)
"""Of the same: what ROME says is of any trade."""
IS_TECHNIQUE = pl.col("category").eq("Techniques professionnelles").fill_null(value=False)
"""Of the table `knowledge`: the techniques of a trade."""
