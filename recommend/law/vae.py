"""VAE: may a certification or a bloc be asked for, how often, and what of it the evidence already covers.

An indication, never a decision: admissibility is the certifier's, validation the jury's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recommend.law.rules import FIGURES, RULES, Figure, Law, in_force
from recommend.law.standing import Entry
from referentials.catalogue import Catalogue
from referentials.codes import BlocCode, CertificationCode


class Admissible(StrEnum):
    """Whether an application may be made."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NEEDLESS = "needless"
    """It is held already."""


class Ground(StrEnum):
    """Why an application may be made, or may not."""

    OPEN = "open"
    OPEN_AT_WILL = "open_at_will"
    """A bloc: as often as one likes."""
    OPEN_YEARLY = "open_yearly"
    HELD = "held"
    TOO_EARLY = "too_early"
    """The rules are not known on that day."""
    SPECIFIC = "specific"
    CLOSED = "closed"
    NOT_YET = "not_yet"
    ENTRY_UNKNOWN = "entry_unknown"
    ROUTES_UNKNOWN = "routes_unknown"
    NO_JURY = "no_jury"
    SAME_THIS_YEAR = "same_this_year"
    OTHERS_THIS_YEAR = "others_this_year"


@dataclass(frozen=True, slots=True)
class Application:
    """A VAE application made: for which certification or bloc, on which day."""

    code: CertificationCode | BlocCode
    day: date


@dataclass(frozen=True, slots=True)
class Vae:
    """Whether a certification or bloc may be asked for by VAE on a day, why, and by which rules, in force then."""

    code: str
    admissible: Admissible
    ground: Ground
    laws: tuple[Law, ...]
    as_of: date
    awaits: Law | None = None
    """The rule that the day is too early for."""


def vae(code: str, entry: Entry, as_of: date, applied: Sequence[Application], catalogue: Catalogue) -> Vae:
    """Say whether a certification or a bloc of the snapshot may be asked for; the first obstacle is told.

    What surely forbids goes before what is not known. `entry`: whether one enters its certification on that day.
    """
    is_bloc, certification = code in catalogue.blocs, catalogue.owner_of(code)
    known_by = Law.VAE_SCOPE if is_bloc else Law.VAE_YEARLY
    if not RULES[known_by].in_force(as_of):
        return Vae(
            code=code, admissible=Admissible.UNKNOWN, ground=Ground.TOO_EARLY, laws=(), as_of=as_of, awaits=known_by
        )
    checks = (
        _registered(certification, catalogue),
        _open(entry),
        _jury(certification, catalogue),
        None if is_bloc else _yearly(certification, as_of, applied),
    )
    refusals = [check for check in checks if check]
    if refusals:
        admissible, ground, laws = min(refusals, key=lambda refusal: refusal[0] is not Admissible.NO)
        return Vae(code=code, admissible=admissible, ground=ground, laws=in_force(laws, as_of), as_of=as_of)
    laws = in_force((Law.VAE_SCOPE, Law.VAE_EXPERIENCE, Law.VAE_YEARLY), as_of)
    ground = _open_how(is_bloc, as_of)
    return Vae(code=code, admissible=Admissible.YES, ground=ground, laws=laws, as_of=as_of)


def may_be_tried(found: Vae, routes: tuple[str, ...]) -> bool:
    """Whether a VAE may be proposed: admissible, or not known to be and nothing against it; then it is to be checked.

    `routes`: those of the fiche, or of the one it replaced; empty when none is known: any RNCP certification may be
    obtained that way (L6411-1) but where its own rules say otherwise.
    """
    if found.admissible is Admissible.UNKNOWN and found.ground is not Ground.TOO_EARLY:
        return not routes or "vae" in routes
    return found.admissible is Admissible.YES


def needless(code: str, as_of: date) -> Vae:
    """The answer about what is held."""
    laws = in_force((Law.VAE_SCOPE,), as_of)
    return Vae(code=code, admissible=Admissible.NEEDLESS, ground=Ground.HELD, laws=laws, as_of=as_of)


def _open_how(is_bloc: bool, as_of: date) -> Ground:
    if not RULES[Law.VAE_YEARLY].in_force(as_of):
        return Ground.OPEN
    return Ground.OPEN_AT_WILL if is_bloc else Ground.OPEN_YEARLY


Refusal = tuple[Admissible, Ground, tuple[Law, ...]] | None


def _registered(certification: str, catalogue: Catalogue) -> Refusal:
    if catalogue.blocs_of.get(certification) or certification.startswith("RNCP"):
        return None
    return Admissible.NO, Ground.SPECIFIC, (Law.VAE_SCOPE,)


def _open(entry: Entry) -> Refusal:
    if entry is Entry.CLOSED:
        return Admissible.NO, Ground.CLOSED, (Law.ENTRY,)
    if entry is Entry.NOT_YET:
        return Admissible.NO, Ground.NOT_YET, (Law.ENTRY,)
    if entry is Entry.UNKNOWN:
        return Admissible.UNKNOWN, Ground.ENTRY_UNKNOWN, (Law.ENTRY,)
    return None


def _jury(certification: str, catalogue: Catalogue) -> Refusal:
    routes = catalogue.routes_of.get(certification, ())
    if not routes:
        return Admissible.UNKNOWN, Ground.ROUTES_UNKNOWN, (Law.VAE_SCOPE,)
    if "vae" not in routes:
        return Admissible.NO, Ground.NO_JURY, (Law.VAE_SCOPE,)
    return None


def _yearly(certification: str, as_of: date, applied: Sequence[Application]) -> Refusal:
    """Applications for blocs never count."""
    made = [a for a in applied if a.day.year == as_of.year and a.day <= as_of]
    this_year = [str(a.code) for a in made if not isinstance(a.code, BlocCode)]
    same, different = FIGURES[Figure.VAE_SAME].value, FIGURES[Figure.VAE_DIFFERENT].value
    if this_year.count(certification) >= same:
        return Admissible.NO, Ground.SAME_THIS_YEAR, (Law.VAE_YEARLY,)
    if len(set(this_year)) >= different:
        return Admissible.NO, Ground.OTHERS_THIS_YEAR, (Law.VAE_YEARLY,)
    return None
