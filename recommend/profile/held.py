"""What a person holds: certifications and blocs obtained, and all that follows from them, each with its chain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import log2
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

    @property
    def rule(self) -> Rule:
        """How the engine reads it: conferred by a correspondence somewhere along the chain, or obtained."""
        return Rule.EQUIVALENCE if self.via else Rule.BLOC

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
    """Ways to hold the units that the snapshot knows, by code: the one that the law goes by, and the freshest.

    An older record of the same thing, or one that an issuer vouches for, hides no later one: more is never less.
    """
    both = (holdings(records, following, read, prefer) for prefer in (by_law, by_freshness))
    kept = {(one.code, one.record): one for held in both for one in held.values() if one.code in catalogue.units}
    return [kept[key] for key in sorted(kept)]


def held_units(held: dict[str, Held], catalogue: Catalogue) -> dict[str, Held]:
    """Of what is held, the blocs and the certifications without blocs that the snapshot knows."""
    return {code: one for code, one in held.items() if code in catalogue.units}


def by_law(one: Held) -> tuple[Any, ...]:
    """What is preferred comes first: guaranteed, then by its code, then nearer to its record, then older."""
    return (not one.guaranteed, bool(one.read_in), len(one.chain), one.since, one.record, _names(one))


def by_freshness(one: Held) -> tuple[Any, ...]:
    """By what it confers, its age and the doubt on its reading counted; then guaranteed, then nearer to its record."""
    worth = one.since / (_DAYS_PER_YEAR * W["fade.half_life_certification"]) + log2(max(one.confidence, 1e-9))
    return (-worth, not one.guaranteed, len(one.chain), one.record, _names(one))


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
    """What a link gives, resting on the weakest of its needs."""
    base = max((held[need] for need in link.needs), key=order)
    return replace(base, code=link.code, chain=(*base.chain, link))
