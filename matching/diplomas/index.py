"""Fiches that a title may name: those of its kind, by the words that its speciality shares with theirs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl
from rapidfuzz import fuzz, process

from matching.diplomas.kinds import KINDS
from matching.diplomas.title import DiplomaTitle, fiche_kind, fiche_parts, has_options
from matching.french.gender import neutral
from matching.index.lexical import stems
from referentials.snapshot import Snapshot

SPELT = 84.0
"""rapidfuzz ratio (0 to 100) from which a word that no fiche has is a near spelling of one that some have."""
ROOT, SHORT = 5, 5
"""Letters from which a word may be the root of another (« maçon », « maçonnerie »); up to which it has no stem."""
OPTION = 0.78
"""What a speciality that is only the option of a fiche counts for."""
KIN = 0.75
"""What a fiche of a kin kind counts for: a licence that is a licence professionnelle."""
SAYS = 0.80
"""Likeness from which what is said in brackets names a diploma too."""
BESIDE = 0.9
"""What it counts for where it does not say the speciality again."""
LEAST = 0.30
"""Likeness under which a fiche is not even a candidate."""
WORDS, SPELLING = 0.8, 0.2
"""Shares of the likeness: words in common by rarity, spelling of the whole."""
_DAYS = ("effective_date", "registration_end", "last_delivery")


@dataclass(frozen=True, slots=True)
class Fiche:
    """A fiche of the register as diplomas are compared with it."""

    code: str
    title: str
    kind: str
    """Code of its kind; empty for a titre of a private certifier."""
    level: int | None
    diploma: str
    """The same for every fiche of one diploma: its kind and the stems of its speciality."""
    option: str
    """Stems of its option."""
    active: bool | None
    until: date | None
    """Day from which it is known no longer to be given, or entered."""
    national: bool
    since: date | None = None
    """Day of its effect, where one is known."""
    described: bool = True
    """Whether the register says its level or its state: of some it gives the code and the title alone."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A fiche that a title may name; `confidence` 0 to 1."""

    fiche: Fiche
    confidence: float
    replaces: Fiche | None = None
    """The fiche that the title names, where this one had replaced it by the day of the diploma."""

    @property
    def named(self) -> Fiche:
        """The fiche that the title names."""
        return self.replaces or self.fiche


class _OfKind:
    """The fiches of a kind, with the words of each."""

    def __init__(self, kind: str, rows: Iterable[Mapping[str, Any]]) -> None:
        self.fiches: list[Fiche] = []
        self.words: list[tuple[frozenset[str], frozenset[str]]] = []
        self.spelling: list[tuple[str, str]] = []
        self.rows_of: dict[str, list[int]] = defaultdict(list)
        self.stem_of: dict[str, str] = {}
        """Of every word as it is written."""
        self.codes_of: dict[str, set[str]] = defaultdict(set)
        for at, row in enumerate(rows):
            speciality, option = fiche_parts(row["title"], kind)
            self.stem_of.update(stem_of(f"{speciality} {option}"))
            main, other = frozenset(words_of(speciality)), frozenset(words_of(option))
            fiche = _fiche(row, kind, main, other)
            self.fiches.append(fiche)
            self.words.append((main, other))
            self.spelling.append((speciality, option))
            self.codes_of[fiche.diploma].add(fiche.code)
            for word in main | other:
                self.rows_of[word].append(at)

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """Ln of how rare each word is among the fiches of the kind, at least 0.2."""
        total = len(self.fiches) + 1
        return {word: max(math.log(total / len(rows)), 0.2) for word, rows in self.rows_of.items()}

    def known(self, text: str) -> frozenset[str]:
        """Stems of the words of a text; of a word that no fiche has, that of the nearest spelling or of its root."""
        return frozenset(self._spelt(word, stem) for word, stem in stem_of(text).items())

    def _spelt(self, word: str, stem: str) -> str:
        if stem in self.rows_of or len(word) < ROOT:
            return stem
        near = process.extractOne(word, self.stem_of.keys(), scorer=fuzz.ratio, score_cutoff=SPELT)
        roots = [near[0]] if near else sorted(one for one in self.stem_of if len(one) >= ROOT and word.startswith(one))
        return self.stem_of[roots[-1]] if roots else stem

    def likeness(self, row: int, said: frozenset[str], spelt: str) -> float:
        """How well a fiche answers a speciality, 0 to 1: its own, its own and its option, its option alone."""
        main, option = self.words[row]
        first, second = self.spelling[row]
        found = self._shared(said, main, spelt, first)
        if option:
            found = max(found, self._shared(said, main | option, spelt, f"{first} {second}"))
            found = max(found, OPTION * self._shared(said, option, spelt, second))
        return found

    def _shared(self, said: frozenset[str], words: frozenset[str], spelt: str, written: str) -> float:
        common = self._weight(said & words)
        if not common:
            return 0.0
        both = 2 * common / (self._weight(said) + self._weight(words))
        return WORDS * both + SPELLING * fuzz.token_sort_ratio(spelt, written) / 100

    def _weight(self, words: Collection[str]) -> float:
        unknown = math.log(len(self.fiches) + 1)
        return sum(self.rarity.get(word, unknown) for word in sorted(words))


