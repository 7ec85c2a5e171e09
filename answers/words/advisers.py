"""Whom to see, in French: the advisers of the public service of employment, by what a passport says of a person."""

from __future__ import annotations

from dataclasses import dataclass

GRADUATE = 6
"""Level from which the Apec receives those who have just graduated."""
REGIONAL = "le conseil en évolution professionnelle (CEP) de votre région, gratuit : mon-cep.org"
FRANCE_TRAVAIL = (
    "un conseiller en évolution professionnelle (CEP), gratuit : à France Travail, "
    "ou à la mission locale si vous avez moins de 26 ans"
)
APEC = "l'Apec, si vous êtes cadre ou jeune diplômé"
CAP_EMPLOI = (
    "Cap emploi, qui conseille les travailleurs handicapés, puisque vous dites un handicap reconnu ; "
    "l'Agefiph (ou le FIPHFP) peut aider à payer une formation ou un aménagement"
)
TRANSITIONS = "Transitions Pro de votre région, pour se former sur le temps de travail en gardant un salaire"
FRANCE_VAE = "pour la VAE : France VAE (vae.gouv.fr), ou un point-relais conseil en VAE"


@dataclass(frozen=True, slots=True)
class Situation:
    """What tells whom a person may see."""

    employed: bool
    """A job of the passport has not ended."""
    level: int | None
    """Highest level held."""
    disability_told: bool
    """The person writes that a disability is recognised."""
    by_vae: bool
    trains: bool
    """What the step proposed takes."""


def whom_to_see(one: Situation) -> list[str]:
    """Advisers to see, the first first."""
    told = [REGIONAL if one.employed else FRANCE_TRAVAIL]
    if one.disability_told:
        told.insert(0, CAP_EMPLOI)
    if one.level and one.level >= GRADUATE:
        told.append(APEC)
    if one.employed and one.trains:
        told.append(TRANSITIONS)
    return [*told, FRANCE_VAE] if one.by_vae else told
