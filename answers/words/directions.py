"""Directions in French: why an occupation is near, what a path asks for, which wishes it goes against."""

from __future__ import annotations

from collections.abc import Sequence

from answers.words.coverage import attested, covered, mastered
from answers.words.forms import percent
from answers.words.limits import LIMIT, met
from recommend.directions.explore import Explored
from recommend.directions.paths import CareerPath, CareerStep
from recommend.directions.wishes import Against
from recommend.errors import WishKind
from recommend.weights import W

TRANSITION = {"ecological": "écologique", "digital": "numérique", "demographic": "démographique"}
BEST_AT = {
    "hardest": "le plus progressif",
    "steps": "le plus court",
    "total": "le moins à apprendre en tout",
    "level": "le niveau habituel le moins élevé",
    "opens": "le plus ouvert",
    "called": "le plus porté par les transitions",
}
NEAR_BUT_SHUT = "Compétences proches, mais l'accès demande un titre que le passeport ne montre pas"
WISHED = {WishKind.DOMAIN: "domaines", WishKind.SECTOR: "secteurs", WishKind.INTEREST: "intérêts"}


def against_told(found: Sequence[Against]) -> list[str]:
    """What of the wishes leaves an occupation out, a sentence each."""
    return [_against(one) for one in found]


def _against(one: Against) -> str:
    named = ", ".join(one.labels)
    if one.kind is WishKind.CONTEXT and not one.labels:
        return (
            f"{one.occupation} : vous refusez ce qui s'y rencontre, {', '.join(LIMIT[limit] for limit in one.limits)}"
        )
    if one.kind is WishKind.CONTEXT:
        these = "un de ses contextes" if len(one.labels) == 1 else f"{len(one.labels)} de ses contextes"
        return f"{one.occupation} : vous refusez {these} de travail, {named}"
    return f"{one.occupation} : hors des {WISHED[one.kind]} souhaités, {named}"


def reached(one: Explored) -> str:
    """Why an occupation is within reach: how far it is covered, its core, what ROME records."""
    core = f", cœur de métier : {covered(one.core)}" if one.core else ""
    said = f"{mastered(one.coverage)}{attested(one.guaranteed)}{core}"
    if one.asks:
        said += f" ; il y faut, et le passeport ne le montre pas : {' ; '.join(asked.label for asked in one.asks)}"
    elif one.shut:
        said += " ; métier réglementé, ses conditions d'accès sont à vérifier"
    if one.limits:
        said += f" ; {met(one.limits)}"
    if one.exercised:
        return f"{said} ; métier que vous avez exercé"
    if one.mobility_from:
        return f"{said} ; passage que ROME recense depuis {one.mobility_from}"
    if one.coverage < W["floor"]:
        return said
    return f"{said} ; métier proche, passage que ROME ne recense pas"


def on_the_way(step: CareerStep) -> str:
    """Why an occupation is a step: what is missing of it, what leads there."""
    missing = f"acquis à l'arrivée : {covered(1.0 - step.effort)}"
    law = _law(step) + (f" ; {met(step.limits)}" if step.limits else "")
    called = [TRANSITION[name] for name in step.occupation.transitions]
    law += f" ; porté par la transition {' et '.join(called)}" if called else ""
    if step.exercised:
        return f"{missing} ; métier que vous avez exercé{law}"
    if step.mobility is None:
        return f"{missing}{' ; déjà à votre portée' if step.is_start else ''}{law}"
    if step.mobility.recorded:
        return f"{missing} ; passage que ROME recense depuis {step.mobility.start}{law}"
    return f"{missing} ; métier proche de {step.mobility.start}, passage que ROME ne recense pas{law}"


def _law(step: CareerStep) -> str:
    """What to know of who may exercise it."""
    if step.asks:
        return " ; fermé sans le titre dit plus haut"
    if step.shut or step.occupation.regulated:
        return " ; profession réglementée, ses conditions d'accès sont à vérifier"
    return ""


def no_short_path(label: str, coverage: float) -> str:
    """That no path of three steps at most leads to an occupation, and what would."""
    return (
        f"Pas de chemin court vers « {label} » : {mastered(coverage)}, et aucun métier de passage n'en rapproche "
        "assez. Une formation y mène plus sûrement : voir le plan."
    )


def as_a_whole(path: CareerPath) -> str:
    """What a path is, and what it is the best at beside the others; first of all, the title that it takes."""
    between = len(path.steps) - 1
    titles = " ; ".join(one.label for one in path.steps[-1].asks)
    said = [f"il y faut d'abord, et le passeport ne le montre pas : {titles}"] if titles else []
    learnt = percent(path.hardest)
    if between:
        through = "un autre métier" if between == 1 else f"{between} autres métiers"
        said.append(f"par {through}, avec au plus {learnt} d'un métier à apprendre à chaque fois")
    else:
        straight = "avec ce titre," if titles else "directement, avec"
        said.append(f"{straight} {learnt} du métier à apprendre")
    if path.opens:
        said.append(f"met à portée {path.opens} {'autre métier' if path.opens == 1 else 'autres métiers'}")
    if path.best_at:
        said.append(", ".join(BEST_AT[name] for name in path.best_at))
    return " ; ".join(said)
