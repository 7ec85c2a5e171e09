"""What each unit confers by what its statements say: a unit is a bloc, or a certification without blocs."""

from __future__ import annotations

import polars as pl

from recommend.weights import W


def assessed(unit_links: pl.DataFrame) -> pl.DataFrame:
    """Return the probability that holding a unit gives an item: columns unit, item, probability.

    Read in the statements of the unit (`unit_links`, of the matcher).
    """
    return unit_links.select("unit", "item", probability=pl.col("probability") * W["certification.bloc"])
