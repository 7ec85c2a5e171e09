"""What each unit confers by what its statements say: a unit is a bloc, or a certification without blocs."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from recommend.weights import W


def assessed(unit_links: pl.DataFrame, titles: Collection[str]) -> pl.DataFrame:
    """Return the probability that holding a unit gives an item: columns unit, item, probability.

    Read in the statements of the unit (`unit_links`, of the matcher); never a title, which is held by itself.
    """
    learnt = unit_links.filter(~pl.col("item").is_in(sorted(titles)))
    return learnt.select("unit", "item", probability=pl.col("probability") * W["certification.bloc"])
