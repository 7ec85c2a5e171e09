"""Cypher from `graph/stores/cypher/*.cypher`, with the names that Cypher takes no parameter for filled in.

Values always travel as parameters. Labels, relationship types and property names come from graph.model
alone: anything else is refused before it can become part of a query.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from graph.model import EDGE_KINDS, NODE_KINDS

_PLACE = re.compile(r"__([a-z_]+?)__")
_NAMES = frozenset(
    [*NODE_KINDS, *EDGE_KINDS]
    + [kind.key for kind in NODE_KINDS.values()]
    + [kind.key for kind in EDGE_KINDS.values() if kind.key]
)


@cache
def query(name: str, **places: str | int) -> str:
    """Text of a query with its places filled: names of the model, several joined by `|`, or a whole number.

    Raises ValueError for any other value: a mistake of the program, never of its user.
    """
    text = files("graph.stores").joinpath("cypher", f"{name}.cypher").read_text(encoding="utf-8")
    return _PLACE.sub(lambda found: _checked(places[found[1]]), text)


def _checked(value: str | int) -> str:
    if isinstance(value, int) or _NAMES.issuperset(value.split("|")):
        return str(value)
    raise ValueError(f"not a name of the graph's model: {value!r}")
