"""What one has to keep away from for health, in French: as the person says it, for the occupational physician."""

from __future__ import annotations

from collections.abc import Sequence

from recommend.law.strains import Limit

LIMIT = {
    Limit.LOADS: "port de charges",
    Limit.POSTURES: "postures pénibles (à genoux, bras levés)",
    Limit.REPETITION: "gestes répétitifs",
    Limit.STANDING: "station debout prolongée",
    Limit.SITTING: "station assise prolongée",
    Limit.VIBRATION: "vibrations",
    Limit.HEIGHTS: "travail en hauteur",
    Limit.DRIVING: "conduite",
    Limit.PRODUCTS: "produits chimiques ou irritants",
    Limit.DUST: "poussières et allergènes",
    Limit.NOISE: "bruit",
    Limit.NIGHT: "travail de nuit ou posté",
    Limit.COLD: "froid",
    Limit.HEAT: "chaleur",
}
ASIDE = "Mis à part, à vérifier avec le médecin du travail"
"""Heading of the occupations where a limit is met."""


def told(limits: Sequence[Limit]) -> str:
    """What was read of the passport; empty where nothing was."""
    if not limits:
        return ""
    return (
        f"Votre passeport dit à éviter, si nous lisons bien : {_listed(limits)}. Les métiers où cela se rencontre sont "
        "mis à part, jamais écartés : le médecin du travail, le vôtre ou celui d'un service de prévention et de santé "
        "au travail, dit seul ce que vous pouvez faire, et quel aménagement le permet."
    )


def met(limits: Sequence[Limit]) -> str:
    """Of one occupation, what is met there."""
    return f"à vérifier avec le médecin du travail : {_listed(limits)}" if limits else ""


def _listed(limits: Sequence[Limit]) -> str:
    return ", ".join(LIMIT[one] for one in limits)
