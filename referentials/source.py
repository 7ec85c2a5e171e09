"""Source files: opened and decoded, whole or their beginning, with errors that say where and what to do."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import IO

from referentials.archive import SIZE, Archive, megabytes
from referentials.decoding import BadByte, decoded, encoding_of
from referentials.errors import SourceError, SourceProblem
from referentials.signs import header_in

_HEAD = 1 << 16
"""Bytes that a format is recognised by."""


@dataclass(frozen=True)
class Source:
    """One file given to the import: a zip archive or a plain file."""

    path: Path

    @property
    def name(self) -> str:
        """File name, as shown in messages and in the manifest."""
        return self.path.name.encode("utf-8", "replace").decode()

    @cached_property
    def sha256(self) -> str:
        """Checksum of the file."""
        with self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    @cached_property
    def members(self) -> tuple[str, ...]:
        """Names of the files in the archive; of a plain file, its own name alone."""
        return tuple(self._archive.members) if self.is_zip else (self.name,)

    @cached_property
    def is_zip(self) -> bool:
        """Whether the file starts as a zip archive does (or claims to be one)."""
        self.check_not_empty()
        with self._plain() as stream:
            return stream.read(4) == b"PK\x03\x04" or self.path.suffix.lower() == ".zip"

    @cached_property
    def _archive(self) -> Archive:
        return Archive(self.path, self.name)

    def check_not_empty(self) -> None:
        """Raise SourceError when the file is missing, a folder or empty."""
        if not self.path.is_file():
            raise SourceError(str(self.path), SourceProblem.NOT_FOUND)
        if self.path.stat().st_size == 0:
            raise SourceError(self.name, SourceProblem.EMPTY)

    def check_readable(self) -> None:
        """Raise SourceError when no member of an archive can be read, with what is wrong with the first."""
        errors = []
        for member in self.members:
            try:
                with self.open(member) as stream:
                    stream.read(1)
                return
            except SourceError as error:
                errors.append(error)
        if errors:
            raise errors[0]

    @contextmanager
    def open(self, member: str) -> Iterator[IO[bytes]]:
        """Open a member for reading bytes; what cannot be read raises SourceError, also while reading."""
        with self._archive.open(member) if self.is_zip else self._plain() as stream:
            yield stream

    @contextmanager
    def _plain(self) -> Iterator[IO[bytes]]:
        try:
            with self.path.open("rb") as stream:
                yield stream
        except OSError as error:
            raise SourceError(self.name, SourceProblem.UNREADABLE, {"said": error.strerror}) from error

    def label(self, member: str) -> str:
        """How messages name a member."""
        return f"{self.name}/{member}" if self.is_zip else self.name

    def head(self, member: str, size: int = _HEAD) -> str:
        """First characters of a member, undecodable bytes replaced; to recognise a format.

        Empty where the member cannot be read: one that nobody asks for does no harm.
        """
        if member not in self._heads:
            self._heads[member] = self._head(member)
        return self._heads[member][:size]

    @cached_property
    def _heads(self) -> dict[str, str]:
        return {}

    def _head(self, member: str) -> str:
        try:
            with self.open(member) as stream:
                data = stream.read(_HEAD)
        except SourceError:
            if not self.is_zip:
                raise
            return ""
        return data.decode(encoding_of(data), errors="replace").lstrip("\ufeff")

    def header(self, member: str, delimiter: str = ",") -> list[str]:
        """Names of the columns of a CSV member, quoted or not, whatever sign parts them."""
        return header_in(self.head(member), delimiter)

    def text(self, member: str, fallback: str | None = None) -> str:
        """Whole member as text; bytes that are no UTF-8, and not of the `fallback` encoding either, are replaced.

        Raises SourceError when it is empty or too large, or not UTF-8 and without fallback. A few bad bytes in a text
        that is UTF-8 all the same are left in, for who reads it to reject what has them (`decoding.bad_byte`).
        """
        where = self.label(member)
        if not self.is_zip and (size := self.path.stat().st_size) > SIZE:
            raise SourceError(where, SourceProblem.TOO_LARGE, {"size": megabytes(size), "limit": megabytes(SIZE)})
        with self.open(member) as stream:
            data = stream.read()
        if not data.strip():
            raise SourceError(where, SourceProblem.EMPTY)
        text = decoded(data, fallback)
        if isinstance(text, BadByte):
            raise SourceError(where, SourceProblem.NOT_UTF8, {"byte": text.byte}, text.line)
        return text.lstrip("\ufeff")


def date_in_name(name: str) -> date | None:
    """Publication date written in an official file name.

    >>> date_in_name("export_fiches_CSV_Rome_2026_02_01.csv")
    datetime.date(2026, 2, 1)
    >>> date_in_name("export_fiches_CSV_VoixdAccès_2021_02.csv")
    datetime.date(2021, 2, 1)
    >>> date_in_name("export_fiches_CSV_Standard_composite.csv") is None
    True
    """
    found = re.search(r"(20[0-9]{2})[_-]?([01][0-9])(?:[_-]?([0-3][0-9]))?(?![0-9])", name)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return None
