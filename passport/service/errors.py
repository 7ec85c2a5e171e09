"""Errors of the service.

ServiceError
├── RefusedError            access refuses; the refusal is in the journal
├── UnknownPassportError    nobody's passport has that id
├── UnknownShareError       no share has that id, or that link
├── UnknownCvError          no CV has that id
├── ShareError              a share that cannot be given as it is asked for
├── IdentifierError         an id that is none: with a space, empty, too long
└── NoOperatorError         something is to be signed, and the service has no key of the operator
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from passport.access.decide import Decision
from passport.access.terms import Action
from referentials.errors import AcquisError


class ServiceError(AcquisError):
    """Anything that the door says no to."""


@dataclass(eq=False)
class RefusedError(ServiceError):
    """Access refuses an action; the decision says by which article and for which reason."""

    code: ClassVar[str] = "access_refused"
    action: Action
    decision: Decision


@dataclass(eq=False)
class UnknownPassportError(ServiceError):
    """No passport has that id."""

    code: ClassVar[str] = "unknown_passport"
    holder: str = field(repr=False)


@dataclass(eq=False)
class UnknownShareError(ServiceError):
    """No share has that id, or that link."""

    code: ClassVar[str] = "unknown_share"


@dataclass(eq=False)
class UnknownCvError(ServiceError):
    """No CV has that id."""

    code: ClassVar[str] = "unknown_cv"


@dataclass(eq=False)
class IdentifierError(ServiceError):
    """What is given for the id of an actor is none; `actor`: their kind, `most`: characters that it may have."""

    code: ClassVar[str] = "unusable_id"
    actor: str
    most: int


class ShareProblem(StrEnum):
    """What is wrong with a share that is asked for; in brackets, the parameters."""

    ENDS_BEFORE = "ends_before"
    """It ends before it begins, or has ended."""
    BEGUN = "begun"
    """It would begin before it is given."""
    TOO_LONG = "too_long"
    """It lasts longer than a share may (most, in days)."""
    UNKNOWN_LINE = "unknown_line"
    """A line that the passport has not, or has no more (line)."""
    UNKNOWN_FIELD = "unknown_field"
    """Something that is not one of the fields that may be hidden (field, known)."""
    NO_PURPOSE = "no_purpose"
    """It says not what it is for, or says it at length (most, in characters)."""
    NO_GRANTEE = "no_grantee"
    """It says not with whom."""
    BAD_GRANTEE = "bad_grantee"
    """Its grantee is named by what is no id (most, in characters)."""


@dataclass(eq=False)
class ShareError(ServiceError):
    """A share cannot be given as it is asked for."""

    code: ClassVar[str] = "unusable_share"
    problem: ShareProblem
    parameters: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(eq=False)
class NoOperatorError(ServiceError):
    """Heads and anchors of the journal are signed by the operator, whose key the service was not given."""

    code: ClassVar[str] = "no_operator"
