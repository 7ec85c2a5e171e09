"""Types of the fields of a passport: how each is cleaned, parsed, bounded and described in the JSON Schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from passport.document.clean import clean_line, clean_text
from passport.document.errors import FaultCode
from referentials.codes import (
    BlocCode,
    Code,
    OgrCode,
    RncpCode,
    RomeCode,
    RsCode,
    parse_certification,
    parse_reading,
    written,
)


def _field(parse: Callable[[object], object], *kinds: type[Code]) -> tuple[object, ...]:
    """How a code is parsed, written and described in the JSON Schema, which takes what the parser does."""
    schema = WithJsonSchema({"type": "string", "pattern": written(*kinds)})
    return PlainValidator(parse), PlainSerializer(str, return_type=str), schema


def number(value: object) -> object:
    """True and false are no numbers, whatever the language thinks."""
    if isinstance(value, bool):
        raise PydanticCustomError(FaultCode.BOOLEAN, "a number is neither true nor false")
    return value


Id = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[\w.:-]+$")]
Line = Annotated[str, Field(max_length=500), BeforeValidator(clean_line)]
Proof = Annotated[str, Field(max_length=50_000, pattern=r"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+$")]
Text = Annotated[str, Field(max_length=100_000), BeforeValidator(clean_text)]
WeeklyHours = Annotated[float, Field(gt=0, le=100, allow_inf_nan=False), BeforeValidator(number)]
Hours = Annotated[float, Field(gt=0, le=20_000, allow_inf_nan=False), BeforeValidator(number)]
RomeField = Annotated[RomeCode, *_field(RomeCode.parse, RomeCode)]
BlocField = Annotated[BlocCode, *_field(BlocCode.parse, BlocCode)]
ReadingField = Annotated[RomeCode | OgrCode, *_field(parse_reading, RomeCode, OgrCode)]
CertificationField = Annotated[RncpCode | RsCode, *_field(parse_certification, RncpCode, RsCode)]


Country = Annotated[
    str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166 code of the country; left out where it is France")
]
