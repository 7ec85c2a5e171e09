"""Bloc → competency links: what a bloc confers, among the items of the occupations its certification leads to.

A bloc's statements are its title and, where the source has it, its own list of competencies. Each is compared with
the items of those occupations only; a certification without a usable ROME code links to nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from matching.encoder import Encoder
from matching.fusion import probability
from matching.items import ItemIndex
from matching.text import fold
from matching.weights import BLOC_ITEMS, BLOC_MINIMUM, BLOC_WITHIN, ITEM, values
from referentials.snapshot import Snapshot

COLUMNS = {
    "bloc": pl.String(), "item": pl.String(), "kind": pl.String(), "probability": pl.Float64(),
    "statement": pl.String(),
}  # fmt: skip
_WEIGHTS = values(ITEM)
_BULLET = r"^[\s\-•*·–—▪]*(?:[A-Z]?\d+(?:\.\d+)*[.):]?\s*)*(?:C\.?\d+(?:\.\d+)*[.):]?\s*)?"
_SHORTEST = 8


def link_blocs(snapshot: Snapshot, index: ItemIndex, encoder: Encoder) -> pl.DataFrame:
    """Return the links of every bloc, best statement for each item; columns COLUMNS, ordered by bloc and item."""
    statements = bloc_statements(snapshot)
    unique = statements["statement"].unique().sort()
    vectors = encoder.encode([fold(text) for text in unique])
    row_of = dict(zip(unique, range(len(unique)), strict=True))
    expected = expected_items(snapshot, index)
    found = []
    for (certification,), blocs in statements.group_by(["certification"], maintain_order=True):
        columns = expected.get(str(certification))
        if columns is not None:
            rows = [row_of[text] for text in blocs["statement"]]
            found += list(_links(blocs, vectors[rows], columns, index))
    links = pl.DataFrame(found, schema=COLUMNS, orient="row")
    return (
        links.sort(["bloc", "item", "probability", "statement"], descending=[False, False, True, False])
        .unique(["bloc", "item"], keep="first", maintain_order=True)
    )  # fmt: skip


def bloc_statements(snapshot: Snapshot) -> pl.DataFrame:
    """Statements of every bloc: columns certification, bloc, statement; ordered by certification and bloc."""
    blocs = snapshot.table("blocs").select("certification", pl.col("code").alias("bloc"), "title", "competencies")
    titles = blocs.select("certification", "bloc", statement="title")
    listed = blocs.select("certification", "bloc", statement=pl.col("competencies").str.split("\n")).explode(
        "statement", empty_as_null=True, keep_nulls=True
    )
    statement = pl.col("statement").str.replace(_BULLET, "").str.strip_chars()
    return (
        pl.concat([titles, listed])
        .with_columns(statement)
        .filter(pl.col("statement").str.len_chars() >= _SHORTEST)
        .unique(maintain_order=True)
        .sort("certification", "bloc", "statement")
    )


def expected_items(snapshot: Snapshot, index: ItemIndex) -> dict[str, NDArray[np.intp]]:
    """Positions of the items of the occupations each certification leads to."""
    links = snapshot.table("certification_occupations")
    occupations = snapshot.table("occupations")
    families = links.filter(pl.col("resolution") == "family").join(occupations, left_on="rome", right_on="family")
    exact = links.filter(pl.col("resolution") == "occupation").select("certification", code="rome")
    led = pl.concat([families.select("certification", "code"), exact]).unique()
    needs = pl.concat(
        snapshot.table(n).select("occupation", "item") for n in ("occupation_competencies", "occupation_knowledge")
    )
    of_occupation: dict[str, list[int]] = defaultdict(list)
    for occupation, item in needs.iter_rows():
        of_occupation[occupation].append(index.position[item])
    of_certification: dict[str, set[int]] = defaultdict(set)
    for certification, occupation in led.iter_rows():
        of_certification[certification].update(of_occupation[occupation])
    return {code: np.array(sorted(places), dtype=np.intp) for code, places in of_certification.items() if places}


def _links(
    blocs: pl.DataFrame, vectors: NDArray[np.float32], columns: NDArray[np.intp], index: ItemIndex
) -> Iterator[tuple[str, str, str, float, str]]:
    dense = vectors @ index.vectors[columns].T
    for (_, bloc, statement), near in zip(blocs.iter_rows(), dense, strict=True):
        shares = index.shares(statement, columns)
        lexical = shares["item_share"] / max(float(shares["item_share"].max()), 1e-9)
        chances = probability(_WEIGHTS, {"dense": near, "lexical": lexical, **shares}, BLOC_WITHIN)
        kept = [i for i in np.argsort(-chances, kind="stable")[:BLOC_ITEMS] if chances[i] >= BLOC_MINIMUM]
        for i in kept:
            place = int(columns[i])
            yield bloc, index.codes[place], index.kinds[place], float(chances[i]), statement
