"""What the labour market says of an occupation: how hard it is to recruit, what it pays, how many posts are to fill.

Figures are of families of occupations (FAP), to which ROME 3 codes belong, some to two or three: each family is given
apart, never an average. What is not known of a place is looked for in its region, then in the nation; of a family of
225, in its family of 87. None of it enters a score, unless the ranking is asked to prefer it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from recommend.weights import W
from referentials.catalogue import Catalogue
from referentials.places import Place, Scope, places
from referentials.snapshot import Snapshot

FACTORS = ("hiring", "training", "shortage", "unstable", "conditions", "distance")
"""What makes a tension, as columns of the table: intensity of hiring, training that is required, lack of available
workers, jobs that do not last, hard conditions of work, distance between jobs and who looks for them."""
LOWEST, HIGHEST = 1, 5
"""Of a tension and of its factors."""
BROAD = 3
"""Signs of the code of a family of 87, with which those of its families of 225 begin."""
KEPT = 4096
"""Answers kept: every ROME 3 code in some places."""
PLACES_KEPT = 32
"""Places of which what a preference adds to every occupation is kept."""
HALF, ROUNDING = 50.0, 0.5
"""Percent: where the median is, and how far from 100 shares with two decimals, summed, may be."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tension:
    """How hard it is to recruit in a family, 1 to 5, in a place, a year; its factors, None where not known."""

    family: str
    place: Place
    """Where the figure is of: the place asked for, or one that it is in."""
    year: int
    value: int
    factors: tuple[int | None, ...]
    """In the order of FACTORS."""
    source: str
    """Who publishes the figure."""


@dataclass(frozen=True, slots=True)
class Salary:
    """The class of net monthly salary in which the median of a family falls, full time; `high` None: and more."""

    family: str
    low: int
    high: int | None
    since: int
    until: int
    source: str


@dataclass(frozen=True, slots=True)
class Posts:
    """Posts to fill in a family of 87, or in several at once, over some years; jobs there were at the beginning."""

    families: str
    label: str
    place: Place
    without: tuple[Place, ...]
    """Regions that the total of the nation lacks."""
    posts: int
    jobs: int | None
    since: int
    until: int
    source: str


@dataclass(frozen=True, slots=True)
class Market:
    """What is known of an occupation; each empty where nothing is."""

    families: tuple[str, ...]
    """FAP 225 that its ROME 3 code belongs to."""
    asked: Place
    tensions: tuple[Tension, ...]
    salaries: tuple[Salary, ...]
    posts: tuple[Posts, ...]

    @property
    def is_known(self) -> bool:
        """Whether there is any figure."""
        return bool(self.tensions or self.salaries or self.posts)


