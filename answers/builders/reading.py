"""The answers of `acquis read` and `acquis weights`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from answers.shapes import reading as shape
from answers.version import acquis_version
from answers.words.reading import item_reason
from matching.matcher import Matcher
from matching.reading import Reading, ReadItem
from matching.weights import SHOWN
from recommend.weights import Weight

OCCUPATIONS = 3
"""Occupations told of a text."""


def reading_answer(matcher: Matcher, title: str, reading: Reading, items: Sequence[ReadItem]) -> shape.ReadingAnswer:
    """What a text calls for: its likeliest occupations, and those of the items read that are to be shown."""
    labels = dict(matcher.snapshot.table("occupations").select("code", "label").iter_rows())
    return shape.ReadingAnswer(
        snapshot=matcher.snapshot.id,
        acquis=acquis_version(),
        model=matcher.model_id,
        teaching=matcher.snapshot.teaching,
        title=title,
        threshold=SHOWN,
        occupations=[
            shape.OccupationRead(code=str(code), label=labels[str(code)], probability=chance)
            for code, chance in reading.occupations[:OCCUPATIONS]
        ],
        items=[_item(one) for one in items],
    )


def weights_answer(weights: Iterable[Weight]) -> shape.WeightsAnswer:
    """Every weight, with its unit and its reason."""
    return shape.WeightsAnswer(
        [shape.WeightShown(name=one.name, value=one.value, unit=one.unit, reason=one.reason) for one in weights]
    )


def _item(one: ReadItem) -> shape.ItemRead:
    return shape.ItemRead(
        code=str(one.item),
        kind=one.kind,
        label=one.label,
        probability=one.probability,
        sentence=one.sentence,
        occupation=str(one.occupation) if one.occupation else None,
        reason=item_reason(one),
    )
