"""What a reader takes out of one official file: rows of tables, and an account of every line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

import polars as pl

from referentials.errors import CodeError
from referentials.source import Source
from referentials.tables import TABLES

T = TypeVar("T")
_BATCH = 20_000


class Oddity(StrEnum):
    """Why a line is rejected, or kept with a reservation."""

    BAD_CODE = "bad_code"
    CODE_EMPTY = "code_empty"
    NO_ROME_CODE = "no_rome_code"
    NO_NSF_CODE = "no_nsf_code"
    NO_SIRET = "no_siret"
    ITEM_UNDEFINED = "item_undefined"
    IMPORTANCE = "importance"
    RANK = "rank"
    LEVEL = "level"
    DATE = "date"
    YES_OR_NO = "yes_or_no"
    RELATION = "relation"
    UNKNOWN_ROUTE = "unknown_route"
    BLOC_ELSEWHERE = "bloc_elsewhere"
    """The bloc is described under the fiche of another certification."""
    CERTIFIER_UNNAMED = "certifier_unnamed"
    CERTIFIER_WITHOUT_SIRET = "certifier_without_siret"
    CERTIFIES_NO_MORE = "certifies_no_more"
    CONCEPT_UNNAMED = "concept_unnamed"
    TERM_WITHOUT_CODE = "term_without_code"
    NO_SLUG = "no_slug"
    COURSE_TWICE = "course_twice"
    COURSE_UNNAMED = "course_unnamed"
    NO_FAMILY = "no_family"
    """A total over all families."""
    NUMBER = "number"
    UNKNOWN_PLACE = "unknown_place"
    SALARY_CLASS = "salary_class"
    CLASSES_EXCHANGED = "classes_exchanged"
    """The two highest classes of salary have each other's figures: read the other way round."""
    NO_CERTIFICATION = "no_certification"
    """The code of a training's certification is none: the training is kept without."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A line that was rejected, or kept with a reservation."""

    file: str
    line: int
    column: str
    value: str
    reason: Oddity
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file comes from."""

    publisher: str
    title: str
    licence: str
    version: str = ""
    date: date | None = None


@dataclass
class Part:
    """Rows of one table from one file of a source (`file` is what messages and the manifest call it)."""

    table: str
    file: str
    date: date | None
    read: int = 0
    rejected: list[Remark] = field(default_factory=list)
    reserved: list[Remark] = field(default_factory=list)
    _rows: list[Mapping[str, object]] = field(default_factory=list, repr=False)
    _frames: list[pl.DataFrame] = field(default_factory=list, repr=False)

    def add(self, **row: object) -> None:
        """Keep one row; columns left out are null."""
        self._rows.append(row)
        if len(self._rows) >= _BATCH:
            self._pack()

    def reject(self, line: int, column: str, value: str, reason: Oddity, **parameters: str) -> None:
        """Leave a row out, and say so in the report."""
        self.rejected.append(self._remark(line, column, value, reason, parameters))

    def reserve(self, line: int, column: str, value: str, reason: Oddity, **parameters: str) -> None:
        """Keep a row but report what is odd in it."""
        self.reserved.append(self._remark(line, column, value, reason, parameters))

    def _remark(self, line: int, column: str, value: str, reason: Oddity, parameters: Mapping[str, str]) -> Remark:
        return Remark(file=self.file, line=line, column=column, value=value[:120], reason=reason, parameters=parameters)

    def parse(self, line: int, column: str, parser: Callable[[str], T], value: str) -> T | None:
        """Parse a code of a row; reject the row and return None when it is not one."""
        try:
            return parser(value)
        except CodeError as error:
            self.reject(line, column, value, Oddity.BAD_CODE, kind=error.kind, text=error.text)
            return None

    def frame(self) -> pl.DataFrame:
        """All rows kept, with the table's columns and types."""
        self._pack()
        schema = TABLES[self.table].columns
        return pl.concat(self._frames) if self._frames else pl.DataFrame(schema=schema)

    def _pack(self) -> None:
        if self._rows:
            schema = TABLES[self.table].columns
            columns = {name: [row.get(name) for row in self._rows] for name in schema}
            self._frames.append(pl.DataFrame(columns, schema=schema))
            self._rows.clear()


@dataclass
class Extract:
    """Everything taken from one source.

    `newest_wins`: of the parts of one table, only the one of the most recent date counts (dumps of a whole
    table). `whole_fiches`: each certification described here replaces what the other sources say of it.
    """

    source: Source
    reader: str
    origin: Origin
    newest_wins: bool = False
    whole_fiches: bool = False
    parts: list[Part] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)

    def part(self, table: str, member: str, day: date | None = None) -> Part:
        """Start the rows of a table that come from a member of the source."""
        part = Part(table, self.source.label(member), day or self.origin.date)
        self.parts.append(part)
        return part


class Reader(Protocol):
    """Reads one official format. To add a catalogue, write one file with such a class and register it."""

    name: str

    def accepts(self, source: Source) -> bool:
        """Whether the file has this format, judged by its content rather than its name."""

    def read(self, source: Source) -> Extract:
        """Take every row out of the file. Raises SourceError when the file cannot be read."""
