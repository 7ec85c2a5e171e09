"""Inference: each record of a passport becomes evidence for competencies."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from scipy.sparse import csr_matrix

from graph.matrices import Matrices
from matching.french.publics import publics_told
from matching.french.statements import Statement, is_only_seen, statements
from matching.french.teams import heads, told_plainly
from matching.index.expected import Expected
from matching.index.items import ItemMatch
from matching.index.titles import TitleMatch
from matching.titles.reading import NOTHING_ELSE, TitleContext, TitleReading
from passport.document.model import Experience, ExperienceKind, TrainingFollowed
from recommend.profile.evidence import Evidence, Rule, Source
from recommend.profile.held import Held
from recommend.profile.own_account import is_on_own_account
from recommend.profile.verdicts import confirmed_items, speaks_of
from recommend.weights import KIND_FACTOR, W
from recommend.world import World
from recommend.world.demands import learnt
from referentials.deadline import on_time

_DAYS_PER_MONTH, _DAYS_PER_YEAR = 30.4375, 365.25


class Reader(Protocol):
    """What inference asks of the matcher."""

    def read_title(self, text: str, context: TitleContext = NOTHING_ELSE, *, complete: bool = False) -> TitleReading:
        """Occupations that the title of a record names, with what the record says around it."""

    def items(
        self, texts: Sequence[str], n: int = 10, within: Sequence[Expected] | None = None
    ) -> list[list[ItemMatch]]:
        """Items each text states; `within`: what to expect in each."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a record, how it is read (`Statement`), and what to expect in it."""

    record: Experience | TrainingFollowed
    text: str
    read: str
    expected: Expected


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence and the items it may tell, most probable first."""

    said: Said
    matches: tuple[ItemMatch, ...]
    others: tuple[ItemMatch, ...] = ()
    """Those that come next."""

    @property
    def told(self) -> list[ItemMatch]:
        """Those sure enough to be relied upon."""
        return [match for match in self.matches if match.probability >= W["statement.minimum"]]

    @property
    def doubtful(self) -> ItemMatch | None:
        """Of a sentence that tells nothing surely, its first reading, if that is of the trade or near it."""
        first = next(iter(self.matches), None)
        near = first and first.probability >= W["statement.doubtful"] and first.expected >= W["statement.near"]
        return first if near and not (self.told or self.is_judged) else None

    @property
    def is_judged(self) -> bool:
        """Whether the holder has judged a reading of it."""
        record = self.said.record
        return any(verdict.text and speaks_of(verdict, self.said.text, record.title) for verdict in record.readings)


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence of a record that was not understood, and the items nearest to it, with their probabilities."""

    record: str
    text: str
    nearest: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Exercised:
    """An occupation a record lets one think was exercised, with the probability that it is the right one."""

    record: str
    occupation: str
    label: str
    probability: float
    read: TitleMatch | None
    """How its title was read; None where the passport gives the ROME code, or where its kind says it."""
    confirmed: bool = False
    """Whether the holder confirms this reading of the title."""
    asked: bool = False
    """Whether the holder is asked which of a few occupations it was: what it gives is then but to confirm."""
    share: float = 1.0
    """Part of the time: one over the occupations that the title joins (« serveuse / barmaid »)."""
    kind: ExperienceKind | None = None
    """The kind of the experience, where that says it, and `law`, where that is written."""
    law: str = ""
    vouched: Exercised | None = None
    """The same as what an issuer signs says it by itself, without the holder's description and readings; None where
    nobody vouches for the experience, or where that alone does not say it."""

    @property
    def taken(self) -> float:
        """How far it is taken for right until the holder answers: its probability at least."""
        return max(self.probability, (self.read.taken if self.read else None) or 0.0)


def from_occupation(
    experience: Experience, exercised: Exercised, matrices: Matrices, as_of: date
) -> Iterator[Evidence]:
    """An occupation exercised gives its items a prior that grows with duration and fades with age.

    What is guaranteed of it rests on what the issuer signs alone, up to the day it does; what the holder adds, and what
    lasts since, is beside, declared.
    """
    whole, vouched = last_day(experience, as_of), vouched_until(experience, as_of)
    if exercised.vouched != replace(exercised, vouched=None) or vouched < whole:
        yield from _of_occupation(experience, exercised, matrices, whole, as_of)
    if exercised.vouched:
        for one in _of_occupation(experience, exercised.vouched, matrices, vouched, as_of):
            yield replace(one, guaranteed=experience.guaranteed)


