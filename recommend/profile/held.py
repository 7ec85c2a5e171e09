"""What a person holds: certifications and blocs obtained, and all that follows from them, each with its chain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from passport.document.model import Obtained
from recommend.law.following import Following, Link
from recommend.law.rules import Law
from recommend.profile.evidence import Rule
from referentials.catalogue import Catalogue


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

    def _order(self) -> tuple[bool, bool, int, int, str, tuple[str, ...]]:
        """What is preferred comes first: guaranteed, then by its code, then nearer to its record, then older."""
        names = tuple(f"{link.law} {' '.join(link.needs)}" for link in self.chain)
        return (not self.guaranteed, bool(self.read_in), len(self.chain), self.since, self.record, names)


def holdings(records: Iterable[Obtained], following: Following, read: Iterable[Held] = ()) -> dict[str, Held]:
    """Everything held, by code, in the order of codes; whatever the order of records and correspondences.

    `read`: what is held by a title that was read. What follows by law is added until nothing new does.

    Of several ways to hold the same, the guaranteed one is kept, then that by a code, then the shortest, then the
    oldest. Codes that the snapshot lacks are kept as they are, and give nothing.
    """
    held: dict[str, Held] = {}
    found = [*(_obtained(record) for record in records), *read]
    while found:
        found = [one for one in found if _better(one, held.get(one.code))]
        for one in found:
            if _better(one, held.get(one.code)):
                held[one.code] = one
        links = {link for code in {one.code for one in found} for link in following.links(code, held)}
        found = [_conferred(link, held) for link in links]
        found = [one for one in found if _better(one, held.get(one.code))]
    return dict(sorted(held.items()))


def held_units(held: dict[str, Held], catalogue: Catalogue) -> dict[str, Held]:
    """Of what is held, the blocs and the certifications without blocs that the snapshot knows."""
    return {code: one for code, one in held.items() if code in catalogue.units}


def _obtained(record: Obtained) -> Held:
    return Held(
        code=str(record.code),
        record=record.id,
        guaranteed=record.guaranteed,
        since=record.date.first.toordinal(),
        until=record.date.last.toordinal(),
    )


def _better(one: Held, known: Held | None) -> bool:
    return known is None or one._order() < known._order()


def _conferred(link: Link, held: dict[str, Held]) -> Held:
    """What a link gives, resting on the weakest of its needs."""
    base = max((held[need] for need in link.needs), key=Held._order)
    return replace(base, code=link.code, chain=(*base.chain, link))
