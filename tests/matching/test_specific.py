"""Links of the répertoire spécifique to competencies."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from matching.matcher import Matcher
from matching.weights import SURE
from tests.support.matching_world import WORLD, small_world


def links(tmp_path: Path, **row: str | None) -> pl.DataFrame:
    """Links of one RS certification put in the small world."""
    certifications = [*WORLD["certifications"], {"code": "RS1", **row}]
    return Matcher.open(small_world(tmp_path, certifications=certifications)).unit_links.filter(unit="RS1")


def test_a_title_that_names_a_savoir_confers_it(tmp_path: Path) -> None:
    """Though the fiche has no ROME code, and only as surely as a sentence of a person would be believed."""
    found = links(tmp_path, title="Gestion des stocks")
    assert found["item"].to_list() == ["31"]
    assert found["probability"].min() >= SURE  # type: ignore[operator]


def test_each_ability_attested_is_read(tmp_path: Path) -> None:
    """And the link quotes it."""
    found = links(tmp_path, title="Certificat XYZ", attested_abilities="- Composer un bouquet\n- Préparer des colis")
    assert dict(found.select("item", "statement").iter_rows()) == {
        "12": "Composer un bouquet", "13": "Préparer des colis",
    }  # fmt: skip


def test_a_title_that_tells_nothing_links_nothing(tmp_path: Path) -> None:
    """No link rather than the least bad one; nor for a code without a title."""
    assert links(tmp_path, title="Test TOEIC").is_empty()
    assert links(tmp_path / "other", title=None).is_empty()
