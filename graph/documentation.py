"""The model as the tables of docs/graph.md; `python -m graph.documentation` prints them."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import EDGE_KINDS, NODE_KINDS, Ends


def node_table() -> str:
    """Markdown table of the kinds of nodes."""
    return _table(
        ("node", "key", "properties", "from"),
        (
            (f"`{k.name}`", f"`{k.key}`", _listed(p for p in k.properties if p != k.key), k.source)
            for k in NODE_KINDS.values()
        ),
    )


def edge_table() -> str:
    """Markdown table of the kinds of edges."""
    return _table(
        ("edge", "between", "properties", "told apart by", "from"),
        (
            (
                f"`{k.name}`",
                "; ".join(f"{r.start} → {r.end}" for r in k.ends),
                _listed(k.properties),
                f"`{k.key}`" if k.key else "",
                _listed(dict.fromkeys(map(_source, k.ends)), quote=""),
            )
            for k in EDGE_KINDS.values()
        ),
    )


def _source(ends: Ends) -> str:
    return ends.source + (f" ({ends.where[0]} = {ends.where[1]})" if ends.where else "")


def _listed(names: Iterable[str], quote: str = "`") -> str:
    return ", ".join(f"{quote}{name}{quote}" for name in names)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


if __name__ == "__main__":
    print(node_table(), edge_table(), sep="\n")  # noqa: T201
