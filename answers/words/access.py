"""What it takes to exercise an occupation, as French sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from recommend.law.requirements import Requirement, Strength
from recommend.profile.access import LACKING, Access, Condition, Recognition, Shown, ToRecognise
from recommend.profile.spouse import Collaborating

HEADING = "Pour exercer ce métier"
NOTHING_KNOWN = (
    "ROME ne signale pas de condition obligatoire pour ce métier, et nous n'en connaissons pas ; "
    "l'employeur peut en avoir."
)
ASKED = {Strength.REQUIRED: "Exigé", Strength.MAY_BE_ASKED: "Parfois demandé"}
CUSTOMARY = "Presque toujours demandé ({custom})"
SHOWN = {
    Shown.GUARANTEED: "votre passeport le montre, attesté : « {words} »",
    Shown.DECLARED: "votre passeport le dit, sans attestation vérifiée : « {words} » ; préparez le justificatif",
    Shown.EXPIRED: "votre passeport le montre, mais sa validité est passée : « {words} » ; à renouveler",
    Shown.NOT_SHOWN: "votre passeport ne le montre pas",
    Shown.OUTSIDE: "à vérifier hors du passeport",
}
RECOGNITION = {
    Recognition.HEALTH_AUTHORISATION: "pour exercer une profession de santé, il faut une autorisation d'exercice (ou, "
    "pour un titre européen, une reconnaissance automatique). Médecins, chirurgiens-dentistes, sages-femmes et "
    "pharmaciens diplômés hors d'Europe passent les épreuves de vérification des connaissances (EVC, Centre "
    "national de gestion), puis un parcours de consolidation ; les autres demandent à l'agence régionale de santé "
    "ou à l'ordre de la profession",
    Recognition.EUROPEAN: "pour un métier réglementé, demandez la reconnaissance de la qualification européenne "
    "(directive 2005/36/CE) à l'autorité du métier",
    Recognition.COMPARABILITY: "pour un employeur ou une école, demandez une attestation de comparabilité au centre "
    "ENIC-NARIC France",
    Recognition.LICENCE_EXCHANGE: "un permis de conduire obtenu hors de l'Espace économique européen s'échange en "
    "ligne (ANTS) dans l'année de l'installation, si le pays a un accord avec la France ; sinon il se repasse (un "
    "permis de l'Union européenne vaut en France tel quel)",
}


def summary(access: Access) -> str:
    """In one sentence: whether something is asked for, and how much of it the passport shows."""
    gate = access.gate
    if gate is None:
        return NOTHING_KNOWN
    firm = [one for one in access.conditions if one.requirement.strength is Strength.REQUIRED]
    missing = [one.requirement for one in firm if one.shown in LACKING]
    asked = [one.requirement for one in access.conditions if one not in firm and one.shown in LACKING]
    usual = [one for one in asked if one.custom]
    if missing:
        return " ".join(["Ce métier a des conditions d'accès.", *_missing(missing)])
    if usual:
        return (
            f"On n'exerce guère ce métier sans le diplôme que presque tous les employeurs demandent : {_labels(usual)}."
        )
    if firm:
        return " ".join([_met(firm), *([f"Souvent demandé : {_labels(asked)}."] if asked else [])])
    if gate.required:
        return "ROME signale une condition d'accès à ce métier : lisez son texte ci-dessous."
    some = f" : {_labels(asked)}" if asked else " un titre"
    return f"Rien n'est exigé de tous, à notre connaissance ; certains employeurs ou postes demandent{some}."


def _met(firm: Sequence[Condition]) -> str:
    """That nothing which a passport can show is wanting."""
    if all(one.shown is Shown.OUTSIDE for one in firm):
        outside = _labels(one.requirement for one in firm)
        return f"Ce métier a des conditions d'accès, à vérifier hors du passeport : {outside}."
    return "Ce métier a des conditions d'accès : votre passeport montre celles qu'un passeport peut montrer."


def _labels(found: Iterable[Requirement]) -> str:
    return " ; ".join(f"{one.label} ({one.when})" if one.when else one.label for one in found)


def _missing(found: Sequence[Requirement]) -> Iterator[str]:
    """What shuts the occupation, what is asked for with the rest in hand, what is asked in some cases only."""
    parts = {
        "À obtenir ou à justifier": [one for one in found if one.shuts],
        "À demander, le reste en main": [one for one in found if one.on_request],
        "Exigé en certains cas seulement": [one for one in found if one.when and not one.on_request],
    }
    for said, these in parts.items():
        if these:
            yield f"{said} : {' ; '.join(one.label for one in these)}."


def condition(one: Condition) -> str:
    """A requirement: how firmly it is asked for, by which text, whether the passport shows it, how it is obtained."""
    asked = one.requirement
    when = f", {asked.when}" if asked.when else ""
    shown = SHOWN[one.shown].format(words=one.by.words if one.by else "")
    how = CUSTOMARY.format(custom=asked.custom) if asked.custom else ASKED[asked.strength]
    said = f"{how}{when} : {asked.label} ({asked.article}) ; {shown}."
    if one.shown in {Shown.GUARANTEED, Shown.DECLARED}:
        return said
    ways = f" Ou bien : {' ; '.join(asked.any_of)}." if asked.any_of else ""
    return f"{said} {asked.obtained}{ways}"


def from_abroad(one: ToRecognise) -> str:
    """What the recognition of a record from abroad asks for."""
    asks = " ; ".join(RECOGNITION[name] for name in one.asks)
    return f"« {one.record.title} », obtenu à l'étranger : {asks}."


def as_spouse(one: Collaborating) -> str:
    """That the status of a collaborating spouse ends, when, and what comes after."""
    return (
        f"« {one.title} » : le statut de conjoint collaborateur ne se garde pas plus de cinq ans depuis 2022, ici "
        f"jusqu'au {one.last:%d/%m/%Y} ({one.article}) ; avant ce jour, choisissez entre salarié, associé ou chef "
        "d'exploitation ou d'entreprise, faute de quoi la loi vous tient pour salarié. Qui aura 67 ans avant 2032 peut "
        "le garder jusqu'à sa retraite."
    )


def rome_says(access: Access) -> str:
    """The text of ROME, quoted."""
    return f"ROME : « {' '.join(access.text.split())} »" if access.text else ""


def lines(access: Access) -> list[str]:
    """All of it, a line each."""
    told = [summary(access), *map(condition, access.conditions), *map(from_abroad, access.recognition)]
    told += map(as_spouse, access.spouse)
    return [line for line in (*told, rome_says(access)) if line]
