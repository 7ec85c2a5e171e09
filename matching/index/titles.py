"""Titles → occupations, over all appellations: the same answer for both genders, with or without accents.

An occupation is as near as its appellations are; a softmax over the candidates, and over « none of them », gives the
probabilities.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from matching.aliases import Aliases
from matching.encoders.encoder import Encoder, Vectors, read_vectors
from matching.french.abbreviations import expand
from matching.french.gender import gender_pairs, neutral
from matching.index.fusion import Scores, candidates, weighed
from matching.index.groups import Groups
from matching.index.lexical import LexicalIndex, grams
from matching.index.tables import appellations
from matching.weights import ALIAS, EXACT, TITLE, values
from referentials.codes import OgrCode, RomeCode
from referentials.snapshot import Snapshot

_WEIGHTS = values(TITLE)
SUPPORT = 3
"""Appellations of an occupation that speak for it together."""
LACKING = 0.9
"""What an appellation that an occupation lacks counts for, as a share of its worst one."""
LEXICAL, VECTORS = "titles.bm25", "titles.npy"


class Likeness(StrEnum):
    """How a title names an appellation."""

    EXACT = "exact"
    NEAR = "near"
    LOCAL_TERM = "local_term"
    """By a term of the user's own file."""
    EVERYDAY = "everyday"
    """By a sigle or an everyday name."""
    PART = "part"
    """By a part of it; the rest tells where, for whom, under which contract."""
    DESCRIBED = "described"
    """By what the record's description says, the title saying too little."""
    AKIN = "akin"
    """By no word of it: near, in what is done, to the occupations that it names."""
    KIND = "kind"
    """By the kind of the record, whatever its title."""


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """An occupation a title may name, by its nearest appellation, of that `label`."""

    occupation: RomeCode
    appellation: OgrCode
    label: str
    probability: float
    likeness: Likeness
    said: str
    """The title, or the local term in it."""
    common: tuple[str, ...] = ()
    """Words, folded, that a title has in common with an appellation that is near."""
    aside: tuple[str, ...] = ()
    """Words of the title that were set aside."""
    taken: float | None = None
    """How far it is to be taken for right until the holder answers, where that is more than the probability told: the
    title names it and only a description casts doubt, or is near it and the description speaks of it too."""


@dataclass(frozen=True, slots=True)
class TitleCandidates:
    """Occupations that a title may name."""

    occupations: NDArray[np.intp]
    """Positions in `TitleIndex.codes`."""
    features: dict[str, Scores]
    """By the names of `TITLE`, each (occupations,)."""
    dense: Scores
    """Cosine of every appellation, (appellations,)."""


