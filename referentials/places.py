"""Places of France: the 101 départements and their regions, and the communes that one may name.

The départements, their prefectures and the regions of 2016, with the codes of INSEE, are in `places.csv`. No list of
communes is kept: a commune is known by its postal code, by its département in brackets, as a prefecture, or, without
its département, because a course of the catalogue is given there. A postal code begins with that of its département but
for a few communes at the edge of one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files

from rapidfuzz import fuzz, process

from referentials.errors import UnknownPlaceError
from referentials.text import fold

SUGGESTED = 4
"""Near names cited when one is unknown."""
_POSTAL = re.compile(r"\b(\d{5})\b")
_BRACKETS = re.compile(r"^(?P<commune>[^(),]+?)\s*[(,]\s*(?P<where>[^()]+?)\s*\)?$")
_ARTICLE = re.compile(r"^(?:la|le|les|l) ")
_SOUTH_CORSICA, _NORTH_CORSICA = ("200", "201"), ("202", "206")


class Scope(StrEnum):
    """How wide a place is, the narrowest first."""

    COMMUNE = "commune"
    DEPARTMENT = "department"
    REGION = "region"
    NATION = "nation"


@dataclass(frozen=True, slots=True)
class Place:
    """A commune, a département, a region or the nation; what it is in is None where that is not known."""

    scope: Scope
    code: str
    """Of INSEE; the name of a commune, folded."""
    name: str
    department: str | None = None
    region: str | None = None


class Places:
    """Look a place up, by its code or its name."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self._rows = tuple(rows)
        self.nation = Place(Scope.NATION, "FR", "France")

    @cached_property
    def by_code(self) -> dict[Scope, dict[str, Place]]:
        """Départements and regions."""
        departments = {
            row["code"]: Place(Scope.DEPARTMENT, row["code"], row["name"], row["code"], row["region"])
            for row in self._rows
        }
        regions = {
            row["region"]: Place(Scope.REGION, row["region"], row["region_name"], None, row["region"])
            for row in self._rows
        }
        return {Scope.DEPARTMENT: departments, Scope.REGION: regions}

    @cached_property
    def _named(self) -> dict[str, Place]:
        """Every place by its name, folded; a département before the region or the prefecture of the same name."""
        departments, regions = self.by_code[Scope.DEPARTMENT], self.by_code[Scope.REGION]
        seats = [self._commune(row["prefecture"], row["code"]) for row in self._rows if row["prefecture"]]
        every = [*regions.values(), *seats, *departments.values(), self.nation]
        short = {_ARTICLE.sub("", _key(one.name)): one for one in every}
        return {**short, **{_key(one.name): one for one in every}}

    def region(self, name: str) -> Place | None:
        """A region by its name; None when there is none."""
        return next((one for one in self.by_code[Scope.REGION].values() if _key(one.name) == _key(name)), None)

    def named(self, text: str) -> Place | None:
        """The place that a text names, as an address or a form has it; None when it says none.

        >>> places().named("37400 Amboise"), places().named("tours").department
        (Place(scope=<Scope.COMMUNE: 'commune'>, code='amboise', name='Amboise', department='37', region='24'), '37')
        >>> places().named("nouvelle aquitaine").scope, places().named("Amboise")
        (<Scope.REGION: 'region'>, None)
        """
        departments = self.by_code[Scope.DEPARTMENT]
        code = text.strip().upper()
        if code.zfill(2) in departments:
            return departments[code.zfill(2)]
        if known := self._named.get(_key(text)):
            return known
        if postal := _POSTAL.search(text):
            return self._by_postal_code(postal[1], _POSTAL.sub("", text).strip(" ,()-"))
        if parts := _BRACKETS.match(text.strip()):
            within = self.named(parts["where"])
            return self._commune(parts["commune"], within.department) if within and within.department else None
        return None

    def find(self, text: str, communes: Iterable[str] = ()) -> Place:
        """The same, or one of these communes. Raises UnknownPlaceError, that cites near names."""
        here = {_key(name): name for name in communes if name}
        if known := self.named(text) or self.named(here.get(_key(text), "")):
            return known
        if _key(text) in here:
            return Place(Scope.COMMUNE, _key(text), here[_key(text)])
        names = {**{key: place.name for key, place in self._named.items()}, **here}
        near = process.extract(_key(text), list(names), scorer=fuzz.WRatio, limit=SUGGESTED)
        raise UnknownPlaceError(text, [names[key] for key, _, _ in near])

    def _by_postal_code(self, postal: str, commune: str) -> Place | None:
        code = postal[:3] if postal.startswith("97") else postal[:2]
        if postal.startswith(_SOUTH_CORSICA):
            code = "2A"
        elif postal.startswith(_NORTH_CORSICA):
            code = "2B"
        if code not in self.by_code[Scope.DEPARTMENT]:
            return None
        return self._commune(commune, code) if commune else self.by_code[Scope.DEPARTMENT][code]

    def _commune(self, name: str, department: str) -> Place:
        name = name.strip()
        return Place(Scope.COMMUNE, _key(name), name, department, self.by_code[Scope.DEPARTMENT][department].region)


@cache
def places() -> Places:
    """The places of France."""
    lines = files(__package__).joinpath("places.csv").read_text(encoding="utf-8").splitlines()
    return Places(csv.DictReader(lines))


def _key(name: str) -> str:
    """A name as it is compared: « Île de France » and « Ile-de-France » are one."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(name)))
