"""Source files: opened, decoded and read row by row, with errors that say where and what to do."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import IO

from referentials.errors import SourceError, SourceProblem

_BIG_FIELD = 16 * 1024 * 1024


@dataclass(frozen=True)
class Source:
    """One file given to the import: a zip archive or a plain file."""

    path: Path

    @property
    def name(self) -> str:
        """File name, as shown in messages and in the manifest."""
        return self.path.name

    @cached_property
    def sha256(self) -> str:
        """Checksum of the file."""
        with self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    @cached_property
    def members(self) -> tuple[str, ...]:
        """Names of the files in the archive; of a plain file, its own name alone."""
        if not self.is_zip:
            return (self.name,)
        try:
            with zipfile.ZipFile(self.path) as archive:
                return tuple(i.filename for i in archive.infolist() if not i.is_dir())
        except zipfile.BadZipFile as error:
            raise SourceError(self.name, SourceProblem.DAMAGED_ZIP) from error

    @cached_property
    def is_zip(self) -> bool:
        """Whether the file starts as a zip archive does (or claims to be one)."""
        self.check_not_empty()
        with self.path.open("rb") as stream:
            return stream.read(4) == b"PK\x03\x04" or self.path.suffix.lower() == ".zip"

    def check_not_empty(self) -> None:
        """Raise SourceError when the file is missing, a folder or empty."""
        if not self.path.is_file():
            raise SourceError(str(self.path), SourceProblem.NOT_FOUND)
        if self.path.stat().st_size == 0:
            raise SourceError(self.name, SourceProblem.EMPTY)

    @contextmanager
    def open(self, member: str) -> Iterator[IO[bytes]]:
        """Open a member for reading bytes; a damaged archive raises SourceError, also while reading."""
        if not self.is_zip:
            with self.path.open("rb") as stream:
                yield stream
            return
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(member) as stream:
                yield stream
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise SourceError(f"{self.name}/{member}", SourceProblem.DAMAGED_ZIP) from error

    def label(self, member: str) -> str:
        """How messages name a member."""
        return f"{self.name}/{member}" if self.is_zip else self.name

    def head(self, member: str, size: int = 4096) -> str:
        """First characters of a member, undecodable bytes replaced; to recognise a format."""
        with self.open(member) as stream:
            return stream.read(size).decode("utf-8-sig", errors="replace")

    def text(self, member: str, fallback: str | None = None) -> str:
        """Whole member as text; bytes that are no UTF-8, and not of the `fallback` encoding either, are replaced.

        Raises SourceError when it is empty, or not UTF-8 and without fallback.
        """
        with self.open(member) as stream:
            data = stream.read()
        where = self.label(member)
        if not data.strip():
            raise SourceError(where, SourceProblem.EMPTY)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            if fallback:
                return data.decode(fallback, errors="replace")
            line = data.count(b"\n", 0, error.start) + 1
            byte = f"0x{data[error.start]:02X}"
            raise SourceError(where, SourceProblem.NOT_UTF8, {"byte": byte}, line) from error

    def rows(
        self, member: str, columns: Iterable[str], *, delimiter: str = ",", fallback: str | None = None
    ) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield (line number, row) of a CSV member that has at least `columns`.

        Raises SourceError for a missing column, a row cut short or not UTF-8 text.
        """
        where = self.label(member)
        csv.field_size_limit(_BIG_FIELD)
        reader = csv.reader(io.StringIO(self.text(member, fallback), newline=""), delimiter=delimiter, strict=True)
        try:
            header = [name.strip() for name in next(reader)]
            for column in columns:
                if column not in header:
                    raise SourceError(where, SourceProblem.COLUMN_MISSING, {"header": header}, 1, column)
            for row in reader:
                if not row:
                    continue
                if (len(row) != len(header) and any(row[len(header) :])) or len(row) < len(header):
                    counts = {"found": len(row), "expected": len(header)}
                    raise SourceError(where, SourceProblem.FIELDS, counts, reader.line_num)
                yield reader.line_num, dict(zip(header, row, strict=False))
        except csv.Error as error:
            raise SourceError(where, SourceProblem.BAD_CSV, {"said": str(error)}, reader.line_num) from error


def date_in_name(name: str) -> date | None:
    """Publication date written in an official file name.

    >>> date_in_name("export_fiches_CSV_Rome_2026_02_01.csv")
    datetime.date(2026, 2, 1)
    >>> date_in_name("export_fiches_CSV_VoixdAccès_2021_02.csv")
    datetime.date(2021, 2, 1)
    >>> date_in_name("export_fiches_CSV_Standard_composite.csv") is None
    True
    """
    found = re.search(r"(20\d\d)[_-]?([01]\d)(?:[_-]?([0-3]\d))?(?!\d)", name)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return None


def clean(text: str | None) -> str | None:
    """Text without stray blanks and with ROME's doubled apostrophes undone; None when nothing is left.

    >>> clean("l''analyse  ")
    "l'analyse"
    >>> clean("  ") is None
    True
    """
    return (text or "").replace("''", "'").strip() or None
