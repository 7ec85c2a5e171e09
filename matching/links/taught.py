"""What a certification teaches: what the occupations it leads to ask for, spread over its blocs.

A fiche names ROME codes at the grain of version 3, several occupations each: the title says which of them is meant, by
its words and by its meaning. A bloc has its part of what is asked for by how near its own statements are to it, nearer
than its siblings' or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from matching.encoders.encoder import Encoder, Vectors
from matching.french.diplomas import diploma
from matching.index.shares import WordShares
from matching.index.tables import appellations, needed_items
from matching.index.titles import TitleIndex
from matching.links.blocs import bloc_statements
from matching.links.spoken import parts_spoken
from matching.weights import APART, BLOCS_APART, ELSEWHERE, GENERAL, SPREAD, TAUGHT
from referentials.kinds import IS_TITLE
from referentials.snapshot import Snapshot
from referentials.text import fold
from referentials.titles import subject

Places = NDArray[np.intp]
TOGETHER = 256
"""Titles compared with every occupation at a time."""
LEAST = 0.25
"""Probability below which nothing is kept."""


@dataclass(frozen=True, eq=False)
class Teaching:
    """What blocs and certifications teach of what the occupations they lead to ask for."""

    units: tuple[str, ...]
    """Codes: blocs, and certifications without blocs."""
    taught: csr_matrix
    """(units, items) float32 probability, items in the order of the index."""


def teaching(snapshot: Snapshot, encoder: Encoder, vectors: Vectors, titles: TitleIndex) -> Teaching:
    """Compute it for every certification whose ROME codes are known; `vectors`: of the items."""
    maker = _Maker(snapshot, encoder, vectors, titles)
    units: list[str] = []
    rows: list[NDArray[np.float32]] = []
    columns: list[Places] = []
    for unit, places, chances in maker.units():
        units.append(unit)
        columns.append(places)
        rows.append(chances.astype(np.float32))
    ends = np.cumsum([0, *(len(row) for row in rows)])
    data, indices = np.concatenate([np.zeros(0, np.float32), *rows]), np.concatenate([_NONE, *columns])
    return Teaching(tuple(units), csr_matrix((data, indices, ends), shape=(len(units), len(vectors))))


_NONE: Places = np.empty(0, dtype=np.intp)


@dataclass(frozen=True, eq=False)
class _Maker:
    snapshot: Snapshot
    encoder: Encoder
    vectors: Vectors
    titles: TitleIndex

    def units(self) -> Iterator[tuple[str, Places, NDArray[np.float64]]]:
        """Each unit, the items it teaches and how likely; certifications by code."""
        for certification, occupations in sorted(self._relevance.items()):
            items, chances = self._asked(occupations)
            if not items.size:
                continue
            blocs = self._blocs.get(certification)
            if blocs is None:
                yield certification, *_kept(items, chances)
                continue
            for bloc, part in zip(blocs, self._parts(blocs, items), strict=True):
                yield bloc, *_kept(items, chances * part)

    def _asked(self, occupations: Mapping[int, float]) -> tuple[Places, NDArray[np.float64]]:
        """What these occupations ask for, and how likely it is taught."""
        best: dict[int, float] = {}
        for occupation, relevance in occupations.items():
            items, chances = self._needs.get(occupation, (_NONE, np.zeros(0)))
            for item, chance in zip(items.tolist(), (chances * relevance).tolist(), strict=True):
                best[item] = max(chance, best.get(item, 0.0))
        return np.array(sorted(best), dtype=np.intp), np.array([best[item] for item in sorted(best)])

    def _parts(self, blocs: Sequence[str], items: Places) -> NDArray[np.float64]:
        """Part of each item that each bloc has, 1 for the bloc that speaks most of it: (blocs, items)."""
        near = np.stack([self._nearest(bloc, items) for bloc in blocs])
        return np.asarray(np.exp((near - near.max(axis=0)) / BLOCS_APART), dtype=np.float64)

    def _nearest(self, bloc: str, items: Places) -> NDArray[np.float64]:
        said = self._said.get(bloc)
        if said is None:
            return np.full(len(items), -1.0)
        return np.asarray((self._statements[said] @ self.vectors[items].T).max(axis=0), dtype=np.float64)

    @cached_property
    def _needs(self) -> dict[int, tuple[Places, NDArray[np.float64]]]:
        """For each occupation, items that it asks for, titles aside, and how likely a certification to it teaches."""
        place = {code: at for at, code in enumerate(self.titles.codes)}
        aside = self.snapshot.table("knowledge").filter(IS_TITLE).select(item="ogr")
        asked = _importances(self.snapshot).join(aside, on="item", how="anti").sort("occupation", "place")
        grouped = asked.group_by("occupation", maintain_order=True).agg("place", "importance")
        return {
            place[code]: (np.array(places, dtype=np.intp), np.array([TAUGHT[one] for one in importances]))
            for code, places, importances in grouped.iter_rows()
        }

    @cached_property
    def _blocs(self) -> dict[str, list[str]]:
        rows = self.snapshot.table("blocs").select("certification", "code").sort("code")
        return dict(rows.group_by("certification", maintain_order=True).agg("code").iter_rows())

    @cached_property
    def _numbered(self) -> tuple[list[str], dict[str, list[int]]]:
        statements = bloc_statements(self.snapshot).sort("unit", "statement")
        unique = statements["statement"].unique().sort()
        places = pl.DataFrame({"statement": unique}).with_row_index("place")
        grouped = statements.join(places, on="statement").sort("unit", "place").group_by("unit").agg("place")
        return unique.to_list(), dict(grouped.iter_rows())

    @cached_property
    def _statements(self) -> Vectors:
        return self.encoder.encode([fold(text) for text in self._numbered[0]])

    @property
    def _said(self) -> dict[str, list[int]]:
        """Statements of each bloc."""
        return self._numbered[1]

    @cached_property
    def _relevance(self) -> dict[str, dict[int, float]]:
        """For each certification, the occupations it leads to, 1 for the one of each ROME code that it names best."""
        leads = _occupations_of(self.snapshot)
        known = self.snapshot.table("certifications").select("code", "title").filter(pl.col("code").is_in(list(leads)))
        place = {code: at for at, code in enumerate(self.titles.codes)}
        said = WordShares(_said_of(self.snapshot))
        found: dict[str, dict[int, float]] = {}
        for at in range(0, known.height, TOGETHER):
            some = known[at : at + TOGETHER]
            titles = [title or "" for title in some["title"]]
            _, named = said.shares(titles, np.arange(len(place)))
            meant = self._meant(titles)
            for code, title, row, near in zip(some["code"], titles, named, meant, strict=True):
                groups = [[place[one] for one in group] for group in leads[code]]
                spoken = parts_spoken(groups, near)
                parts = _relevance(groups, row, general=diploma(title).word in GENERAL)
                found[code] = {one: part * spoken[one] for one, part in parts.items()}
        return found

    def _meant(self, titles: Sequence[str]) -> NDArray[np.float64]:
        """Cosines of titles with the appellations of occupations, to four decimals: (titles, occupations)."""
        vectors = self.titles.encode([subject(title) for title in titles])
        return np.asarray(self.titles.groups.best(vectors @ self.titles.vectors.T), dtype=np.float64).round(4)


def _kept(items: Places, chances: NDArray[np.float64]) -> tuple[Places, NDArray[np.float64]]:
    kept = chances >= LEAST
    return items[kept], np.round(chances[kept], 4)


def _relevance(
    groups: Sequence[Sequence[int]], near: NDArray[np.float64], *, general: bool = False
) -> dict[int, float]:
    """Part of each occupation: 1 for those of a ROME code that share most words with the title.

    `general`: a degree whose fiche names trades that graduates of any subject enter (of a licence of psychology, human
    resources); what its title names comes first.
    """
    found: dict[int, float] = {}
    most = max((float(near[one]) for group in groups for one in group), default=0.0)
    for group in groups:
        best = max(float(near[one]) for one in group)
        code = _part(best - most) if general else 1.0
        for one in group:
            found[one] = max(found.get(one, 0.0), code * _part(float(near[one]) - best))
    spread = sum(found.values()) ** SPREAD
    return {one: part / spread for one, part in found.items()}


def _part(less: float) -> float:
    """Part left to what shares so much less with a title than the best does."""
    return ELSEWHERE + (1.0 - ELSEWHERE) * float(np.exp(less / APART))


def _said_of(snapshot: Snapshot) -> list[str]:
    """Label and appellations of each occupation, in the order of the table."""
    said = dict(appellations(snapshot).group_by("occupation", maintain_order=True).agg("label").iter_rows())
    return [" ".join([label, *said.get(code, ())]) for code, label in _labels(snapshot)]


def _labels(snapshot: Snapshot) -> list[tuple[str, str]]:
    return list(snapshot.table("occupations").select("code", "label").iter_rows())


def _occupations_of(snapshot: Snapshot) -> dict[str, list[list[str]]]:
    """For each certification, the occupations under each of its ROME codes."""
    occupations = snapshot.table("occupations").select("code", "family")
    grains = pl.concat([occupations.select("code", rome=grain) for grain in ("code", "family")]).unique().sort("code")
    under = grains.group_by("rome", maintain_order=True).agg("code")
    links = snapshot.table("certification_occupations").select("certification", "rome").unique()
    joined = links.join(under, on="rome").sort("certification", "rome")
    return dict(joined.group_by("certification", maintain_order=True).agg("code").iter_rows())


def _importances(snapshot: Snapshot) -> pl.DataFrame:
    """Columns occupation, item, place, importance."""
    tables = [
        snapshot.table(name).select("occupation", "item", "importance")
        for name in ("occupation_competencies", "occupation_knowledge")
    ]
    strongest = pl.concat(tables).with_columns(pl.col("importance").fill_null("plain"))
    rank = pl.col("importance").replace_strict({"core": 3, "plain": 2, "emerging": 1}, return_dtype=pl.Int8)
    best = strongest.sort(rank, descending=True).unique(["occupation", "item"], keep="first")
    return best.join(needed_items(snapshot).select("occupation", "item", "place"), on=["occupation", "item"])
