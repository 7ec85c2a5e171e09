"""Errors of the passport package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from referentials.errors import AcquisError


class FaultCode(StrEnum):
    """Faults that pydantic has no type for; the others go by its types (`missing`, `extra_forbidden`…)."""

    UNREADABLE = "unreadable"
    TOO_BIG = "too_big"
    NOT_UTF8 = "not_utf8"
    NOTHING = "nothing"
    """The file is empty."""
    NOT_JSON = "not_json"
    TOO_DEEP = "too_deep"
    TOO_MANY = "too_many"
    TWICE = "twice"
    """A name given twice in one object: all but the last would be lost."""
    NOT_A_NUMBER = "not_a_number"
    TOO_LONG_A_NUMBER = "too_long_a_number"
    BAD_CODE = "bad_code"
    DATE_FORM = "date_form"
    BOOLEAN = "bool_is_no_number"
    EMPTY_DATE = "empty_date"
    NO_SUCH_DAY = "no_such_day"
    NO_ISSUER = "no_issuer"
    ENDS_BEFORE = "ends_before"
    SAME_IDS = "same_ids"
    BOTH_VERDICTS = "both_verdicts"
    """A reading confirmed and refused, or refused and given as the code of the record."""
    UNKNOWN_CODE = "unknown_code"
    """Well formed, but not in the snapshot."""
    LATER = "later"
    """Begins after the day of the analysis: left aside."""
    NOT_SAID = "not_said"
    """A verdict on words that the record does not have (any more): left aside."""
    NO_SUCH_READING = "no_such_reading"
    """A verdict on an occupation that no sentence and no training is read as, or on a title, which is said by a line of
    its own: left aside."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a document: where it stands, as `experiences[1].start`, what it is, and what there is to say of it.

    What a person wrote may be in the parameters, never in the text of the fault.
    """

    path: str
    code: str
    parameters: Mapping[str, object] = field(default_factory=dict, repr=False)

    def __str__(self) -> str:
        return f"{self.path}: {self.code}" if self.path else self.code


@dataclass(eq=False)
class PassportError(AcquisError):
    """A passport that cannot be used as it is; `faults` lists every fault found.

    `document` is the name of its file, and `holder` the id of its holder, where they are known.
    """

    code: ClassVar[str] = "invalid_passport"
    faults: tuple[Fault, ...]
    document: str = field(default="", repr=False)
    holder: str = field(default="", repr=False)
