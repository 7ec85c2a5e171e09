"""A whole text → the competencies and savoirs it calls for: an advertisement, a job in a CV, a service record.

The items of the occupations it speaks of are expected; what its sentences say confirms them or adds others. One pass:
every sentence is encoded once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matching.encoders.encoder import Encoder, Vectors
from matching.french.statements import statements
from matching.french.wording import impersonal
from matching.index.fusion import probability
from matching.index.groups import Scores, parts
from matching.index.items import ItemIndex
from matching.index.occupations import Heard, OccupationIndex, chances
from matching.weights import ALIAS, DOCUMENT, LIKELY, values
from referentials.codes import OgrCode, RomeCode
from referentials.kinds import ItemKind

_WEIGHTS = values(DOCUMENT)
UNEXPECTED = 1e-3
"""Added to the probability that an occupation asks for an item, for its logarithm to exist."""

Features = dict[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Told:
    """What sentences tell of items: two best cosines, best share of words, nearest sentence (-1: none)."""

    nearest: NDArray[np.float32]
    second: NDArray[np.float32]
    shared: NDArray[np.float32]
    best: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item a text calls for: how probable, which sentence says it best, which occupation has it expected."""

    item: OgrCode
    kind: ItemKind
    label: str
    probability: float
    sentence: str
    occupation: RomeCode | None
    term: str | None = None
    """The term of the user's own file that names it in the sentence."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a title and a text speak of, most probable first: every occupation, and the items asked for."""

    occupations: list[tuple[RomeCode, float]]
    items: list[ReadItem]


