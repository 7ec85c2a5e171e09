"""What follows by law from holding something.

A certification gives its blocs; a correspondence confers blocs or a certification; every bloc gives the certification
where its fiche says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from recommend.law.rules import Law
from recommend.law.whole import Outcome, Whole, whole_by_blocs
from referentials.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Link:
    """Holding all of `needs` gives `code`, by a rule."""

    law: Law
    needs: tuple[str, ...]
    code: str


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


class Following:
    """What follows from what, in one snapshot; correspondences are its own unless others are given."""

    def __init__(self, catalogue: Catalogue, correspondences: Sequence[Equivalence] | None = None) -> None:
        self.catalogue = catalogue
        self.correspondences = tuple(equivalences(catalogue) if correspondences is None else correspondences)
        self._wholes: dict[str, Whole] = {}

    @cached_property
    def _by_need(self) -> dict[str, list[Equivalence]]:
        found: dict[str, list[Equivalence]] = defaultdict(list)
        for rule in self.correspondences:
            for need in dict.fromkeys(rule.needs):
                found[need].append(rule)
        return found

    @cached_property
    def conferring(self) -> tuple[str, ...]:
        """Units that a correspondence rests on, alone or with others: the only ones that may confer others; by code."""
        units = self.catalogue.units
        return tuple(
            sorted({unit for need in self._by_need for unit in self.catalogue.units_of(need) if unit in units})
        )

    def whole(self, certification: str) -> Whole:
        """Whether holding every bloc gives a certification, as its fiche says."""
        if certification not in self._wholes:
            fiche = self.catalogue.certifications[certification]
            said = (fiche.partial_validation, fiche.conditions.partial_scope)
            self._wholes[certification] = whole_by_blocs("\n".join(filter(None, said)))
        return self._wholes[certification]

    def whole_held(self, code: str, holdings: Container[str]) -> Whole | None:
        """What the fiche of a certification says to who holds all its blocs and not itself; None to others."""
        blocs = self.catalogue.blocs_of.get(code, ())
        if not blocs or code in holdings or any(bloc not in holdings for bloc in blocs):
            return None
        return self.whole(code)

    def links(self, code: str, held: Container[str]) -> Iterator[Link]:
        """Links that a newly held code has a part in, and whose needs are all held."""
        catalogue = self.catalogue
        for bloc in catalogue.blocs_of.get(code, ()):
            yield Link(Law.BLOCS, (code,), bloc)
        for rule in self._by_need.get(code, ()):
            if all(need in held for need in rule.needs):
                known = (given for given in rule.gives if given in catalogue.blocs or given in catalogue.certifications)
                yield from (Link(Law.EQUIVALENCE, rule.needs, given) for given in known)
        if code in catalogue.blocs:
            certification = catalogue.blocs[code].certification
            every = catalogue.blocs_of[certification]
            if all(bloc in held for bloc in every) and self.whole(certification).outcome is Outcome.GIVES:
                yield Link(Law.WHOLE, every, certification)

    def followed(self, more: Sequence[str], held: Iterable[str]) -> dict[str, Law | None]:
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
            following += sorted((link.code, link.law) for link in self.links(one, known))
        return found


def equivalences(catalogue: Catalogue) -> list[Equivalence]:
    """Every correspondence of the snapshot (R6113-9), in key order."""
    rows = catalogue.snapshot.table("equivalences").select(
        "certification", pl.col("blocs").fill_null([]), "target", pl.col("target_blocs").fill_null([])
    )
    return [Equivalence(c, tuple(b), t, tuple(tb)) for c, b, t, tb in rows.iter_rows()]