def _of_occupation(
    experience: Experience, exercised: Exercised, matrices: Matrices, end: date, as_of: date
) -> Iterator[Evidence]:
    on_time()
    worth = _relied_upon(exercised) * KIND_FACTOR[experience.kind] * fade(end, as_of, "experience")
    row = matrices.requires[matrices.occupation_index[exercised.occupation]]
    source = Source(words=experience.title, code=exercised.occupation, label=exercised.label)
    for column, chance in zip(
        row.indices, learnt(months(experience, end) * exercised.share, row.data, matrices, row.indices), strict=True
    ):
        yield Evidence(
            item=matrices.items[column],
            record=experience.id,
            rule=Rule.OCCUPATION,
            source=source,
            probability=round(worth * float(chance), 6),
            guaranteed=False,
            confirmed=exercised.confirmed,
        )


def _relied_upon(exercised: Exercised) -> float:
    """How far a reading counts: less while the holder is asked about it, but never less than it is taken for right.

    A description that seems to be of another trade makes one ask; people who say what they were are seldom wrong.
    """
    return exercised.taken * (W["title.asked"] if exercised.asked else 1.0)


def trade_practised(experience: Experience, exercised: Exercised, as_of: date) -> float:
    """How far an experience gives the trade of an occupation: 0 to 1, as its plainest needs are learnt."""
    end = last_day(experience, as_of)
    worth = _relied_upon(exercised) * KIND_FACTOR[experience.kind] * fade(end, as_of, "experience")
    return worth * (1.0 - math.exp(-months(experience, end) * exercised.share / W["duration.plain"]))


def said_in(record: Experience | TrainingFollowed, expected: Expected) -> list[Said]:
    """Sentences of a record; the title of a training says what was taught."""
    on_time()
    titles = [Statement(record.title, record.title)] if isinstance(record, TrainingFollowed) else []
    told = [*titles, *statements(record.description, of_a_job=True)]
    if isinstance(record, TrainingFollowed):
        return [Said(record, one.text, one.read, expected) for one in told]
    expected = replace(expected, publics=publics_told(f"{record.title} {record.description}"))
    head = is_on_own_account(record) or heads(record.title)
    return [Said(record, one.text, told_plainly(one.read, at_the_head=head), expected) for one in told]


def read_said(said: Sequence[Said], reader: Reader) -> list[Read]:
    """Sentences with what each may tell, most probable first, read together."""
    found = reader.items([one.read for one in said], int(W["statement.looked_at"]), [one.expected for one in said])
    most = int(W["statement.items"])
    return [Read(one, tuple(near[:most]), tuple(near[most:])) for one, near in zip(said, found, strict=True)]


def hints(read: Iterable[Read]) -> dict[str, str]:
    """Of items that sentences about a job may tell, the sentence that may most; those judged by the holder aside."""
    found: dict[str, tuple[float, str]] = {}
    for one in read:
        if isinstance(one.said.record, TrainingFollowed) or one.is_judged:
            continue
        for match in (*one.matches, *one.others):
            known = found.get(str(match.item), (W["statement.hint"], ""))
            if match.probability > known[0]:
                found[str(match.item)] = match.probability, one.said.text
    return {item: words for item, (_, words) in found.items()}


def not_understood(read: Iterable[Read]) -> Iterator[Unread]:
    """Sentences that tell nothing surely enough, with the nearest readings; those of which the holder has judged none.

    Each once a record.
    """
    seen = set[tuple[str, str]]()
    for one in read:
        record, text = one.said.record, one.said.text
        if one.told or one.is_judged or (record.id, text) in seen:
            continue
        seen.add((record.id, text))
        near = [(str(match.item), match.probability) for match in one.matches if _may_be_meant(match, one.said)]
        yield Unread(record.id, text, tuple(near[: int(W["statement.asked"])]))


def _may_be_meant(match: ItemMatch, said: Said) -> bool:
    """Whether a reading is likely enough to be proposed: more where it is of another trade than the record."""
    is_near = said.expected.degrees is None or match.expected >= W["statement.near"]
    return match.probability >= W["statement.shown" if is_near else "statement.shown_afar"]