class Markets:
    """Look up what the market says of an occupation in a place; the last answers are kept."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue) -> None:
        self._snapshot, self._catalogue = snapshot, catalogue

    def of(self, occupation: str, place: Place | None = None) -> Market:
        """Find what is known of an occupation; `place` None: in the nation."""
        return self._of_family(self._catalogue.occupations[occupation].family, place or places().nation)

    def preferences(self, place: Place | None = None) -> dict[str, float]:
        """What a tension adds to the coverage of each occupation where it is preferred, 0 to `prefer.tension`.

        Of several families the lowest counts; what is not known adds nothing.
        """
        return self._preferences(place or places().nation)

    @cached_property
    def _preferences(self) -> Callable[[Place], dict[str, float]]:
        def near(place: Place) -> dict[str, float]:
            lowest = {
                code: min((one.value for one in self.of(code, place).tensions), default=LOWEST)
                for code in self._catalogue.occupations
            }
            most, steps = W["prefer.tension"], HIGHEST - LOWEST
            return {code: round(most * (value - LOWEST) / steps, 6) for code, value in lowest.items()}

        return lru_cache(PLACES_KEPT)(near)

    @cached_property
    def _of_family(self) -> Callable[[str, Place], Market]:
        return lru_cache(KEPT)(self._find)

    def _find(self, rome: str, asked: Place) -> Market:
        families = self._families.get(rome, ())
        broad = dict.fromkeys(fap[:BROAD] for fap in families)
        return Market(
            families=families,
            asked=asked,
            tensions=_known(self._tension(fap, asked) for fap in families),
            salaries=_known(self._salary(fap) for fap in families),
            posts=_known(self._posts_to_fill(fap, asked) for fap in broad),
        )

    def _tension(self, fap: str, asked: Place) -> Tension | None:
        """The family first, then how near the place is."""
        for family in (fap, fap[:BROAD]):
            for place in around(asked):
                if row := self._tensions.get((family, place.scope, place.code)):
                    year, value, *factors = row
                    return Tension(
                        family=family,
                        place=place,
                        year=year,
                        value=value,
                        factors=tuple(factors),
                        source=self._sources["market_tensions"],
                    )
        return None

    def _salary(self, fap: str) -> Salary | None:
        return self._salaries.get(fap) or self._salaries.get(fap[:BROAD])

    def _posts_to_fill(self, fap: str, asked: Place) -> Posts | None:
        rows = self._openings.get(fap, {})
        for place in around(asked):
            if place.scope is Scope.REGION and place.code in rows:
                return self._posts([rows[place.code]], place)
        usual = Counter(row["families"] for row in rows.values()).most_common(1)
        if not usual:
            return None
        summed = {code: row for code, row in rows.items() if row["families"] == usual[0][0]}
        without = tuple(places().by_code[Scope.REGION][code] for code in sorted(self._regions - set(summed)))
        return self._posts(list(summed.values()), places().nation, without)

    def _posts(self, rows: Sequence[dict[str, Any]], place: Place, without: tuple[Place, ...] = ()) -> Posts:
        first, jobs = rows[0], [row["jobs"] for row in rows]
        return Posts(
            families=first["families"],
            label=first["label"],
            place=place,
            without=without,
            posts=sum(row["posts"] for row in rows),
            jobs=None if None in jobs else sum(jobs),
            since=first["since"],
            until=first["until"],
            source=self._sources["market_openings"],
        )

    @cached_property
    def _sources(self) -> dict[str, str]:
        """Who publishes each table; of the teaching referential, itself."""
        sources = self._snapshot.manifest["sources"]
        if self._snapshot.teaching:
            return defaultdict(lambda: str(sources[0]["title"]))
        return {
            table["table"]: source["publisher"]
            for source in sources
            for table in source.get("tables", ())
            if table.get("used", True)
        }

    @cached_property
    def _families(self) -> dict[str, tuple[str, ...]]:
        """FAP of each ROME 3 code."""
        found: dict[str, list[str]] = defaultdict(list)
        for fap, rome in self._snapshot.table("occupation_families").select("fap", "rome").iter_rows():
            found[rome].append(fap)
        return {rome: tuple(sorted(faps)) for rome, faps in found.items()}

    @cached_property
    def _tensions(self) -> dict[tuple[str, str, str], tuple[int, ...]]:
        """Year, tension and factors by family, scope and code of the place; of the latest year that has them."""
        rows = self._snapshot.table("market_tensions").drop_nulls("tension").sort("year")
        columns = ("fap", "scope", "place", "year", "tension", *FACTORS)
        return {(fap, scope, place): tuple(row) for fap, scope, place, *row in rows.select(columns).iter_rows()}

    @cached_property
    def _salaries(self) -> dict[str, Salary]:
        """The class in which the median of each family falls, where its shares say it for sure."""
        table = self._snapshot.table("market_salaries").sort("fap", "since", "low")
        found = {}
        for (fap, since, until), rows in table.group_by("fap", "since", "until", maintain_order=True):
            at = middle(rows["share"].to_list())
            if at is not None:
                low, high = rows.select("low", "high").row(at)
                found[str(fap)] = Salary(
                    family=str(fap),
                    low=low,
                    high=high,
                    since=since,
                    until=until,
                    source=self._sources["market_salaries"],
                )
        return found

    @cached_property
    def _openings(self) -> dict[str, dict[str, dict[str, Any]]]:
        """Rows by family and region; of the latest projection."""
        found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        for row in self._snapshot.table("market_openings").sort("since").iter_rows(named=True):
            found[row["fap"]][row["region"]] = row
        return found

    @cached_property
    def _regions(self) -> frozenset[str]:
        """Regions that the projection is of."""
        return frozenset(self._snapshot.table("market_openings")["region"])


def around(place: Place) -> tuple[Place, ...]:
    """The places that have figures, from a place up to the nation: itself, its département, its region."""
    departments, regions = (places().by_code[scope] for scope in (Scope.DEPARTMENT, Scope.REGION))
    within = (departments.get(place.department or ""), regions.get(place.region or ""))
    return (*(one for one in within if one), places().nation)


def middle(shares: Sequence[float | None]) -> int | None:
    """Place of the class that the median is in, of shares in percent; None when those not known could change it.

    >>> middle([10.0, 30.0, 40.0, 15.0, 5.0]), middle([30.0, 15.0, 45.0, None, None])
    (2, 2)
    >>> middle([20.0, None, None, None, 30.0]) is None
    True
    """
    unknown = [at for at, share in enumerate(shares) if share is None]
    missing = 100.0 - sum(share for share in shares if share is not None)
    if not shares or (missing > ROUNDING and not unknown):
        return None
    found = set()
    for taker in unknown or [-1]:
        given = [missing if at == taker else share or 0.0 for at, share in enumerate(shares)]
        found.add(next(at for at in range(len(given)) if sum(given[: at + 1]) >= HALF - ROUNDING))
    return found.pop() if len(found) == 1 else None


def _known(found: Iterable[T | None]) -> tuple[T, ...]:
    """Those that are known, each once."""
    return tuple(dict.fromkeys(one for one in found if one is not None))
