"""Abbreviations of job titles, written out; contract words, which say nothing of the occupation, left out."""

from __future__ import annotations

import re
from types import MappingProxyType

ABBREVIATIONS = MappingProxyType(
    {
        "tech": "technicien", "resp": "responsable", "ing": "ingénieur", "dir": "directeur", "adm": "administratif",
        "admin": "administratif", "comm": "commercial", "cial": "commercial", "cciale": "commercial",
        "ass": "assistant", "asst": "assistant", "sec": "secrétaire", "compta": "comptabilité", "info": "informatique",
        "maint": "maintenance", "prod": "production", "log": "logistique", "elec": "électricien", "meca": "mécanicien",
        "rh": "ressources humaines", "drh": "directeur des ressources humaines", "pdg": "dirigeant d'entreprise",
        "as": "aide-soignant", "ide": "infirmier", "avs": "auxiliaire de vie sociale",
        "aesh": "accompagnant d'élèves en situation de handicap", "atsem": "agent spécialisé des écoles maternelles",
        "asvp": "agent de surveillance de la voie publique", "vrp": "représentant commercial", "pl": "poids lourd",
        "spl": "super poids lourd", "vl": "véhicule léger", "tp": "travaux publics", "btp": "bâtiment travaux publics",
        "dev": "développeur", "aux": "auxiliaire", "edu": "éducateur",
        "educ": "éducateur", "anim": "animateur", "prof": "professeur", "instit": "professeur des écoles",
        "vdr": "vendeur", "vend": "vendeur", "cond": "conducteur", "op": "opérateur", "coord": "coordinateur",
    }
)  # fmt: skip
"""Abbreviation, without its dot, to what it stands for."""

CONTRACT = frozenset({"cdi", "cdd", "interim", "intérim", "stage", "alternance", "apprentissage", "temps", "partiel"})
"""Words about the contract; dropped unless the title has nothing else."""

_TOKEN = re.compile(r"[\wÀ-ÿ]+\.?|[^\wÀ-ÿ]+")


def expand(title: str) -> str:
    """Write a title out in full.

    >>> expand("Tech. maint. H/F en CDI")
    'technicien maintenance H/F en '
    """
    tokens = _TOKEN.findall(title)
    written = [ABBREVIATIONS.get(token.rstrip(".").lower(), token) for token in tokens]
    kept = [token for token in written if token.rstrip(".").lower() not in CONTRACT]
    return "".join(kept) if any(re.search(r"\w{3}", token) for token in kept) else "".join(written)
