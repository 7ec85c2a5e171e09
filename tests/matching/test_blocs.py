"""Bloc → competency links."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from matching.links.blocs import COLUMNS, bloc_statements
from matching.matcher import Matcher
from tests.support.matching_world import WORLD, Rows, small_world


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    """The matcher of the small world."""
    return Matcher.open(small_world(tmp_path_factory.mktemp("small")))


def links(matcher: Matcher) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["unit"], row["item"]): row for row in matcher.unit_links.iter_rows(named=True)}


def test_a_bloc_confers_what_its_own_list_names(small: Matcher) -> None:
    """The link keeps the sentence it comes from."""
    link = links(small)["RNCP1BC01", "11"]
    assert (link["kind"], link["statement"]) == ("competency", "Encaisser une vente")


def test_a_bloc_is_linked_only_within_its_occupations(small: Matcher) -> None:
    """A family opens every occupation below it, a ROME 4.0 code its own; nobody flies a plane."""
    found = links(small)
    assert {item for bloc, item in found if bloc == "RNCP1BC01"} <= {"11", "12", "21"}
    assert {item for bloc, item in found if bloc == "RNCP2BC01"} <= {"13", "31"}
    assert ("RNCP2BC01", "13") in found


@pytest.mark.parametrize("resolution", ["partial", "unknown"])
def test_a_code_that_resolves_to_no_occupation_links_nothing(tmp_path: Path, resolution: str) -> None:
    """Rather no link than one with no reason."""
    rows: Rows = [{"certification": "RNCP1", "rome": "D11", "resolution": resolution}]
    found = Matcher.open(small_world(tmp_path, certification_occupations=rows)).unit_links
    assert (found.height, dict(found.schema)) == (0, COLUMNS)


def test_an_occupation_without_an_item_links_nothing(tmp_path: Path) -> None:
    """Its blocs are read all the same."""
    world = small_world(tmp_path, occupation_competencies=[], occupation_knowledge=[])
    assert Matcher.open(world).unit_links.height == 0


def test_an_item_that_the_snapshot_lacks_is_never_linked(tmp_path: Path) -> None:
    """A link of an occupation to a withdrawn item does not stop the import either."""
    dangling = {"occupation": "D1106", "item": "999", "kind": "competency", "importance": "core"}
    world = small_world(tmp_path, occupation_competencies=[*WORLD["occupation_competencies"], dangling])
    assert "999" not in Matcher.open(world).unit_links["item"].to_list()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("- C1.2 : Tenir une caisse", "Tenir une caisse"),
        ("• Tenir une caisse", "Tenir une caisse"),
        ("1. Tenir une caisse ", "Tenir une caisse"),
        ("C12 - Tenir une caisse", "Tenir une caisse"),
        ("3D et maquettes numériques", "3D et maquettes numériques"),
    ],
)
def test_numbers_of_a_list_are_not_part_of_a_statement(tmp_path: Path, given: str, kept: str) -> None:
    """Certifiers number their competencies, each in a way of their own."""
    blocs: Rows = [{"code": "RNCP1BC01", "certification": "RNCP1", "title": "Vente", "competencies": given}]
    assert kept in bloc_statements(small_world(tmp_path, blocs=blocs))["statement"].to_list()
