"""What a person holds: certifications and blocs obtained, and all that follows from them, each with its chain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf, log2
from typing import Any

from passport.document.model import Obtained
from recommend.law.following import Following, Link
from recommend.law.rules import Law
from recommend.profile.evidence import Rule
from recommend.weights import W
from referentials.catalogue import Catalogue

_DAYS_PER_YEAR = 365.25


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
    read_in: str = ""
    """The title that it was read in; empty where the record gives its code."""
    confidence: float = 1.0
    """Factor on what it confers: below 1 where it was read in a title."""
    joint: bool = False
    """Whether several records give it together; `record` is then the weakest."""

    @property
    def rule(self) -> Rule:
        """How the engine reads it: conferred by a correspondence somewhere along the chain, or obtained."""
        return Rule.EQUIVALENCE if self.via else Rule.BLOC

    @property
    def root(self) -> str:
        """What the record says is held."""
        return self.chain[0].needs[0] if self.chain else self.code

    @property
    def via(self) -> tuple[str, ...]:
        """What the last correspondence of the chain rests on; empty without one."""
        return next((link.needs for link in reversed(self.chain) if link.law is Law.EQUIVALENCE), ())


Preference = Callable[[Held], tuple[Any, ...]]
"""Key to sort ways of holding the same by, what is preferred first."""


def holdings(
    records: Iterable[Obtained], following: Following, read: Iterable[Held] = (), prefer: Preference | None = None
) -> dict[str, Held]:
    """Everything held, by code, in the order of codes; whatever the order of records and correspondences.

    `read`: what is held by a title that was read. What follows by law is added until nothing new does.

    Of several ways to hold the same, the preferred one is kept (default `by_law`). Codes that the snapshot lacks are
    kept as they are, and give nothing.
    """
    order, held = prefer or by_law, dict[str, Held]()
    found = [*(_obtained(record) for record in records), *read]
    while found:
        for one in found:
            if one.code not in held or order(one) < order(held[one.code]):
                held[one.code] = one
        links = {link for code in {one.code for one in found} for link in following.links(code, held)}
        conferred = (_conferred(link, held, order) for link in links)
        found = [one for one in conferred if one.code not in held or order(one) < order(held[one.code])]
    return dict(sorted(held.items()))


def ways_held(
    records: Sequence[Obtained], following: Following, read: Sequence[Held], catalogue: Catalogue
) -> list[Held]:
    """Every way to hold each unit that the snapshot knows: by one record alone, or by several together.

    None hides another: a record more never makes less of what others give.
    """
    alone = [holdings([one], following) for one in records] + [holdings([], following, [one]) for one in read]
    sure = [one for one in records if one.guaranteed]
    found = [one for held in alone for one in held.values()]
    found += _together(holdings(records, following, read, by_freshness), found)
    found += _together(holdings(sure, following, (), by_freshness), found)
    return sorted(
        (one for one in found if one.code in catalogue.units),
        key=lambda one: (one.code, one.record, one.joint, by_law(one)),
    )


def _together(held: dict[str, Held], alone: Iterable[Held]) -> list[Held]:
    """Of what is held, what several records give together, surer than any of them does alone."""
    best: dict[tuple[str, bool], float] = {}
    for one in alone:
        for guaranteed in {False, one.guaranteed}:
            key = one.code, guaranteed
            best[key] = max(worth(one), best.get(key, -inf))
    return [one for one in held.values() if one.joint and worth(one) > best.get((one.code, one.guaranteed), -inf)]


def held_units(held: dict[str, Held], catalogue: Catalogue) -> dict[str, Held]:
    """Of what is held, the blocs and the certifications without blocs that the snapshot knows."""
    return {code: one for code, one in held.items() if code in catalogue.units}


def by_law(one: Held) -> tuple[Any, ...]:
    """What is preferred comes first: guaranteed, then by its code, then nearer to its record, then older."""
    return (not one.guaranteed, bool(one.read_in), len(one.chain), one.since, one.record, _names(one))


def by_freshness(one: Held) -> tuple[Any, ...]:
    """By what it confers, then guaranteed, then nearer to its record."""
    return (-worth(one), not one.guaranteed, len(one.chain), one.record, _names(one))


def worth(one: Held) -> float:
    """What it confers, its age and the doubt on its reading counted: a power of two, against the others."""
    return one.since / (_DAYS_PER_YEAR * W["fade.half_life_certification"]) + log2(max(one.confidence, 1e-9))


def _names(one: Held) -> tuple[str, ...]:
    return tuple(f"{link.law} {' '.join(link.needs)}" for link in one.chain)


def _obtained(record: Obtained) -> Held:
    return Held(
        code=str(record.code),
        record=record.id,
        guaranteed=record.guaranteed,
        since=record.date.first.toordinal(),
        until=record.date.last.toordinal(),
    )


def _conferred(link: Link, held: dict[str, Held], order: Preference) -> Held:
    """What a link gives, resting on the weakest of its needs, and guaranteed where all are."""
    needs = [held[need] for need in link.needs]
    base = max(needs, key=order)
    return replace(
        base,
        code=link.code,
        chain=(*base.chain, link),
        guaranteed=all(one.guaranteed for one in needs),
        joint=len({one.record for one in needs}) > 1 or any(one.joint for one in needs),
    )
