"""Statements → competencies, macro-competencies and savoirs: by label and by everyday wording, words and meaning.

Diplomas and licences that ROME lists among savoirs are held or not: no sentence tells them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matching.aliases import Aliases
from matching.encoders.encoder import Encoder, read_vectors
from matching.encoders.processors import share
from matching.french.everyday import wordings
from matching.french.publics import publics_of
from matching.french.wording import begins_with_verb, impersonal
from matching.index.expected import Expected, likeliest, of_record, share_said
from matching.index.fusion import Scores, candidates, log_odds, logistic
from matching.index.groups import Groups, parts
from matching.index.lexical import LexicalIndex, stems
from matching.index.shares import WordShares
from matching.index.tables import items, needed_items
from matching.weights import ALIAS, ATTITUDE, OWN_PUBLIC, PUBLIC, SAID, UNWORDED, values
from referentials.codes import OgrCode
from referentials.kinds import IS_ATTITUDE, IS_TITLE, ItemKind
from referentials.snapshot import Snapshot
from referentials.text import fold

_WEIGHTS = values(SAID)
EACH = 8
"""Statements compared with every item at a time."""
VOCABULARIES = 64
"""Of the records read last, what words their fiches have."""
LEXICAL, VECTORS, EVERYDAY, SPOKEN = "items.bm25", "items.npy", "everyday.npy", "everyday.bm25"


@dataclass(frozen=True, slots=True)
class Near:
    """How near a statement is to every item, each (items,).

    By its label, its best wording, whichever of these is nearer (`dense`), and the words of both.
    """

    label: Scores
    wording: Scores
    dense: Scores
    lexical: Scores
    spoken: Scores


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
    expected: float = 0.0
    """How far its record leads one to expect it, 0 to 1; 0 of a text of no record."""


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
        self._spoken = LexicalIndex.open(folder / SPOKEN, stems, len(self._wordings))
        titles = snapshot.table("knowledge").filter(IS_TITLE).select("ogr")
        self._told = ~rows["ogr"].is_in(titles["ogr"].implode()).to_numpy()
        asked = np.bincount(needed_items(snapshot)["place"].to_numpy(), minlength=len(self.codes))
        self._spread = np.log1p(asked).astype(np.float32)
        self._savoir = (rows["kind"] == "knowledge").to_numpy().astype(np.float32)
        attitudes = snapshot.table("macro_competencies").filter(IS_ATTITUDE)["ogr"]
        self._attitude = rows["ogr"].is_in(attitudes.implode()).to_numpy()
        self._macro = (rows["kind"] == "macro_competency").to_numpy().astype(np.float32)

    @staticmethod
    def build(snapshot: Snapshot, encoder: Encoder, folder: Path) -> None:
        """Compute what the index needs, in a folder."""
        rows = items(snapshot)
        labels = rows["label"].to_list()
        said, _ = wordings({code: at for at, code in enumerate(rows["ogr"])})
        plain = [impersonal(text) for text in said]
        np.save(folder / EVERYDAY, encoder.encode(plain).astype(np.float16))
        LexicalIndex.build(plain, stems, folder / SPOKEN)
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
        if not len(said):
            return np.zeros((0, len(self.codes)), dtype=np.float32)
        return np.concatenate([np.maximum(*self._nearness(said[part])) for part in parts(len(said))])

    def _nearness(self, said: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Cosines with the label of each item, and with its nearest wording; UNWORDED below the label without one."""
        label = said @ self.vectors.T
        wording = label - np.float32(UNWORDED)
        if self._wordings:
            worded = self._groups.which
            wording[:, worded] = self._groups.best(said @ self._everyday.T)[:, worded]
        return label, wording

    @cached_property
    def words(self) -> WordShares:
        """Words of the labels."""
        return WordShares(self.labels)

    def match(
        self, texts: Sequence[str], n: int = 10, within: Sequence[Expected] | None = None
    ) -> list[list[ItemMatch]]:
        """For each text, the items it may tell, most probable first, at most n.

        `within`: where the texts are sentences of records, what to expect in each; other items stay possible.
        """
        if not texts or not self.codes:
            return [[] for _ in texts]
        plain = [impersonal(text) for text in texts]
        said = self._encoder.encode(plain)
        expected = [None] * len(texts) if within is None else list(within)
        found = share(lambda part: self._matches(plain[part], said[part], expected[part], n), parts(len(said), EACH))
        return [matches for some in found for matches in some]

    def _matches(
        self, plain: Sequence[str], said: NDArray[np.float32], expected: Sequence[Expected | None], n: int
    ) -> list[list[ItemMatch]]:
        """Matches of a few texts, so that cosines with every item are never all held at once."""
        label, wording = self._nearness(said)
        return [
            self._match(text, said[at], self._near(text, label[at], wording[at]), expected[at], n)
            for at, text in enumerate(plain)
        ]

    def _near(self, plain: str, label: Scores, wording: Scores) -> Near:
        spoken = self._groups.best(self._spoken.scores(plain)) if self._wordings else np.zeros_like(label)
        return Near(
            label=label,
            wording=wording,
            dense=np.maximum(label, wording),
            lexical=self._lexical.scores(plain),
            spoken=np.asarray(spoken, dtype=np.float32),
        )

    @cached_property
    def _vocabulary(self) -> Callable[[Expected], NDArray[np.bool_]]:
        """Which stems the labels have that the record of an occupation leads to expect, (stems,)."""
        return lru_cache(VOCABULARIES)(lambda expected: self.words.stems_of(expected.own))

    @cached_property
    def _publics(self) -> Callable[[Expected], frozenset[str]]:
        """Publics that a record, or the trade that it speaks of, is about."""
        return lru_cache(VOCABULARIES)(self._publics_of)

    def _publics_of(self, expected: Expected) -> frozenset[str]:
        own = [publics_of(self.labels[place]) for place in expected.own]
        counts = Counter(name for names in own for name in names)
        return expected.publics | {name for name, number in counts.items() if number >= OWN_PUBLIC * len(own)}

    def expecting(self, codes: Collection[str]) -> Expected:
        """What to expect where some items, and nothing near them, are asked for; unknown codes are left out."""
        known = tuple(code for code in codes if code in self.position)
        degrees = np.zeros(len(self.codes))
        degrees[[self.position[code] for code in known]] = 1.0
        return Expected(known, degrees=degrees if known else None)

    def local_terms(self, text: str) -> list[tuple[str, str]]:
        """Terms of the user's own file that a text has, with the item each names."""
        return self._aliases.items_in(text)

    def candidates(self, plain: str) -> tuple[NDArray[np.intp], dict[str, Scores]]:
        """Positions of the items that an impersonal sentence may tell, and their features."""
        label, wording = self._nearness(self._encoder.encode([plain]))
        near = self._near(plain, label[0], wording[0])
        found = self._told_by(near)
        return found, self._features(plain, found, near)

    def _told_by(self, near: Near, *expected: Scores) -> NDArray[np.intp]:
        """Positions of the items near enough to be looked at."""
        found = candidates(near.dense, near.lexical, near.spoken, *expected)
        return np.asarray(found[self._told[found]])

    def _features(self, plain: str, found: NDArray[np.intp], near: Near) -> dict[str, Scores]:
        """Features of items by the names of `SAID`, each (items,)."""
        item_share, text_share = self.words.share(plain, found)
        dense = near.dense
        savoir = self._savoir[found]
        of_doing = np.float32(begins_with_verb(plain))
        return {
            "label": near.label[found],
            "wording": near.wording[found],
            "dense": dense[found],
            "gap": dense[found] - dense.max(where=self._told, initial=-1.0),
            "lexical": near.lexical[found],
            "spoken": near.spoken[found],
            "item_share": item_share,
            "text_share": text_share,
            "spread": self._spread[found],
            "savoir": savoir * (1 - of_doing),
            "savoir_of_doing": savoir * of_doing,
            "macro": self._macro[found],
        }

    def _match(
        self, text: str, said: NDArray[np.float32], near: Near, expected: Expected | None, n: int
    ) -> list[ItemMatch]:
        if not any(character.isalpha() for character in text):
            return []
        dense, lexical = near.dense, near.lexical
        own = [] if expected is None or expected.degrees is None else [np.where(expected.degrees == 1.0, dense, 0.0)]
        found = self._told_by(near, *own)
        odds = log_odds(_WEIGHTS, self._features(text, found, near))
        wording = cache(lambda place: self._wording(place, said))
        if expected is not None:
            found, odds = self._of_record(text, wording, found, odds, expected)
        scores = logistic(odds)
        order = sorted(range(len(found)), key=lambda i: (-scores[i], self.codes[found[i]]))[:n]
        matches = [self._item(int(found[i]), float(scores[i]), wording, near, expected) for i in order]
        local = [self._local(term, code, dense, lexical) for term, code in self.local_terms(text)]
        named = {match.item for match in local}
        return [*local, *(match for match in matches if match.item not in named)][:n]

    def _of_record(
        self,
        text: str,
        wording: Callable[[int], str | None],
        found: NDArray[np.intp],
        odds: NDArray[np.float64],
        expected: Expected,
    ) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The likeliest readings of a sentence of a record, and their log-odds."""
        degrees = expected.of(found)
        kept = likeliest(odds, degrees)
        found, odds, degrees = found[kept], odds[kept], degrees[kept]
        spoken = [(self.labels[place], wording(int(place)) or "") for place in found]
        words = np.array([share_said(text, both) for both in spoken])
        foreign = np.zeros(len(found))
        if expected.degrees is not None:
            foreign = self.words.foreign(text, found, self._vocabulary(expected))
        away = np.array([bool(publics_of(self.labels[place]) - self._publics(expected)) for place in found])
        reticent = self._attitude[found] & (words < 1.0) & (not begins_with_verb(text))
        return found, of_record(odds, degrees, words, foreign) - ATTITUDE * reticent - PUBLIC * away

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
        self, place: int, chance: float, wording: Callable[[int], str | None], near: Near, expected: Expected | None
    ) -> ItemMatch:
        return ItemMatch(
            item=OgrCode(self.codes[place]),
            kind=self.kinds[place],
            label=self.labels[place],
            probability=chance,
            dense=round(float(near.dense[place]), 4),
            lexical=round(float(near.lexical[place]), 4),
            wording=wording(place),
            expected=expected.degree(place) if expected else 0.0,
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
