"""Titles as people write them → occupations: the whole first, then its parts, then what the record says around.

A sigle or an everyday name, or an appellation to the letter, settles a title, once what is about the contract, the
place or the employer is set aside. Failing that, a part that is one counts (before « chez », « à », a comma…), the
rest being context that may specialise it; failing that, nearness to the appellations. Below certainty the description
decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from matching.french.gender import neutral
from matching.index.titles import Likeness, TitleIndex, TitleMatch
from matching.titles.aside import About, Aside, Kept, is_absence, set_aside, tidy
from matching.titles.described import Described, Listener
from matching.titles.kin import Kin, Square
from matching.titles.names import Names, Sure
from matching.titles.near import RANKED, Near
from matching.titles.reading import NOTHING_ELSE, SURE, TitleContext, TitleReading
from matching.titles.words import SMALL, has_sigle, is_vague, plain, rank_first
from referentials.text import fold, visible

_STRONG = frozenset({"chez", "a", "au", "aux", "sur", "au sein", "@", "(", "-", "–", ",", ":"})
"""What tells where, after an occupation."""
_COMPLEMENT = frozenset({"de", "du", "des", "en"})
"""What tells which, after an occupation."""
STEM = 7
"""Letters by which a word is known, whatever its ending."""


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a title that is an occupation, and how far what follows leaves it so, 0 to 1."""

    sure: Sure
    weight: float


