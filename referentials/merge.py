"""Merge: the extracts of several files become one set of tables.

Rules, in order:
1. of dumps of a whole table (ROME, France compétences CSV), only the most recent file counts;
2. a fiche described by the XML flux replaces what the CSV say of it, in every table the flux fills;
3. rows with the same key count once, the first one given.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from referentials.extract import Extract, Part
from referentials.merge_esco import merge_concepts
from referentials.tables import TABLES

_ADDITIVE = {"certifiers", "successions"}
"""Tables where the XML flux adds rows and replaces none."""

PARTIAL_ROME = r"^[A-N](\d{1,2}|\d{2}00)$"
"""A ROME domain where a fiche code was expected: `A12`, `A1200`."""


def used_parts(extracts: Iterable[Extract]) -> dict[str, list[tuple[Extract, Part]]]:
    """For each table, the parts that count (rule 1), in the order given."""
    parts: dict[str, list[tuple[Extract, Part]]] = {name: [] for name in TABLES}
    for extract in extracts:
        for part in extract.parts:
            parts[part.table].append((extract, part))
    return {name: _newest(found) for name, found in parts.items()}


def _newest(parts: list[tuple[Extract, Part]]) -> list[tuple[Extract, Part]]:
    dumps = [(e, p) for e, p in parts if e.newest_wins]
    if not dumps:
        return parts
    newest = max(_age(e, p) for e, p in dumps)
    return [(e, p) for e, p in parts if not e.newest_wins or _age(e, p) == newest]


def _age(extract: Extract, part: Part) -> tuple[date, str, str]:
    return (part.date or date.min, extract.origin.version, extract.source.name)


def merge(parts: dict[str, list[tuple[Extract, Part]]]) -> dict[str, pl.DataFrame]:
    """Return every table, complete: rules 2 and 3, ROME codes resolved, mentioned certifications added."""
    tables = {name: _table(name, found) for name, found in parts.items()}
    tables["certification_occupations"] = resolve_rome(tables["certification_occupations"], tables["occupations"])
    tables["certifications"] = pl.concat([tables["certifications"], _mentioned(tables)])
    return tables


def _table(name: str, parts: list[tuple[Extract, Part]]) -> pl.DataFrame:
    if name == "esco_concepts":
        return merge_concepts([(extract.origin.version, part.frame()) for extract, part in parts])
    fiches = [part.frame() for extract, part in _newest_last(parts) if extract.whole_fiches]
    others = [part.frame() for extract, part in parts if not extract.whole_fiches]
    column = "code" if name == "certifications" else "certification"
    frames = [*reversed(fiches), *others]
    if fiches and column in TABLES[name].columns and name not in _ADDITIVE:
        described = pl.concat([frame[column] for frame in fiches]).unique()
        frames = [
            *reversed(fiches),
            *(frame.filter(~pl.col(column).is_in(described.implode())) for frame in others),
        ]
    if not frames:
        return TABLES[name].empty()
    return pl.concat(frames).unique(subset=list(TABLES[name].key), keep="first", maintain_order=True)


def _newest_last(parts: list[tuple[Extract, Part]]) -> list[tuple[Extract, Part]]:
    return sorted(parts, key=lambda pair: _age(*pair))


def resolve_rome(links: pl.DataFrame, occupations: pl.DataFrame) -> pl.DataFrame:
    """Say of each ROME code of a certification what it is: family, occupation, partial or unknown.

    The RNCP codes ROME at version-3 grain: D1106 there means every ROME 4.0 occupation whose family is D1106.
    """
    rome = pl.col("rome")
    resolution = (
        pl.when(rome.is_in(occupations["family"].unique().implode())).then(pl.lit("family"))
        .when(rome.is_in(occupations["code"].implode())).then(pl.lit("occupation"))
        .when(rome.str.contains(PARTIAL_ROME)).then(pl.lit("partial"))
        .otherwise(pl.lit("unknown"))
    )  # fmt: skip
    return links.with_columns(resolution=resolution)


def _mentioned(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Certifications that other tables name and no file describes: known by their code alone."""
    named = [
        tables[name].select(pl.col(column).alias("code"))
        for name, table in TABLES.items()
        for column, target in table.references.items()
        if target == "certifications.code"
    ]
    codes = pl.concat(named).drop_nulls().unique().join(tables["certifications"], on="code", how="anti")
    stubs = codes.with_columns(register=pl.col("code").str.extract(r"^([A-Z]+)"), mentioned_only=pl.lit(True))
    return pl.concat([tables["certifications"].clear(), stubs], how="diagonal")
