"""Errors of the graph, as one tree.

GraphError                   anything wrong with the graph or its store
├── StoreError               a graph server is out of reach, refuses the credentials or an order
├── MissingNodesError        an edge names nodes the store does not hold
├── UnknownItemKindError     a table of the snapshot has items of a kind that no node has
└── IncompleteHolderError    what the store holds of a holder is not what was written
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from referentials.errors import AcquisError


class GraphError(AcquisError):
    """Anything wrong with the graph or the store it is kept in."""


class StoreProblem(StrEnum):
    """What a graph server did."""

    CREDENTIALS = "credentials"
    ADDRESS = "address"
    NO_ANSWER = "no_answer"
    NO_HTTP_ANSWER = "no_http_answer"
    REFUSED = "refused"
    HTTP_REFUSED = "http_refused"
    CUT = "cut"


@dataclass(eq=False)
class StoreError(GraphError):
    """The server of a graph store did not answer as it should; `said`: the code it gave, or what it answered."""

    code: ClassVar[str] = "store"
    where: str
    problem: StoreProblem
    said: str = ""


@dataclass(eq=False)
class IncompleteHolderError(GraphError):
    """Something that was written of a holder is no longer in the graph, or has been changed there."""

    code: ClassVar[str] = "incomplete_holder"
    holder: str


@dataclass(eq=False)
class MissingNodesError(GraphError):
    """Edges name nodes that the store does not hold; nothing of them was kept."""

    code: ClassVar[str] = "missing_nodes"
    missing: Sequence[object]


@dataclass(eq=False)
class UnknownItemKindError(GraphError):
    """A table has items of kinds that the graph does not know: they would be lost without a word."""

    code: ClassVar[str] = "unknown_item_kind"
    table: str
    kinds: Sequence[str]
    known: Sequence[str]
