"""Matcher: one snapshot and one encoder, opened once; what they derive is computed the first time and kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

import polars as pl

from matching.blocs import link_blocs
from matching.encoder import Encoder
from matching.encoders import open_encoder
from matching.items import ItemIndex, ItemMatch
from matching.search import KINDS, SearchHit, SearchIndex
from matching.titles import TitleIndex, TitleMatch
from referentials.snapshot import Snapshot

VERSION = 2
"""Goes up when what is derived changes though the encoder does not."""

LINKS, LABELS = "bloc_competencies.parquet", "labels.parquet"

Progress = Callable[[str, float], None]


class Matcher:
    """Reads texts with a snapshot's words. Each part is opened at its first use."""

    def __init__(self, snapshot: Snapshot, encoder: Encoder, folder: Path) -> None:
        self.snapshot, self.encoder, self._folder = snapshot, encoder, folder

    @classmethod
    def open(cls, snapshot: Snapshot, encoder: Encoder | None = None, progress: Progress | None = None) -> Self:
        """Open the matcher of a snapshot (default encoder when none is given).

        The first time, label vectors, lexical indexes and bloc → competency links are computed and written beside
        the snapshot's tables.
        """
        chosen = encoder or open_encoder()
        report = progress or (lambda what, share: None)
        folder = snapshot.derived(model_id(chosen), lambda fresh: _derive(snapshot, chosen, fresh, report))
        return cls(snapshot, chosen, folder)

    @property
    def model_id(self) -> str:
        """Name of the model, encoder and version of what is derived."""
        return model_id(self.encoder)

    def titles(self, text: str, n: int = 5) -> list[TitleMatch]:
        """Occupations a job title may name, most probable first."""
        return self._titles.match(text, n)

    def items(self, texts: Sequence[str], n: int = 10, within: Collection[str] | None = None) -> list[list[ItemMatch]]:
        """For each text, competencies and savoirs it may tell; `within`: items to expect more than others."""
        return self._items.match(texts, n, within)

    def search(self, text: str, kinds: Collection[str] = KINDS, n: int = 10) -> list[SearchHit]:
        """Codes and labels that a few typed characters may mean, best first."""
        return self._search.search(text, kinds, n)

    def bloc_links(self) -> pl.DataFrame:
        """Bloc → competency links: columns bloc, item, kind, probability, statement."""
        return pl.read_parquet(self._folder / LINKS)

    @cached_property
    def _titles(self) -> TitleIndex:
        return TitleIndex(self.snapshot, self.encoder, self._folder)

    @cached_property
    def _items(self) -> ItemIndex:
        return ItemIndex(self.snapshot, self.encoder, self._folder)

    @cached_property
    def _search(self) -> SearchIndex:
        return SearchIndex(pl.read_parquet(self._folder / LABELS))


def model_id(encoder: Encoder) -> str:
    """Name of an encoder and of the version of what is derived with it."""
    return f"{encoder.id}-d{VERSION}"


def _derive(snapshot: Snapshot, encoder: Encoder, folder: Path, report: Progress) -> None:
    report("lecture des appellations par le modèle", 0.05)
    TitleIndex.build(snapshot, encoder, folder)
    report("lecture des compétences et savoirs", 0.25)
    ItemIndex.build(snapshot, encoder, folder)
    report("liens des blocs aux compétences", 0.6)
    link_blocs(snapshot, ItemIndex(snapshot, encoder, folder), encoder).write_parquet(folder / LINKS)
    report("index de recherche", 0.95)
    SearchIndex.labels(snapshot).write_parquet(folder / LABELS)
    report("modèle prêt", 1.0)
