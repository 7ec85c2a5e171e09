"""The gate of an occupation: what one must hold to exercise it, by the law, by ROME's text, by ROME's flag.

One may be open where nothing is known: no gate found is not a promise that there is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from recommend.law.obligations import Obligation, obligations
from recommend.law.requirements import Requirement, Strength, Trade
from recommend.law.trades import TRADES
from referentials.catalogue import Occupation
from referentials.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Gate:
    """What an occupation asks for; `text`: all that ROME says of access to it."""

    occupation: str
    text: str
    obligations: tuple[Obligation, ...]
    """Sentences of the text that ask for a title."""
    regulated: bool
    """ROME's own flag."""
    requirements: tuple[Requirement, ...]
    """Of the table of trades, required ones first."""
    health: bool
    """A health profession."""

    @property
    def required(self) -> bool:
        """Whether something is asked for of everybody: by the law, by ROME's text or by its flag."""
        asked = [one.strength for one in self.requirements] + [one.strength for one in self.obligations]
        return self.regulated or Strength.REQUIRED in asked

    @property
    def may_shut(self) -> bool:
        """Whether it is shut to some: the law or employers ask everybody for a title, or ROME flags it."""
        return self.regulated or any(one.bars for one in self.requirements)


class Gates:
    """Gates by occupation; `texts`: what ROME says of access to each."""

    def __init__(
        self, occupations: Mapping[str, Occupation], texts: Mapping[str, str], trades: Iterable[Trade] = TRADES
    ) -> None:
        self._occupations, self._texts = occupations, texts
        self._trades: dict[str, list[Trade]] = defaultdict(list)
        for trade in trades:
            for code in trade.occupations:
                self._trades[code].append(trade)
        self._found: dict[str, Gate | None] = {}

    @classmethod
    def build(cls, snapshot: Snapshot, occupations: Mapping[str, Occupation]) -> Gates:
        """Gates of a snapshot."""
        rows = snapshot.table("occupations").select("code", pl.col("access").fill_null("")).iter_rows()
        return cls(occupations, dict(rows))

    def text(self, code: str) -> str:
        """What ROME says of access to an occupation; empty when it says nothing."""
        return self._texts.get(code, "").replace("''", "'")

    def of(self, code: str) -> Gate | None:
        """The gate of an occupation; None where nothing is known to be asked for."""
        if code not in self._found:
            self._found[code] = self._gate(code)
        return self._found[code]

    @cached_property
    def shutting(self) -> tuple[str, ...]:
        """Occupations whose gate may be shut."""
        return tuple(code for code in sorted(self._occupations) if (gate := self.of(code)) and gate.may_shut)

    def _gate(self, code: str) -> Gate | None:
        occupation = self._occupations.get(code)
        if occupation is None:
            return None
        trades = (*self._trades.get(code, ()), *self._trades.get(f"{occupation.family}*", ()))
        text = self.text(code)
        asked, said = _once(trades), obligations(text)
        if not (asked or said or occupation.regulated):
            return None
        return Gate(
            occupation=code,
            text=text,
            obligations=said,
            regulated=occupation.regulated,
            requirements=asked,
            health=any(trade.health for trade in trades),
        )


def _once(trades: Iterable[Trade]) -> tuple[Requirement, ...]:
    """Requirements of several trades, each once, those asked of everybody first."""
    found = {one.name: one for trade in trades for one in trade.requirements}
    return tuple(sorted(found.values(), key=lambda one: (one.strength is Strength.MAY_BE_ASKED, not one.custom)))
