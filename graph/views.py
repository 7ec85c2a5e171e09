"""Tables the graph needs that the snapshot does not hold as such: derived from it, column by column."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from graph.errors import UnknownItemKindError
from graph.model import ITEM_KINDS
from referentials.snapshot import Snapshot

LINK_COLUMNS = {
    "unit": pl.String(), "item": pl.String(), "kind": pl.String(), "probability": pl.Float64(),
    "statement": pl.String(),
}  # fmt: skip
"""Columns of unit links: which item a bloc, or an RS certification, confers, how probably, by which statement."""


def no_links() -> pl.DataFrame:
    """Unit links when none were computed."""
    return pl.DataFrame(schema=LINK_COLUMNS)


def source_rows(source: str, snapshot: Snapshot, unit_links: pl.DataFrame) -> pl.DataFrame:
    """Rows of a view, or of a table of the snapshot; `unit_links`: as `one_of_each` gives them."""
    view = _VIEWS.get(source)
    return view(snapshot, unit_links) if view else snapshot.table(source)


def _families(snapshot: Snapshot, _: pl.DataFrame) -> pl.DataFrame:
    """Version-3 codes above the occupations, named as version 3 or, failing that, the occupation does."""
    named = pl.concat(snapshot.table(t).select("code", "label") for t in ("legacy_occupations", "occupations"))
    families = snapshot.table("occupations").select(code="family").drop_nulls().unique().sort("code")
    return families.join(named.unique("code", keep="first", maintain_order=True), on="code", how="left")


def _occupation_items(snapshot: Snapshot, _: pl.DataFrame) -> pl.DataFrame:
    columns = ("occupation", "item", "kind", "importance")
    savoirs = snapshot.table("occupation_knowledge").with_columns(kind=pl.lit("knowledge"))
    items = pl.concat([snapshot.table("occupation_competencies").select(columns), savoirs.select(columns)])
    return _of_known_kinds(items, "occupation_competencies")


def one_of_each(unit_links: pl.DataFrame) -> pl.DataFrame:
    """One link for each unit and item: the most probable, then the first statement in order."""
    return (
        _of_known_kinds(unit_links, "unit_links")
        .select(pl.col(name).cast(dtype) for name, dtype in LINK_COLUMNS.items())
        .sort("probability", "statement", descending=[True, False])
        .unique(["unit", "item"], keep="first", maintain_order=True)
    )


def _bloc_links(snapshot: Snapshot, unit_links: pl.DataFrame) -> pl.DataFrame:
    """Those of blocs, and of codes that the snapshot lacks: the load counts them."""
    certifications = snapshot.table("certifications").select(unit="code")
    return unit_links.join(certifications, on="unit", how="anti", maintain_order="left")


def _certification_links(snapshot: Snapshot, unit_links: pl.DataFrame) -> pl.DataFrame:
    """Those of certifications without blocs."""
    certifications = snapshot.table("certifications").select(unit="code")
    return unit_links.join(certifications, on="unit", how="semi", maintain_order="left")


def _of_known_kinds(items: pl.DataFrame, source: str) -> pl.DataFrame:
    """Return the items unless one is of a kind that no node has: it would be lost without a word."""
    if unknown := sorted(set(items["kind"].unique().fill_null("")) - ITEM_KINDS.keys()):
        raise UnknownItemKindError(source, unknown, list(ITEM_KINDS))
    return items


def _led_to(snapshot: Snapshot, _: pl.DataFrame) -> pl.DataFrame:
    return snapshot.table("certification_occupations").with_columns(given="rome")


def _certification_equivalences(snapshot: Snapshot, _: pl.DataFrame) -> pl.DataFrame:
    """Equivalences as the fiche states them; `scope` tells several between the same two apart."""
    lists = [pl.col(name).fill_null([]) for name in ("blocs", "target_blocs")]
    scope = pl.concat_str([part.list.join("+") for part in lists], separator="=")
    return snapshot.table("equivalences").with_columns(scope=scope)


def _bloc_equivalences(snapshot: Snapshot, _: pl.DataFrame) -> pl.DataFrame:
    """Equivalences of exactly one bloc with exactly one bloc."""
    return (
        snapshot.table("equivalences")
        .filter(pl.col("blocs").list.len() == 1, pl.col("target_blocs").list.len() == 1)
        .select(
            bloc=pl.col("blocs").list.first(),
            target_bloc=pl.col("target_blocs").list.first(),
            scope=pl.lit("bloc"),
            blocs="blocs",
            target_blocs="target_blocs",
        )
        .unique(["bloc", "target_bloc"], keep="first", maintain_order=True)
    )


_VIEWS: dict[str, Callable[[Snapshot, pl.DataFrame], pl.DataFrame]] = {
    "families": _families,
    "occupation_items": _occupation_items,
    "bloc_links": _bloc_links,
    "certification_links": _certification_links,
    "led_to": _led_to,
    "certification_equivalences": _certification_equivalences,
    "bloc_equivalences": _bloc_equivalences,
}
