"""VAE: may a certification or a bloc be asked for, how often, and what of it the evidence already covers.

An indication, never a decision: admissibility is the certifier's, validation the jury's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recommend.law.rules import FIGURES, RULES, Figure, Law, in_force
from recommend.law.standing import Entry, Standing, standing
from referentials.catalogue import Catalogue
from referentials.codes import BlocCode, CertificationCode


class Admissible(StrEnum):
    """Whether an application may be made."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NEEDLESS = "needless"
    """It is held already."""


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
    reason: str
    laws: tuple[Law, ...]


def vae(code: str, as_of: date, applied: Sequence[Application], catalogue: Catalogue) -> Vae:
    """Say whether a certification or a bloc of the snapshot may be asked for; the first obstacle is told.

    What surely forbids goes before what is not known.
    """
    is_bloc = code in catalogue.blocs
    certification = catalogue.blocs[code].certification if is_bloc else code
    if not_yet := _rule_in_force(as_of, is_bloc):
        return Vae(code, *not_yet)
    checks = (
        _registered(certification, catalogue),
        _open(standing(certification, as_of, catalogue)),
        _route(certification, catalogue),
        None if is_bloc else _yearly(certification, as_of, applied),
    )
    refusals = [check for check in checks if check]
    if refusals:
        admissible, reason, laws = min(refusals, key=lambda refusal: refusal[0] is not Admissible.NO)
        return Vae(code, admissible, reason, in_force(laws, as_of))
    laws = in_force((Law.VAE_SCOPE, Law.VAE_EXPERIENCE, Law.VAE_YEARLY), as_of)
    return Vae(code, Admissible.YES, f"ouverte à la VAE{_limits(is_bloc, as_of)}", laws)


def needless(code: str, as_of: date) -> Vae:
    """The answer about what is held."""
    return Vae(code, Admissible.NEEDLESS, "vous l'avez déjà", in_force((Law.VAE_SCOPE,), as_of))


def _limits(is_bloc: bool, as_of: date) -> str:
    if not RULES[Law.VAE_YEARLY].in_force(as_of):
        return ""
    same = FIGURES[Figure.VAE_SAME].value
    return f", {'sans limite de demandes pour un bloc' if is_bloc else f'{same} demande par an pour une certification'}"


Refusal = tuple[Admissible, str, tuple[Law, ...]] | None


def _rule_in_force(as_of: date, is_bloc: bool) -> Refusal:
    rule = RULES[Law.VAE_SCOPE if is_bloc else Law.VAE_YEARLY]
    if rule.in_force(as_of):
        return None
    return Admissible.UNKNOWN, f"règle connue à partir du {rule.since:%d/%m/%Y} seulement", ()


def _registered(certification: str, catalogue: Catalogue) -> Refusal:
    if catalogue.blocs_of.get(certification) or certification.startswith("RNCP"):
        return None
    return Admissible.NO, "la VAE vise le RNCP ; cette certification est au Répertoire spécifique", (Law.VAE_SCOPE,)


def _open(found: Standing) -> Refusal:
    if found.entry is Entry.CLOSED:
        return Admissible.NO, "on n'entre plus dans cette certification", (Law.ENTRY,)
    if found.entry is Entry.NOT_YET:
        return Admissible.NO, "cette certification n'est pas encore en vigueur", (Law.ENTRY,)
    if found.entry is Entry.UNKNOWN:
        return Admissible.UNKNOWN, "l'instantané ne dit pas si l'on peut encore y entrer", (Law.ENTRY,)
    return None


def _route(certification: str, catalogue: Catalogue) -> Refusal:
    routes = catalogue.routes_of.get(certification, ())
    if not routes:
        return Admissible.UNKNOWN, "l'instantané ne donne pas les voies d'accès de cette fiche", (Law.VAE_SCOPE,)
    if "vae" not in routes:
        return Admissible.NO, "la fiche ne prévoit pas de jury de VAE", (Law.VAE_SCOPE,)
    return None


def _yearly(certification: str, as_of: date, applied: Sequence[Application]) -> Refusal:
    """Applications for blocs never count."""
    made = [a for a in applied if a.day.year == as_of.year and a.day <= as_of]
    this_year = [str(a.code) for a in made if not isinstance(a.code, BlocCode)]
    same, different = FIGURES[Figure.VAE_SAME].value, FIGURES[Figure.VAE_DIFFERENT].value
    if this_year.count(certification) >= same:
        return Admissible.NO, f"déjà demandée en {as_of.year} : {same} demande par année civile", (Law.VAE_YEARLY,)
    if len(set(this_year)) >= different:
        return Admissible.NO, f"{different} certifications déjà demandées en {as_of.year}", (Law.VAE_YEARLY,)
    return None
