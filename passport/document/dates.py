"""Partial dates: people remember a year or a month more often than a day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from passport.document.errors import FaultCode

_FORM = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day: `first` and `last` are the days it may be.

    >>> PartialDate.parse("2023-02").last
    datetime.date(2023, 2, 28)
    """

    text: str
    first: date
    last: date

    @classmethod
    def parse(cls, value: Any) -> PartialDate:
        """Read `2023`, `2023-02` or `2023-02-28`; ValueError when it is not a date of the calendar."""
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, str) and not value.strip():
            raise PydanticCustomError(FaultCode.EMPTY_DATE, "a date that is not known is left out")
        found = _FORM.fullmatch(value) if isinstance(value, str) else None
        if not found:
            raise PydanticCustomError(FaultCode.DATE_FORM, "a date is a year, a month or a day")
        year, month, day = int(found["year"]), found["month"], found["day"]
        try:
            first = date(year, int(month or 1), int(day or 1))
        except ValueError as error:
            raise PydanticCustomError(FaultCode.NO_SUCH_DAY, "no such day", {"value": value}) from error
        if day:
            return cls(value, first, first)
        last_month = int(month or 12)
        return cls(value, first, date(year, last_month, calendar.monthrange(year, last_month)[1]))

    def __str__(self) -> str:
        return self.text


DateField = Annotated[
    PartialDate,
    PlainValidator(PartialDate.parse),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^(19|20)\d\d(-\d\d(-\d\d)?)?$", "examples": ["2019-09"]}),
]
