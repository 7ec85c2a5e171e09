"""Errors of the recommend package.

RecommendError                   a request the engine cannot answer as it stands
├── TargetError                  a target of which nothing can be said
│   ├── AmbiguousTargetError     a number that is a certification and an appellation
│   ├── SeveralTargetsError      words that may name several
│   ├── UnknownTargetError       words that name none
│   └── UndescribedTargetError   the snapshot links it to no item
├── UnknownCertificationError    codes that are neither a certification nor a bloc
├── WishError                    a word that is no domain, sector, interest or context of work
└── LimitsError                  limits that nothing can keep
    ├── LevelsError
    └── NegativeLimitError
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Literal

from referentials.errors import AcquisError


class RecommendError(AcquisError):
    """A request the engine cannot answer as it stands."""


class TargetError(RecommendError):
    """A target that stands for two things, or of which nothing is known."""


@dataclass(eq=False)
class AmbiguousTargetError(TargetError):
    """A bare number that is an appellation of `occupation`, and `certification`."""

    code: ClassVar[str] = "ambiguous_target"
    number: str
    occupation: str
    certification: str


@dataclass(frozen=True, slots=True)
class NamedTarget:
    """What words may name, and how probably."""

    code: str
    kind: Literal["occupation", "certification"]
    label: str
    probability: float


@dataclass(eq=False)
class SeveralTargetsError(TargetError):
    """Words that may name several targets, most probable first."""

    code: ClassVar[str] = "several_targets"
    words: str = field(repr=False)
    readings: list[NamedTarget]


@dataclass(eq=False)
class UnknownTargetError(TargetError):
    """Words that name no occupation nor certification; `near`: the nearest."""

    code: ClassVar[str] = "unknown_target"
    words: str = field(repr=False)
    near: list[NamedTarget]


@dataclass(eq=False)
class UndescribedTargetError(TargetError):
    """A target that the snapshot links to no item."""

    code: ClassVar[str] = "undescribed_target"
    target: str
    kind: Literal["occupation", "certification", "bloc"]


@dataclass(eq=False)
class UnknownCertificationError(RecommendError):
    """Codes that are neither a certification nor a bloc of the snapshot."""

    code: ClassVar[str] = "unknown_certification"
    codes: list[str]


class WishKind(StrEnum):
    """What a wish is about."""

    DOMAIN = "domain"
    SECTOR = "sector"
    INTEREST = "interest"
    CONTEXT = "context"
    """Of work, refused."""


@dataclass(eq=False)
class WishError(RecommendError):
    """A wish or refusal in words that the snapshot does not have; `near`: words that it has."""

    code: ClassVar[str] = "unknown_wish"
    kind: WishKind
    word: str = field(repr=False)
    near: list[str]


class LimitsError(RecommendError):
    """Limits that nothing can keep."""


@dataclass(eq=False)
class LevelsError(LimitsError):
    """Levels that are not two of 1 to 8, the lowest first."""

    code: ClassVar[str] = "bad_levels"
    low: int
    high: int


@dataclass(eq=False)
class NegativeLimitError(LimitsError):
    """A limit below zero."""

    code: ClassVar[str] = "negative_limit"
    limit: Literal["blocs", "hours", "budget"]
    value: float
