"""The passport document, version 1. `passport.schema.json` beside this file is its published JSON Schema.

Every record has an id, and an attestation that says who vouches for it: `guaranteed` by an issuer
(certifier, employer, Agence du service civique, association…) or `declared` by the holder.
Law: code du travail, articles L6323-8 III and L5151-9.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from passport.document.dates import DateField
from passport.document.errors import FaultCode
from referentials.codes import BlocCode, Code, RncpCode, RomeCode, RsCode, parse_certification, written

VERSION: Literal[1] = 1


def _field(parse: Callable[[object], object], *kinds: type[Code]) -> tuple[object, ...]:
    """How a code is parsed, written and described in the JSON Schema, which takes what the parser does."""
    schema = WithJsonSchema({"type": "string", "pattern": written(*kinds)})
    return PlainValidator(parse), PlainSerializer(str, return_type=str), schema


Id = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[\w.:-]+$")]
Line = Annotated[str, Field(max_length=500)]
Text = Annotated[str, Field(max_length=100_000)]
RomeField = Annotated[RomeCode, *_field(RomeCode.parse, RomeCode)]
BlocField = Annotated[BlocCode, *_field(BlocCode.parse, BlocCode)]
CertificationField = Annotated[RncpCode | RsCode, *_field(parse_certification, RncpCode, RsCode)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class ExperienceKind(StrEnum):
    """Experiences the law counts, paid or not (L6323-8 III, L5151-9)."""

    EMPLOYMENT = "employment"
    SELF_EMPLOYMENT = "self_employment"
    INTERNSHIP = "internship"
    APPRENTICESHIP = "apprenticeship"
    CIVIC_SERVICE = "civic_service"
    APPRENTICESHIP_MENTORING = "apprenticeship_mentoring"
    VOLUNTEERING = "volunteering"
    CAREGIVING = "caregiving"
    MILITARY_RESERVE = "military_reserve"
    POLICE_RESERVE = "police_reserve"
    CIVIC_RESERVE = "civic_reserve"
    HEALTH_RESERVE = "health_reserve"
    VOLUNTEER_FIREFIGHTER = "volunteer_firefighter"
    MANDATE = "mandate"
    OTHER = "other"


class Attestation(_Part):
    """Who vouches for a record, and since when."""

    status: Literal["guaranteed", "declared"] = "declared"
    issuer: Line | None = None
    date: DateField | None = None

    @model_validator(mode="after")
    def _issuer_named(self) -> Self:
        if self.status == "guaranteed" and not self.issuer:
            raise PydanticCustomError(FaultCode.NO_ISSUER, "what is guaranteed names its issuer")
        return self


Country = Annotated[
    str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166 code of the country; left out where it is France")
]


class _Record(_Part):
    id: Id
    attestation: Attestation = Attestation()

    @property
    def guaranteed(self) -> bool:
        """Whether an issuer vouches for the record."""
        return self.attestation.status == "guaranteed"


class _Span(_Record):
    title: Line = Field(min_length=1)
    organisation: Line | None = None
    country: Country | None = None
    start: DateField
    end: DateField | None = None
    description: Text = ""

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.end and self.end.last < self.start.first:
            days = {"start": str(self.start), "end": str(self.end)}
            raise PydanticCustomError(FaultCode.ENDS_BEFORE, "ends before it starts", days)
        return self


class Experience(_Span):
    """Something the person did over a time; `end` is left out while it goes on."""

    kind: ExperienceKind
    rome: RomeField | None = None
    hours_per_week: float | None = Field(default=None, gt=0, le=100)


class TrainingFollowed(_Span):
    """A training followed, whether or not it led to a certification."""

    hours: float | None = Field(default=None, gt=0, le=20_000)


class CertificationObtained(_Record):
    """A certification obtained (RNCP or RS)."""

    code: CertificationField
    title: Line | None = None
    country: Country | None = None
    date: DateField


class BlocObtained(_Record):
    """A bloc de compétences obtained."""

    code: BlocField
    title: Line | None = None
    date: DateField


LanguageLevel = Literal["A1", "A2", "B1", "B2", "C1", "C2"]
"""Levels of the European framework."""


class Language(_Record):
    """A language, with its level in the European framework."""

    language: str = Field(pattern=r"^[a-z]{2,3}$", description="ISO 639 code")
    level: LanguageLevel


class QualificationKind(StrEnum):
    """What a qualification is, where the holder or the issuer says it."""

    DRIVING_LICENCE = "driving_licence"
    CACES = "caces"
    ROAD_PROFESSIONAL = "road_professional"
    """FIMO, FCO, driver qualification card."""
    ELECTRICAL = "electrical"
    """Habilitation électrique."""
    PROFESSIONAL_CARD = "professional_card"
    """A card, an agreement or a registration without which a trade is closed: CNAPS, taxi, teacher of sport…"""
    FIRST_AID = "first_aid"
    OTHER = "other"


class Qualification(_Record):
    """A licence, certificate, card or habilitation held, as people write it (« Permis C », « CACES R489 cat. 3 »)."""

    title: Line = Field(min_length=1)
    kind: QualificationKind | None = None
    country: Country | None = None
    date: DateField | None = None
    until: DateField | None = None

    @model_validator(mode="after")
    def _ends_after_date(self) -> Self:
        if self.date and self.until and self.until.last < self.date.first:
            days = {"start": str(self.date), "end": str(self.until)}
            raise PydanticCustomError(FaultCode.ENDS_BEFORE, "ends before it starts", days)
        return self


Obtained = CertificationObtained | BlocObtained
Record = Experience | TrainingFollowed | Obtained | Qualification | Language
"""A line of a passport."""


class Holder(_Part):
    """The person; `id` is an opaque name chosen by the caller."""

    id: Id
    name: Line | None = None


class Passport(_Part):
    """A passeport de compétences."""

    version: Literal[1] = VERSION
    holder: Holder
    experiences: tuple[Experience, ...] = ()
    trainings: tuple[TrainingFollowed, ...] = ()
    certifications: tuple[CertificationObtained, ...] = ()
    blocs: tuple[BlocObtained, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    languages: tuple[Language, ...] = ()

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        twice = [name for name, count in Counter(record.id for record in self.records).items() if count > 1]
        if twice:
            raise PydanticCustomError(FaultCode.SAME_IDS, "several records have the same id", {"ids": sorted(twice)})
        return self

    @property
    def records(self) -> tuple[Record, ...]:
        """Every line of the passport."""
        return (
            *self.experiences,
            *self.trainings,
            *self.certifications,
            *self.blocs,
            *self.qualifications,
            *self.languages,
        )
