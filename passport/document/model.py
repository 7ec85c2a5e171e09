"""The passport document, version 1. `passport.schema.json` beside this file is its published JSON Schema.

Every record has an id, and an attestation that says who vouches for it: an issuer (certifier, employer, Agence du
service civique, association…) or the holder alone. What it says is a claim. Whether the record is guaranteed is
computed by `passport.proof` from the proofs that it brings, and put beside it; no document can say it.
Law: code du travail, articles L6323-8 III and L5151-9.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date as day
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from passport.document.dates import DateField
from passport.document.errors import FaultCode
from passport.document.fields import (
    BlocField,
    CertificationField,
    Country,
    Hours,
    Id,
    Line,
    Proof,
    ReadingField,
    RomeField,
    Text,
    WeeklyHours,
    number,
)
from passport.document.standing import DECLARED, NOT_CHECKED, Checks, RecordCheck, Standing, Verification
from referentials.text import fold

VERSION: Literal[1] = 1


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
    """Who is said to vouch for a record, since when, and what shows it.

    `proofs`: statements and credentials of the issuer, each a JWS in compact form. `guaranteed` without a proof that
    holds is shown as unverified.
    """

    status: Literal["guaranteed", "declared"] = "declared"
    issuer: Line | None = None
    date: DateField | None = None
    proofs: tuple[Proof, ...] = Field(default=(), max_length=5)

    @property
    def claims(self) -> bool:
        """Whether it says that an issuer vouches for the record."""
        return self.status == "guaranteed" or bool(self.proofs)

    @model_validator(mode="after")
    def _issuer_named(self) -> Self:
        if self.status == "guaranteed" and not self.issuer:
            raise PydanticCustomError(FaultCode.NO_ISSUER, "what is guaranteed names its issuer")
        return self


_OWN_WORDS = frozenset({"description", "readings"})
"""Fields of a record that are the holder's, whoever vouches for the rest."""


class _Record(_Part):
    id: Id
    attestation: Attestation = Attestation()
    _verification: Verification | None = PrivateAttr(default=None)

    @property
    def verification(self) -> Verification:
        """What a check found; a record that claims an issuer and was not checked is unverified."""
        return self._verification or (NOT_CHECKED if self.attestation.claims else DECLARED)

    @property
    def guaranteed(self) -> bool:
        """Whether a proof of an issuer, checked, covers the record."""
        return self.verification.standing is Standing.GUARANTEED

    @property
    def ongoing(self) -> bool:
        """Whether it goes on: a span whose end is not said."""
        return False

    @property
    def check(self) -> RecordCheck:
        """What a check found of it, beside what it claims."""
        return RecordCheck(
            record=self.id, claimed=self.attestation.issuer, ongoing=self.ongoing, found=self.verification
        )

    def checked(self, found: Verification) -> Self:
        """The same record with what a check found of it; `passport.proof` alone calls this."""
        record = self.model_copy()
        record._verification = found
        return record

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy; one that says something else than what was checked is to be checked again.

        The holder's own words may change, and a code of ROME be left out: that says no more than what was signed.
        """
        record = super().model_copy(update=update, deep=deep)
        changed = {name for name, value in (update or {}).items() if (name, value) != ("rome", None)}
        if changed - _OWN_WORDS:
            record._verification = None
        return record


class Verdict(StrEnum):
    """What the holder says of a reading."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"


class ReadingVerdict(_Part):
    """What the holder says of one reading of a record: that it is right, or that it is wrong; it is obeyed.

    `text`: the sentence read, as the answer quoted it; left out when the title was read. `code`: the occupation (ROME)
    that the title was read as, or the competency or savoir (OGR) that the sentence or the title was.
    """

    text: Text | None = Field(default=None, min_length=1)
    code: ReadingField
    verdict: Verdict


class _Span(_Record):
    title: Line = Field(min_length=1)
    organisation: Line | None = None
    country: Country | None = None
    start: DateField
    end: DateField | None = None
    description: Text = ""
    readings: tuple[ReadingVerdict, ...] = Field(default=(), max_length=1_000)

    @property
    def ongoing(self) -> bool:
        """Whether it goes on."""
        return self.end is None

    @model_validator(mode="after")
    def _readings_agree(self) -> Self:
        said: dict[tuple[str, str], Verdict] = {}
        for one in self.readings:
            key = (fold(one.text or ""), str(one.code))
            if said.setdefault(key, one.verdict) != one.verdict:
                raise PydanticCustomError(FaultCode.BOTH_VERDICTS, "confirmed and refused", {"code": str(one.code)})
        return self

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
    hours_per_week: WeeklyHours | None = None

    @model_validator(mode="after")
    def _rome_is_not_refused(self) -> Self:
        if any(one.code == self.rome and one.verdict is Verdict.REFUSED for one in self.readings):
            raise PydanticCustomError(FaultCode.BOTH_VERDICTS, "given and refused", {"code": str(self.rome)})
        return self


class TrainingFollowed(_Span):
    """A training followed, whether or not it led to a certification."""

    hours: Hours | None = None


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


SECTIONS = ("experiences", "trainings", "certifications", "blocs", "qualifications", "languages")
"""Fields of a passport that hold its lines, in its order."""


class Holder(_Part):
    """The person; `id` is an opaque name chosen by the caller."""

    id: Id
    name: Line | None = None


class Passport(_Part):
    """A passeport de compétences."""

    version: Annotated[Literal[1], BeforeValidator(number)] = VERSION
    holder: Holder
    experiences: tuple[Experience, ...] = ()
    trainings: tuple[TrainingFollowed, ...] = ()
    certifications: tuple[CertificationObtained, ...] = ()
    blocs: tuple[BlocObtained, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    languages: tuple[Language, ...] = ()
    _against: tuple[str, day] | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        twice = [name for name, count in Counter(record.id for record in self.records).items() if count > 1]
        if twice:
            raise PydanticCustomError(FaultCode.SAME_IDS, "several records have the same id", {"ids": sorted(twice)})
        return self

    @property
    def records(self) -> tuple[Record, ...]:
        """Every line of the passport."""
        return tuple(one for name in SECTIONS for one in getattr(self, name))

    @property
    def checks(self) -> Checks:
        """What a check found of every record, and against which registry it was made."""
        registry, on = self._against or (None, None)
        return Checks(registry=registry, on=on, records=tuple(one.check for one in self.records))

    def checked(self, found: Mapping[str, Verification], registry: str, on: day) -> Self:
        """The same passport with what a check found of each record, by id; `passport.proof` alone calls this.

        `registry`: digest of the registry of issuers; `on`: the day of the check.
        """
        sections = {name: tuple(one.checked(found[one.id]) for one in getattr(self, name)) for name in SECTIONS}
        passport = self.model_copy(update=sections)
        passport._against = registry, on
        return passport
