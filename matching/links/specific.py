"""Certifications of the répertoire spécifique (RS) → competency links.

Their fiche has neither blocs nor, mostly, ROME codes: the title, and the abilities attested where the source has them,
are read as the sentences of a person are, among all items, and kept from the same probability on.
"""

from __future__ import annotations

import polars as pl

from matching.index.items import ItemIndex
from matching.links.blocs import COLUMNS, UnitLink, best_statements, statements_in
from matching.weights import BLOC_ITEMS, SURE
from referentials.snapshot import Snapshot


def link_specific(snapshot: Snapshot, index: ItemIndex) -> pl.DataFrame:
    """Return the links of every RS certification, best statement for each item; columns and order of `link_blocs`."""
    described = snapshot.table("certifications").filter(pl.col("code").str.starts_with("RS")).drop_nulls("title")
    statements = statements_in(described, "attested_abilities").sort("unit", "statement")
    read = index.match(statements["statement"].to_list(), BLOC_ITEMS)
    links: list[UnitLink] = [
        (unit, str(match.item), match.kind, match.probability, statement)
        for (unit, statement), matches in zip(statements.iter_rows(), read, strict=True)
        for match in matches
        if match.probability >= SURE
    ]
    return best_statements(pl.DataFrame(links, schema=COLUMNS, orient="row"))
