"""A day of a request, written as the document says: pydantic alone would read « 0 » as 1 January 1970."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError


def _written(day: object) -> object:
    """Return the day when it is one, or written AAAA-MM-JJ; raises for a number of seconds or a time."""
    if isinstance(day, date) or (isinstance(day, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", day, re.ASCII)):
        return day
    raise PydanticCustomError("date_type", "a date written YYYY-MM-DD is expected")


Day = Annotated[date, BeforeValidator(_written)]
