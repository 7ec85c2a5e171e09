"""The kinds of feeds acquis knows, in the order they are asked whether a file is theirs."""

from __future__ import annotations

from pathlib import Path

from passport.feeds.certifiers import CertifiersXml
from passport.feeds.errors import FeedError, FeedProblem
from passport.feeds.feed import FeedKind
from passport.feeds.lines import SignedLines

FEEDS: tuple[FeedKind, ...] = (CertifiersXml(), SignedLines())
_HEAD = 1 << 10


def kind_of_feed(path: Path) -> FeedKind:
    """The first kind that recognises a file. Raises FeedError."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise FeedError(FeedProblem.UNREADABLE, path.name, {"said": error.strerror or ""}) from error
    if not head:
        raise FeedError(FeedProblem.EMPTY, path.name)
    found = next((kind for kind in FEEDS if kind.accepts(head)), None)
    if found is None:
        raise FeedError(FeedProblem.UNKNOWN_KIND, path.name)
    return found
