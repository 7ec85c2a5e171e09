"""Bytes of an XML member as its parser wants them: UTF-8 whatever the encoding of Unicode, comments in one piece."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from referentials.decoding import encoding_of
from referentials.source import Source

CHUNK = 1 << 16
"""Bytes read at once when a flux has no line breaks."""
_START = 64
_HELD = 1 << 20
"""Bytes of a comment that are given to the parser at once."""
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


@contextmanager
def opened(source: Source, member: str) -> Iterator[IO[bytes]]:
    """Open a member; one in UTF-16 or UTF-32 comes in UTF-8, without its declaration, which an editor may have kept."""
    with source.open(member) as raw:
        assert isinstance(raw, io.BufferedReader)
        encoding = encoding_of(raw.peek(_START)[:_START])
        yield raw if encoding.startswith("utf-8") else io.BufferedReader(_Utf8(raw, encoding))


class _Utf8(io.RawIOBase):
    """A stream of another encoding of Unicode as UTF-8."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._stream, self._left, self._begun = stream, b"", False
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read what comes next; the declaration becomes as many blanks."""
        while not self._left and (data := self._stream.read(CHUNK)):
            text = self._decoder.decode(data).lstrip("" if self._begun else "\ufeff")
            if not self._begun and text:
                text, self._begun = _DECLARED.sub(_blank, text), True
            self._left = text.encode("utf-8", errors="replace")
        found, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(found)] = found
        return len(found)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def chunks(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield (line of the last byte, bytes): a line each, or a comment to its end, read again at each piece.

    Without this, a comment of many lines costs the square of its length.
    """
    line, ended, held, size, within = 0, True, list[bytes](), 0, False
    while chunk := stream.readline(CHUNK):
        line += ended
        ended = chunk.endswith(b"\n")
        within = _within(chunk, within)
        held.append(chunk)
        size += len(chunk)
        if not within or size >= _HELD:
            yield line, b"".join(held)
            held, size = [], 0
    if held:
        yield line, b"".join(held)


def _within(chunk: bytes, within: bool) -> bool:
    """Whether a comment is open after a chunk; `within`: whether one was before."""
    if not within and b"<!--" not in chunk:
        return False
    closed = chunk.rfind(b"-->")
    begun = chunk.rfind(b"<!--")
    return begun > closed or (within and closed < 0)
