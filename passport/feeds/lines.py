"""A feed of signed lines: JSON lines in UTF-8, each with its own signature, so that half a file loses nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import IO, Any

from passport.feeds.errors import FeedError, FeedProblem
from passport.feeds.feed import WHOLE, End, Header
from passport.feeds.passage import Read, Refusal
from passport.feeds.receipt import Ending, Reason
from passport.feeds.signed import passage_of_line
from passport.proof.registry import Registry

LONGEST = 1 << 17
"""Bytes of a line, at most."""


class LinesFeed:
    """Signed lines being read; each says who issues it."""

    name = "signed_lines"

    def __init__(self, path: Path, registry: Registry, on: date) -> None:
        self._path, self._registry, self._on = path, registry, on
        self.header = Header(kind=self.name, id="", sender=None)
        self.end = WHOLE
        try:
            if not path.stat().st_size:
                raise FeedError(FeedProblem.EMPTY, path.name)
        except OSError as error:
            raise FeedError(FeedProblem.UNREADABLE, path.name, {"said": error.strerror or ""}) from error

    def records(self, after: int = 0) -> Iterator[Read]:
        """Each line in order; an empty one is none."""
        rank = 0
        with self._path.open("rb") as stream:
            for line, data in enumerate(long_lines(stream), 1):
                if not data.strip(b"\xef\xbb\xbf \t\r\n"):
                    continue
                rank += 1
                if rank > after or not data.endswith(b"\n"):
                    found = self._read(data, line)
                    if rank > after:
                        yield found

    def _read(self, data: bytes, line: int) -> Read:
        if len(data) > LONGEST:
            return Refusal(reason=Reason.TOO_LARGE, line=line, parameters={"most": LONGEST})
        text = data.removeprefix(b"\xef\xbb\xbf") if line == 1 else data
        found = passage_of_line(text, line, self._registry, self._on)
        cut = isinstance(found, Refusal) and found.reason is Reason.NOT_JSON and not data.endswith(b"\n")
        if cut:
            self.end = End(Ending.CUT, line)
        return found


class SignedLines:
    """The kind of feeds that every issuer may send."""

    name = LinesFeed.name

    def accepts(self, head: bytes) -> bool:
        """It begins with a JSON object."""
        return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")

    def open(self, path: Path, registry: Registry, on: date) -> LinesFeed:
        """Begin to read. Raises FeedError."""
        return LinesFeed(path, registry, on)


def write_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    """Write signed lines in a file."""
    with path.open("w", encoding="utf-8") as stream:
        for line in lines:
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")


def long_lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines, the long ones cut a little beyond what is read; memory holds no more than that."""
    while data := stream.readline(LONGEST + 1):
        yield data
        while len(data) > LONGEST and not data.endswith(b"\n"):
            data = stream.readline(LONGEST + 1) or b"\n"