def _fiche(row: Mapping[str, Any], kind: str, main: Iterable[str], option: Iterable[str]) -> Fiche:
    own = KINDS.get(kind)
    return Fiche(
        code=row["code"],
        title=row["title"],
        kind=kind,
        level=row["level"] or (own.level if own else None),
        diploma=f"{kind}: {' '.join(sorted(main))}",
        option="" if has_options(row["title"]) else " ".join(sorted(option)),
        active=row["active"],
        until=row["last_delivery"] or row["registration_end"],
        national="fiche nationale" in row["title"].lower(),
        since=row["effective_date"],
        described=row["level"] is not None or row["active"] is not None,
    )


class DiplomaIndex:
    """Every fiche of a snapshot, by kind; a kind is read when first asked about."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._kinds: dict[str, _OfKind] = {}

    @cached_property
    def _rows(self) -> dict[str, list[dict[str, Any]]]:
        """Rows of the register by kind."""
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        columns = ("code", "title", "short_title", "level", "active", *_DAYS)
        known = self._snapshot.table("certifications").filter(pl.col("title").is_not_null()).select(columns)
        for row in known.iter_rows(named=True):
            found[fiche_kind(row["title"], row["short_title"])].append(row)
        return found

    def _kind(self, kind: str) -> _OfKind:
        if kind not in self._kinds:
            self._kinds[kind] = _OfKind(kind, self._rows.get(kind, ()))
        return self._kinds[kind]

    def likely(self, title: DiplomaTitle, n: int = 8) -> list[Likely]:
        """Fiches that a title may name, most likely first; none where it tells no speciality.

        A title without a kind is compared with every fiche. What it says in brackets counts where it names a diploma:
        alone where it says the speciality again, and more.
        """
        found = self._named(title, f"{title.speciality} {title.option}".strip())
        beside = self._named(title, title.beside) if title.beside else []
        if beside and beside[0].confidence >= SAYS:
            again = set(words_of(title.speciality)) <= set(words_of(title.beside))
            found = beside if again else _likelier(found, beside)
        return found[:n]

    def _named(self, title: DiplomaTitle, spelt: str) -> list[Likely]:
        """Fiches that words name, of the kinds that a title may be of."""
        kinds = self._worth(title)
        return sorted((one for kind, worth in kinds.items() for one in self._of_kind(kind, worth, spelt)), key=_order)

    def after(self, fiche: Fiche) -> tuple[Fiche, ...]:
        """Fiches that replaced this one, of those that the register describes."""
        found = (self._fiche_of(code) for code in self._successors.get(fiche.code, ()))
        return tuple(one for one in found if one and one.described)

    def _fiche_of(self, code: str) -> Fiche | None:
        kind = self._kind_of.get(code)
        return None if kind is None else next(one for one in self._kind(kind).fiches if one.code == code)

    @cached_property
    def _kind_of(self) -> dict[str, str]:
        """Kind of each fiche of the register, by code."""
        return {row["code"]: kind for kind, rows in self._rows.items() for row in rows}

    @cached_property
    def _successors(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for old, new in self._snapshot.table("successions").select("old", "new").sort("old", "new").iter_rows():
            found[old].append(new)
        return found

    def same(self, fiche: Fiche) -> frozenset[str]:
        """Codes of the fiches of one diploma, whatever their option: this one, those before and after it."""
        return frozenset(self._kind(fiche.kind).codes_of[fiche.diploma])

    @staticmethod
    def _worth(title: DiplomaTitle) -> dict[str, float]:
        if title.kind is None:
            return dict.fromkeys(("", *KINDS), 1.0)
        own = {title.kind.code: 1.0, **({"": 1.0} if title.kind.code == "titre" else {})}
        kin = {("" if near == "titre" else near): KIN for near in title.kind.near}
        return {**kin, **own}

    def _of_kind(self, kind: str, worth: float, spelt: str) -> Iterator[Likely]:
        of_kind = self._kind(kind)
        said = of_kind.known(spelt)
        for row in sorted({row for word in said for row in of_kind.rows_of.get(word, ())}):
            likeness = of_kind.likeness(row, said, spelt) * worth
            if likeness >= LEAST:
                yield Likely(of_kind.fiches[row], round(likeness, 4))


def _likelier(named: Iterable[Likely], beside: Iterable[Likely]) -> list[Likely]:
    """Each fiche once, as likely as it ever is, most likely first."""
    best: dict[str, Likely] = {}
    less = (replace(one, confidence=round(one.confidence * BESIDE, 4)) for one in beside)
    for one in sorted((*named, *less), key=_order):
        best.setdefault(one.fiche.code, one)
    return list(best.values())


def _order(one: Likely) -> tuple[float, bool, bool, str]:
    """Most likely first; between equals those that are active, then those of the whole country."""
    return (-one.confidence, one.fiche.active is not True, not one.fiche.national, one.fiche.code)


def words_of(text: str) -> list[str]:
    """Stems of the words of a speciality, in one gender.

    >>> words_of("aide-soignante") == words_of("Aide soignant")
    True
    """
    return list(stem_of(text).values())


def stem_of(text: str) -> dict[str, str]:
    """The same, by the words as they are written; a short word is only put in the singular (« vent », « vente »)."""
    found = {}
    for word in neutral(text, {}).split():
        single = word.removesuffix("s")
        if stem := stems(word):
            found[word] = single if len(single) <= SHORT and single.isalpha() else stem[0]
    return found
