"""What a person holds: certifications and blocs obtained, and all that follows from them, each with its chain.

A certification held gives its blocs; a correspondence confers blocs or a certification; every bloc gives the
certification where its fiche says so. Applied together until nothing new follows.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from passport.document.dates import PartialDate
from passport.document.model import Obtained
from recommend.law.rules import Law
from recommend.law.whole import Outcome, whole_by_blocs
from recommend.profile.evidence import Rule
from referentials.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Link:
    """Holding all of `needs` gives `code`, by a rule."""

    law: Law
    needs: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Held:
    """A certification or bloc held: the record it goes back to, and the links from there, first one first."""

    code: str
    record: str
    guaranteed: bool
    since: int
    """Ordinal day of the record (date.toordinal), the first that it may be."""
    until: int
    """The last that it may be: later where the record gives a year or a month."""
    chain: tuple[Link, ...] = ()

    @property
    def rule(self) -> Rule:
        """How the engine reads it: conferred by a correspondence somewhere along the chain, or obtained."""
        return Rule.EQUIVALENCE if self.via else Rule.BLOC

    @property
    def via(self) -> tuple[str, ...]:
        """What the last correspondence of the chain rests on; empty without one."""
        return next((link.needs for link in reversed(self.chain) if link.law is Law.EQUIVALENCE), ())

    def _order(self) -> tuple[bool, int, int, str, tuple[str, ...]]:
        """What is preferred comes first: guaranteed, then nearer to its record, then older."""
        names = tuple(f"{link.law} {' '.join(link.needs)}" for link in self.chain)
        return (not self.guaranteed, len(self.chain), self.since, self.record, names)


@dataclass(frozen=True, slots=True)
class Equivalence:
    """The fiche `certification` recognises holders of `target` (its blocs, or the whole when none is named)."""

    certification: str
    blocs: tuple[str, ...]
    target: str
    target_blocs: tuple[str, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        """What must be held."""
        return self.target_blocs or (self.target,)

    @property
    def gives(self) -> tuple[str, ...]:
        """What is conferred."""
        return self.blocs or (self.certification,)


def equivalences(catalogue: Catalogue) -> list[Equivalence]:
    """Every correspondence of the snapshot (R6113-9), in key order."""
    rows = catalogue.snapshot.table("equivalences").select(
        "certification", pl.col("blocs").fill_null([]), "target", pl.col("target_blocs").fill_null([])
    )
    return [Equivalence(c, tuple(b), t, tuple(tb)) for c, b, t, tb in rows.iter_rows()]


def holdings(
    records: Iterable[Obtained],
    catalogue: Catalogue,
    correspondences: Sequence[Equivalence],
) -> dict[str, Held]:
    """Everything held, by code, in the order of codes; whatever the order of records and correspondences.

    Of several ways to hold the same, the guaranteed one is kept, then the shortest, then the oldest. Codes that the
    snapshot lacks are kept as they are, and give nothing.
    """
    held: dict[str, Held] = {}
    found = [Held(str(r.code), r.id, r.guaranteed, *_days(r.date)) for r in records]
    while found:
        found = [one for one in found if _better(one, held.get(one.code))]
        for one in found:
            if _better(one, held.get(one.code)):
                held[one.code] = one
        links = {
            link for code in {one.code for one in found} for link in _links(code, held, catalogue, correspondences)
        }
        found = [_conferred(link, held) for link in links]
        found = [one for one in found if _better(one, held.get(one.code))]
    return dict(sorted(held.items()))


def followed(
    more: Sequence[str], held: Iterable[str], catalogue: Catalogue, correspondences: Sequence[Equivalence]
) -> dict[str, Law | None]:
    """Everything new that holding these too gives, and the rule it follows by; themselves first, by none."""
    found: dict[str, Law | None] = {}
    known = set(held)
    following: list[tuple[str, Law | None]] = [(code, None) for code in more]
    while following:
        one, law = following.pop(0)
        if one in known:
            continue
        known.add(one)
        found[one] = law
        following += sorted((link.code, link.law) for link in _links(one, known, catalogue, correspondences))
    return found


def triggers(correspondences: Sequence[Equivalence], catalogue: Catalogue) -> list[str]:
    """Units that a correspondence rests on, alone or with others: the only ones that may confer others."""
    needs = {need for rule in correspondences for need in rule.needs}
    return sorted({unit for need in needs for unit in catalogue.units_of(need) if unit in catalogue.units})


def held_units(held: dict[str, Held], catalogue: Catalogue) -> dict[str, Held]:
    """Of what is held, the blocs and the certifications without blocs that the snapshot knows."""
    return {code: one for code, one in held.items() if code in catalogue.units}


def _days(day: PartialDate) -> tuple[int, int]:
    return day.first.toordinal(), day.last.toordinal()


def _better(one: Held, known: Held | None) -> bool:
    return known is None or one._order() < known._order()


def _links(
    code: str, held: Container[str], catalogue: Catalogue, correspondences: Sequence[Equivalence]
) -> Iterator[Link]:
    """Links that a newly held code has a part in, and whose needs are all held."""
    for bloc in catalogue.blocs_of.get(code, ()):
        yield Link(Law.BLOCS, (code,), bloc)
    for rule in correspondences:
        if code in rule.needs and all(need in held for need in rule.needs):
            for given in rule.gives:
                if given in catalogue.blocs or given in catalogue.certifications:
                    yield Link(Law.EQUIVALENCE, rule.needs, given)
    if code in catalogue.blocs:
        certification = catalogue.blocs[code].certification
        every = catalogue.blocs_of[certification]
        if all(bloc in held for bloc in every) and _gives_the_whole(certification, catalogue):
            yield Link(Law.WHOLE, every, certification)


def _gives_the_whole(code: str, catalogue: Catalogue) -> bool:
    return whole_by_blocs(catalogue.certifications[code].partial_validation).outcome is Outcome.GIVES


def _conferred(link: Link, held: dict[str, Held]) -> Held:
    """What a link gives, resting on the weakest of its needs."""
    base = max((held[need] for need in link.needs), key=Held._order)
    return Held(link.code, base.record, base.guaranteed, base.since, base.until, (*base.chain, link))
