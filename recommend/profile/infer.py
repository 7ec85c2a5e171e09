"""Inference: each record of a passport becomes evidence for competencies."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from graph.matrices import IMPORTANCE_CODES, Matrices
from matching.french.statements import statements
from matching.index.items import ItemMatch
from matching.index.titles import TitleMatch
from passport.document.model import Experience, TrainingFollowed
from recommend.profile.evidence import Evidence, Rule, Source
from recommend.profile.held import Held
from recommend.weights import KIND_FACTOR, W
from referentials.catalogue import Catalogue

_DAYS_PER_MONTH, _DAYS_PER_YEAR = 30.4375, 365.25
_PRIOR = {code: W[f"prior.{name}"] for name, code in IMPORTANCE_CODES.items()}


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
    end = min(experience.end.last if experience.end else as_of, as_of)
    practised = (
        exercised.probability
        * KIND_FACTOR[experience.kind]
        * _duration(experience, end)
        * _fade(end, as_of, "experience")
    )
    row = matrices.requires[matrices.occupation_index[exercised.occupation]]
    source = Source(words=experience.title, code=exercised.occupation, label=exercised.label)
    for column, importance in zip(row.indices, row.data, strict=True):
        factor = W["prior.knowledge"] if matrices.is_knowledge[column] else 1.0
        probability = round(practised * factor * _PRIOR[int(importance)], 6)
        yield Evidence(
            item=matrices.items[column],
            record=experience.id,
            rule=Rule.OCCUPATION,
            source=source,
            probability=probability,
            guaranteed=experience.guaranteed,
        )


def said_in(record: Experience | TrainingFollowed, expected: frozenset[str]) -> list[Said]:
    """Sentences of a record; the title of a training says what was taught."""
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


def from_units(held: Mapping[str, Held], matrices: Matrices, catalogue: Catalogue, as_of: date) -> Iterator[Evidence]:
    """A unit held confers the items it is linked to; an RNCP fiche without blocs, the core of what it leads to."""
    for code, one in sorted(held.items()):
        faded = _fade(date.fromordinal(one.since), as_of, "certification")
        rule, romes = one.rule, tuple[str, ...]()
        if rule is Rule.BLOC and not catalogue.units[code].is_bloc:
            rule = Rule.CERTIFICATION
        if not catalogue.units[code].is_described:
            rule, romes = Rule.CERTIFICATION_OCCUPATION, catalogue.romes_of.get(code, ())
        source = Source(one.read_in, code=code, label=catalogue.units[code].title, romes=romes, via=one.via)
        row = matrices.certifies[matrices.unit_index[code]]
        for column, link in zip(row.indices, row.data, strict=True):
            yield Evidence(
                item=matrices.items[column],
                record=one.record,
                rule=rule,
                source=source,
                probability=round(float(link) * faded * one.confidence, 6),
                guaranteed=one.guaranteed,
            )


def _duration(experience: Experience, end: date) -> float:
    """Share of an occupation learnt in the time given to it: 1 - exp(-months / time constant)."""
    months = max((end - experience.start.first).days, 0) / _DAYS_PER_MONTH
    hours = experience.hours_per_week or W["duration.full_time"]
    return 1.0 - math.exp(-months * min(hours / W["duration.full_time"], 1.0) / W["duration.time_constant"])


def _fade(end: date, as_of: date, what: str) -> float:
    """Share left after the years since `end`: ½ after each half-life."""
    years = max((as_of - end).days, 0) / _DAYS_PER_YEAR
    return float(0.5 ** (years / W[f"fade.half_life_{what}"]))
