"""Names and plain facts of a snapshot, by code; built when first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import compress
from statistics import median

import polars as pl

from referentials.inherited import inherited_levels
from referentials.kinds import IS_TECHNIQUE, IS_TITLE, IS_TRANSVERSAL, ITEM_TABLES, ItemKind
from referentials.options import is_option
from referentials.snapshot import Snapshot
from referentials.titles import is_no_bloc


@dataclass(frozen=True, slots=True)
class Item:
    """A competency, macro-competency or savoir."""

    code: str
    kind: ItemKind
    label: str


@dataclass(frozen=True, slots=True)
class Occupation:
    """A ROME 4.0 occupation; `family` is its version-3 grain code; `regulated`: the law says who may exercise it."""

    code: str
    label: str
    family: str
    regulated: bool
    transitions: tuple[str, ...] = ()
    """Transitions that call for it, as ROME says: ecological, digital, demographic."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """What became of those who obtained a certification one year, as its certifier declares; rates in percent."""

    year: int
    certified: int | None
    """How many they were."""
    employed: int | None
    """Employed after six months."""
    in_trade: int | None
    """In the trade aimed at, after six months."""
    in_trade_later: int | None
    """The same after two years."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the XML flux says of a fiche beyond the usual fields, in the words of the fiche."""

    bloc_prerequisites: str | None = None
    """What is asked for before a bloc is validated."""
    partial_scope: str | None = None
    """What partial validation is of."""
    regulations: str | None = None
    """Of the activities that it leads to."""


