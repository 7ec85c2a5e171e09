"""What a reader takes out of one official file: rows of tables, and an account of every line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

import polars as pl

from referentials.errors import CodeError, SourceError, SourceProblem
from referentials.plain import clean, one_line
from referentials.remarks import Oddity, Remark
from referentials.source import Source
from referentials.tables import TABLES

T = TypeVar("T")
_BATCH = 20_000
SHOWN = 120
"""Characters of a value that a remark carries."""
OF_THE_WHOLE = frozenset({SourceProblem.RATIO, SourceProblem.TOO_LARGE})
"""What is wrong with a member that makes its whole archive refused."""


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
    _lines: dict[str, int] = field(default_factory=dict, repr=False)

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

    def refuse(self, error: SourceError) -> None:
        """Leave a whole member out, with what is wrong with it."""
        self.read = 0
        self._rows.clear()
        self._frames.clear()
        self.rejected, self.reserved = [member_remark(self.file, error)], []

    def hear(self, other: Part) -> None:
        """Take over what is said of the lines of another file."""
        self.read += other.read
        self.rejected += other.rejected
        self.reserved += other.reserved

    def _remark(self, line: int, column: str, value: str, reason: Oddity, parameters: Mapping[str, str]) -> Remark:
        shown = clean(value[:SHOWN]) or ""
        return Remark(file=self.file, line=line, column=column, value=shown, reason=reason, parameters=parameters)

    def parse(self, line: int, column: str, parser: Callable[[str], T], value: str) -> T | None:
        """Parse a code of a row; reject the row and return None when it is not one."""
        try:
            return parser(value)
        except CodeError as error:
            self.reject(line, column, value, Oddity.BAD_CODE, kind=error.kind, text=clean(error.text) or "")
            return None

    def once(self, line: int, column: str, code: str) -> bool:
        """Whether a code comes for the first time; else the row is rejected: the first one given counts, whole."""
        first = self._lines.get(code)
        if first is None:
            self._lines[code] = line
            return True
        self.reject(line, column, code, Oddity.TWICE, first=str(first))
        return False

    def titled(self, line: int, column: str, text: str | None) -> str | None:
        """The title of a row, which is kept without, and told."""
        title = one_line(text)
        if title is None:
            self.reserve(line, column, "", Oddity.UNTITLED)
        return title

    def labelled(self, line: int, column: str, text: str | None) -> str | None:
        """The label of a row; reject the row and return None when it has none."""
        label = one_line(text)
        if label is None:
            self.reject(line, column, "", Oddity.NO_LABEL)
        return label

    def frame(self) -> pl.DataFrame:
        """All rows kept, with the table's columns and types."""
        self._pack()
        schema = TABLES[self.table].columns
        return pl.concat(self._frames) if self._frames else pl.DataFrame(schema=schema)

    @property
    def kept(self) -> int:
        """Rows that count: of those with the same key, one."""
        return self.frame().unique(subset=list(TABLES[self.table].key)).height

    def _pack(self) -> None:
        if self._rows:
            schema = TABLES[self.table].columns
            columns = {name: [row.get(name) for row in self._rows] for name in schema}
            self._frames.append(pl.DataFrame(columns, schema=schema))
            self._rows.clear()


def member_remark(file: str, error: SourceError) -> Remark:
    """That a member of an archive cannot be read, and why."""
    said = {name: ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            for name, value in error.parameters.items()}  # fmt: skip
    about = {"problem": str(error.problem), **said}
    return Remark(file, error.line or 0, error.column or "", "", Oddity.MEMBER, about)


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
    faults: list[SourceError] = field(default_factory=list, repr=False)

    def part(self, table: str, member: str, day: date | None = None) -> Part:
        """Start the rows of a table that come from a member of the source."""
        part = Part(table, self.source.label(member), day or self.origin.date)
        self.parts.append(part)
        return part

    @contextmanager
    def reading(self, *parts: Part) -> Iterator[None]:
        """While a member is read: what is wrong with it leaves out its rows, not those of the other members."""
        try:
            yield
        except SourceError as error:
            if not self.source.is_zip or error.problem in OF_THE_WHOLE:
                raise
            self.faults.append(error)
            for part in parts:
                part.refuse(error)

    def checked(self) -> Extract:
        """Itself. Raises what is wrong with a member when nothing at all could be read of the source."""
        if self.faults and not any(part.read for part in self.parts):
            raise self.faults[0]
        return self


class Reader(Protocol):
    """Reads one official format. To add a catalogue, write one file with such a class and register it."""

    name: str

    def accepts(self, source: Source) -> bool:
        """Whether the file has this format, judged by its content rather than its name."""

    def read(self, source: Source) -> Extract:
        """Take every row out of the file. Raises SourceError when the file cannot be read."""
