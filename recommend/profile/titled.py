"""What an experience was: the occupations that its code, its kind, its title and its description tell."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from matching.index.titles import Likeness, TitleMatch
from matching.titles.reading import TitleContext, TitleReading
from passport.document.model import Experience, ExperienceKind, Verdict
from recommend.profile.evidence import Evidence, Rule, Source
from recommend.profile.infer import Exercised, Reader, fade, last_day, months, vouched_until
from recommend.profile.own_account import is_on_own_account, means_of
from recommend.profile.verdicts import occupations_said
from recommend.weights import W
from referentials.catalogue import Catalogue
from referentials.deadline import on_time

CHOICES = 3
"""Readings of a title that are offered to choose from, at most."""


@dataclass(frozen=True, slots=True)
class TitleRead:
    """How an experience was read: the occupations that count, and those to choose from where none is sure."""

    record: str
    title: str
    exercised: tuple[Exercised, ...]
    choices: tuple[Exercised, ...] = ()
    """At most three, likeliest first; none where the title, the code or the kind settles it."""
    aside: tuple[str, ...] = ()
    """Words of the title that were set aside."""
    is_absence: bool = False
    """Whether it was a time without work."""


def occupations_exercised(experience: Experience, reader: Reader, catalogue: Catalogue) -> list[Exercised]:
    """Occupations of an experience that count: its ROME code when given, else what its title and its kind tell."""
    return list(read_experience(experience, reader, catalogue).exercised)


def read_experience(experience: Experience, reader: Reader, catalogue: Catalogue) -> TitleRead:
    """Read an experience: its ROME code and what the holder confirms, else its kind, its title and its description.

    Where an issuer vouches for it, what is read without the holder's own words is set beside each occupation.
    """
    read = _read(experience, reader, catalogue)
    if not experience.guaranteed:
        return read
    signed = experience.model_copy(update={"description": "", "readings": ()})
    said = {one.occupation: one for one in _read(signed, reader, catalogue).exercised}
    counted = tuple(replace(one, vouched=said.get(one.occupation)) for one in read.exercised)
    return replace(read, exercised=counted)


def _read(experience: Experience, reader: Reader, catalogue: Catalogue) -> TitleRead:
    on_time()
    given = [str(experience.rome)] if experience.rome else []
    confirmed = [code for code in occupations_said(experience, Verdict.CONFIRMED) if code not in given]
    if given or confirmed:
        sure = [_sure(experience, code, catalogue, confirmed=code in confirmed) for code in (*given, *confirmed)]
        return TitleRead(experience.id, experience.title, tuple(sure))
    read = reader.read_title(experience.title, _context(experience))
    parts = _parts(experience, read, catalogue)
    choices, share = _choices(experience, parts), 1.0 / max(len(parts), 1)
    counted = [replace(one, share=share, asked=bool(choices)) for part in parts for one in _counted(part)]
    aside = tuple(one.words for one in read.aside)
    return TitleRead(experience.id, experience.title, tuple(counted), choices, aside, read.is_absence)


def readings(
    experience: Experience, reader: Reader, catalogue: Catalogue, *, complete: bool = False
) -> list[list[Exercised]]:
    """Of each occupation that an experience without a code joins, its readings, likeliest first."""
    read = reader.read_title(experience.title, _context(experience), complete=complete)
    return _parts(experience, read, catalogue)


def _parts(experience: Experience, read: TitleReading, catalogue: Catalogue) -> list[list[Exercised]]:
    refused = occupations_said(experience, Verdict.REFUSED)
    named = [_exercised(experience, part, catalogue) for part in read.parts]
    return [[one for one in part if one.occupation not in refused] for part in _with_kind(experience, named, catalogue)]


def _sure(experience: Experience, code: str, catalogue: Catalogue, *, confirmed: bool) -> Exercised:
    """An occupation that the passport says by its code."""
    return Exercised(
        record=experience.id,
        occupation=code,
        label=catalogue.occupations[code].label,
        probability=1.0,
        read=None,
        confirmed=confirmed,
    )


def _context(experience: Experience) -> TitleContext:
    return TitleContext(experience.kind, experience.organisation or "", experience.description)


def _exercised(experience: Experience, part: Sequence[TitleMatch], catalogue: Catalogue) -> list[Exercised]:
    """The readings of one occupation that a title names, likeliest first."""
    return [
        Exercised(
            record=experience.id,
            occupation=str(one.occupation),
            label=catalogue.occupations[str(one.occupation)].label,
            probability=one.probability,
            read=one,
        )
        for one in part
    ]


def _with_kind(experience: Experience, parts: list[list[Exercised]], catalogue: Catalogue) -> list[list[Exercised]]:
    """What the kind of an experience says by itself, before its title where that is no surer."""
    means = means_of(experience)
    own = [
        Exercised(
            record=experience.id,
            occupation=code,
            label=catalogue.occupations[code].label,
            probability=chance,
            read=None,
            kind=experience.kind,
            law=means.law,
        )
        for code, chance in (means.occupations if means else ())
        if means and code in catalogue.occupations
    ]
    first = max((one for part in parts for one in part), key=lambda one: one.probability, default=None)
    if not own or not means:
        return parts
    if means.always:
        near = first and first.probability >= W["title.certain"] and first.occupation[:3] == own[0].occupation[:3]
        own = [first, *own] if first and near else own
    elif first and first.probability >= W["title.recognised"] and not _described(first):
        return parts
    codes = {one.occupation for one in own}
    return [[*own, *(one for part in parts for one in part if one.occupation not in codes)]]


def _described(one: Exercised) -> bool:
    """Whether the description alone tells it, the title saying nothing."""
    return one.read is not None and one.read.likeness is Likeness.DESCRIBED


def _counted(part: Sequence[Exercised]) -> list[Exercised]:
    """The two best readings, the second at half."""
    half = [replace(one, probability=one.probability * W["prior.runner_up"]) for one in part[1:2]]
    return [*part[:1], *half]


def _choices(experience: Experience, parts: Sequence[Sequence[Exercised]]) -> tuple[Exercised, ...]:
    """What to ask the holder to choose from, where no reading is sure and the kind does not say what was done."""
    means = means_of(experience)
    every = [one for part in parts for one in part]
    if (means and means.tells_trade and (means.items or means.always)) or any(
        one.probability >= W["title.certain"] for one in every
    ):
        return ()
    found = tuple(one for one in every[:CHOICES] if one.probability >= W["title.shown"])
    alone = len(found) == 1 and found[0].taken >= W["title.certain"]  # doubted, but for nothing else to choose
    return () if alone else found


def from_kind(experience: Experience, as_of: date, items: Collection[str]) -> Iterator[Evidence]:
    """What the activity asks for by itself, `items`, which grows with duration and fades with age."""
    ends = {last_day(experience, as_of): False, vouched_until(experience, as_of): experience.guaranteed}
    for end, guaranteed in ends.items():
        yield from _from_kind(experience, end, as_of, items, guaranteed=guaranteed)


def _from_kind(
    experience: Experience, end: date, as_of: date, items: Collection[str], *, guaranteed: bool
) -> Iterator[Evidence]:
    means = means_of(experience)
    if means is None:
        return
    own = is_on_own_account(experience)
    learnt_ = 1.0 - math.exp(-months(experience, end) / W["duration.core"])
    worth = W[means.weight] * learnt_ * fade(end, as_of, "experience")
    for item in items:
        yield Evidence(
            item=item,
            record=experience.id,
            rule=Rule.KIND,
            source=Source(words=experience.title, code=ExperienceKind.SELF_EMPLOYMENT if own else experience.kind),
            probability=round(worth, 6),
            guaranteed=guaranteed and not own,
        )
