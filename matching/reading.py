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

from matching.encoder import Encoder, Vectors
from matching.fusion import best_first, probability
from matching.items import ItemIndex, Kind
from matching.occupations import OccupationIndex, needed_items
from matching.text import statements
from matching.weights import DOCUMENT, LIKELY, values
from matching.wording import impersonal
from referentials.codes import OgrCode, RomeCode
from referentials.snapshot import Snapshot

_WEIGHTS = values(DOCUMENT)
NEAREST = 40
"""Items taken from each sentence's nearest."""

Features = dict[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item a text calls for: how probable, which sentence says it best, which occupation has it expected."""

    item: OgrCode
    kind: Kind
    label: str
    probability: float
    sentence: str
    occupation: RomeCode | None
    reason: str


class DocumentReader:
    """Reads whole texts with the indexes of a snapshot."""

    def __init__(self, snapshot: Snapshot, encoder: Encoder, items: ItemIndex, occupations: OccupationIndex) -> None:
        self._snapshot, self._encoder, self._items, self._occupations = snapshot, encoder, items, occupations

    @cached_property
    def needs(self) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
        """Occupation, item and whether it is core there, for every need; positions."""
        found = needed_items(self._snapshot)
        rows = [self._occupations.place[code] for code in found["occupation"]]
        return np.array(rows, dtype=np.intp), found["place"].to_numpy().astype(np.intp), found["core"].to_numpy()

    def core_of(self, occupation: str, places: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Which of these items are core in an occupation: (len(places),) bool."""
        owners, items, core = self.needs
        return np.isin(places, items[(owners == self._occupations.place[occupation]) & core])

    @cached_property
    def spread(self) -> NDArray[np.float32]:
        """How many occupations ask for each item, ln(1 + n)."""
        counts = np.bincount(self.needs[1], minlength=len(self._items.codes))
        return np.log1p(counts).astype(np.float32)

    def read(self, text: str, title: str = "", n: int = 50) -> list[ReadItem]:
        """Items a text calls for, most probable first, at most n; none when neither text nor title has a word."""
        sentences = [statement.text for statement in statements(text)]
        plain = [impersonal(sentence) for sentence in sentences]
        said = self._encoder.encode(plain)
        signals = self._occupations.signals(title, said, " ".join(plain))
        if not sentences and not title.strip():
            return []
        chances = self._occupations.chances(signals)
        places, features, best = self.features(plain, said, chances)
        scores = probability(_WEIGHTS, features)
        codes = self._items.codes
        order = sorted(range(len(places)), key=lambda i: (-scores[i], codes[places[i]]))[:n]
        likely = self._expected_in(chances)
        return [self._item(int(places[i]), float(scores[i]), sentences, int(best[i]), likely) for i in order]

    def features(
        self, plain: Sequence[str], said: Vectors, chances: NDArray[np.float32]
    ) -> tuple[NDArray[np.intp], Features, NDArray[np.intp]]:
        """Return the positions of the candidates, their features, and for each its nearest sentence (-1: none)."""
        occupation, item, core = self.needs
        prior = np.bincount(item, weights=chances[occupation], minlength=len(self.spread)).astype(np.float32)
        main = np.bincount(item, weights=chances[occupation] * core, minlength=len(self.spread)).astype(np.float32)
        dense = said @ self._items.vectors.T if len(said) else np.zeros((0, len(self.spread)), dtype=np.float32)
        expected = np.unique(item[chances[occupation] >= LIKELY])
        near = np.unique(best_first(dense, NEAREST)) if dense.size else expected[:0]
        places = np.union1d(expected, near)
        return places, *self._of(places, plain, dense[:, places], prior[places], main[places])

    def _of(
        self,
        places: NDArray[np.intp],
        plain: Sequence[str],
        dense: NDArray[np.float32],
        prior: NDArray[np.float32],
        main: NDArray[np.float32],
    ) -> tuple[Features, NDArray[np.intp]]:
        none = np.zeros(len(places), dtype=np.float32)
        nearest, second, shared, best = none, none, none, np.full(len(places), -1)
        if len(dense):
            ranked = np.sort(dense, axis=0)
            nearest, second = ranked[-1], ranked[-2] if len(dense) > 1 else none
            shared = self._items.words.shares(plain, places)[0].max(axis=0).astype(np.float32)
            best = dense.argmax(axis=0)
        kinds = np.array([self._items.kinds[place] != "knowledge" for place in places], dtype=np.float32)
        return {
            "prior": np.log(prior + 1e-3),
            "core": main,
            "nearest": nearest,
            "second": second,
            "shared": shared,
            "spread": self.spread[places],
            "doing": kinds,
        }, best

    def _expected_in(self, chances: NDArray[np.float32]) -> dict[int, int]:
        """Item → the likeliest occupation that asks for it, for occupations that are likely at all."""
        occupation, item, _ = self.needs
        kept = np.flatnonzero(chances[occupation] >= LIKELY)
        order = kept[np.argsort(chances[occupation[kept]], kind="stable")]
        return dict(zip(item[order].tolist(), occupation[order].tolist(), strict=True))

    def _item(
        self, place: int, chance: float, sentences: Sequence[str], best: int, expected: dict[int, int]
    ) -> ReadItem:
        index = self._items
        sentence = sentences[best] if best >= 0 else ""
        occupation = RomeCode(self._occupations.codes[expected[place]]) if place in expected else None
        because = [f"proche de « {sentence} »"] if sentence else []
        because += [f"attendue dans le métier {occupation}"] if occupation else []
        return ReadItem(
            OgrCode(index.codes[place]), index.kinds[place], index.labels[place], chance, sentence, occupation,
            ", ".join(because),
        )  # fmt: skip
