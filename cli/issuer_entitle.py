"""`acquis issuer entitle`: what an issuer may vouch for, and who may hand in for it, from a day on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cli.common import Json, parse_day
from cli.issuer_registry import EVERY, Certifications, IssuerId, Issuers, Role, path_of, read, scope_of, write
from referentials.days import today

if TYPE_CHECKING:
    from passport.proof.registry import Issuer, Registry, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bounds:
    """What options say of a scope; None: as it was. `add`: besides what it was."""

    kinds: list[str] | None
    codes: list[str] | None
    countries: list[str] | None
    add: bool

    @property
    def said(self) -> bool:
        """Whether they say anything."""
        return any(one is not None for one in (self.kinds, self.codes, self.countries))


def entitle(
    ident: IssuerId,
    kinds: Annotated[
        list[str] | None, typer.Option("--kind", "-k", metavar="GENRE", help="Ce qu'il atteste (répétable).")
    ] = None,
    certifications: Certifications = None,
    countries: Annotated[
        list[str] | None,
        typer.Option("--country", metavar="PAYS", help="Territoire : code ISO 3166 (répétable), ou « toutes »."),
    ] = None,
    add: Annotated[
        bool, typer.Option("--add", help="En plus de ce qu'il peut attester déjà (défaut : à la place).")
    ] = False,
    depositors: Annotated[
        list[str] | None,
        typer.Option("--depositor", metavar="ÉMETTEUR", help="Qui pourra transmettre pour lui (répétable)."),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without-depositor", metavar="ÉMETTEUR", help="Qui ne le pourra plus (répétable)."),
    ] = None,
    since: Annotated[
        date | None,
        typer.Option("--from", parser=parse_day, metavar="DATE", help="Premier jour (défaut : aujourd'hui)."),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option("--until", parser=parse_day, metavar="DATE", help="Dernier jour de qui transmet (défaut : sans "
                     "fin ; aujourd'hui avec --without-depositor)."),
    ] = None,
    issuers: Issuers = None, json_: Json = False,
) -> None:  # fmt: skip
    """Changer, à compter d'un jour, ce qu'un émetteur du registre peut attester, et qui peut transmettre pour lui.

    Ce qui est nommé (genres, certifications, pays) prend la place de ce qui l'était ; le reste demeure. Le passé n'est
    pas récrit : ce qui a été signé avant ce jour est jugé selon l'étendue d'alors.
    """
    from answers.errors import UsageError

    bounds = _Bounds(kinds=kinds, codes=certifications, countries=countries, add=add)
    if not (bounds.said or depositors or without):
        raise UsageError(
            "Dites ce qui change : --kind, --certification ou --country, --depositor, --without-depositor."
        )
    if until and not (depositors or without):
        raise UsageError("--until est le dernier jour de qui transmet : il demande --depositor ou --without-depositor.")
    path = path_of(issuers)
    registry = _handing_in(read(path), ident, (depositors or [], without or []), (since, until))
    write(path, _entitled(registry, ident, bounds, since), ident, json_=json_)


def _handing_in(
    registry: Registry, ident: str, who: tuple[list[str], list[str]], days: tuple[date | None, date | None]
) -> Registry:
    """With some who may hand in, from a day to another, and without others after a day. Raises RegistryError."""
    from passport.proof.registering import mandated, unmandated
    from passport.proof.registry import Mandate

    day, (since, until) = today(), days
    for one in who[0]:
        registry = mandated(registry, ident, Mandate(id=one, valid_from=since or day, valid_until=until), day)
    for one in who[1]:
        registry = unmandated(registry, ident, one, until or day, day)
    return registry


def _entitled(registry: Registry, ident: str, bounds: _Bounds, since: date | None) -> Registry:
    """Raises RegistryError, UsageError."""
    from passport.proof.registering import entitled, known

    if not bounds.said:
        return registry
    day, issuer = today(), known(registry, ident)
    return entitled(registry, ident, _scope(issuer, bounds), since or day, day)


def _scope(issuer: Issuer, bounds: _Bounds) -> Scope:
    """The scope of an issuer, changed. Raises UsageError, CodeError.

    Who vouched for any certification, and does for named ones alone, keeps what has no code only where it is said.
    """
    from passport.proof.registry import default_kinds

    before, role = issuer.scope, Role(issuer.role)
    asked = scope_of(role, bounds.kinds, bounds.codes or [EVERY], _bounded(bounds.countries))
    narrowed = before.certifications is None and asked.certifications is not None and not bounds.add
    kept = before.kinds & default_kinds(issuer.role, asked.certifications) if narrowed else before.kinds
    kinds = (asked.kinds | (before.kinds if bounds.add else frozenset())) if bounds.kinds else kept
    return replace(
        before,
        kinds=kinds,
        certifications=_merged(before.certifications, asked.certifications, bounds.codes, add=bounds.add),
        countries=_merged(before.countries, asked.countries, bounds.countries, add=bounds.add),
    )


def _bounded(countries: list[str] | None) -> list[str] | None:
    return None if countries is None or EVERY in countries else countries


def _merged(
    before: frozenset[str] | None, asked: frozenset[str] | None, said: list[str] | None, *, add: bool
) -> frozenset[str] | None:
    """A bound as it is asked for; None: none. Added to none, it stays none."""
    if said is None:
        return before
    if not add:
        return asked
    return None if before is None or asked is None else before | asked
