"""Quality report of an import: what was read, kept, rejected, and which references lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import polars as pl

from referentials.extract import Extract, Part
from referentials.tables import TABLES

EXAMPLES = 10
REMARKS = 10_000
"""At most this many remarks are written per file; their count is always exact."""


def quality_report(
    extracts: Iterable[Extract],
    used: Mapping[str, list[tuple[Extract, Part]]],
    tables: Mapping[str, pl.DataFrame],
) -> dict[str, Any]:
    """Account for every line read, as data (written as quality.json in the snapshot)."""
    counted = {id(part) for found in used.values() for _, part in found}
    return {
        "files": [_part(part, id(part) in counted) for extract in extracts for part in extract.parts],
        "ignored": {extract.source.name: sorted(extract.ignored) for extract in extracts if extract.ignored},
        "foreign_keys": list(_foreign_keys(tables)),
        "rome_codes": _rome_codes(tables["certification_occupations"]),
        "mentioned_only": tables["certifications"].filter(pl.col("mentioned_only")).height,
    }


def _part(part: Part, used: bool) -> dict[str, Any]:
    return {
        "file": part.file,
        "table": part.table,
        "read": part.read,
        "kept": part.kept,
        "used": used,
        "rejected": len(part.rejected),
        "reserved": len(part.reserved),
        "rejections": [asdict(remark) for remark in part.rejected[:REMARKS]],
        "reservations": [asdict(remark) for remark in part.reserved[:REMARKS]],
    }


def _foreign_keys(tables: Mapping[str, pl.DataFrame]) -> Iterable[dict[str, Any]]:
    """References that do not resolve; a table that no file fills is reported as such, once per reference."""
    described = tables["certifications"].filter(~pl.col("mentioned_only"))
    for name, table in TABLES.items():
        for column, reference in table.references.items():
            target, field = reference.split(".")
            known = described if target == "certifications" else tables[target]
            values = tables[name][column].drop_nulls()
            missing = values.filter(~values.is_in(known[field].implode()))
            if missing.len():
                yield {
                    "table": name,
                    "column": column,
                    "target": reference,
                    "target_empty": known.is_empty(),
                    "unresolved": missing.len(),
                    "distinct": missing.n_unique(),
                    "examples": missing.unique().sort().head(EXAMPLES).to_list(),
                }


def _rome_codes(links: pl.DataFrame) -> dict[str, Any]:
    """How the ROME codes of certifications resolve; every partial or unknown one is listed."""
    odd = links.filter(pl.col("resolution").is_in(["partial", "unknown"])).sort("certification", "rome")
    return {
        "counts": dict(sorted(links["resolution"].value_counts().iter_rows())),
        "unresolved": odd.select("certification", "rome", "label", "resolution").to_dicts(),
    }
