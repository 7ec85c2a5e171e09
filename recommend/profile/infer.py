"""Inference: each record of a passport becomes evidence for competencies."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from scipy.sparse import csr_matrix

from graph.matrices import Matrices
from matching.french.statements import statements
from matching.index.items import ItemMatch
from matching.index.titles import TitleMatch
from passport.document.model import Experience, TrainingFollowed
from recommend.profile.evidence import Evidence, Rule, Source
from recommend.profile.held import Held
from recommend.weights import KIND_FACTOR, W
from recommend.world import World
from recommend.world.demands import learnt
from referentials.catalogue import Catalogue
from referentials.deadline import on_time

_DAYS_PER_MONTH, _DAYS_PER_YEAR = 30.4375, 365.25


class Reader(Protocol):
    """What inference asks of the matcher."""

    def titles(self, text: str, n: int = 5) -> list[TitleMatch]:
        """Occupations a job title names."""

    def items(
        self, texts: Sequence[str], n: int = 10, within: Sequence[Collection[str]] | None = None
    ) -> list[list[ItemMatch]]:
        """Items each text states; `within`: those to expect in each."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a record, and the items to expect in it."""

    record: Experience | TrainingFollowed
    text: str
    expected: frozenset[str]


@dataclass(frozen=True, slots=True)
class Exercised:
    """An occupation a record lets one think was exercised, with the probability that it is the right one."""

    record: str
    occupation: str
    label: str
    probability: float
    read: TitleMatch | None
    """How its title was read; None where the passport gives the ROME code."""


def occupations_exercised(experience: Experience, reader: Reader, catalogue: Catalogue) -> list[Exercised]:
    """Occupations of an experience: its ROME code when given, else the two best readings of its title."""
    on_time()
    if experience.rome:
        known = catalogue.occupations[str(experience.rome)]
        return [Exercised(record=experience.id, occupation=known.code, label=known.label, probability=1.0, read=None)]
    found = []
    for rank, match in enumerate(reader.titles(experience.title, 2)):
        probability = match.probability * (1.0 if rank == 0 else W["prior.runner_up"])
        occupation = catalogue.occupations[str(match.occupation)]
        found.append(
            Exercised(
                record=experience.id,
                occupation=occupation.code,
                label=occupation.label,
                probability=probability,
                read=match,
            )
        )
    return found


def from_occupation(
    experience: Experience, exercised: Exercised, matrices: Matrices, as_of: date
) -> Iterator[Evidence]:
    """An occupation exercised gives its items a prior that grows with duration and fades with age."""
    on_time()
    end = min(experience.end.last if experience.end else as_of, as_of)
    worth = exercised.probability * KIND_FACTOR[experience.kind] * _fade(end, as_of, "experience")
    row = matrices.requires[matrices.occupation_index[exercised.occupation]]
    source = Source(words=experience.title, code=exercised.occupation, label=exercised.label)
    for column, chance in zip(
        row.indices, learnt(_months(experience, end), row.data, matrices, row.indices), strict=True
    ):
        yield Evidence(
            item=matrices.items[column],
            record=experience.id,
            rule=Rule.OCCUPATION,
            source=source,
            probability=round(worth * float(chance), 6),
            guaranteed=experience.guaranteed,
        )


def trade_practised(experience: Experience, exercised: Exercised, as_of: date) -> float:
    """How far an experience gives the trade of an occupation: 0 to 1, as its plainest needs are learnt."""
    end = min(experience.end.last if experience.end else as_of, as_of)
    worth = exercised.probability * KIND_FACTOR[experience.kind] * _fade(end, as_of, "experience")
    return worth * (1.0 - math.exp(-_months(experience, end) / W["duration.plain"]))


def said_in(record: Experience | TrainingFollowed, expected: frozenset[str]) -> list[Said]:
    """Sentences of a record; the title of a training says what was taught."""
    on_time()
    titles = [record.title] if isinstance(record, TrainingFollowed) else []
    texts = [*titles, *(statement.text for statement in statements(record.description))]
    return [Said(record, text, expected) for text in texts]


def from_statements(said: Sequence[Said], reader: Reader, as_of: date) -> Iterator[Evidence]:
    """The person's own words, read together; declared, even where an issuer vouches for the record itself."""
    texts, expected = [one.text for one in said], [one.expected for one in said]
    read = reader.items(texts, int(W["statement.items"]), expected)
    for one, matches in zip(said, read, strict=True):
        record, rule = one.record, Rule.TRAINING if isinstance(one.record, TrainingFollowed) else Rule.STATEMENT
        end = min(record.end.last if record.end else as_of, as_of)
        worth = W["statement.training" if rule is Rule.TRAINING else "statement.experience"]
        factor = worth * _fade(end, as_of, "experience")
        source = Source(one.text)
        for match in matches:
            if match.probability >= W["statement.minimum"]:
                yield Evidence(
                    item=str(match.item),
                    record=record.id,
                    rule=rule,
                    source=source,
                    probability=round(match.probability * factor, 6),
                    guaranteed=False,
                )


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
        worth = one.confidence * _fade(date.fromordinal(one.since), as_of, "certification")
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


def _months(experience: Experience, end: date) -> float:
    """Months given to an experience, as if full time."""
    months = max((end - experience.start.first).days, 0) / _DAYS_PER_MONTH
    hours = experience.hours_per_week or W["duration.full_time"]
    return months * min(hours / W["duration.full_time"], 1.0)


def _fade(end: date, as_of: date, what: str) -> float:
    """Share left after the years since `end`: ½ after each half-life."""
    years = max((as_of - end).days, 0) / _DAYS_PER_YEAR
    return float(0.5 ** (years / W[f"fade.half_life_{what}"]))
