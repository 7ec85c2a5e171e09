"""Errors of feeds: a file of which nothing is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from referentials.errors import AcquisError


class FeedProblem(StrEnum):
    """Why nothing of a feed is taken; in brackets, the parameters."""

    UNREADABLE = "unreadable"
    """(said)"""
    EMPTY = "empty"
    UNKNOWN_KIND = "unknown_kind"
    """Neither XML nor lines of JSON."""
    DOCTYPE = "doctype"
    """A document type declaration: entities would follow."""
    ILL_FORMED = "ill_formed"
    """No XML up to the header (said)."""
    ENCODING = "encoding"
    """The encoding that it names is unknown, or is not its own (said)."""
    NAMESPACE = "namespace"
    """The root is of another namespace (found, expected)."""
    ROOT = "root"
    """The root is another element (found, expected)."""
    HEADER = "header"
    """The header is not what it should be (element, fault, expected)."""
    UNKNOWN_SENDER = "unknown_sender"
    """The registry does not know who sends it (sender)."""
    REVOKED_SENDER = "revoked_sender"
    """(sender, on)"""
    KEYLESS_SENDER = "keyless_sender"
    """No key of who sends it is in force (sender)."""
    OTHER_SENDER = "other_sender"
    """The one who hands it in is not the one it names (sender, actor)."""
    NEVER_TAKEN = "never_taken"
    """Nothing was ever taken of it: there is no receipt to make again."""
    UNWRITABLE = "unwritable"
    """Signed lines cannot be written where they should be (said)."""
    RECEIPT = "receipt"
    """The receipt cannot be written where it should be (said)."""


@dataclass(eq=False)
class FeedError(AcquisError):
    """A feed of which nothing is taken; `parameters`: what the problem says more."""

    code: ClassVar[str] = "feed"
    problem: FeedProblem
    file: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None