class TitleIndex:
    """All appellations of a snapshot, ready to be compared with a title."""

    def __init__(self, snapshot: Snapshot, encoder: Encoder, folder: Path, aliases: Aliases | None = None) -> None:
        self._encoder, self._aliases = encoder, aliases or Aliases()
        self.appellations = appellations(snapshot)
        self.pairs = gender_pairs(self.appellations["label"])
        self.labels = neutral_labels(self.appellations, self.pairs)
        self._same: dict[str, list[int]] = defaultdict(list)
        for row, label in enumerate(self.labels):
            self._same[label].append(row)
        occupations = snapshot.table("occupations")
        self.codes: list[str] = occupations["code"].to_list()
        self._own = {code: (ogr, label) for code, ogr, label in occupations.select("code", "ogr", "label").iter_rows()}
        self.place = {code: at for at, code in enumerate(self.codes)}
        self.owners = np.array([self.place[code] for code in self.appellations["occupation"]], dtype=np.intp)
        self.groups = Groups.of(self.owners.tolist(), len(self.codes))
        self.vectors = read_vectors(folder / VECTORS)
        self._lexical = LexicalIndex.open(folder / LEXICAL, grams, len(self.labels))

    @staticmethod
    def build(snapshot: Snapshot, encoder: Encoder, folder: Path) -> None:
        """Compute what the index needs, in a folder."""
        known = appellations(snapshot)
        labels = neutral_labels(known, gender_pairs(known["label"]))
        np.save(folder / VECTORS, encoder.encode(labels).astype(np.float16))
        LexicalIndex.build(labels, grams, folder / LEXICAL)

    def match(self, title: str, n: int = 5, *, leave_out: bool = False) -> list[TitleMatch]:
        """Occupations a title may name, most probable first, at most n; none for a title without a word."""
        query = self.neutral(title)
        found = self.candidates(query, leave_out=leave_out)
        if found is None:
            return []
        exact = set() if leave_out else {self.owners[row] for row in self._same.get(query, ())}
        chances = title_chances(weighed(_WEIGHTS, found.features))
        if exact:
            named = np.isin(found.occupations, list(exact))
            chances = np.where(named, EXACT / len(exact), chances * (1 - EXACT))
        order = sorted(range(len(chances)), key=lambda i: (-chances[i], self.codes[found.occupations[i]]))
        local = self.local(title)
        first = {match.occupation for match in local}
        others = [i for i in order if self.codes[found.occupations[i]] not in first][:n]
        ranked = [self._match(title, query, int(found.occupations[i]), float(chances[i]), found.dense) for i in others]
        return [*local, *ranked][:n]

    def local(self, title: str) -> list[TitleMatch]:
        """Occupations that terms of the user's own file name in a title."""
        return [self._local(term, ogr) for term, ogr in self._aliases.appellations_in(title)]

    def exactly(self, title: str) -> list[tuple[str, float]]:
        """Occupations that have a title to the letter, gender apart, with their probabilities."""
        owners = sorted({self.codes[self.owners[row]] for row in self._same.get(self.neutral(title), ())})
        return [(code, EXACT / len(owners)) for code in owners]

    def named(self, code: str, chance: float, *, said: str, likeness: Likeness) -> TitleMatch:
        """An occupation that a title was found to name otherwise than by its words, by its main appellation."""
        own = self._rows_of([code])[0]
        if not len(own):
            return self._unnamed(code, chance, likeness, said)
        query = self.neutral(said)
        row = next((int(at) for at in own if self.labels[at] == query), None)
        main = row if row is not None else next((int(at) for at in own if self._main[at]), int(own[0]))
        known = self.appellations.row(main, named=True)
        return TitleMatch(
            RomeCode(code), OgrCode(known["ogr"]), known["label"], round(chance, 6),
            likeness=Likeness.EXACT if row is not None else likeness, said=said.strip(),
        )  # fmt: skip

    def _unnamed(self, code: str, chance: float, likeness: Likeness, said: str) -> TitleMatch:
        """An occupation of which no appellation was read: by its own label."""
        ogr, label = self._own[code]
        return TitleMatch(RomeCode(code), OgrCode(ogr), label, round(chance, 6), likeness=likeness, said=said.strip())

    @cached_property
    def _main(self) -> list[bool]:
        return [bool(main) for main in self.appellations["main"]]

    @cached_property
    def starts(self) -> Counter[str]:
        """How many appellations begin with each word, or two words."""
        heads = (" ".join(label.split()[:n]) for label in self.labels for n in (1, 2, 3))
        return Counter(heads)

    @cached_property
    def rarity(self) -> dict[str, float]:
        """Of each word of the appellations, ln(appellations / those that have it)."""
        counts = Counter(word for label in self.labels for word in set(label.split()))
        return {word: math.log((1 + len(self.labels)) / count) for word, count in counts.items()}

    def neutral(self, title: str) -> str:
        """Canonical form of a title: in full, one gender, folded."""
        return neutral(expand(title), self.pairs)

    def encode(self, titles: Sequence[str]) -> Vectors:
        """Vectors of titles, to be compared with those of appellations: (titles, dimension)."""
        return self._encoder.encode([self.neutral(title) for title in titles])

    def nearness(self, said: Vectors, codes: Sequence[str]) -> Scores:
        """Best cosine of titles, by their vectors, with an appellation of each occupation: (titles, codes); else 0."""
        found = np.zeros((len(said), len(codes)), dtype=np.float32)
        for column, rows in enumerate(self._rows_of(codes)):
            if len(rows) and len(said):
                found[:, column] = (said @ self.vectors[rows].T).max(axis=1)
        return found

    def likeness(self, titles: Sequence[str], code: str) -> Scores:
        """Best likeness of each title to an appellation of an occupation, by its words, 0 to 1: (titles,)."""
        (rows,) = self._rows_of([code])
        if not len(rows) or not titles:
            return np.zeros(len(titles), dtype=np.float32)
        said = [self.neutral(title) for title in titles]
        found: Scores = ratios(fuzz.token_set_ratio, said, [self.labels[row] for row in rows]).max(axis=1) / 100
        return found

    def _rows_of(self, codes: Sequence[str]) -> list[NDArray[np.intp]]:
        """Rows of the appellations of each occupation."""
        none = np.zeros(0, dtype=np.intp)
        return [self.groups.rows(self.place[code]) if code in self.place else none for code in codes]

    def scores(self, title: str, *, leave_out: bool = False) -> Scores:
        """Weighed features of every occupation, (occupations,) float32; the worst candidate's for what is none."""
        found = self.candidates(self.neutral(title), leave_out=leave_out)
        scores = np.zeros(len(self.codes), dtype=np.float32)
        if found is not None:
            odds = weighed(_WEIGHTS, found.features)
            scores[:] = odds.min()
            scores[found.occupations] = odds
        for _, ogr in self._aliases.appellations_in(title):
            scores[self.owners[self._row(ogr)]] = scores.max() + np.log(ALIAS / (1 - ALIAS))
        return scores

    def candidates(self, query: str, *, leave_out: bool = False) -> TitleCandidates | None:
        """Occupations that a neutral title may name; None when it has no word.

        `leave_out`: as if no appellation were the title to the letter.
        """
        if not query or not self.labels:
            return None
        dense = self.vectors @ self._encoder.encode([query])[0]
        lexical = self._lexical.scores(query)
        same = self._same.get(query, []) if leave_out else []
        dense[same] = lexical[same] = 0.0
        lexical /= max(float(lexical.max()), 1e-9)
        nearest, common = self.groups.best(dense), self.groups.best(lexical)
        found = np.intersect1d(candidates(nearest, common), self.groups.which)
        if not found.size:
            return None
        rows = np.concatenate([self.groups.rows(int(at)) for at in found])
        rows = rows[~np.isin(rows, same)]
        own = Groups.of(np.searchsorted(found, self.owners[rows]).tolist(), len(found))
        of_labels = title_features(
            [query],
            [self.labels[row] for row in rows],
            dense=dense[None, rows],
            support=dense[None, rows],
            lexical=lexical[None, rows],
        )
        features = {name: own.best(values_[0]) for name, values_ in of_labels.items()}
        return TitleCandidates(found, {**features, "support": support(dense[rows], own)}, dense)

    def _match(self, title: str, query: str, occupation: int, chance: float, dense: Scores) -> TitleMatch:
        own = self.groups.rows(occupation)
        row = int(own[np.argmax(dense[own] + np.array([self.labels[i] == query for i in own]))])
        ogr, label = self.appellations.row(row, named=True)["ogr"], self.appellations.row(row, named=True)["label"]
        exact = self.labels[row] == query
        common = [w for w in dict.fromkeys(query.split()) if w in self.labels[row].split() and len(w) > 2]
        return TitleMatch(
            RomeCode(self.codes[occupation]), OgrCode(ogr), label, round(chance, 6),
            likeness=Likeness.EXACT if exact else Likeness.NEAR,
            said=title.strip(),
            common=() if exact else tuple(common),
        )  # fmt: skip

    def _local(self, term: str, ogr: str) -> TitleMatch:
        row = self.appellations.row(self._row(ogr), named=True)
        code, label = RomeCode(row["occupation"]), row["label"]
        return TitleMatch(code, OgrCode(ogr), label, ALIAS, likeness=Likeness.LOCAL_TERM, said=term)

    def _row(self, ogr: str) -> int:
        return self.appellations["ogr"].to_list().index(ogr)