@dataclass(frozen=True, slots=True)
class Certification:
    """What the snapshot knows of a certification; None where it doesn't know."""

    code: str
    title: str | None
    level: int | None
    active: bool | None
    effective_date: date | None
    registration_end: date | None
    last_delivery: date | None
    partial_validation: str | None
    prerequisites: str | None
    dated: date | None = None
    """Its date of effect, else the day of the export: its registration began by then; None when nothing dates it."""
    insertion: Insertion | None = None
    """Of the latest year that has a rate."""
    conditions: Conditions = Conditions()
    level_from: str | None = None
    """The certification that it replaced, whose level this is, where the register gives it none."""

    @property
    def level_given(self) -> int | None:
        """The level that the register itself gives."""
        return None if self.level_from else self.level

    @property
    def is_specific(self) -> bool:
        """Whether it is of the répertoire spécifique: it adds to a trade, and leads to none."""
        return self.code.startswith("RS")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is obtained in one go: a bloc de compétences, or a certification that has none."""

    code: str
    certification: str
    """Its own code when it is a certification."""
    title: str | None
    """None for a certification that the snapshot knows by its code alone."""

    @property
    def is_bloc(self) -> bool:
        """Whether it is a part of a certification."""
        return self.code != self.certification

    @property
    def is_optional(self) -> bool:
        """Whether its title says that not every holder of its certification takes it: an option, a facultative bloc."""
        return self.is_bloc and is_option(self.title or "")

    @property
    def is_specific(self) -> bool:
        """Whether it is a certification of the répertoire spécifique."""
        return self.code.startswith("RS")

    @property
    def is_described(self) -> bool:
        """Whether what it confers can be read: not so of an RNCP certification whose blocs the snapshot lacks."""
        return self.is_bloc or self.is_specific


@dataclass(frozen=True, slots=True)
class Course:
    """What a catalogue offers to prepare a certification: where, how long, at what price."""

    id: str
    title: str
    provider: str | None
    city: str | None
    months: int | None
    hours: int | None
    """In training, of the whole certification."""
    price: int | None
    """Euros to pay, of the whole certification; 0 when it is free of charge."""
    mode: str | None
    """presentiel, distance, alternance."""
    url: str | None
    certification: str


class Catalogue:
    """Look facts up by code."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @cached_property
    def items(self) -> dict[str, Item]:
        """Items by OGR code."""
        return {
            code: Item(code, kind, label)
            for table, kind in ITEM_TABLES.items()
            for code, label in self.snapshot.table(table).select("ogr", "label").iter_rows()
        }

    @cached_property
    def titles(self) -> frozenset[str]:
        """Items that are held, and not learnt in a job: diplomas, licences, certificates, habilitations."""
        return frozenset(self.snapshot.table("knowledge").filter(IS_TITLE)["ogr"])

    @cached_property
    def transversal(self) -> frozenset[str]:
        """Macro-competencies that ROME says are of any trade."""
        found = self.snapshot.table("macro_competencies").filter(IS_TRANSVERSAL)
        return frozenset(found["ogr"])

    @cached_property
    def techniques(self) -> frozenset[str]:
        """Savoirs that ROME says are techniques of a trade."""
        found = self.snapshot.table("knowledge").filter(IS_TECHNIQUE)
        return frozenset(found["ogr"])

    @cached_property
    def macro_of(self) -> dict[str, str]:
        """Macro-competency that each competency is a case of."""
        pairs = self.snapshot.table("competencies").select("ogr", "macro").drop_nulls().iter_rows()
        return {code: macro for code, macro in pairs if macro in self.items}

    @cached_property
    def occupations(self) -> dict[str, Occupation]:
        """Occupations by ROME code."""
        signals = {
            "ecological": pl.col("transition_eco").fill_null("").str.contains("(?i)ver[td]"),
            "digital": pl.col("transition_num").fill_null(value=False),
            "demographic": pl.col("transition_demo").fill_null(value=False),
        }
        columns = ("code", "label", "family", pl.col("regulated").fill_null(value=False))
        rows = self.snapshot.table("occupations").select(*columns, **signals).iter_rows()
        return {
            code: Occupation(
                code=code,
                label=label,
                family=family,
                regulated=regulated,
                transitions=tuple(compress(signals, called)),
            )
            for code, label, family, regulated, *called in rows
        }

    @cached_property
    def appellations(self) -> dict[str, str]:
        """Occupation that each appellation names, by OGR code."""
        return dict(self.snapshot.table("appellations").select("ogr", "occupation").iter_rows())

    @cached_property
    def certifications(self) -> dict[str, Certification]:
        """Certifications by code."""
        columns = (
            "code",
            "title",
            "level",
            "active",
            "effective_date",
            "registration_end",
            "last_delivery",
            "partial_validation",
            "prerequisites",
        )
        dated = pl.coalesce("effective_date", pl.lit(self._exported, dtype=pl.Date)).alias("dated")
        rows = self.snapshot.table("certifications").select(*columns, dated).rows(named=True)
        insertions, conditions, none = self._insertions, self._conditions, Conditions()
        levels = {row["code"]: row["level"] for row in rows if row["level"]}
        inherited = inherited_levels((row["code"] for row in rows if row["title"]), levels, self.predecessors)
        return {
            code: Certification(
                **{**row, "level": inherited[code][0] if code in inherited else row["level"]},
                insertion=insertions.get(code),
                conditions=conditions.get(code, none),
                level_from=inherited[code][1] if code in inherited else None,
            )
            for row in rows
            for code in (row["code"],)
        }

    @property
    def _insertions(self) -> dict[str, Insertion]:
        rates = ("employed", "in_trade", "in_trade_later")
        rows = self.snapshot.table("certification_insertions").filter(pl.any_horizontal(pl.col(rates).is_not_null()))
        columns = ("certification", "year", "certified", *rates)
        return {code: Insertion(*figures) for code, *figures in rows.sort("year").select(columns).iter_rows()}

    @property
    def _conditions(self) -> dict[str, Conditions]:
        columns = ("certification", "bloc_prerequisites", "partial_scope", "regulations")
        rows = self.snapshot.table("certification_conditions").select(columns).iter_rows()
        return {code: Conditions(*(None if is_no_bloc(text) else text for text in said)) for code, *said in rows}

    @property
    def _exported(self) -> date | None:
        """Latest day of the files that tell of certifications."""
        tables = (table for source in self.snapshot.manifest["sources"] for table in source.get("tables", ()))
        days = [table["date"] for table in tables if table["table"].startswith("certification") and table["date"]]
        return date.fromisoformat(max(days)) if days else None

    @cached_property
    def blocs(self) -> dict[str, Unit]:
        """Blocs by code."""
        rows = self.snapshot.table("blocs").select("code", "certification", "title").iter_rows()
        return {code: Unit(code, certification, title or code) for code, certification, title in rows}

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Blocs, and certifications that have none, by code."""
        whole = (one for code, one in self.certifications.items() if code not in self.blocs_of)
        return {**self.blocs, **{one.code: Unit(one.code, one.code, one.title) for one in whole}}

    @cached_property
    def blocs_of(self) -> dict[str, tuple[str, ...]]:
        """Bloc codes of each certification."""
        return _grouped(self.snapshot.table("blocs").select("certification", "code"))

    def units_of(self, code: str) -> tuple[str, ...]:
        """Codes of the units that a bloc or certification is made of: its blocs, else itself."""
        return self.blocs_of.get(code, (code,))

    def owner_of(self, code: str) -> str:
        """The certification of a bloc; itself otherwise."""
        bloc = self.blocs.get(code)
        return bloc.certification if bloc else code

    @cached_property
    def romes_of(self) -> dict[str, tuple[str, ...]]:
        """ROME codes a certification leads to, at the grain its fiche gives (resolved ones only)."""
        links = self.snapshot.table("certification_occupations")
        return _grouped(
            links.filter(pl.col("resolution").is_in(["family", "occupation"])).select("certification", "rome")
        )

    @cached_property
    def occupations_under(self) -> dict[str, tuple[str, ...]]:
        """Occupations of each ROME code, whether it is theirs or their family's."""
        found: dict[str, list[str]] = defaultdict(list)
        for one in self.occupations.values():
            for code in {one.code, one.family}:
                found[code].append(one.code)
        return {code: tuple(sorted(codes)) for code, codes in found.items()}

    def led_to(self, certification: str) -> tuple[str, ...]:
        """Occupations that a certification leads to, by its ROME codes."""
        romes = self.romes_of.get(certification, ())
        return tuple(sorted({one for rome in romes for one in self.occupations_under.get(rome, ())}))

    @cached_property
    def certifications_to(self) -> dict[str, tuple[str, ...]]:
        """Certifications that lead to each ROME code, at the grain their fiche gives."""
        found: dict[str, list[str]] = defaultdict(list)
        for certification, romes in self.romes_of.items():
            for rome in romes:
                found[rome].append(certification)
        return {rome: tuple(codes) for rome, codes in found.items()}

    def usual_level(self, romes: Iterable[str]) -> float | None:
        """Median level of the certifications that lead to any of these ROME codes; None when no level is given."""
        leading = {code for rome in romes for code in self.certifications_to.get(rome, ())}
        levels = [level for code in leading if (level := self.certifications[code].level_given)]
        return float(median(levels)) if levels else None

    @cached_property
    def usual_levels(self) -> dict[str, float]:
        """The usual level of each occupation, where one is known."""
        found = {one.code: self.usual_level((one.family, one.code)) for one in self.occupations.values()}
        return {code: level for code, level in found.items() if level is not None}

    def highest_level(self, codes: Iterable[str]) -> int | None:
        """Highest level that any of these certifications gives; None when none is known."""
        known = (self.certifications.get(code) for code in codes)
        return max((one.level for one in known if one and one.level), default=None)

    @cached_property
    def routes_of(self) -> dict[str, tuple[str, ...]]:
        """Access routes of each certification."""
        return _grouped(self.snapshot.table("access_routes").select("certification", "route"))

    @cached_property
    def successors(self) -> dict[str, tuple[str, ...]]:
        """Certifications that replaced each one."""
        return _grouped(self.snapshot.table("successions").select("old", "new"))

    @cached_property
    def predecessors(self) -> dict[str, tuple[str, ...]]:
        """Certifications that each one replaced."""
        return _grouped(self.snapshot.table("successions").select("new", "old"))

    def predecessors_of(self, code: str) -> tuple[str, ...]:
        """What a certification replaced, and what that replaced, nearest first."""
        found: dict[str, None] = {}
        generation = [code]
        while generation:
            before = sorted({old for new in generation for old in self.predecessors.get(new, ())} - found.keys())
            generation = [old for old in before if old != code]
            found.update(dict.fromkeys(generation))
        return tuple(found)

    def described_blocs_of(self, code: str) -> tuple[tuple[str, ...], str | None]:
        """Blocs that tell what a certification teaches, and whose they are when they are of one that it replaced.

        What is obtained stays the certification: these blocs are no part of it. Empty where none is known.
        """
        return self._own_or_inherited(code, self.blocs_of)

    def known_routes_of(self, code: str) -> tuple[tuple[str, ...], str | None]:
        """Access routes of a certification, else of the nearest that it replaced, and then which; empty: unknown."""
        return self._own_or_inherited(code, self.routes_of)

    def _own_or_inherited(self, code: str, known: dict[str, tuple[str, ...]]) -> tuple[tuple[str, ...], str | None]:
        if code in known:
            return known[code], None
        nearest = next((old for old in self.predecessors_of(code) if old in known), None)
        return (known[nearest], nearest) if nearest else ((), None)

    @cached_property
    def mobilities(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """Occupations that ROME records a move to from each one, with the rank it gives."""
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        rows = self.snapshot.table("mobilities").select("occupation", "target", "rank").drop_nulls().iter_rows()
        for occupation, target, rank in rows:
            if target in self.occupations:
                found[occupation].append((target, rank))
        return {code: tuple(sorted(moves, key=lambda move: (move[1], move[0]))) for code, moves in found.items()}

    @cached_property
    def cities(self) -> tuple[str, ...]:
        """Communes where courses are given, as the catalogues write them."""
        return tuple(self.snapshot.table("trainings")["city"].drop_nulls().unique().sort())

    @cached_property
    def courses_of(self) -> dict[str, tuple[Course, ...]]:
        """Courses that prepare each certification, by id."""
        columns = ("id", "title", "provider", "city", "months", "hours", "price", "mode", "url", "certification")
        found: dict[str, list[Course]] = defaultdict(list)
        for row in self.snapshot.table("trainings").drop_nulls("certification").select(columns).iter_rows(named=True):
            found[row["certification"]].append(Course(**row))
        return {code: tuple(courses) for code, courses in found.items()}


def _grouped(pairs: pl.DataFrame) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs.iter_rows():
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
