"""`GET /v1/…`: search, and one code of the snapshot with its links."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from answers.entity import LINKS
from answers.shapes.base import (
    Answer,
    Bloc,
    Certification,
    CertificationTitle,
    Count,
    Document,
    Item,
    ItemKind,
    Level,
    Occupation,
    Ogr,
    Probability,
    Rome,
    Share,
    Unit,
)
from answers.shapes.plan import AccessRoute
from matching.index.search import KINDS
from recommend.gap.target import Importance
from recommend.law.standing import Entry

Kind = StrEnum("Kind", list(KINDS))  # type: ignore[misc]
_AT_MOST = Field(max_length=LINKS)
Certifications = Annotated[list[CertificationTitle], _AT_MOST]


class Hit(Document):
    """Something found."""

    kind: Kind
    code: str
    label: str
    score: Share
    """0 to 1, best first"""
    reason: str
    """what made it match, in French"""
    occupation: Occupation | None
    """which an appellation names; null for what is not one"""


class SearchAnswer(Answer):
    """Codes and labels that a few characters may mean."""

    format: Literal["acquis/search"]
    query: str
    hits: list[Hit]


class Appellation(Document):
    """A name of an occupation."""

    code: Ogr
    label: str


class Need(Item):
    """An item that an occupation asks for."""

    importance: Importance


class MobilityTo(Occupation):
    """A mobility that ROME records."""

    rank: int
    """ROME's: 1 is the nearest"""


class OccupationAnswer(Answer):
    """An occupation of ROME, with its links."""

    format: Literal["acquis/occupation"]
    code: Rome
    label: str
    family: Rome
    """version-3 grain code, which is the RNCP's"""
    definition: str | None
    appellations: list[Appellation]
    needs: list[Need]
    mobilities: list[MobilityTo]
    certifications: Certifications
    """those that lead to it"""
    certifications_known: Count
    """how many there are, beside those listed"""


class Asking(Occupation):
    """An occupation that asks for an item."""

    importance: Importance


class Giving(Document):
    """A bloc, or a certification without blocs, that is linked to an item."""

    code: Unit
    title: str
    probability: Probability


class CompetencyAnswer(Answer):
    """A competency, macro-competency or savoir of ROME, with its links."""

    format: Literal["acquis/competency"]
    code: Ogr
    kind: ItemKind
    label: str
    macro: Item | None
    """the macro-competency that it is a case of"""
    occupations: Annotated[list[Asking], _AT_MOST]
    """those that ask for it"""
    occupations_known: Count
    """how many there are, beside those listed"""
    units: Annotated[list[Giving], _AT_MOST]
    """blocs, and certifications without blocs, most probable first"""
    units_known: Count
    """how many there are, beside those listed"""


class BlocTitle(Document):
    """A bloc of a certification."""

    code: Bloc
    title: str


class TrainingTitle(Document):
    """A training of a catalogue."""

    id: str
    title: str


class CertificationAnswer(Answer):
    """A certification as it stands on a day, with its links; what the snapshot lacks of it is null."""

    format: Literal["acquis/certification"]
    code: Certification
    title: str | None
    level: Level | None
    as_of: date
    """the day"""
    entry: Entry
    entry_until: date | None
    delivered: bool | None
    """to those who are in; null when nothing says"""
    delivered_until: date | None
    replaced_by: list[Certification]
    """open ones, nearest first"""
    routes: list[AccessRoute]
    rome: list[Rome]
    """occupations that it leads to, at the grain of its fiche"""
    partial_validation: str | None
    """words of the fiche"""
    prerequisites: str | None
    """words of the fiche"""
    blocs: list[BlocTitle]
    trainings: Annotated[list[TrainingTitle], _AT_MOST]
    trainings_known: Count
    """how many there are, beside those listed"""


class Taught(Item):
    """An item that a bloc is linked to."""

    probability: Probability
    sentence: str
    """of the bloc or its title, in which it was read"""


class BlocAnswer(Answer):
    """A bloc, with the items it is linked to."""

    format: Literal["acquis/bloc"]
    code: Bloc
    title: str
    certification: CertificationTitle
    competencies: list[Taught]
    """most probable first"""


class TrainingAnswer(Answer):
    """A training of a catalogue; what it does not say is null."""

    format: Literal["acquis/training"]
    id: str
    title: str
    provider: str | None
    city: str | None
    url: str | None
    diploma: str | None
    """that it prepares, in the words of the catalogue"""
    duration: str | None
    """in the words of the catalogue"""
    months: Count | None
    hours: Count | None
    """of the whole certification"""
    price: Count | None
    """euros, of the whole certification; 0 when it is free of charge"""
    mode: str | None
    """`presentiel`, `distance`, `alternance`"""
    certification: CertificationTitle | None
