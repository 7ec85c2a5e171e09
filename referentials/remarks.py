"""Remarks: why a line, a fiche or a whole member is rejected, or kept with a reservation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Oddity(StrEnum):
    """Why a line is rejected, or kept with a reservation."""

    BAD_CODE = "bad_code"
    CODE_EMPTY = "code_empty"
    NO_ROME_CODE = "no_rome_code"
    NO_NSF_CODE = "no_nsf_code"
    NO_SIRET = "no_siret"
    """Of older reports: such a certifier is kept by now, under its name."""
    ITEM_UNDEFINED = "item_undefined"
    IMPORTANCE = "importance"
    RANK = "rank"
    POSITION = "position"
    LEVEL = "level"
    DATE = "date"
    DATE_FORM = "date_form"
    """The date is read, and is not written as the publisher does."""
    PUBLISHED = "published"
    """The date of publication of an archive is none."""
    YES_OR_NO = "yes_or_no"
    ACTIVE = "active"
    ACTIVE_FORM = "active_form"
    """Active or not is read, and is not written as the publisher does."""
    RELATION = "relation"
    UNKNOWN_ROUTE = "unknown_route"
    BLOC_ELSEWHERE = "bloc_elsewhere"
    """The bloc is described under the fiche of another certification."""
    CERTIFIER_UNNAMED = "certifier_unnamed"
    CERTIFIER_WITHOUT_SIRET = "certifier_without_siret"
    BAD_SIRET = "bad_siret"
    CERTIFIES_NO_MORE = "certifies_no_more"
    CONCEPT_UNNAMED = "concept_unnamed"
    NO_LABEL = "no_label"
    UNTITLED = "untitled"
    """A certification or a bloc without a title: known by its code."""
    NO_COLUMN = "no_column"
    """The file lacks a column that is not needed: what it says is unknown."""
    TABLE_TWICE = "table_twice"
    """The archive has the table twice, of another version or in another folder."""
    TWICE = "twice"
    """The same code was read before: the first one given counts."""
    TERM_WITHOUT_CODE = "term_without_code"
    NO_SLUG = "no_slug"
    COURSE_TWICE = "course_twice"
    COURSE_UNNAMED = "course_unnamed"
    NO_FAMILY = "no_family"
    """A total over all families."""
    NUMBER = "number"
    RATE = "rate"
    UNKNOWN_PLACE = "unknown_place"
    SALARY_CLASS = "salary_class"
    CLASSES_EXCHANGED = "classes_exchanged"
    """The two highest classes of salary have each other's figures: read the other way round."""
    NO_CERTIFICATION = "no_certification"
    """The code of a training's certification is none: the training is kept without."""
    MARKUP = "markup"
    """HTML or entities where a text is expected: read as the text that they show."""
    FIELDS = "fields"
    BAD_CSV = "bad_csv"
    NOT_UTF8 = "not_utf8"
    NOT_AN_OBJECT = "not_an_object"
    HUGE_NUMBER = "huge_number"
    TOO_DEEP = "too_deep"
    BAD_JSON = "bad_json"
    BAD_XML = "bad_xml"
    """One fiche is ill-formed, the flux around it is not."""
    XML_AROUND = "xml_around"
    """What stands between the fiches is ill-formed, they are not."""
    MEMBER = "member"
    """A member of the archive cannot be read."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A line that was rejected, or kept with a reservation."""

    file: str
    line: int
    column: str
    value: str
    reason: Oddity
    parameters: Mapping[str, str] = field(default_factory=dict)
