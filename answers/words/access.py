"""What it takes to exercise an occupation, as French sentences."""

from __future__ import annotations

from recommend.law.requirements import Strength
from recommend.profile.access import Access, Condition, Recognition, Shown, ToRecognise

HEADING = "Pour exercer ce métier"
NOTHING_KNOWN = (
    "ROME ne signale pas de condition obligatoire pour ce métier, et nous n'en connaissons pas ; "
    "l'employeur peut en avoir."
)
ASKED = {Strength.REQUIRED: "Exigé", Strength.MAY_BE_ASKED: "Parfois demandé"}
SHOWN = {
    Shown.GUARANTEED: "votre passeport le montre, attesté : « {words} »",
    Shown.DECLARED: "votre passeport le dit, sans attestation vérifiée : « {words} » ; préparez le justificatif",
    Shown.EXPIRED: "votre passeport le montre, mais sa validité est passée : « {words} » ; à renouveler",
    Shown.NOT_SHOWN: "votre passeport ne le montre pas",
    Shown.OUTSIDE: "à vérifier hors du passeport",
}
RECOGNITION = {
    Recognition.HEALTH_AUTHORISATION: "pour exercer une profession de santé, il faut une autorisation d'exercice (ou, "
    "pour un titre européen, une reconnaissance automatique) : renseignez-vous auprès de l'agence régionale de santé "
    "ou de l'ordre de la profession",
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
    missing = [one for one in firm if one.shown in {Shown.NOT_SHOWN, Shown.EXPIRED}]
    if firm and not missing:
        return "Ce métier a des conditions d'accès : votre passeport montre celles qu'un passeport peut montrer."
    if missing:
        named = " ; ".join(one.requirement.label for one in missing)
        return f"Ce métier a des conditions d'accès. À obtenir ou à justifier : {named}."
    if gate.required:
        return "ROME signale une condition d'accès à ce métier : lisez son texte ci-dessous."
    return "Rien n'est exigé de tous, à notre connaissance ; certains employeurs ou postes demandent un titre."


def condition(one: Condition) -> str:
    """A requirement: how firmly it is asked for, by which text, whether the passport shows it, how it is obtained."""
    asked = one.requirement
    when = f", {asked.when}" if asked.when else ""
    shown = SHOWN[one.shown].format(words=one.by.words if one.by else "")
    said = f"{ASKED[asked.strength]}{when} : {asked.label} ({asked.article}) ; {shown}."
    if one.shown in {Shown.GUARANTEED, Shown.DECLARED}:
        return said
    ways = f" Ou bien : {' ; '.join(asked.any_of)}." if asked.any_of else ""
    return f"{said} {asked.obtained}{ways}"


def from_abroad(one: ToRecognise) -> str:
    """What the recognition of a record from abroad asks for."""
    asks = " ; ".join(RECOGNITION[name] for name in one.asks)
    return f"« {one.record.title} », obtenu à l'étranger : {asks}."


def rome_says(access: Access) -> str:
    """The text of ROME, quoted."""
    return f"ROME : « {' '.join(access.text.split())} »" if access.text else ""


def lines(access: Access) -> list[str]:
    """All of it, a line each."""
    told = [summary(access), *map(condition, access.conditions), *map(from_abroad, access.recognition)]
    return [line for line in (*told, rome_says(access)) if line]
