"""Zip archives: the members that count, bounded in number, size and ratio, and read without surprises."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO

from referentials.errors import SourceError, SourceProblem

MEMBERS = 10_000
"""Members that an archive may have."""
SIZE = 2 * 1024**3
"""Bytes that a file, or a member once decompressed, may have: three times the XML flux of the RNCP."""
RATIO, SMALL = 200, 16 * 1024**2
"""Times that a member may be larger than its compressed bytes (official ones: 16), beyond a size of no consequence."""
_ENCRYPTED, _UTF8 = 0x1, 0x800
_UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError,
    IndexError,
)  # fmt: skip
try:
    from lzma import LZMAError
except ImportError:  # a Python built without it
    LZMAError = zlib.error  # type: ignore[misc,assignment]


@dataclass(frozen=True)
class Archive:
    """One zip archive; `name` is what messages call it."""

    path: Path
    name: str

    @cached_property
    def members(self) -> dict[str, zipfile.ZipInfo]:
        """Files of the archive by their names, without what macOS adds.

        Raises SourceError when it is damaged, or its members too many, too large or too much compressed.
        """
        try:
            with zipfile.ZipFile(self.path) as archive:
                found = archive.infolist()
        except (*_UNREADABLE, NotImplementedError) as error:
            raise SourceError(self.name, SourceProblem.DAMAGED_ZIP) from error
        if len(found) > MEMBERS:
            raise SourceError(self.name, SourceProblem.MANY_MEMBERS, {"found": len(found), "limit": MEMBERS})
        kept = _named(found)
        for name, info in kept.items():
            if info.file_size > SIZE:
                sizes = {"size": megabytes(info.file_size), "limit": megabytes(SIZE)}
                raise SourceError(f"{self.name}/{name}", SourceProblem.TOO_LARGE, sizes)
            _check_ratio(f"{self.name}/{name}", info.file_size, info.compress_size)
        _check_ratio(self.name, sum(info.file_size for info in kept.values()), self.path.stat().st_size)
        return kept

    @contextmanager
    def open(self, member: str) -> Iterator[IO[bytes]]:
        """Open a member for reading; whatever is wrong with it raises SourceError, also while reading."""
        where, info = f"{self.name}/{member}", self.members[member]
        if info.flag_bits & _ENCRYPTED:
            raise SourceError(where, SourceProblem.ENCRYPTED)
        with ExitStack() as opened:
            try:
                archive = opened.enter_context(zipfile.ZipFile(self.path))
                stream = opened.enter_context(archive.open(info))
            except NotImplementedError as error:
                raise SourceError(where, SourceProblem.COMPRESSION, {"said": info.compress_type}) from error
            except (*_UNREADABLE, RuntimeError) as error:
                raise SourceError(where, SourceProblem.DAMAGED_ZIP) from error
            yield io.BufferedReader(_Guarded(stream, where))


class _Guarded(io.RawIOBase):
    """A member of an archive as a stream of which every failure is a SourceError."""

    def __init__(self, stream: IO[bytes], where: str) -> None:
        self._stream, self._where = stream, where

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read what comes next."""
        try:
            data = self._stream.read(len(buffer))
        except (*_UNREADABLE, LZMAError, NotImplementedError, RuntimeError) as error:
            raise SourceError(self._where, SourceProblem.DAMAGED_ZIP) from error
        buffer[: len(data)] = data
        return len(data)


def _check_ratio(where: str, size: int, compressed: int) -> None:
    """Raise SourceError where what comes out is out of proportion, be it of members that share their bytes."""
    ratio = size // max(1, compressed)
    if size > SMALL and ratio > RATIO:
        raise SourceError(where, SourceProblem.RATIO, {"ratio": ratio, "limit": RATIO, "size": megabytes(size)})


def megabytes(size: int) -> int:
    """Bytes as whole megabytes, rounded up."""
    return -(-size // 1024**2)


def _name(info: zipfile.ZipInfo) -> str:
    """Name of a member; one that does not say that it is UTF-8, as tools of macOS do not, is tried as such."""
    name = info.filename
    if not info.flag_bits & _UTF8 and not name.isascii():
        with suppress(UnicodeEncodeError, UnicodeDecodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _named(found: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The files by their names; of those that have the same, each in a folder of its own: `(2)/name`."""
    kept: dict[str, zipfile.ZipInfo] = {}
    for info in filter(_is_file, found):
        name, rank = _name(info), 1
        while (f"({rank})/{name}" if rank > 1 else name) in kept:
            rank += 1
        kept[f"({rank})/{name}" if rank > 1 else name] = info
    return kept


def _is_file(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a file, and none of those that macOS and Windows write beside the others."""
    path = PurePosixPath(info.filename.replace("\\", "/"))
    aside = "__MACOSX" in path.parts or path.name.startswith("._") or path.name in {".DS_Store", "Thumbs.db"}
    return bool(path.name) and not info.filename.endswith("/") and not aside
