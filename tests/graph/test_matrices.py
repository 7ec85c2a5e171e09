"""Sparse matrices cut from a snapshot."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from graph.matrices import IMPORTANCE_CODES, Importance, Matrices
from referentials.snapshot import Snapshot
from tests.support.graph_world import (
    BAKER,
    BAKERY,
    BAKING,
    CASHIER,
    DOUGH,
    FLOURS,
    MILLER,
    SERVE,
    SHOP,
    TILL,
    WORLD,
    snapshot_of,
    unit_links,
)


@pytest.fixture(scope="module")
def matrices(world: Snapshot) -> Matrices:
    """Matrices of the small world."""
    return Matrices.build(world, unit_links())


def test_items_are_every_competency_macro_and_savoir_sorted(matrices: Matrices) -> None:
    """Columns are numbered by sorted code and the index inverts the tuple."""
    assert matrices.items == tuple(sorted([TILL, DOUGH, SERVE, BAKING, FLOURS]))
    assert [matrices.item_index[item] for item in matrices.items] == list(range(5))
    assert [matrices.occupations[i] for i in matrices.occupation_index.values()] == [MILLER, CASHIER, BAKER]
    assert matrices.unit_index[f"{BAKERY}BC02"] == matrices.units.index(f"{BAKERY}BC02")


def test_requires_holds_the_importance_of_each_known_link_and_nothing_else(matrices: Matrices) -> None:
    """Every cell equals the table; the link to an unknown item makes no cell."""
    expected: dict[tuple[str, str], Importance] = {
        (CASHIER, TILL): "core", (CASHIER, SERVE): "plain", (BAKER, TILL): "plain", (BAKER, DOUGH): "core",
        (BAKER, BAKING): "core", (MILLER, FLOURS): "emerging",
    }  # fmt: skip
    rows, columns = matrices.requires.nonzero()
    found = {
        (matrices.occupations[r], matrices.items[c]): matrices.requires[r, c]
        for r, c in zip(rows, columns, strict=True)
    }
    assert found == {pair: IMPORTANCE_CODES[word] for pair, word in expected.items()}
    assert matrices.requires.shape == (3, 5)
    assert matrices.requires.dtype == np.int8


def test_certifies_keeps_the_most_probable_of_several_statements(matrices: Matrices) -> None:
    """Two statements of one bloc about one competency make one cell, and unknown codes none."""
    dense = matrices.certifies.toarray()
    assert dense[matrices.unit_index[f"{SHOP}BC01"], matrices.item_index[TILL]] == np.float32(0.9)
    assert dense[matrices.unit_index[f"{BAKERY}BC02"], matrices.item_index[BAKING]] == np.float32(0.8)
    assert matrices.certifies.nnz == 2
    assert matrices.certifies.dtype == np.float32


def test_only_savoirs_are_marked_as_knowledge(matrices: Matrices) -> None:
    """The mask follows the order of items."""
    assert {i for i, flag in zip(matrices.items, matrices.is_knowledge, strict=True) if flag} == {
        BAKING,
        FLOURS,
    }


def test_matrices_without_links_certify_nothing(world: Snapshot) -> None:
    """A snapshot whose links were not computed yet still gives matrices of full shape."""
    matrices = Matrices.build(world, unit_links().clear())
    assert matrices.certifies.shape == (5, 5)
    assert matrices.certifies.nnz == 0


def test_the_order_of_the_links_changes_nothing(world: Snapshot, matrices: Matrices) -> None:
    """Same rows in another order, same bytes."""
    again = Matrices.build(world, unit_links().reverse())
    for name in ("data", "indices", "indptr"):
        assert np.array_equal(getattr(again.certifies, name), getattr(matrices.certifies, name))


def test_an_importance_the_model_does_not_know_is_refused(tmp_path: Path) -> None:
    """A new word in the official files fails loudly instead of becoming an empty cell."""
    link = {"occupation": CASHIER, "item": TILL, "kind": "competency", "importance": "unheard"}
    snapshot = snapshot_of({**WORLD, "occupation_competencies": [link]}, tmp_path)
    with pytest.raises(pl.exceptions.PolarsError, match="incomplete mapping"):
        Matrices.build(snapshot, unit_links())
