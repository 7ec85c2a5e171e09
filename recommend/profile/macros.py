"""From a competency to its macro-competency: whoever has a case of something has it, in part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import polars as pl

from recommend.profile.evidence import Evidence
from recommend.weights import W
from referentials.catalogue import Catalogue
from referentials.snapshot import Snapshot


def with_macros(found: Iterable[Evidence], catalogue: Catalogue) -> Iterator[Evidence]:
    """Evidence as given, each piece about a competency also counting, in part, for its macro-competency."""
    for evidence in found:
        yield evidence
        macro = catalogue.macro_of.get(evidence.item)
        if macro:
            probability = round(evidence.probability * W["macro"], 6)
            yield replace(evidence, item=macro, through=catalogue.items[evidence.item], probability=probability)


def with_macro_links(links: pl.DataFrame, snapshot: Snapshot) -> pl.DataFrame:
    """What units confer (columns unit, item, probability), and what it says, in part, of macro-competencies."""
    macros = snapshot.table("competencies").select(item="ogr", macro="macro").drop_nulls()
    generalised = links.join(macros, on="item").with_columns(
        item=pl.col("macro"), probability=pl.col("probability") * W["macro"]
    )
    return pl.concat([links, generalised.select(links.columns)])