def from_statements(read: Iterable[Read], as_of: date) -> Iterator[Evidence]:
    """The person's own words; declared, even where an issuer vouches for the record itself."""
    for one in read:
        record = one.said.record
        rule = Rule.TRAINING if isinstance(record, TrainingFollowed) else Rule.STATEMENT
        end = min(record.end.last if record.end else as_of, as_of)
        worth = W["statement.training" if rule is Rule.TRAINING else "statement.experience"]
        seen_only = W["statement.observed"] if is_only_seen(one.said.text) else 1.0
        factor = worth * seen_only * fade(end, as_of, "experience")
        source = Source(one.said.text)
        model = Evidence("", record.id, rule, source, factor, guaranteed=False)
        for match in one.told:
            yield replace(model, item=str(match.item), probability=round(match.probability * factor, 6))
        if rule is Rule.STATEMENT and (asked := one.doubtful):
            worth = round(asked.probability * factor * W["statement.to_confirm"], 6)
            yield replace(model, item=str(asked.item), rule=Rule.DOUBTFUL, probability=worth)


def from_confirmed(record: Experience | TrainingFollowed, as_of: date) -> Iterator[Evidence]:
    """What the holder confirms was read right: declared, in the holder's words."""
    end = min(record.end.last if record.end else as_of, as_of)
    worth = round(W["statement.confirmed"] * fade(end, as_of, "experience"), 6)
    rule = Rule.TRAINING if isinstance(record, TrainingFollowed) else Rule.STATEMENT
    for item, words in confirmed_items(record):
        yield Evidence(item, record.id, rule, Source(words), worth, guaranteed=False, confirmed=True)


def from_units(held: Iterable[Held], world: World, as_of: date) -> Iterator[Evidence]:
    """A unit held confers what its jury assessed; and, likely, what the occupations it leads to ask for.

    Only the first is guaranteed.
    """
    matrices, catalogue = world.matrices, world.catalogue
    for one in held:
        unit, row = catalogue.units[one.code], matrices.unit_index[one.code]
        rule = one.rule if one.rule is not Rule.BLOC or unit.is_bloc else Rule.CERTIFICATION
        source = Source(one.read_in, code=one.code, label=unit.title, via=one.via)
        led = replace(source, romes=catalogue.romes_of.get(unit.certification, ()))
        worth = one.confidence * fade(date.fromordinal(one.since), as_of, "certification")
        root = "" if one.joint else one.root
        assessed = Evidence("", one.record, rule, source, worth, one.guaranteed, root=root)
        yield from _conferred(matrices.certifies[row], assessed, matrices)
        likely = replace(assessed, rule=Rule.CERTIFICATION_OCCUPATION, source=led, guaranteed=False)
        yield from _conferred(world.carrying.taught[row], likely, matrices)


def _conferred(row: csr_matrix, model: Evidence, matrices: Matrices) -> Iterator[Evidence]:
    """One piece of evidence for each item of a row, as the model, by its probability."""
    on_time()
    for column, link in zip(row.indices, row.data, strict=True):
        yield replace(model, item=matrices.items[column], probability=round(float(link) * model.probability, 6))


def last_day(experience: Experience, as_of: date) -> date:
    """The last day of an experience, that of the analysis while it goes on."""
    return min(experience.end.last if experience.end else as_of, as_of)


def vouched_until(experience: Experience, as_of: date) -> date:
    """The last day that an issuer vouches for: of what went on when it signed, the day it did, and no later one."""
    last, signed = last_day(experience, as_of), experience.verification.signed
    return last if experience.end or not signed else min(last, signed)


def months(experience: Experience, end: date) -> float:
    """Months given to an experience, as if full time."""
    months = max((end - experience.start.first).days, 0) / _DAYS_PER_MONTH
    hours = experience.hours_per_week or W["duration.full_time"]
    return months * min(hours / W["duration.full_time"], 1.0)


def fade(end: date, as_of: date, what: str) -> float:
    """Share left after the years since `end`: ½ after each half-life."""
    years = max((as_of - end).days, 0) / _DAYS_PER_YEAR
    return float(0.5 ** (years / W[f"fade.half_life_{what}"]))
