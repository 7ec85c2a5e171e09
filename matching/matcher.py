"""Matcher: one snapshot and one encoder, opened once; what they derive is computed the first time and kept."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Self

import polars as pl

from matching.aliases import Aliases
from matching.damage import whole_files
from matching.encoders import open_encoder
from matching.encoders.encoder import Encoder, Vectors
from matching.encoders.processors import blas_alone
from matching.encoders.recent import RecentEncoder
from matching.french.everyday import digest
from matching.index.cache import CachedEncoder
from matching.index.expected import Expected
from matching.index.groups import Scores
from matching.index.items import ItemIndex, ItemMatch
from matching.index.occupations import OccupationIndex
from matching.index.search import KINDS, SearchHit, SearchIndex
from matching.index.titles import TitleIndex, TitleMatch
from matching.links.between import Between, build, links_id
from matching.links.blocs import link_blocs
from matching.links.specific import link_specific
from matching.reading import DocumentReader, ReadItem
from matching.titles.reader import TitleReader
from matching.titles.reading import NOTHING_ELSE, TitleContext, TitleReading
from matching.weights import DERIVING
from referentials.codes import RomeCode
from referentials.progress import Doing, Progress, unheard
from referentials.snapshot import ASIDE, Snapshot

VERSION = 5
"""Goes up when what is derived changes though neither the encoder nor a weight does."""

LINKS, LABELS = "unit_competencies.parquet", "labels.parquet"


class Deriving(StrEnum):
    """What a model derives from a snapshot."""

    APPELLATIONS = "appellations"
    ITEMS = "items"
    OCCUPATIONS = "occupations"
    LINKS = "links"
    SEARCH = "search"
    READY = "ready"


class Matcher:
    """Reads texts with a snapshot's words. Each part is opened at its first use."""

    def __init__(self, snapshot: Snapshot, encoder: Encoder, folder: Path, aliases: Aliases | None = None) -> None:
        self.snapshot, self.encoder, self._folder = snapshot, encoder, folder
        self._recent = RecentEncoder(encoder)
        self._aliases = aliases or Aliases()

    @classmethod
    def open(
        cls,
        snapshot: Snapshot,
        encoder: Encoder | None = None,
        progress: Progress | None = None,
        aliases: Aliases | None = None,
    ) -> Self:
        """Open the matcher of a snapshot (default encoder when none is given), with local terms if any.

        The first time, label vectors, lexical indexes and unit → competency links are computed and written beside
        the snapshot's tables.
        """
        chosen = encoder or open_encoder()
        report = progress or unheard
        name = model_id(chosen)
        folder = snapshot.derived(name)
        if not folder.exists():
            snapshot.seal()
            folder = snapshot.derived(name, lambda fresh: _derive(snapshot, chosen, fresh, report))
        return cls(snapshot, chosen, folder, aliases)

    @property
    def model_id(self) -> str:
        """Name of the model: encoder, version of what is derived, local terms."""
        return model_id(self.encoder) + (f"+{self._aliases.id}" if self._aliases.id else "")

    def titles(self, text: str, n: int = 5, *, leave_out: bool = False) -> list[TitleMatch]:
        """Occupations a job title may name, most probable first.

        `leave_out`: as if no appellation were the title to the letter, to measure how unknown titles are read.
        """
        with blas_alone():
            if leave_out:
                return self.title_index.match(text, n, leave_out=True)
            return self.title_reader.read(text, complete=n > 1).ranked(n)

    def read_title(self, text: str, context: TitleContext = NOTHING_ELSE, *, complete: bool = False) -> TitleReading:
        """Occupations that the title of a record names, with what the record says around it; what was set aside.

        `complete`: with those that are merely near, even where it is sure.
        """
        with blas_alone():
            return self.title_reader.read(text, context, complete=complete)

    def encode_titles(self, titles: Sequence[str]) -> Vectors:
        """Vectors of titles, for `title_nearness`."""
        with blas_alone():
            return self.title_index.encode(titles)

    def title_nearness(self, said: Vectors, occupations: Sequence[str]) -> Scores:
        """Best cosine of titles, by their vectors, with an appellation of each occupation: (titles, occupations)."""
        with blas_alone():
            return self.title_index.nearness(said, occupations)

    def title_likeness(self, titles: Sequence[str], occupation: str) -> Scores:
        """Best likeness of titles to an appellation of an occupation by their words, 0 to 1, at little cost."""
        return self.title_index.likeness(titles, occupation)

    def items(
        self, texts: Sequence[str], n: int = 10, within: Sequence[Expected] | None = None
    ) -> list[list[ItemMatch]]:
        """For each text, competencies and savoirs it may tell; `within`: for each, what its record leads to expect."""
        with blas_alone():
            return self.item_index.match(texts, n, within)

    def read(self, text: str, title: str = "", n: int = 50) -> list[ReadItem]:
        """Competencies and savoirs that a whole text calls for (an advertisement, a job), most probable first."""
        with blas_alone():
            return self.document_reader.read(text, title, n).items

    def occupations(self, title: str, sentences: Sequence[str], n: int = 5) -> list[tuple[RomeCode, float]]:
        """Occupations that a title and sentences speak of together, with probabilities of sum 1 over all of them."""
        with blas_alone():
            return self.document_reader.occupations(title, sentences)[:n]

    def search(self, text: str, kinds: Collection[str] = KINDS, n: int = 10) -> list[SearchHit]:
        """Codes and labels that a few typed characters may mean, best first."""
        return self._search.search(text, kinds, n)

    @cached_property
    def unit_links(self) -> pl.DataFrame:
        """Competencies of each unit (a bloc, an RS): columns unit, item, kind, probability, statement."""
        with self._read():
            return pl.read_parquet(self._folder / LINKS)

    @cached_property
    def between(self) -> Between:
        """Links between items, between occupations, and from certifications to items; computed the first time."""
        return self.link()

    def link(self, progress: Progress | None = None) -> Between:
        """Compute these links unless they are known: two minutes for all of ROME and the RNCP."""

        def made(fresh: Path) -> None:
            cached = CachedEncoder(self.encoder)
            cached.learn(self._folder)
            with blas_alone():
                build(fresh, self.snapshot, cached, (self.item_index, self.occupation_index), progress or unheard)

        folder = self.snapshot.derived(f"{model_id(self.encoder)}-{links_id()}", made)
        return Between(folder, tuple(self.snapshot.table("occupations")["code"]))

    def neighbours(self) -> pl.DataFrame:
        """Nearest occupations of each, recorded mobilities aside: columns occupation, target, nearness."""
        return self.between.neighbours()

    @cached_property
    def title_index(self) -> TitleIndex:
        """Appellations, ready to be compared with titles."""
        with self._read():
            return TitleIndex(self.snapshot, self._recent, self._folder, self._aliases)

    @cached_property
    def title_reader(self) -> TitleReader:
        """Reader of titles as people write them."""
        return TitleReader(
            self.title_index,
            lambda title, said: self.document_reader.occupations(title, said),
            lambda: self.between.nearness,
        )

    @cached_property
    def item_index(self) -> ItemIndex:
        """Competencies and savoirs, ready to be compared with sentences."""
        with self._read():
            return ItemIndex(self.snapshot, self._recent, self._folder, self._aliases)

    @cached_property
    def occupation_index(self) -> OccupationIndex:
        """Occupations, ready to be compared with a title and a text."""
        titles, vectors = self.title_index, self.item_index.vectors
        with self._read():
            return OccupationIndex(self.snapshot, self._folder, titles, vectors)

    @cached_property
    def document_reader(self) -> DocumentReader:
        """Reader of whole texts."""
        return DocumentReader(self._recent, self.item_index, self.occupation_index)

    @cached_property
    def _search(self) -> SearchIndex:
        with self._read():
            return SearchIndex(pl.read_parquet(self._folder / LABELS), self.snapshot)

    def _read(self) -> AbstractContextManager[None]:
        return whole_files(self._folder)


