"""Search: codes, beginnings of words and near spellings over everything that has a label."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import polars as pl
from rapidfuzz import fuzz, process

from referentials.codes import spelt
from referentials.kinds import ITEM_TABLES
from referentials.snapshot import Snapshot
from referentials.text import fold

_SOURCES: dict[str, tuple[str, str, str]] = {
    # kind: (table, code, label)
    "occupation": ("occupations", "code", "label"),
    "appellation": ("appellations", "ogr", "label"),
    **{kind: (table, "ogr", "label") for table, kind in ITEM_TABLES.items()},
    "certification": ("certifications", "code", "title"),
    "bloc": ("blocs", "code", "title"),
    "training": ("trainings", "id", "title"),
}
KINDS = tuple(_SOURCES)
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"[A-N]\d{1,4}|[A-Z]\d{4}|(?:RNCP|RS)\d{1,6}(?:BC\d{0,3})?|\d{3,6}", re.ASCII)
"""What may be a code, whole or not; a bare number, that of a certification."""

_FAVOUR = {"occupation": 0.15, "appellation": 0.12, "competency": 0.05, "macro_competency": 0.05}
"""Added to the score (0 to 1) of what people look for most; between equals, an occupation comes first."""
_ACTIVE = 0.02
"""Added to that of certifications of which the register says that they are active, and of their blocs."""

NEAR = 80.0
"""rapidfuzz ratio (0 to 100) from which a word is a near spelling of another, of four letters at least."""
SPELLINGS, LESS_NEAR = 5, 10.0
"""Near spellings of a word that are tried at most, and how much less near than the nearest."""
ENOUGH = 0.5
"""Share of the letters typed that the words found must be more than, when no label has them all."""
WORDS = 12
"""Words of a long text that are looked for nearly."""
_SMALL = ("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par", "pour", "sur")
"""Words that acronyms leave out: « BUT GEA », gestion des entreprises et des administrations."""
_ACRONYM = range(3, 7)
"""Letters of a word that may be an acronym."""


class Found(StrEnum):
    """What made something match."""

    CODE = "code"
    CODE_SO_FAR = "code_so_far"
    """The code begins so."""
    WORDS_BEGIN = "words_begin"
    NEAR = "near"
    """Spelt nearly so, or abridged so."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Something found, with a score between 0 and 1 and what made it match."""

    kind: str
    code: str
    label: str
    score: float
    by: Found
    occupation: tuple[str, str] | None = None
    """Code and label of the occupation that an appellation names."""


