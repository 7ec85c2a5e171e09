"""Bloc → competency links: what a bloc confers, among the items of the occupations its certification leads to.

A bloc's statements are its title and, where the source has it, its own list of competencies. Each is compared with
the items of those occupations only; a certification without a usable ROME code links to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from matching.encoders.encoder import Encoder, Vectors
from matching.index.fusion import probability
from matching.index.groups import parts
from matching.index.items import ItemIndex, item_features
from matching.index.tables import needed_items
from matching.weights import BLOC_ITEMS, BLOC_MINIMUM, ITEM, WITHIN, values
from referentials.snapshot import Snapshot
from referentials.text import fold

COLUMNS = {
    "unit": pl.String(), "item": pl.String(), "kind": pl.String(), "probability": pl.Float64(),
    "statement": pl.String(),
}  # fmt: skip
_WEIGHTS = values(ITEM)
_BULLET = r"^[\s\-•*·–—▪]*(?:[A-Z]{0,2}\d+(?:\.\d+)*\s*[.):–—-]*\s+)*"
_SHORTEST = 8
TOGETHER = 500
"""Statements compared with every item at a time."""

UnitLink = tuple[str, str, str, float, str]
Places = NDArray[np.intp]
_NONE: Places = np.empty(0, dtype=np.intp)


def link_blocs(snapshot: Snapshot, index: ItemIndex, encoder: Encoder) -> pl.DataFrame:
    """Return the links of every bloc, best statement for each item; columns COLUMNS, ordered by bloc and item."""
    statements = bloc_statements(snapshot)
    unique = statements["statement"].unique().sort()
    vectors = encoder.encode([fold(text) for text in unique])
    nearest = _nearest(vectors, index.vectors)
    places = pl.DataFrame({"statement": unique}).with_row_index("place")
    expected = _expected_items(snapshot)
    rows = statements.join(places, on="statement").sort("romes", "unit", "statement")
    links: list[UnitLink] = []
    for (romes,), group in rows.group_by(["romes"], maintain_order=True):
        items = np.unique(np.concatenate([expected.get(rome, _NONE) for rome in str(romes).split()]))
        links += _links(
            group["unit"].to_list(),
            group["statement"].to_list(),
            vectors[group["place"]],
            nearest[group["place"]],
            items,
            index,
        )
    return best_statements(pl.DataFrame(links, schema=COLUMNS, orient="row"))


def best_statements(links: pl.DataFrame) -> pl.DataFrame:
    """Of several links between a unit and an item, the most probable; ordered by both."""
    best = links.sort(["unit", "item", "probability", "statement"], descending=[False, False, True, False])
    return best.unique(["unit", "item"], keep="first", maintain_order=True)


def bloc_statements(snapshot: Snapshot) -> pl.DataFrame:
    """Statements of the blocs that can be linked: columns unit, statement, romes (ROME codes, separated by blanks)."""
    blocs = snapshot.table("blocs").join(_romes(snapshot), on="certification")
    return statements_in(blocs, "competencies").join(
        blocs.select("romes", unit="code"), on="unit", maintain_order="left"
    )


def statements_of(bloc: str, snapshot: Snapshot) -> list[str]:
    """Statements of one bloc, its title first, as the links quote them."""
    return statements_in(snapshot.table("blocs").filter(code=bloc), "competencies")["statement"].to_list()


def statements_in(described: pl.DataFrame, column: str) -> pl.DataFrame:
    """Titles, then the lines of the lists in a column: columns unit (the row's code), statement."""
    titles = described.select(unit="code", statement="title")
    listed = described.select(unit="code", statement=pl.col(column).str.split("\n"))
    listed = listed.drop_nulls("statement").explode("statement")
    statement = pl.col("statement").str.replace(_BULLET, "").str.strip_chars()
    both = pl.concat([titles, listed]).with_columns(statement)
    return both.filter(pl.col("statement").str.len_chars() >= _SHORTEST).unique(maintain_order=True)


def _romes(snapshot: Snapshot) -> pl.DataFrame:
    """ROME codes of each certification that resolve to occupations."""
    links = snapshot.table("certification_occupations")
    resolved = links.filter(pl.col("resolution").is_in(["family", "occupation"]))
    return resolved.group_by("certification").agg(romes=pl.col("rome").unique().sort().str.join(" "))


def _expected_items(snapshot: Snapshot) -> dict[str, Places]:
    """Positions of the items that the occupations of each ROME code call for, at either grain."""
    occupations = snapshot.table("occupations").select("code", "family")
    grains = [occupations.select("code", rome=grain) for grain in ("code", "family")]
    found = needed_items(snapshot).join(pl.concat(grains).unique(), left_on="occupation", right_on="code")
    of_rome = found.group_by("rome").agg(pl.col("place").unique().sort())
    return {rome: np.array(places, dtype=np.intp) for rome, places in of_rome.iter_rows()}


def _nearest(vectors: Vectors, items: Vectors) -> Vectors:
    """Cosine of each statement with the nearest of all items, expected or not: (statements,) float32."""
    if not items.size:
        return np.zeros(len(vectors), dtype=np.float32)
    found = [(vectors[part] @ items.T).max(axis=1) for part in parts(len(vectors), TOGETHER)]
    return np.concatenate([np.zeros(0, dtype=np.float32), *found])


def _links(
    blocs: Sequence[str],
    statements: Sequence[str],
    vectors: Vectors,
    nearest: Vectors,
    items: Places,
    index: ItemIndex,
) -> Iterator[UnitLink]:
    dense = vectors @ index.vectors[items].T
    features = item_features(statements, items, index.words, dense=dense, nearest=nearest[:, None])
    chances = probability(_WEIGHTS, features, WITHIN)
    for row, (bloc, statement) in enumerate(zip(blocs, statements, strict=True)):
        for i in np.argsort(-chances[row], kind="stable")[:BLOC_ITEMS]:
            if chances[row, i] >= BLOC_MINIMUM:
                place = int(items[i])
                yield bloc, index.codes[place], index.kinds[place], float(chances[row, i]), statement
