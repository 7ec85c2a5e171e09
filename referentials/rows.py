"""Rows of CSV members: each one alone, so that what is wrong with one is told and loses no other."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from referentials.decoding import bad_byte
from referentials.errors import SourceError, SourceProblem
from referentials.extract import Part
from referentials.plain import has_markup, visible, without_markup
from referentials.remarks import Oddity
from referentials.signs import is_before, sign_of
from referentials.source import Source

_BIG_FIELD = 16 * 1024 * 1024
_AGAIN = 3
"""Times the lines of a file that may be read again after quotes that nothing closes, before each is read alone."""

Row = dict[str, str]
Line = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that is no CSV, and what the parser said."""

    line: int
    said: str


def rows(
    source: Source,
    member: str,
    columns: Iterable[str],
    told: Part,
    *,
    delimiter: str = ",",
    fallback: str | None = None,
) -> Iterator[tuple[int, Row]]:
    """Yield (line number, row) of a CSV member that has at least `columns`, whatever sign parts them.

    A row that is cut short, ill-formed or has bytes that are no UTF-8 is rejected, and what shows HTML becomes text,
    both told to the part. Raises SourceError for a missing column, or a text of another encoding.
    """
    text = source.text(member, fallback)
    found = records(text, sign_of(text, delimiter, tuple(columns)))
    yield from whole(told, found, header_of(source, member, found, columns))


def whole(told: Part, found: Iterable[Line | Fault], header: list[str]) -> Iterator[tuple[int, Row]]:
    """Yield (line number, row) of the records that are whole; the others are rejected, blank ones left out."""
    for one in found:
        if isinstance(one, Fault):
            told.read += 1
            told.reject(one.line, "", "", Oddity.BAD_CSV, said=one.said)
        elif one[1] and (row := _row(told, one, header)):
            yield one[0], row


def records(text: str, delimiter: str) -> Iterator[Line | Fault]:
    """Yield (line, fields) of each record, and a fault for each line that is none; linear time.

    A quote that nothing closes takes the lines after it: its own is told, and those are read again. Where that comes
    back too often, or takes all the rest, each line is read alone.
    """
    csv.field_size_limit(_BIG_FIELD)
    lines = list(io.StringIO(text, newline=""))
    place, again = 0, 0
    while place < len(lines):
        stop = len(lines) if again <= _AGAIN * len(lines) else place + 1
        reader, done = csv.reader(map(lines.__getitem__, range(place, stop)), delimiter=delimiter, strict=True), 0
        try:
            for fields in reader:
                done = reader.line_num
                yield place + done, fields
            place = stop
        except csv.Error as error:
            taken = reader.line_num - done
            again += len(lines) * _AGAIN + 1 if place + reader.line_num >= len(lines) else taken - 1
            place += done + 1
            yield Fault(place, str(error))


def header_of(source: Source, member: str, found: Iterator[Line | Fault], columns: Iterable[str]) -> list[str]:
    """Names of the columns. Raises SourceError where they cannot be read, or lack one."""
    where = source.label(member)
    first = next((one for one in found if isinstance(one, Fault) or not is_before(one[1])), None)
    if isinstance(first, Fault):
        raise SourceError(where, SourceProblem.BAD_CSV, {"said": first.said}, first.line)
    header = [visible(name).strip() for name in (first[1] if first else [])]
    for column in columns:
        if column not in header:
            raise SourceError(where, SourceProblem.COLUMN_MISSING, {"header": header}, first[0] if first else 1, column)
    return header


def _row(told: Part, record: Line, header: list[str]) -> Row | None:
    """A record by its columns; None, and the row rejected, where it is not whole."""
    line, fields = record
    if len(fields) < len(header) or any(fields[len(header) :]):
        told.read += 1
        told.reject(line, "", fields[0], Oddity.FIELDS, found=str(len(fields)), expected=str(len(header)))
        return None
    joined = "".join(fields)
    if bad := bad_byte(joined):
        told.read += 1
        told.reject(line, "", fields[0], Oddity.NOT_UTF8, byte=bad.byte)
        return None
    row = dict(zip(header, fields if joined.isprintable() else map(visible, fields), strict=False))
    return without_html(told, line, row) if has_markup(joined) else row


def without_html(told: Part, line: int, row: Row) -> Row:
    """The row with the texts that its HTML shows, a reservation each."""
    for column, text in row.items():
        if has_markup(text):
            told.reserve(line, column, text, Oddity.MARKUP)
            row[column] = without_markup(text)
    return row
