"""Errors of the graph, as one tree.

GraphError                   anything wrong with the graph or its store
├── MissingExtraError        an optional library is not installed
├── StoreError               a graph server is out of reach, refuses the credentials or an order
├── MissingNodesError        an edge names nodes the store does not hold
└── IncompleteHolderError    what the store holds of a holder is not what was written
"""

from __future__ import annotations

from collections.abc import Collection

from referentials.errors import AcquisError

_SHOWN = 3


class GraphError(AcquisError):
    """Anything wrong with the graph or the store it is kept in."""


class MissingExtraError(GraphError):
    """A library that only an optional part of acquis needs is not installed."""

    def __init__(self, library: str, extra: str) -> None:
        self.library, self.extra = library, extra
        super().__init__(
            f'La bibliothèque « {library} » n\'est pas installée. Installez-la : pip install "acquis[{extra}]".'
        )


class StoreError(GraphError):
    """The server of a graph store did not answer as it should."""

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        self.where, self.problem, self.remedy = where, problem, remedy
        super().__init__(f"Serveur de graphe {where} : {problem}. {remedy}")


class IncompleteHolderError(GraphError):
    """Something that was written of a holder is no longer in the graph, or has been changed there."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        super().__init__(f"Le graphe n'a plus tout ce qui y a été écrit de {holder} : écrivez ce passeport à nouveau.")


class MissingNodesError(GraphError):
    """Edges name nodes that the store does not hold; nothing of them was kept."""

    def __init__(self, missing: Collection[object]) -> None:
        self.missing = tuple(missing)
        shown = ", ".join(str(node) for node in self.missing[:_SHOWN])
        more = f" et {len(self.missing) - _SHOWN} autres" if len(self.missing) > _SHOWN else ""
        super().__init__(
            f"Le graphe ne contient pas {shown}{more}. Chargez-y d'abord le référentiel (acquis graph load)."
        )
