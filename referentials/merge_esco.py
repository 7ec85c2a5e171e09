"""Merge of ESCO concepts: several versions and languages become one row per concept.

No single archive is complete in French: labels come from the newest French one, what it lacks from the others.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from referentials.tables import TABLES

_KEPT_LANGUAGE = "fr"
_DEFAULT_KIND = "skill"
"""Kind of a concept that no archive types: only skills come without one."""


def merge_concepts(frames: Sequence[tuple[str, pl.DataFrame]]) -> pl.DataFrame:
    """Join (version, esco_concepts) pairs into one row per uri, sorted by uri; their order does not matter.

    The label is French where one exists, of the newest version. `alt_labels` is the sorted union over the
    archives in the label's language, without the label. Kind, description and reuse come from the first that has
    them, in the order of the labels: a description may be English under a French label.
    """
    table = TABLES["esco_concepts"]
    if not frames:
        return table.empty()
    ranked = [frame.with_columns(rank=pl.lit(_rank(version, frames))) for version, frame in frames]
    ordered = pl.concat(ranked).sort(
        "uri",
        pl.col("language") != _KEPT_LANGUAGE,
        "language",
        "rank",
        "label",
        "description",
        "kind",
        "reuse",
        nulls_last=True,
    )
    filled = [pl.col(name).drop_nulls().first() for name in ("kind", "description", "reuse")]
    concepts = ordered.group_by("uri", maintain_order=True).agg(pl.col("label", "language").first(), *filled)
    return (
        concepts.join(_alternatives(ordered, concepts), on="uri", how="left", maintain_order="left")
        .with_columns(pl.col("alt_labels").fill_null([]), pl.col("kind").fill_null(_DEFAULT_KIND))
        .select(list(table.columns))
    )


def _rank(version: str, frames: Sequence[tuple[str, pl.DataFrame]]) -> int:
    """0 for the newest version; versions compare number by number, an unknown one is the oldest."""
    newest_first = sorted({_numbers(known) for known, _ in frames}, reverse=True)
    return newest_first.index(_numbers(version))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split(".") if number.isdigit())


def _alternatives(ordered: pl.DataFrame, concepts: pl.DataFrame) -> pl.DataFrame:
    """Alternative labels of each concept in the language kept for it."""
    label, alternative = pl.col("label"), pl.col("alt_labels")
    return (
        ordered.drop("label")
        .join(concepts.select("uri", "language", "label"), on=["uri", "language"])
        .explode("alt_labels")
        .filter(alternative != label)
        .group_by("uri")
        .agg(alternative.unique().sort())
    )
