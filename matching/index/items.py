"""Statements → competencies, macro-competencies and savoirs: lexical and dense together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matching.aliases import Aliases
from matching.encoders.encoder import Encoder, read_vectors
from matching.encoders.processors import share
from matching.french.everyday import wordings
from matching.french.wording import impersonal
from matching.index.fusion import Scores, candidates, probability
from matching.index.groups import Groups, parts
from matching.index.lexical import LexicalIndex, stems
from matching.index.shares import WordShares
from matching.index.tables import items
from matching.weights import ALIAS, ITEM, WITHIN, values
from referentials.codes import OgrCode
from referentials.deadline import on_time
from referentials.kinds import ItemKind
from referentials.snapshot import Snapshot
from referentials.text import fold

_WEIGHTS = values(ITEM)
LEXICAL, VECTORS, EVERYDAY = "items.bm25", "items.npy", "everyday.npy"


@dataclass(frozen=True, slots=True)
class ItemMatch:
    """An item a statement may tell; `dense` and `lexical` are the two features that weigh most."""

    item: OgrCode
    kind: ItemKind
    label: str
    probability: float
    dense: float
    lexical: float
    wording: str | None = None
    """The everyday wording that is nearer than the label."""
    term: str | None = None
    """The term of the user's own file that names it."""
    expected: bool = False