def model_id(encoder: Encoder) -> str:
    """Name of an encoder and of what else the derived data depend on: version, weights, everyday wordings."""
    content = hashlib.sha256(repr((DERIVING, digest())).encode()).hexdigest()[:6]
    return f"{encoder.id}-d{VERSION}.{content}"


def derive(snapshot: Snapshot, encoder: Encoder, progress: Progress, *, unsealed: bool) -> list[str]:
    """Derive what a snapshot lacks, and anew what is damaged of it; the names of the latter.

    `unsealed`: and what was derived before there were digests. Vectors that are what was written are taken over.
    """
    aside = snapshot.set_aside(unsealed=unsealed)
    Matcher.open(snapshot, encoder, progress).link(progress)
    for folder in aside:
        shutil.rmtree(folder, ignore_errors=True)
    return sorted({folder.name.removesuffix(ASIDE) for folder in aside})


def _derive(snapshot: Snapshot, encoder: Encoder, folder: Path, report: Progress) -> None:
    cached = CachedEncoder(encoder)
    for known in sorted(snapshot.path.parent.glob(f"*/derived/{encoder.id}-d*")):
        cached.learn(known)
    report(Doing(Deriving.APPELLATIONS), 0.05)
    TitleIndex.build(snapshot, cached, folder)
    report(Doing(Deriving.ITEMS), 0.2)
    ItemIndex.build(snapshot, cached, folder)
    report(Doing(Deriving.OCCUPATIONS), 0.5)
    OccupationIndex.build(snapshot, cached, folder)
    report(Doing(Deriving.LINKS), 0.6)
    index = ItemIndex(snapshot, cached, folder)
    pl.concat([link_blocs(snapshot, index, cached), link_specific(snapshot, index)]).write_parquet(folder / LINKS)
    report(Doing(Deriving.SEARCH), 0.95)
    SearchIndex.labels(snapshot).write_parquet(folder / LABELS)
    cached.save(folder)
    report(Doing(Deriving.READY), 1.0)
