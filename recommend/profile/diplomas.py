"""Diplomas declared by their titles: in trainings, and in certifications whose code says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from matching.diplomas.index import DiplomaIndex, Fiche, Likely
from matching.diplomas.title import DiplomaTitle, read_title
from passport.document.dates import PartialDate
from passport.document.model import CertificationObtained, Passport, TrainingFollowed
from recommend.profile.held import Held
from recommend.profile.renewed import AS_LIKELY, Days, renewed
from recommend.weights import W
from referentials.catalogue import Catalogue
from referentials.deadline import on_time

CHOICES = 3
"""Readings that a person is asked to choose from."""
_MANY = 400
"""Fiches looked at: a licence has some sixty that say the same."""
_DAYS_PER_YEAR = 365.25


class Finished(StrEnum):
    """Whether a diploma was followed to its end."""

    YES = "yes"
    ONGOING = "ongoing"
    """It is being prepared."""
    NO = "no"
    """The person says that it was not obtained, or nothing says that it was."""
    MAYBE = "maybe"
    """No end is given, and it began long ago."""


UNOBTAINED = frozenset({Finished.ONGOING, Finished.NO})
"""What gives no diploma, but the level of who enters it."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A diploma that a record tells by its title."""

    record: str
    title: str
    kind: str
    """Code of its kind in `matching.diplomas.kinds`; empty where the title names none."""
    level: int | None
    """Level that it gives the person: that of who enters it where it was not finished."""
    speciality: str
    """Folded; empty where none is told."""
    finished: Finished
    code: str | None
    """The fiche that it surely is; None where several may be it, or none."""
    readings: tuple[Likely, ...]
    """What it may be, most likely first: one fiche for each diploma and option, at most CHOICES."""
    same: frozenset[str]
    """Fiches of the diploma that it surely is, whatever the option and the year."""
    since: int
    """Ordinal day of its end, the first that it may be; `until`, the last."""
    until: int

    @property
    def held(self) -> bool:
        """Whether it counts among what the person holds."""
        return self.code is not None and self.finished is Finished.YES

    @property
    def to_confirm(self) -> bool:
        """Whether the person is to be asked what it is, or whether it was obtained."""
        return bool(self.readings) and not self.held and self.finished not in UNOBTAINED

    def as_held(self) -> Held:
        """What is held of it: declared, read in a title."""
        assert self.code is not None
        return Held(
            code=self.code,
            record=self.record,
            guaranteed=False,
            since=self.since,
            until=self.until,
            read_in=self.title,
            confidence=round(W["diploma.read"] * self.readings[0].confidence, 6),
        )


def declared_in(passport: Passport, as_of: date, index: DiplomaIndex, catalogue: Catalogue) -> list[Declared]:
    """Diplomas told by titles, of records that had begun at a date; but those that the passport has by their code."""
    return untold(told_in(passport, as_of, index, catalogue), passport)


def told_in(passport: Passport, as_of: date, index: DiplomaIndex, catalogue: Catalogue) -> list[Declared]:
    """All of them."""
    without = _without_title(passport.certifications, as_of, index, catalogue)
    return [*_in_trainings(passport.trainings, as_of, index), *without]


def untold(told: Iterable[Declared], passport: Passport) -> list[Declared]:
    """Those that the passport does not have by their code."""
    known = {str(one.code) for one in passport.certifications}
    return [one for one in told if not known.intersection(one.same) and one.code not in known]


def _in_trainings(trainings: Iterable[TrainingFollowed], as_of: date, index: DiplomaIndex) -> Iterator[Declared]:
    for one in trainings:
        title = read_title(one.title)
        if title.kind and one.start.first <= as_of:
            yield _declared(one, title, _finished(one, title, as_of), (one.start, one.end or one.start), index)


def _without_title(
    certifications: Iterable[CertificationObtained], as_of: date, index: DiplomaIndex, catalogue: Catalogue
) -> Iterator[Declared]:
    """Certifications of which the snapshot has no title: their code is old, or wrong."""
    for one in certifications:
        fiche = catalogue.certifications.get(str(one.code))
        if one.title and one.date.first <= as_of and (fiche is None or fiche.title is None):
            title = read_title(one.title)
            finished = Finished.YES if title.finished else Finished.NO
            yield _declared(one, title, finished, (one.date, one.date), index)