class SearchIndex:
    """Labels of a snapshot, folded once."""

    def __init__(self, labels: pl.DataFrame, snapshot: Snapshot) -> None:
        named = snapshot.table("occupations").select("code", "label")
        names = snapshot.table("appellations").join(named, left_on="occupation", right_on="code", suffix="_of")
        self._named = {ogr: (code, label) for ogr, code, label in names.select("ogr", "occupation", "label_of").rows()}
        active = snapshot.table("certifications").filter(pl.col("active"))["code"]
        favour = pl.col("kind").replace_strict(_FAVOUR, default=0.0, return_dtype=pl.Float64)
        is_active = pl.col("code").str.replace(r"BC\d+$", "").is_in(active.implode()) & (
            pl.col("label") != pl.col("code")
        )
        self._labels = labels.with_columns(
            upper=pl.col("code").str.to_uppercase(), favour=favour + pl.when(is_active).then(_ACTIVE).otherwise(0.0)
        )

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
        """At most n hits: codes, whole then begun; then labels whose words begin so; failing all, near spellings."""
        text = text.encode("utf-8", "replace").decode()  # what a terminal of another encoding gives
        of_kind = pl.col("kind").is_in(list(kinds))
        wanted = self._labels if set(kinds) >= set(KINDS) else self._labels.filter(of_kind)
        hits = self._codes(wanted, "".join(text.split()).upper(), n)
        words = _WORD.findall(fold(text))
        if words:
            hits += self._beginning(wanted, words, n)
        if words and not hits:
            hits = self._near(self._abridged.filter(of_kind), words, n)
        return list({(hit.kind, hit.code): hit for hit in reversed(hits)}.values())[::-1][:n]

    def _codes(self, wanted: pl.DataFrame, code: str, n: int) -> list[SearchHit]:
        """Whole codes, then those that begin so: titles known first, then in their order."""
        number = code.lstrip("0")
        bare = [f"RNCP{number}", f"RS{number}"] if code.isdecimal() else []
        upper = pl.col("upper")
        exact = wanted.filter(upper.is_in([code, *bare, *spelt(code)]))
        hits = self._hits(exact.with_columns(score=1.0), Found.CODE)
        if _CODE.fullmatch(code):
            begun = pl.any_horizontal(upper.str.starts_with(start) for start in bare or [code])
            unnamed = pl.col("label") == pl.col("code")
            found = wanted.filter(begun).sort("rank", unnamed, "favour", "code", descending=[False, False, True, False])
            hits += self._hits(found.head(n + len(hits)).with_columns(score=0.9), Found.CODE_SO_FAR)
        return hits

    def _beginning(self, wanted: pl.DataFrame, words: list[str], n: int) -> list[SearchHit]:
        found = wanted.filter(
            pl.all_horizontal(pl.col("folded").str.contains(f" {word}", literal=True) for word in words)
        )
        return self._hits(_ranked(found, words).head(n), Found.WORDS_BEGIN)

    def _near(self, wanted: pl.DataFrame, words: list[str], n: int) -> list[SearchHit]:
        """Labels that have as many as can be of the letters typed, in words begun so, spelt nearly so or abridged."""
        words = list(dict.fromkeys(words))[:WORDS]
        letters = sum(map(len, words))
        said = [pl.when(self._says(word)).then(len(word)).otherwise(0) for word in words]
        found = wanted.with_columns(said=pl.sum_horizontal(said)).filter(pl.col("said") > ENOUGH * letters)
        best = found.filter(pl.col("said") == pl.col("said").max())
        share = pl.col("score") * 0.4 * pl.col("said") / letters
        return self._hits(_ranked(best, words).head(n).with_columns(score=share.round(6)), Found.NEAR)

    def _says(self, word: str) -> pl.Expr:
        """Whether a label has a word that begins as this one, one spelt nearly so, or the words it abridges."""
        spellings = self._alike(word) if len(word) > 3 and word.isalpha() else []
        has = pl.col("folded").str.contains_any([f" {one}" for one in (word, *spellings)])
        if len(word) in _ACRONYM and word.isalpha():
            has |= pl.col("initials").str.contains(word, literal=True)
        return has

    def _alike(self, word: str) -> list[str]:
        known = self._vocabulary.get(word[0], [])
        near = process.extract(word, known, scorer=fuzz.ratio, limit=SPELLINGS, score_cutoff=NEAR)
        return [spelling for spelling, ratio, _ in near if ratio >= near[0][1] - LESS_NEAR]

    @cached_property
    def _abridged(self) -> pl.DataFrame:
        """The labels with `initials`, those of their words but small ones."""
        long = pl.col("folded").str.replace_all(rf"\b(?:{'|'.join(_SMALL)})\b", "")
        return self._labels.with_columns(initials=long.str.replace_all(r"(\w)\w*", "$1").str.replace_all(" ", ""))

    @cached_property
    def _vocabulary(self) -> dict[str, list[str]]:
        """Words of the labels by their first letter."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._labels["folded"].str.split(" ").explode().unique().sort().drop_nulls():
            found[word[:1]].append(word)
        return found

    def _hits(self, rows: pl.DataFrame, by: Found) -> list[SearchHit]:
        return [
            SearchHit(
                kind=kind,
                code=code,
                label=label,
                score=score,
                by=by,
                occupation=self._named.get(code) if kind == "appellation" else None,
            )
            for kind, code, label, score in rows.select("kind", "code", "label", "score").iter_rows()
        ]


def _ranked(found: pl.DataFrame, words: list[str]) -> pl.DataFrame:
    """Best first: how much of the label is typed, whether it begins so, whether the words are whole, what it is."""
    folded, typed = pl.col("folded"), " ".join(words)
    share = pl.lit(len(typed)) / (folded.str.len_chars() - 1).clip(lower_bound=1)
    begins = pl.when(folded.str.starts_with(f" {typed}")).then(0.15).otherwise(0.0)
    whole = pl.all_horizontal((folded + " ").str.contains(f" {word} ", literal=True) for word in words)
    score = 0.36 + 0.2 * share.clip(upper_bound=1.0) + begins + pl.when(whole).then(0.12).otherwise(0.0)
    return found.with_columns(score=(score + pl.col("favour")).round(6)).sort(
        ["score", "rank", "code"], descending=[True, False, False]
    )


def _folded(label: str) -> str:
    return " " + " ".join(_WORD.findall(fold(label)))
