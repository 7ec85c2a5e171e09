"""What the passport says, numbered once, so that each competency cites it by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from answers.words.evidence import reason, record_names
from passport.document.model import Passport
from recommend.gap.gap import Gap, Status, status_of
from recommend.profile.evidence import Evidence
from recommend.profile.profile import Profile


@dataclass(frozen=True, slots=True)
class Cited:
    """Sources by record, in the order of the passport, with their numbers; those of each item."""

    records: Sequence[tuple[str, Sequence[tuple[int, str]]]]
    of_item: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, passport: Passport, profile: Profile, gap: Gap) -> Self:
        """Number what the evidence of every competency, and of every need of a target, rests on, the missing aside."""
        needs = {line.need.item: line.belief for line in gap.lines if line.belief}
        every = [*needs.values(), *(one for one in profile.beliefs if one.item not in needs)]
        beliefs = [one for one in every if status_of(one.probability) is not Status.MISSING]
        said = {_said(evidence) for belief in beliefs for evidence in belief.evidence}
        names = record_names(passport, profile.as_of)
        ordered = [pair for record in names for pair in sorted(said) if pair[0] == record]
        numbers = {pair: number for number, pair in enumerate(ordered, 1)}
        records = [
            (name, [(numbers[pair], pair[1]) for pair in ordered if pair[0] == record])
            for record, name in names.items()
        ]
        of_item = {one.item: sorted({numbers[_said(evidence)] for evidence in one.evidence}) for one in beliefs}
        return cls([one for one in records if one[1]], of_item)

    def numbers(self, item: str) -> str:
        """Numbers of the sources of an item: « 1, 4 »."""
        return ", ".join(map(str, self.of_item.get(item, ())))


def _said(evidence: Evidence) -> tuple[str, str]:
    """The record, and what in it: of what is carried over the same, however near it is."""
    return evidence.record, reason(replace(evidence, degree=1.0))