def _finished(training: TrainingFollowed, title: DiplomaTitle, as_of: date) -> Finished:
    """By its end; one without is ongoing no longer than it takes."""
    if training.end and training.end.last <= as_of:
        return Finished.YES if title.finished else Finished.NO
    years = (as_of - training.start.first).days / _DAYS_PER_YEAR
    if training.end or (title.kind and years <= title.kind.years):
        return Finished.NO if title.given_up else Finished.ONGOING
    return Finished.MAYBE if title.finished else Finished.NO


def _declared(
    record: TrainingFollowed | CertificationObtained,
    title: DiplomaTitle,
    finished: Finished,
    dates: tuple[PartialDate, PartialDate],
    index: DiplomaIndex,
) -> Declared:
    """`dates`: when it was begun, and when it was obtained."""
    on_time()
    begun, end = dates
    likely = [] if title.foreign else renewed(index.likely(title, _MANY), Days(begun.first, end.last), index)
    read = read_fiches(title, likely, end.last)
    level = title.level
    if level is None and finished not in UNOBTAINED:
        level = _common_level(read)
    if title.kind and finished in UNOBTAINED:
        level = title.kind.entry
    return Declared(
        record=record.id,
        title=record.title or "",
        kind=title.kind.code if title.kind else "",
        level=level,
        speciality=title.speciality,
        finished=finished,
        code=read[0].fiche.code if is_sure(title, likely) and len(read) == 1 else None,
        readings=tuple(read[:CHOICES]),
        same=_same(read[0], index) if is_sure(title, likely) else frozenset(),
        since=end.first.toordinal(),
        until=end.last.toordinal(),
    )


def is_sure(title: DiplomaTitle, likely: Sequence[Likely]) -> bool:
    """Whether the likeliest diploma is surely the one, its option aside: of that kind, likely, and far from others."""
    if not likely or likely[0].confidence < W["diploma.sure"]:
        return False
    first = likely[0]
    others = (one.confidence for one in likely if one.fiche.diploma != first.fiche.diploma)
    far = first.confidence - next(others, 0.0) >= W["diploma.margin"]
    return far and (title.kind is None or first.named.kind == title.kind.code)


def _same(one: Likely, index: DiplomaIndex) -> frozenset[str]:
    """Fiches of a diploma, by the name that the title gives it too."""
    return index.same(one.fiche) | index.same(one.named)


def read_fiches(title: DiplomaTitle, likely: Sequence[Likely], day: date) -> list[Likely]:
    """One fiche for each reading of a title, that of a day: one alone where the diploma is sure, and its option too."""
    if is_sure(title, likely):
        same = [one for one in likely if one.fiche.diploma == likely[0].fiche.diploma]
        best = [one for one in same if one.confidence >= likely[0].confidence - AS_LIKELY]
        plain = [one for one in best if not one.fiche.option]
        return [_on(group, day) for group in _by_option(plain or best)]
    asked = [one for one in likely if one.confidence >= W["diploma.asked"]]
    ranked: dict[str, list[Likely]] = {}
    for one in asked:
        ranked.setdefault(one.fiche.diploma, []).append(one)
    return [_on(group, day) for group in ranked.values()]


def _by_option(likely: Sequence[Likely]) -> list[list[Likely]]:
    ordered = sorted(likely, key=lambda one: one.fiche.option)
    return [list(group) for _, group in groupby(ordered, key=lambda one: one.fiche.option)]


def _on(likely: Sequence[Likely], day: date) -> Likely:
    """Of several fiches of one diploma, that of a day: the first that ended after it, else the one that goes on."""
    return min(likely, key=lambda one: (-one.confidence, *_fit(one.fiche, day)))


def _fit(fiche: Fiche, day: date) -> tuple[int, int, bool, int, str]:
    rank, away = {True: 1, False: 3, None: 4}[fiche.active], 0
    if fiche.until:
        rank, away = (0 if fiche.until >= day else 2), abs((fiche.until - day).days)
    return rank, away, not fiche.national, -len(fiche.code), fiche.code


def _common_level(read: Sequence[Likely]) -> int | None:
    """Level of the readings, where they have the same."""
    levels = {one.fiche.level for one in read[:CHOICES]}
    return levels.pop() if len(levels) == 1 else None


def level_of(declared: Iterable[Declared]) -> int | None:
    """Highest level that declared diplomas give."""
    return max((one.level for one in declared if one.level), default=None)
