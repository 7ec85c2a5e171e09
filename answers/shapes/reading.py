"""Of texts and of the engine itself: `acquis read`, `acquis weights`, `acquis evaluate`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, RootModel

from answers.shapes.base import Document, Item, Number, Occupation, Probability, RomeField


class OccupationRead(Occupation):
    """An occupation that a text speaks of."""

    probability: Probability


class ItemRead(Item):
    """A competency, macro-competency or savoir that a text calls for."""

    probability: Probability
    sentence: str
    """the nearest of the text"""
    occupation: RomeField | None
    """the likeliest that asks for it"""
    reason: str
    """in French"""


class ReadingAnswer(Document):
    """What a text calls for."""

    format: Literal["acquis/reading"] = "acquis/reading"
    """what the answer is"""
    version: Literal[1] = 1
    """goes up when a field changes meaning or leaves; fields may be added without notice"""
    snapshot: str
    """id of the referentials it was made with"""
    acquis: str
    """version of acquis, with a digest of its code, weights and rules"""
    model: str
    """id of the model that reads texts"""
    teaching: bool
    """whether these are the small teaching referential"""
    title: str
    """as it was given"""
    threshold: Probability
    """that from which an item is shown"""
    occupations: list[OccupationRead]
    """most probable first"""
    items: list[ItemRead]
    """most probable first"""


class WeightShown(Document):
    """A weight or a threshold of the engine."""

    name: str
    value: Number
    unit: str
    """in French"""
    reason: str
    """in French: what it rests on"""


class WeightsAnswer(RootModel[list[WeightShown]]):
    """Every weight and threshold of the engine."""


class EvaluationAnswer(BaseModel):
    """A task of the public benchmark, then its measures: fields of each task are listed below the tables."""

    model_config = ConfigDict(frozen=True, extra="allow", use_attribute_docstrings=True)
    __pydantic_extra__: dict[str, Any]

    task: str
    """name of the command"""
    method: str
    """what reads: `acquis`, `dense` (the model alone), or what it is compared with"""
    model: str | None
    """id of the model that reads texts; null for a method without one"""
    snapshot: str
    """id of the referentials"""
    acquis: str
    """version of acquis, with a digest of its code, weights and rules"""
