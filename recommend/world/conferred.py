"""What each unit confers: a unit is what is obtained in one go, a bloc or a certification without blocs."""

from __future__ import annotations

import polars as pl

from recommend.weights import W
from referentials.snapshot import Snapshot


def conferred(unit_links: pl.DataFrame, snapshot: Snapshot) -> pl.DataFrame:
    """Return the probability that holding a unit gives an item: columns unit, item, probability.

    Read in the statements of the unit (`unit_links`, of the matcher); of a certification whose blocs the snapshot
    lacks, only the core of the occupations it leads to is known.
    """
    read = unit_links.select("unit", "item", probability=pl.col("probability") * W["certification.bloc"])
    return pl.concat([read, _shared_core(snapshot)])


def _shared_core(snapshot: Snapshot) -> pl.DataFrame:
    """Core items of the occupations under each ROME code of a certification without blocs, by the share that asks."""
    leading = snapshot.table("certification_occupations").filter(pl.col("resolution").is_in(["family", "occupation"]))
    leading = leading.join(snapshot.table("blocs"), on="certification", how="anti").select("certification", "rome")
    occupations = snapshot.table("occupations").select("code", "family")
    grains = [occupations.select("code", rome=grain) for grain in ("code", "family")]
    under = pl.concat(grains).unique().with_columns(siblings=pl.len().over("rome"))
    tables = (snapshot.table(name) for name in ("occupation_competencies", "occupation_knowledge"))
    asked = pl.concat(table.select("occupation", "item", "importance") for table in tables)
    core = under.join(asked.filter(importance="core"), left_on="code", right_on="occupation")
    share = pl.col("code").n_unique() / pl.col("siblings").first()
    shares = core.group_by("rome", "item").agg(probability=W["certification.occupation"] * share)
    return (
        leading.join(shares, on="rome")
        .select("item", "probability", unit="certification")
        .select("unit", "item", "probability")
    )


def with_macro_links(links: pl.DataFrame, snapshot: Snapshot) -> pl.DataFrame:
    """What units confer (columns unit, item, probability), and what it says, in part, of macro-competencies."""
    macros = snapshot.table("competencies").select(item="ogr", macro="macro").drop_nulls()
    generalised = links.join(macros, on="item").with_columns(
        item=pl.col("macro"), probability=pl.col("probability") * W["macro"]
    )
    return pl.concat([links, generalised.select(links.columns)])
