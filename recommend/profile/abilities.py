"""Abilities: what is believed of a person, as numbers over every item and every occupation.

What records say of an item (`direct`), what that carries over to others (`carried`), and what having a trade gives of
the trades near it (`near`). More evidence never lowers any of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from recommend.profile.evidence import Belief
from recommend.weights import W
from recommend.world import World
from recommend.world.given import added, together

Vector = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Abilities:
    """Of one profile; `trades` (occupations,): how far one has each, by practice or by what one holds."""

    world: World
    direct: Vector
    guaranteed: Vector
    trades: Vector
    _since: Abilities | None = field(default=None, repr=False)
    """The same person before more was held: what is carried over is then looked for in what is new alone."""

    @classmethod
    def of(cls, beliefs: Sequence[Belief], trades: Vector, world: World) -> Self:
        """Gather beliefs."""
        matrices = world.matrices
        direct, guaranteed = np.zeros((2, len(matrices.items)))
        for belief in beliefs:
            place = matrices.item_index[belief.item]
            direct[place], guaranteed[place] = belief.probability, belief.guaranteed
        return cls(world, direct, guaranteed, trades)

    @cached_property
    def _carried(self) -> tuple[Vector, Places]:
        if self._since is None:
            return self.world.carrying.carried(self.direct)
        before, sources = self._since._carried
        more, others = self.world.carrying.carried(np.where(self.direct > self._since.direct, self.direct, 0.0))
        return np.maximum(before, more), np.where(more > before, others, sources)

    @property
    def carried(self) -> Vector:
        """(items,) what the others carry over to each."""
        return self._carried[0]

    @property
    def carried_from(self) -> Places:
        """(items,) the item that carries most over; -1 for none."""
        return self._carried[1]

    @cached_property
    def believed(self) -> Vector:
        """(items,) the surer of what is said and of what is carried over."""
        return np.maximum(self.direct, self.carried)

    @cached_property
    def _near(self) -> tuple[Vector, Places]:
        """What the trade that gives most of each other one gives of it, and that trade; -1 for none."""
        had = np.flatnonzero(self.trades)
        if not had.size:
            return np.zeros(len(self.trades)), np.full(len(self.trades), -1, dtype=np.intp)
        parts = self.trades[had, None] * self.world.carrying.trades[had]
        most = np.asarray(parts.max(axis=0), dtype=np.float64)
        return most, np.where(most > 0, had[parts.argmax(axis=0)], -1)

    @property
    def near(self) -> Vector:
        """(occupations,) what the trade that one has which gives most of each other one gives of it."""
        return self._near[0]

    @property
    def near_from(self) -> Places:
        """(occupations,) the trade that gives most of each other one; -1 for none."""
        return self._near[1]

    @cached_property
    def coverage(self) -> Vector:
        """(occupations,) Σ weight × probability / Σ weight of each, its trade's neighbours counted."""
        return self._with_near(self.world.demands.coverage(self.believed), self.world.demands.total)

    @cached_property
    def core_coverage(self) -> Vector:
        """The same over the core alone."""
        return self._with_near(self.world.demands.core_coverage(self.believed), self.world.demands.core_total)

    def covered(self, place: int) -> float:
        """Coverage of one occupation alone, which asks for no other to be computed."""
        row, trades = self.world.demands.shares[place], self.world.carrying.trades
        believed = np.maximum(self.direct[row.indices], self.world.carrying.reaching(self.direct, row.indices))
        near = float((self.trades * trades[:, place]).max(initial=0.0))
        return 1.0 - (1.0 - float(row.data @ believed)) * (1.0 - near) if row.nnz else 0.0

    def with_units(self, units: Sequence[int]) -> Abilities:
        """The same person once units, by row, are held by one record."""
        if not units:
            return self
        given = together(self.world.planning.certifies, [list(units)])
        direct = self.direct.copy()
        direct[given.indices] += added(direct[given.indices], given.data)
        trades = np.maximum(self.trades, trades_taught(units, self.world))
        return replace(self, direct=direct, trades=trades, _since=self)

    def _with_near(self, covered: Vector, total: Vector) -> Vector:
        return np.where(total > 0, 1.0 - (1.0 - covered) * (1.0 - self.near), 0.0)


def trades_taught(units: Sequence[int], world: World) -> Vector:
    """How far units, by row, give each occupation that their certifications lead to, by what they teach of it.

    (occupations,), of several certifications the one that gives most.
    """
    matrices, found = world.matrices, np.zeros(len(world.matrices.occupations))
    of_owner: dict[str, list[int]] = defaultdict(list)
    for unit in units:
        of_owner[world.catalogue.owner_of(matrices.units[unit])].append(unit)
    for owner, own in sorted(of_owner.items()):
        led = [matrices.occupation_index[code] for code in world.catalogue.led_to(owner)]
        if led:
            taught = together(world.carrying.taught, [own])
            shares = np.asarray((world.demands.shares[led] @ taught.T).todense(), dtype=np.float64).ravel()
            found[led] = np.maximum(found[led], W["near.taught"] * shares)
    return found
