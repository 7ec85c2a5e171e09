"""What a person holds: blocs obtained, blocs of a certification obtained, and those an equivalence confers."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from passport.model import Bloc, Certification
from recommend.evidence import Rule
from recommend.lookup import Lookup


@dataclass(frozen=True, slots=True)
class HeldBloc:
    """A bloc held, through which record, and by which rule."""

    code: str
    record: str
    rule: Rule
    guaranteed: bool
    since: int
    """Ordinal day it was obtained (date.toordinal)."""
    via: str | None = None
    """For an equivalence: the certification or blocs it rests on."""


@dataclass(frozen=True, slots=True)
class Equivalence:
    """The fiche `certification` recognises holders of `target` (its blocs, or the whole when none is named)."""

    certification: str
    blocs: tuple[str, ...]
    target: str
    target_blocs: tuple[str, ...]


def equivalences(lookup: Lookup) -> list[Equivalence]:
    """Every correspondence of the snapshot (R6113-9), in key order."""
    rows = lookup.snapshot.table("equivalences").select(
        "certification", pl.col("blocs").fill_null([]), "target", pl.col("target_blocs").fill_null([])
    )
    return [Equivalence(c, tuple(b), t, tuple(tb)) for c, b, t, tb in rows.iter_rows()]


def held_blocs(
    certifications: tuple[Certification, ...],
    blocs: tuple[Bloc, ...],
    lookup: Lookup,
    rules: list[Equivalence],
) -> dict[str, HeldBloc]:
    """Blocs held, by code. Equivalences apply until nothing new follows; a guaranteed record goes first."""
    held: dict[str, HeldBloc] = {}
    records: list[Certification | Bloc] = [*certifications, *blocs]
    for record in sorted(records, key=lambda r: (not r.guaranteed, r.date.first, r.id)):
        code = str(record.code)
        codes = (code,) if isinstance(record, Bloc) else lookup.blocs_of.get(code, ())
        for bloc in codes:
            held.setdefault(
                bloc, HeldBloc(bloc, record.id, Rule.BLOC, record.guaranteed, record.date.first.toordinal())
            )
    names = {str(record.code): record for record in certifications}
    changed = True
    while changed:
        changed = sum(_apply(rule, held, names, lookup) for rule in rules) > 0
    return held


def _apply(rule: Equivalence, held: dict[str, HeldBloc], names: dict[str, Certification], lookup: Lookup) -> bool:
    """Add what one correspondence confers; return whether anything was new."""
    needed = rule.target_blocs or lookup.blocs_of.get(rule.target, ())
    conferred = rule.blocs or lookup.blocs_of.get(rule.certification, ())
    gained = [bloc for bloc in conferred if bloc not in held and bloc in lookup.blocs]
    whole = names.get(rule.target)
    if not gained or not (whole or (needed and all(bloc in held for bloc in needed))):
        return False
    if whole:
        base = HeldBloc("", whole.id, Rule.BLOC, whole.guaranteed, whole.date.first.toordinal())
    else:
        base = max((held[bloc] for bloc in needed), key=lambda h: (not h.guaranteed, h.since, h.record))
    for bloc in gained:
        held[bloc] = HeldBloc(
            bloc, base.record, Rule.EQUIVALENCE, base.guaranteed, base.since, ", ".join(needed) or rule.target
        )
    return True