class TitleReader:
    """Reads titles with the appellations of a snapshot and the table of everyday names."""

    def __init__(self, index: TitleIndex, described: Described, nearness: Callable[[], Square]) -> None:
        self._index, self._names, self._nearness = index, Names(index), Near(index)
        self._listener, self._kin = Listener(index, self._names, described), Kin(index, nearness)
        self._stems = {word[:STEM] for word in index.rarity}

    def read(self, title: str, context: TitleContext = NOTHING_ELSE, *, complete: bool = False) -> TitleReading:
        """Occupations that a title names; `complete`: with those that are merely near, even where it is sure."""
        said = visible(title).strip()
        local = self._index.local(said)
        if local:
            return TitleReading((tuple(self._index.match(said, RANKED)),))
        if is_absence(said):
            return TitleReading((), (Aside(About.ABSENCE, said),))
        around = context.folded(said)
        kept, bare = set_aside(said), set_aside(said, names=True)
        sure = self._whole(said, kept, bare, around)
        if sure:
            parts = [self._matches(sure, self._nearness.ranked(bare.text) if complete else [])]
        else:
            parts = self._several(kept, around, complete=complete) or [self._one(bare, around)]
        settled = [self._listener.settled(part, bare.text, context) for part in parts] if len(parts) == 1 else parts
        if complete and not context.description.strip():
            settled = [self._kin.widened(part, bare.text) for part in settled]
        aside = bare.aside if not sure or tidy(sure.said) != tidy(said) else ()
        return TitleReading(tuple(tuple(part) for part in settled if part), tuple(aside))

    def _whole(self, said: str, kept: Kept, bare: Kept, around: str) -> Sure | None:
        """The title, or what is left of it, where that is an occupation by itself."""
        for text in dict.fromkeys([said, kept.text, plain(kept.text), rank_first(kept.text)]):
            if sure := self._names.sure(text, around):
                return sure
        if named := self._names.beginning(kept.text, around):
            return named
        for text in dict.fromkeys([bare.text, plain(bare.text)]):
            if sure := self._names.sure(text, around):
                return sure
        return None

    def _several(self, kept: Kept, around: str, *, complete: bool) -> list[list[TitleMatch]]:
        """Occupations that a title joins, where two at least are read for sure; none otherwise."""
        pieces = [self._piece(piece, around) for piece in self._names.pieces(kept.text)]
        found = {sure.best: sure for sure in reversed(pieces) if sure}
        distinct = list(reversed(found.values()))
        if len(distinct) < 2:
            return []
        return [self._matches(sure, self._nearness.ranked(sure.said) if complete else []) for sure in distinct]

    def _piece(self, text: str, around: str) -> Sure | None:
        bare = set_aside(text, names=True).text
        sure = self._names.sure(text, around) or self._names.sure(bare, around)
        if sure:
            return sure
        head = self._head(bare, around)
        return head.sure if head and head.weight >= SURE else None

    def _one(self, bare: Kept, around: str) -> list[TitleMatch]:
        """One occupation, by a part of the title and by nearness."""
        text = plain(bare.text) or bare.text
        near = self._nearness.ranked(rank_first(text))
        misspelt = self._names.misspelt(text, around)
        if misspelt:
            return self._matches(misspelt, near)
        head = self._head(text, around)
        if head is None:
            first = [sure for piece in self._names.pieces(text) if (sure := self._piece(piece, around))]
            head = Head(first[0], 0.8) if first else None
        return self._blended(head, near, text) if head else near

    def _head(self, text: str, around: str) -> Head | None:
        """The longest beginning of a text that is an occupation, with its weight against nearness of the whole."""
        tokens = text.split()
        for cut in range(len(tokens) - 1, 0, -1):
            start, rest = tidy(" ".join(tokens[:cut])), tokens[cut:]
            if fold(tokens[cut - 1]) in SMALL:
                continue
            sure = self._names.sure(start, around)
            if sure:
                sure = replace(sure, said=start)
                return Head(sure, self._weight(sure, tokens[cut - 1], rest))
        return None

    def _weight(self, sure: Sure, last: str, rest: Sequence[str]) -> float:
        """How far what follows leaves an occupation what it is: a name nobody knows, a place, a complement."""
        words = neutral(" ".join(rest), self._index.pairs).split()
        known = [word for word in words if word not in SMALL and len(word) > 2 and word[:STEM] in self._stems]
        link = fold(rest[0])
        broad = self._index.starts[self._index.neutral(sure.said)] > 8
        complement = link in _COMPLEMENT or link.startswith(("d'", "d’"))
        unsettled = max(sure.chances.values()) < SURE
        if known and (unsettled or is_vague(sure.said, self._index.pairs)):
            return 0.15
        if last.endswith((",", ":", ";")):
            return 0.9
        if not (known or complement):
            qualified = is_vague(sure.said, self._index.pairs) or (broad and has_sigle(sure.said, rest))
            return 0.6 if qualified else 0.9
        if link == "chez" or link in _STRONG or link[:1] in "(-–@":
            return 0.6 if broad else 0.85
        if complement:
            return 0.3 if broad else 0.5 if known else 0.75
        return 0.3 if broad else 0.4

    def _matches(self, sure: Sure, near: Sequence[TitleMatch]) -> list[TitleMatch]:
        """What is sure, then what is merely near, which shares the rest."""
        left = max(1.0 - sum(sure.chances.values()), 0.0)
        found = [
            self._index.named(code, chance, said=sure.said, likeness=sure.likeness)
            for code, chance in sorted(sure.chances.items(), key=lambda one: (-one[1], one[0]))
        ]
        others = [
            replace(one, probability=round(one.probability * left, 6))
            for one in near
            if str(one.occupation) not in sure.chances
        ]
        return [*found, *others]

    def _blended(self, head: Head, near: Sequence[TitleMatch], text: str) -> list[TitleMatch]:
        """A head and nearness of the whole, each by its weight."""
        weight = head.weight
        if (
            near
            and near[0].probability >= 0.75
            and self._nearness.said(self._index.neutral(text), self._index.neutral(near[0].label)) > 0.95
        ):
            weight = min(weight, 0.3)
        chances = {code: weight * chance for code, chance in head.sure.chances.items()}
        by_code = {str(one.occupation): one for one in near}
        for code, one in by_code.items():
            chances[code] = chances.get(code, 0.0) + (1.0 - weight) * one.probability
        order = sorted(chances, key=lambda code: (-chances[code], code))
        return [self._blend(code, chances[code], head, by_code) for code in order]

    def _blend(self, code: str, chance: float, head: Head, near: dict[str, TitleMatch]) -> TitleMatch:
        if code in head.sure.chances:
            likeness = Likeness.EVERYDAY if head.sure.likeness is Likeness.EVERYDAY else Likeness.PART
            return self._index.named(code, chance, said=head.sure.said, likeness=likeness)
        return replace(near[code], probability=round(chance, 6))
