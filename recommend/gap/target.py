"""Targets: an occupation, a certification or a bloc, as a list of weighted needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import numpy as np

from graph.matrices import IMPORTANCES, Importance
from recommend.errors import AmbiguousTargetError, UndescribedTargetError
from recommend.world import World
from referentials.catalogue import Catalogue
from referentials.codes import BlocCode, Code, RncpCode, RomeCode, RsCode
from referentials.errors import CodeError, CodeKind, UnknownCodeError

TargetCode = RomeCode | RncpCode | RsCode | BlocCode


@dataclass(frozen=True, slots=True)
class Need:
    """One item a target asks for; `weight` is its share of the coverage before normalisation."""

    item: str
    importance: Importance
    weight: float


class ToldBy(StrEnum):
    """Where what a target asks for is read."""

    ITSELF = "itself"
    PREDECESSOR = "predecessor"
    """In the blocs of the certification that it replaced, its own being unknown."""
    OCCUPATIONS = "occupations"
    """In the occupations that it leads to, its blocs being unknown."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is aimed at; `families` are the ROME grain codes a certification should lead to."""

    code: str
    kind: Literal["occupation", "certification", "bloc"]
    label: str | None
    """None for a certification that the snapshot knows by its code alone."""
    needs: tuple[Need, ...]
    families: frozenset[str]
    told_by: ToldBy = ToldBy.ITSELF
    blocs_from: str | None = None
    """The certification that it replaced, when `told_by` is that."""
    words: str = ""
    """Those that it was read from; none where its code was given."""


def parse_target(text: str) -> TargetCode:
    """Read the code of an occupation, a certification or a bloc. Raises CodeError when it is none."""
    for kind in (BlocCode, RncpCode, RsCode, RomeCode):
        try:
            return kind.parse(text) if not text.strip().isdigit() else RncpCode.parse(text)
        except CodeError:
            continue
    raise CodeError(CodeKind.TARGET, text[:80])


def read_target(text: str, catalogue: Catalogue) -> TargetCode:
    """The same; a bare number may be that of an appellation too, which stands for its occupation.

    Raises UnknownCodeError for a number that is neither, TargetError for one that is both.
    """
    code, number = parse_target(text), "".join(text.split())
    if not number.isdigit():
        return code
    occupation, certified = catalogue.appellations.get(number), str(code) in catalogue.certifications
    if occupation and certified:
        raise AmbiguousTargetError(number, occupation, str(code))
    if not occupation and not certified:
        raise UnknownCodeError(number)
    return RomeCode(occupation) if occupation else code


def resolve_target(code: TargetCode, world: World) -> Target:
    """Return what a target asks for. Raises UnknownCodeError when absent, TargetError when nothing is known of it."""
    if isinstance(code, RomeCode):
        return _occupation(code, world)
    catalogue = world.catalogue
    if isinstance(code, BlocCode):
        _known(code, catalogue.blocs)
        bloc = catalogue.blocs[str(code)]
        return _certified(code, "bloc", bloc.title, bloc.certification, world)
    _known(code, catalogue.certifications)
    return _certified(code, "certification", catalogue.certifications[str(code)].title, str(code), world)


def _known(code: Code, codes: object) -> None:
    if str(code) not in codes:  # type: ignore[operator]
        raise UnknownCodeError(str(code))


def _occupation(code: RomeCode, world: World) -> Target:
    matrices, catalogue = world.matrices, world.catalogue
    _known(code, catalogue.occupations)
    occupation = catalogue.occupations[str(code)]
    place = matrices.occupation_index[occupation.code]
    row, weights = matrices.requires[place], world.demands.weights[place]
    needs = [
        Need(matrices.items[column], IMPORTANCES[int(rank)], round(float(weight), 6))
        for column, rank, weight in zip(row.indices, row.data, weights.data, strict=True)
        if weight
    ]
    if not needs:
        raise UndescribedTargetError(str(code), "occupation")
    return Target(
        code=occupation.code,
        kind="occupation",
        label=occupation.label,
        needs=tuple(needs),
        families=frozenset({occupation.family, occupation.code}),
    )


def _certified(
    code: Code, kind: Literal["certification", "bloc"], label: str | None, certification: str, world: World
) -> Target:
    matrices, catalogue = world.matrices, world.catalogue
    units, told_by, blocs_from = _telling(str(code), catalogue)
    rows = world.planning.certifies[[matrices.unit_index[unit] for unit in units]]
    strongest = np.asarray(rows.max(axis=0).todense()).ravel() if units else np.zeros(len(matrices.items))
    needs = [
        Need(matrices.items[column], "plain", round(float(strongest[column]), 6))
        for column in np.flatnonzero(np.where(matrices.is_title, 0.0, strongest))
    ]
    if not needs:
        raise UndescribedTargetError(str(code), kind)
    families = frozenset(catalogue.romes_of.get(certification, ()))
    return Target(
        code=str(code), kind=kind, label=label, needs=tuple(needs), families=families, told_by=told_by,
        blocs_from=blocs_from,
    )  # fmt: skip


def _telling(code: str, catalogue: Catalogue) -> tuple[list[str], ToldBy, str | None]:
    """Units that tell what a bloc or certification asks for: its own, those it replaced, or what it leads to."""
    own = [unit for unit in catalogue.units_of(code) if catalogue.units[unit].is_described]
    if own:
        return own, ToldBy.ITSELF, None
    blocs, blocs_from = catalogue.described_blocs_of(code)
    return [code, *blocs], ToldBy.PREDECESSOR if blocs else ToldBy.OCCUPATIONS, blocs_from
