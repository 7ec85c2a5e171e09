"""A feed that is being read: its header first, then its records one by one, then how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from passport.feeds.passage import Read
from passport.feeds.receipt import Ending
from passport.proof.registry import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a feed says of itself.

    `kind`: the name of its format; `id`: as its sender calls it; `sender`: who sends it, by their id in the registry
    of issuers, None where each record says it; `written_at`: when, as it says.
    """

    kind: str
    id: str
    sender: str | None
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class End:
    """How the reading ended, on which line, and what the parser said of it."""

    ending: Ending
    line: int | None = None
    said: str = ""


WHOLE = End(Ending.WHOLE)


class Feed(Protocol):
    """A feed being read: the same records in the same order, each time a file is read."""

    @property
    def header(self) -> Header:
        """What it says of itself."""

    def records(self, after: int = 0) -> Iterator[Read]:
        """Each record, in order, once, from the one that follows a rank; memory holds one at a time."""

    @property
    def end(self) -> End:
        """How it ended: asked for after the last record."""


class FeedKind(Protocol):
    """A format of feeds."""

    @property
    def name(self) -> str:
        """What it is called."""

    def accepts(self, head: bytes) -> bool:
        """Whether a file that begins like this is of the format."""

    def open(self, path: Path, registry: Registry, on: date) -> Feed:
        """Begin to read: the header; signatures are held against a registry on a day. Raises FeedError."""