class ItemIndex:
    """All items of a snapshot, ready to be compared with statements."""

    def __init__(self, snapshot: Snapshot, encoder: Encoder, folder: Path, aliases: Aliases | None = None) -> None:
        self._encoder, self._aliases = encoder, aliases or Aliases()
        rows = items(snapshot)
        self.codes: list[str] = rows["ogr"].to_list()
        self.labels: list[str] = rows["label"].to_list()
        self.kinds: list[ItemKind] = rows["kind"].to_list()
        self.position = {code: place for place, code in enumerate(self.codes)}
        self._folder = folder
        self._lexical = LexicalIndex.open(folder / LEXICAL, stems, len(self.codes))
        self._wordings, self._owners = wordings(self.position)

    @staticmethod
    def build(snapshot: Snapshot, encoder: Encoder, folder: Path) -> None:
        """Compute what the index needs, in a folder."""
        rows = items(snapshot)
        labels = rows["label"].to_list()
        said, _ = wordings({code: at for at, code in enumerate(rows["ogr"])})
        np.save(folder / EVERYDAY, encoder.encode([impersonal(text) for text in said]).astype(np.float16))
        np.save(folder / VECTORS, encoder.encode([fold(label) for label in labels]).astype(np.float16))
        LexicalIndex.build(labels, stems, folder / LEXICAL)

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """Vectors of the labels, (items, dimension) float32."""
        return read_vectors(self._folder / VECTORS)

    @cached_property
    def _everyday(self) -> NDArray[np.float32]:
        return read_vectors(self._folder / EVERYDAY)

    @cached_property
    def _groups(self) -> Groups:
        """Everyday wordings of each item."""
        return Groups.of(self._owners, len(self.codes))

    def nearness(self, said: NDArray[np.float32]) -> NDArray[np.float32]:
        """Cosines of vectors of sentences with each item, by its label or its nearest wording: (sentences, items)."""
        found = share(lambda part: self._nearness(said[part]), parts(len(said)))
        return np.concatenate(found) if found else np.zeros((0, len(self.codes)), dtype=np.float32)

    def _nearness(self, said: NDArray[np.float32]) -> NDArray[np.float32]:
        dense = said @ self.vectors.T
        return np.maximum(dense, self._groups.best(said @ self._everyday.T)) if self._wordings else dense

    @cached_property
    def words(self) -> WordShares:
        """Words of the labels."""
        return WordShares(self.labels)

    def match(
        self, texts: Sequence[str], n: int = 10, within: Sequence[Collection[str]] | None = None
    ) -> list[list[ItemMatch]]:
        """For each text, the items it may tell, most probable first, at most n.

        `within`: for each text, items to expect, such as those of the occupation it speaks of; others stay possible.
        """
        if not texts or not self.codes:
            return [[] for _ in texts]
        plain = [impersonal(text) for text in texts]
        said = self._encoder.encode(plain)
        dense = self.nearness(said)
        expected = within or [()] * len(texts)
        return [self._match(*each, n) for each in zip(plain, said, dense, map(self._expected, expected), strict=True)]

    def _expected(self, codes: Collection[str]) -> NDArray[np.float32]:
        """Log-odds that being expected adds to each item: (items,)."""
        added = np.zeros(len(self.codes), dtype=np.float32)
        added[[self.position[code] for code in codes if code in self.position]] = WITHIN
        return added

    def local_terms(self, text: str) -> list[tuple[str, str]]:
        """Terms of the user's own file that a text has, with the item each names."""
        return self._aliases.items_in(text)

    def candidates(self, plain: str) -> tuple[NDArray[np.intp], dict[str, Scores]]:
        """Positions of the items that an impersonal sentence may tell, and their features."""
        dense, lexical = self.nearness(self._encoder.encode([plain]))[0], self._lexical.scores(plain)
        found = candidates(dense, lexical)
        return found, self._features(plain, found, dense, lexical)

    def _features(
        self, plain: str, found: NDArray[np.intp], dense: NDArray[np.float32], lexical: NDArray[np.float32]
    ) -> dict[str, Scores]:
        features = item_features(
            [plain], found, self.words, dense=dense[None, found], lexical=lexical[None, found], nearest=dense.max()
        )
        return {name: values[0] for name, values in features.items()}

    def _match(
        self,
        text: str,
        said: NDArray[np.float32],
        dense: NDArray[np.float32],
        expected: NDArray[np.float32],
        n: int,
    ) -> list[ItemMatch]:
        on_time()
        if not any(character.isalpha() for character in text):
            return []
        lexical = self._lexical.scores(text)
        found = candidates(dense, lexical, np.where(expected > 0, dense, 0.0))
        features = self._features(text, found, dense, lexical)
        scores = probability(_WEIGHTS, features, expected[found])
        order = sorted(range(len(found)), key=lambda i: (-scores[i], self.codes[found[i]]))[:n]
        matches = [self._item(int(found[i]), float(scores[i]), said, dense, lexical, expected) for i in order]
        local = [self._local(term, code, dense, lexical) for term, code in self.local_terms(text)]
        named = {match.item for match in local}
        return [*local, *(match for match in matches if match.item not in named)][:n]

    def _local(self, term: str, code: str, dense: NDArray[np.float32], lexical: NDArray[np.float32]) -> ItemMatch:
        place = self.position[code]
        near, words = round(float(dense[place]), 4), round(float(lexical[place]), 4)
        return ItemMatch(
            item=OgrCode(code),
            kind=self.kinds[place],
            label=self.labels[place],
            probability=ALIAS,
            dense=near,
            lexical=words,
            term=term,
        )

    def _item(
        self,
        place: int,
        chance: float,
        said: NDArray[np.float32],
        dense: NDArray[np.float32],
        lexical: NDArray[np.float32],
        expected: NDArray[np.float32],
    ) -> ItemMatch:
        near, words = round(float(dense[place]), 4), round(float(lexical[place]), 4)
        return ItemMatch(
            item=OgrCode(self.codes[place]),
            kind=self.kinds[place],
            label=self.labels[place],
            probability=chance,
            dense=near,
            lexical=words,
            wording=self._wording(place, said),
            expected=bool(expected[place] > 0),
        )

    def _wording(self, place: int, said: NDArray[np.float32]) -> str | None:
        """The everyday wording that is nearer than the label, if one is."""
        own = self._groups.rows(place)
        if not own.size:
            return None
        cosines = self._everyday[own] @ said
        best = int(cosines.argmax())
        return self._wordings[own[best]] if cosines[best] > self.vectors[place] @ said else None


def item_features(
    texts: Sequence[str],
    places: NDArray[np.intp],
    words: WordShares,
    *,
    dense: Scores,
    lexical: Scores | None = None,
    nearest: Scores | float,
) -> dict[str, Scores]:
    """Features of items for impersonal sentences, by the names of `ITEM`: each (texts, items), as what is given.

    `words` those of all items, `places` the positions of these; `nearest`: best cosine of each text with any item,
    these or others, (texts, 1). Without BM25 scores, `lexical` is made of the words in common.
    """
    item_share, text_share = words.shares(texts, places)
    if lexical is None:
        lexical = item_share / np.maximum(item_share.max(axis=1, keepdims=True, initial=0.0), 1e-9)
    return {
        "dense": dense,
        "gap": dense - nearest,
        "lexical": lexical,
        "item_share": item_share,
        "text_share": text_share,
    }