def title_features(
    titles: Sequence[str], labels: Sequence[str], *, dense: Scores, support: Scores, lexical: Scores
) -> dict[str, Scores]:
    """Features of labels for neutral titles, by the names of `TITLE`: each (titles, labels), as what is given."""
    return {
        "dense": dense,
        "support": support,
        "lexical": lexical,
        "order": ratios(fuzz.token_sort_ratio, titles, labels) / 100,
        "words": ratios(fuzz.token_set_ratio, titles, labels) / 100,
    }


def ratios(scorer: Callable[..., float], texts: Sequence[str], labels: Sequence[str]) -> Scores:
    """Ratios of rapidfuzz between texts and labels, 0 to 100: (texts, labels) float32."""
    return np.asarray(process.cdist(texts, labels, scorer=scorer, dtype=np.float32, workers=-1))


def support(dense: Scores, groups: Groups) -> Scores:
    """For each group, the mean of the SUPPORT best cosines of its labels; LACKING of its worst for those it lacks.

    >>> support(np.array([0.9, 0.6, 0.3]), Groups.of([0, 0, 1], 2)).round(2).tolist()
    [0.68, 0.28]
    """
    found = np.zeros(groups.size)
    for group in range(groups.size):
        best = np.sort(dense[groups.rows(group)])[::-1][:SUPPORT]
        if best.size:
            found[group] = (best.sum() + LACKING * best[-1] * (SUPPORT - best.size)) / SUPPORT
    return found


def title_chances(scores: NDArray[np.float64], weights: Mapping[str, float] = _WEIGHTS) -> NDArray[np.float64]:
    """Softmax of the candidates and of « none of them », which scores `none`: (candidates,), of sum below 1."""
    best = max(float(scores.max()), weights["none"])
    odds = np.exp(scores - best)
    return np.asarray(odds / (odds.sum() + np.exp(weights["none"] - best)))


def neutral_labels(known: pl.DataFrame, pairs: dict[str, str]) -> list[str]:
    """Canonical form of every appellation, in the order of the table."""
    return [neutral(expand(label), pairs) for label in known["label"]]
