"""Straining: the occupations where what somebody has to keep away from is met, by ROME's contexts of work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from recommend.law.strains import Limit, strained
from referentials.catalogue import Catalogue

Strained = dict[str, tuple[Limit, ...]]


@dataclass(frozen=True, eq=False)
class Straining:
    """Of one snapshot; each set of limits is looked up once."""

    catalogue: Catalogue
    _known: dict[frozenset[Limit], Strained] = field(default_factory=dict)

    def of(self, limits: Iterable[Limit]) -> Strained:
        """Occupations where some of these limits are met, with those; none where there is no limit."""
        asked = frozenset(limits)
        if asked not in self._known:
            self._known[asked] = self._find(asked) if asked else {}
        return self._known[asked]

    def _find(self, asked: frozenset[Limit]) -> Strained:
        links = self.catalogue.snapshot.table("occupation_contexts").select("occupation", "context").iter_rows()
        families = {code: one.family for code, one in self.catalogue.occupations.items()}
        return strained(asked, families, links)
