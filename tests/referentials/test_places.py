"""Places are known by code, name or postal code; a word that names none is refused, with near names."""

from __future__ import annotations

import pytest

from referentials.errors import UnknownPlaceError
from referentials.places import Scope, places
from tests.support.errors import refused


def test_france_has_101_departements_in_18_regions() -> None:
    """Each with its region; the prefecture of each names its département, but one that has a namesake."""
    departments, regions = (places().by_code[scope] for scope in (Scope.DEPARTMENT, Scope.REGION))
    assert (len(departments), len(regions)) == (101, 18)
    assert all(one.region in regions for one in departments.values())


@pytest.mark.parametrize(
    ("text", "scope", "code"),
    [
        ("45", Scope.DEPARTMENT, "45"),
        ("1", Scope.DEPARTMENT, "01"),
        ("2a", Scope.DEPARTMENT, "2A"),
        ("Loiret", Scope.DEPARTMENT, "45"),
        ("réunion", Scope.DEPARTMENT, "974"),
        ("97410", Scope.DEPARTMENT, "974"),
        ("20200", Scope.DEPARTMENT, "2B"),
        ("ile de france", Scope.REGION, "11"),
        ("Nouvelle Aquitaine", Scope.REGION, "75"),
        ("France", Scope.NATION, "FR"),
        ("Tours", Scope.COMMUNE, "tours"),
        ("37400 AMBOISE", Scope.COMMUNE, "amboise"),
        ("Amboise (37)", Scope.COMMUNE, "amboise"),
        ("Amboise, Indre-et-Loire", Scope.COMMUNE, "amboise"),
    ],
)
def test_a_place_is_found_as_people_write_it(text: str, scope: Scope, code: str) -> None:
    """Case, accents, hyphens and articles do not matter."""
    found = places().find(text)
    assert (found.scope, found.code) == (scope, code)


def test_a_commune_of_the_catalogue_is_known_without_its_departement() -> None:
    """It is a place to look for courses in; the market is then told of in the nation."""
    found = places().find("valenciennes", ["Valenciennes", "Tours"])
    assert (found.scope, found.name, found.department) == (Scope.COMMUNE, "Valenciennes", None)


@pytest.mark.parametrize("text", ["Loirett", "99", "99999", "", "Amboise (Atlantide)"])
def test_an_unknown_place_is_refused_with_near_names(text: str) -> None:
    """The message says how a commune is told."""
    with refused(UnknownPlaceError, "Proches : .*son code postal"):
        places().find(text)
    with pytest.raises(UnknownPlaceError) as error:
        places().find("Loirett")
    assert "Loiret" in error.value.near
