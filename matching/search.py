"""Search: codes, beginnings of words and near spellings over everything that has a label."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

import polars as pl
from rapidfuzz import fuzz, process

from matching.text import fold
from referentials.snapshot import Snapshot

_SOURCES = {
    # kind: (table, code, label)
    "occupation": ("occupations", "code", "label"),
    "appellation": ("appellations", "ogr", "label"),
    "competency": ("competencies", "ogr", "label"),
    "macro_competency": ("macro_competencies", "ogr", "label"),
    "knowledge": ("knowledge", "ogr", "label"),
    "certification": ("certifications", "code", "title"),
    "bloc": ("blocs", "code", "title"),
    "training": ("trainings", "id", "title"),
}
KINDS = tuple(_SOURCES)
_WORD = re.compile(r"[^\W_]+")

_BEGINS, _NEAR = "mots qui commencent ainsi", "orthographe proche"

_FAVOUR = {"occupation": 0.1, "appellation": 0.08, "competency": 0.05, "macro_competency": 0.05}
"""Added to the score (0 to 1) of what people look for most; between equals, an occupation comes first."""

NEAR = 75.0
"""rapidfuzz score (0 to 100) under which a spelling is not near."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Something found, with a score between 0 and 1 and what made it match."""

    kind: str
    code: str
    label: str
    score: float
    reason: str


class SearchIndex:
    """Labels of a snapshot, folded once."""

    def __init__(self, labels: pl.DataFrame) -> None:
        self._labels = labels

    @staticmethod
    def labels(snapshot: Snapshot) -> pl.DataFrame:
        """Every label: kind, code, label, `folded` (words separated and preceded by one space), `rank` of the kind."""
        tables = [
            snapshot.table(table).select(
                kind=pl.lit(kind), code=pl.col(code), label=pl.col(label).fill_null(pl.col(code)), rank=pl.lit(rank)
            )
            for rank, (kind, (table, code, label)) in enumerate(_SOURCES.items())
        ]
        found = pl.concat(tables)
        folded = [_folded(label) for label in found["label"]]
        return found.with_columns(folded=pl.Series(folded, dtype=pl.String))

    def search(self, text: str, kinds: Collection[str] = KINDS, n: int = 10) -> list[SearchHit]:
        """At most n hits: the exact code, then labels whose words begin so; failing both, near spellings."""
        wanted = self._labels.filter(pl.col("kind").is_in(list(kinds)))
        code = "".join(text.split()).upper()
        exact = wanted.filter(pl.col("code").str.to_uppercase() == code)
        rows = exact.select("kind", "code", "label").iter_rows()
        hits = [SearchHit(kind, name, label, 1.0, "code exact") for kind, name, label in rows]
        words = _WORD.findall(fold(text))
        if words:
            hits += self._beginning(wanted, words, n)
        if words and not hits:
            hits = self._near(wanted, " ".join(words), n)
        return list({(hit.kind, hit.code): hit for hit in reversed(hits)}.values())[::-1][:n]

    def _beginning(self, wanted: pl.DataFrame, words: list[str], n: int) -> list[SearchHit]:
        folded, typed = pl.col("folded"), " ".join(words)
        found = wanted.filter(pl.all_horizontal(folded.str.contains(f" {word}", literal=True) for word in words))
        share = pl.lit(len(typed)) / (folded.str.len_chars() - 1).clip(lower_bound=1)
        beginning = pl.when(folded.str.starts_with(f" {typed}")).then(0.2).otherwise(0.0)
        favour = pl.col("kind").replace_strict(_FAVOUR, default=0.0, return_dtype=pl.Float64)
        score = 0.5 + 0.2 * share.clip(upper_bound=1.0) + beginning + favour
        best = (
            found.with_columns(score=score.round(6))
            .sort(["score", "rank", "code"], descending=[True, False, False])
            .head(n)
        )
        rows = best.select("kind", "code", "label", "score").iter_rows()
        return [SearchHit(kind, code, label, score, _BEGINS) for kind, code, label, score in rows]

    def _near(self, wanted: pl.DataFrame, typed: str, n: int) -> list[SearchHit]:
        labels = wanted["folded"].to_list()
        near = process.extract(typed, labels, scorer=fuzz.WRatio, limit=n, score_cutoff=NEAR)
        rows = wanted.select("kind", "code", "label").rows()
        found = sorted((-score, rows[place]) for _, score, place in near)
        return [SearchHit(kind, code, label, round(-s / 250, 6), _NEAR) for s, (kind, code, label) in found]


def _folded(label: str) -> str:
    return " " + " ".join(_WORD.findall(fold(label)))
