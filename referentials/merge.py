"""Merge: the extracts of several files become one set of tables.

Rules, in order:
1. of dumps of a whole table (ROME, France compétences CSV), only the most recent file of which a row could be read
   counts;
2. a fiche described by the XML flux replaces what the CSV say of it, in every table the flux fills; of two fluxes that
   describe it, the most recent wins, whole;
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

PARTIAL_ROME = r"^[A-Z](\d{1,2}|\d{2}00)$"
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
    filled = [(e, p) for e, p in dumps if p.frame().height]
    newest = max(_age(e, p) for e, p in filled or dumps)
    return [(e, p) for e, p in parts if not e.newest_wins or _age(e, p) == newest]


def _age(extract: Extract, part: Part) -> tuple[date, str, str]:
    return (part.date or date.min, extract.origin.version, extract.source.name)


def merge(parts: dict[str, list[tuple[Extract, Part]]]) -> dict[str, pl.DataFrame]:
    """Return every table, complete: rules 2 and 3, ROME codes resolved, mentioned certifications added."""
    older = _older(parts["certifications"])
    tables = {name: _table(name, found, older) for name, found in parts.items()}
    tables["certification_occupations"] = resolve_rome(tables["certification_occupations"], tables["occupations"])
    tables["certifications"] = pl.concat([tables["certifications"], _mentioned(tables)])
    return tables


def _older(parts: list[tuple[Extract, Part]]) -> dict[str, pl.Series]:
    """By file of a flux, the certifications that a more recent one describes."""
    found, described = {}, pl.Series(dtype=pl.String())
    for extract, part in _newest_first(parts):
        if extract.whole_fiches:
            found[part.file] = described
            described = pl.concat([described, part.frame()["code"]])
    return found


def _table(name: str, parts: list[tuple[Extract, Part]], older: dict[str, pl.Series]) -> pl.DataFrame:
    if name == "esco_concepts":
        return merge_concepts([(extract.origin.version, part.frame()) for extract, part in parts])
    column = "code" if name == "certifications" else "certification"
    of_fiches = column in TABLES[name].columns and name not in _ADDITIVE
    fiches = [(part.file, part.frame()) for extract, part in _newest_first(parts) if extract.whole_fiches]
    described = [_without(frame, column, older.get(file)) if of_fiches else frame for file, frame in fiches]
    others = [part.frame() for extract, part in parts if not extract.whole_fiches]
    if described and of_fiches:
        codes = pl.concat([frame[column] for frame in described])
        others = [_without(frame, column, codes) for frame in others]
    frames = [*described, *others]
    if not frames:
        return TABLES[name].empty()
    return pl.concat(frames).unique(subset=list(TABLES[name].key), keep="first", maintain_order=True)


def _without(frame: pl.DataFrame, column: str, codes: pl.Series | None) -> pl.DataFrame:
    if codes is None or codes.is_empty():
        return frame
    return frame.filter(~pl.col(column).is_in(codes.unique().implode()))


def _newest_first(parts: list[tuple[Extract, Part]]) -> list[tuple[Extract, Part]]:
    return sorted(parts, key=lambda pair: _age(*pair), reverse=True)


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