class DocumentReader:
    """Reads whole texts with the indexes of a snapshot."""

    def __init__(self, encoder: Encoder, items: ItemIndex, occupations: OccupationIndex) -> None:
        self._encoder, self._items, self._occupations = encoder, items, occupations

    def core_of(self, occupation: str, places: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Which of these items are core in an occupation: (len(places),) bool."""
        needs = self._occupations.needs
        own = needs.occupation == self._occupations.place[occupation]
        return np.isin(places, needs.item[own & needs.core])

    @cached_property
    def spread(self) -> NDArray[np.float32]:
        """How many occupations ask for each item, ln(1 + n)."""
        counts = np.bincount(self._occupations.needs.item, minlength=len(self._items.codes))
        return np.log1p(counts).astype(np.float32)

    def read(self, text: str, title: str = "", n: int = 50) -> Reading:
        """Items at most n; nothing at all when neither text nor title has a word."""
        told = list({statement.read: statement for statement in statements(text)}.values())
        sentences = [statement.text for statement in told]
        if not told and not title.strip():
            return Reading([], [])
        plain, heard, odds = self._read(title, [statement.read for statement in told])
        places, features, best = self.features(plain, heard, odds)
        scores = probability(_WEIGHTS, features)
        codes = self._items.codes
        order = sorted(range(len(places)), key=lambda i: (-scores[i], codes[places[i]]))[:n]
        likely = self._expected_in(odds)
        local = self._local([title, *sentences])
        found = [self._item(int(places[i]), float(scores[i]), sentences, int(best[i]), likely) for i in order]
        others = [item for item in found if item.item not in local]
        return Reading(self._ranked(odds), [*local.values(), *others][:n])

    def occupations(self, title: str, sentences: Sequence[str]) -> list[tuple[RomeCode, float]]:
        """Occupations that a title and sentences speak of together, most probable first."""
        return self._ranked(self._read(title, sentences)[2])

    def _read(self, title: str, sentences: Sequence[str]) -> tuple[list[str], Heard, Scores]:
        """Impersonal sentences, what they are near to, and the probability of each occupation."""
        plain = [impersonal(sentence) for sentence in sentences]
        heard = self._occupations.hear(self._encoder.encode(plain))
        return plain, heard, chances(self._occupations.signals(title, heard, " ".join(plain)).rows())

    def _ranked(self, odds: Scores) -> list[tuple[RomeCode, float]]:
        codes, said = self._codes, odds.tolist()
        order = sorted(range(len(said)), key=lambda i: (-said[i], codes[i]))
        return [(codes[i], said[i]) for i in order]

    @cached_property
    def _codes(self) -> list[RomeCode]:
        """Codes of the occupations, read once."""
        return [RomeCode(code) for code in self._occupations.codes]

    def features(
        self, plain: Sequence[str], heard: Heard, odds: Scores
    ) -> tuple[NDArray[np.intp], Features, NDArray[np.intp]]:
        """Return the positions of the candidates, their features, and for each its nearest sentence (-1: none)."""
        needs = self._occupations.needs
        weighed = odds[needs.occupation]
        prior = np.bincount(needs.item, weights=weighed, minlength=len(self.spread)).astype(np.float32)
        main = np.bincount(needs.item, weights=weighed * needs.core, minlength=len(self.spread)).astype(np.float32)
        expected = np.unique(needs.item[weighed >= LIKELY])
        places = np.union1d(expected, heard.items)
        told = self._told(places, plain, heard.said)
        kinds = np.array([self._items.kinds[place] != "knowledge" for place in places], dtype=np.float32)
        return (
            places,
            {
                "prior": np.log(prior[places] + UNEXPECTED),
                "core": main[places],
                "nearest": told.nearest,
                "second": told.second,
                "shared": told.shared,
                "spread": self.spread[places],
                "doing": kinds,
            },
            told.best,
        )

    def _told(self, places: NDArray[np.intp], plain: Sequence[str], said: Vectors) -> Told:
        """How well sentences tell items; some sentences at a time, for a text may be long."""
        vectors = self._items.vectors.T.take(places, axis=1)
        two = np.zeros((2, len(places)), dtype=np.float32)
        shared, best = np.zeros(len(places), dtype=np.float32), np.full(len(places), -1)
        for part in parts(len(said)):
            dense = said[part] @ vectors
            best = np.where(dense.max(axis=0) > two[0], part.start + dense.argmax(axis=0), best)
            two = np.partition(np.concatenate([two, dense]), -2, axis=0)[:-3:-1]
            words = self._items.words.shares(plain[part], places)[0].max(axis=0)
            shared = np.maximum(shared, words.astype(np.float32))
        return Told(two[0], two[1], shared, best)

    def _expected_in(self, odds: Scores) -> dict[int, int]:
        """Item → the likeliest occupation that asks for it, for occupations that are likely at all."""
        needs = self._occupations.needs
        weighed = odds[needs.occupation]
        kept = np.flatnonzero(weighed >= LIKELY)
        order = kept[np.argsort(weighed[kept], kind="stable")]
        return dict(zip(needs.item[order].tolist(), needs.occupation[order].tolist(), strict=True))

    def _local(self, texts: Sequence[str]) -> dict[OgrCode, ReadItem]:
        """Items that local terms of the user's own file name, by code, in the order of the text."""
        index, found = self._items, dict[OgrCode, ReadItem]()
        for text in texts:
            for term, code in index.local_terms(text):
                place = index.position[code]
                item = ReadItem(
                    item=OgrCode(code),
                    kind=index.kinds[place],
                    label=index.labels[place],
                    probability=ALIAS,
                    sentence=text,
                    occupation=None,
                    term=term,
                )
                found.setdefault(item.item, item)
        return found

    def _item(
        self, place: int, chance: float, sentences: Sequence[str], best: int, expected: dict[int, int]
    ) -> ReadItem:
        index = self._items
        return ReadItem(
            item=OgrCode(index.codes[place]),
            kind=index.kinds[place],
            label=index.labels[place],
            probability=chance,
            sentence=sentences[best] if best >= 0 else "",
            occupation=RomeCode(self._occupations.codes[expected[place]]) if place in expected else None,
        )
