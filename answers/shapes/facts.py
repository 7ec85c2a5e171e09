"""Facts of a snapshot: `acquis search` and `GET /v1/search`; one code with its links, `GET /v1/…`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from answers.shapes.base import (
    Answer,
    BlocField,
    CertificationField,
    CertificationTitle,
    Count,
    Document,
    Item,
    ItemKind,
    LevelField,
    Occupation,
    OgrField,
    Probability,
    RomeField,
    Share,
    UnitField,
)
from answers.shapes.plan import AccessRoute, Insertion
from graph.matrices import Importance
from matching.index.search import KINDS
from recommend.law.standing import Entry

LINKS = 200
"""Links of one kind that are listed."""
Kind = StrEnum("Kind", list(KINDS))  # type: ignore[misc]
_AT_MOST = Field(max_length=LINKS)


class Hit(Document):
    """Something found."""

    kind: Kind
    code: str
    label: str
    score: Share
    """best first"""
    reason: str
    """what made it match, in French"""
    occupation: Occupation | None
    """which an appellation names; null for what is not one"""


class SearchAnswer(Answer):
    """Codes and labels that a few characters may mean."""

    format: Literal["acquis/search"] = "acquis/search"
    query: str
    """what was searched for"""
    hits: list[Hit]
    """best first"""


class Appellation(Document):
    """A name of an occupation."""

    code: OgrField
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

    format: Literal["acquis/occupation"] = "acquis/occupation"
    code: RomeField
    label: str
    family: RomeField
    """version-3 grain code, which is the RNCP's"""
    definition: str | None
    """of ROME"""
    appellations: list[Appellation]
    """its other names"""
    needs: list[Need]
    """items that it asks for"""
    mobilities: list[MobilityTo]
    """occupations that ROME says it leads to"""
    certifications: Annotated[list[CertificationTitle], _AT_MOST]
    """those that lead to it"""
    certifications_known: Count
    """how many there are, beside those listed"""


class Asking(Occupation):
    """An occupation that asks for an item."""

    importance: Importance


class Giving(Document):
    """A bloc, or a certification without blocs, that is linked to an item."""

    code: UnitField
    title: str
    probability: Probability


class CompetencyAnswer(Answer):
    """A competency, macro-competency or savoir of ROME, with its links."""

    format: Literal["acquis/competency"] = "acquis/competency"
    code: OgrField
    kind: ItemKind
    """`knowledge`: a savoir"""
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

    code: BlocField
    title: str


class TrainingTitle(Document):
    """A training of a catalogue."""

    id: str
    title: str


class CertificationAnswer(Answer):
    """A certification as it stands on a day, with its links; what the snapshot lacks of it is null."""

    format: Literal["acquis/certification"] = "acquis/certification"
    code: CertificationField
    title: str | None
    level: LevelField | None
    as_of: date
    """the day"""
    entry: Entry
    """whether one can begin it"""
    entry_until: date | None
    """last day to begin it; null when nothing says"""
    delivered: bool | None
    """whether it is, to those who are in; null when nothing says"""
    delivered_until: date | None
    """last day; null when nothing says"""
    replaced_by: list[CertificationField]
    """open ones, nearest first"""
    routes: list[AccessRoute]
    """ways in, as its fiche says"""
    rome: list[RomeField]
    """occupations that it leads to, at the grain of its fiche"""
    partial_validation: str | None
    """words of the fiche"""
    partial_scope: str | None
    """words of the fiche: what partial validation is of"""
    prerequisites: str | None
    """words of the fiche"""
    bloc_prerequisites: str | None
    """words of the fiche: what is asked for before a bloc is validated"""
    regulations: str | None
    """words of the fiche: of the activity that it leads to"""
    insertion: Insertion | None
    """of those who obtained it; null when nothing says"""
    blocs: list[BlocTitle]
    trainings: Annotated[list[TrainingTitle], _AT_MOST]
    """that prepare it"""
    trainings_known: Count
    """how many there are, beside those listed"""


class Taught(Item):
    """An item that a bloc is linked to."""

    probability: Probability
    sentence: str
    """of the bloc or its title, in which it was read"""


class BlocAnswer(Answer):
    """A bloc, with the items it is linked to."""

    format: Literal["acquis/bloc"] = "acquis/bloc"
    code: BlocField
    title: str
    certification: CertificationTitle
    """that it is of"""
    competencies: list[Taught]
    """most probable first"""


class TrainingFields(Document):
    """A training, as its catalogue has it."""

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


class TrainingAnswer(TrainingFields, Answer):
    """A training of a catalogue; what it does not say is null."""

    format: Literal["acquis/training"] = "acquis/training"
    certification: CertificationTitle | None
    """that it prepares"""
