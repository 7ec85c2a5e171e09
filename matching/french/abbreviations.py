"""Abbreviations of job titles, written out; contract words, which say nothing of the occupation, left out."""

from __future__ import annotations

import re
from types import MappingProxyType

ABBREVIATIONS = MappingProxyType(
    {
        "tech": "technicien", "resp": "responsable", "ing": "ingénieur", "admin": "administratif",
        "cial": "commercial", "cciale": "commercial", "asst": "assistant", "compta": "comptabilité",
        "maint": "maintenance", "elec": "électricien", "meca": "mécanicien",
        "rh": "ressources humaines", "drh": "directeur des ressources humaines", "pdg": "dirigeant d'entreprise",
        "aesh": "accompagnant d'élèves en situation de handicap", "atsem": "agent spécialisé des écoles maternelles",
        "asvp": "agent de surveillance de la voie publique", "vrp": "représentant commercial",
        "spl": "super poids lourd", "vl": "véhicule léger", "tp": "travaux publics", "btp": "bâtiment travaux publics",
        "dev": "développeur", "educ": "éducateur", "anim": "animateur", "prof": "professeur",
        "instit": "professeur des écoles", "vdr": "vendeur", "cond": "conducteur", "coord": "coordinateur",
    }
)  # fmt: skip
"""Abbreviation to what it stands for, with or without its dot: none is another word."""

DOTTED = MappingProxyType(
    {
        "adm": "administratif", "ass": "assistant", "aux": "auxiliaire", "comm": "commercial", "dir": "directeur",
        "edu": "éducateur", "info": "informatique", "log": "logistique", "op": "opérateur", "prod": "production",
        "sec": "secrétaire", "vend": "vendeur",
    }
)  # fmt: skip
"""Abbreviations that are words too, or parts of one (« aide aux familles », « à sec »): only with their dot."""

CAPITALS = MappingProxyType({"AS": "aide-soignant", "IDE": "infirmier", "PL": "poids lourd"})
"""Acronyms that are words too (« Software as a Service »): only in capitals."""

_CONTRACT = re.compile(
    r"""\b(?:en\s+)?cd[id]\b
      | \ben\s+(?:stage|int[ée]rim|alternance|apprentissage(?!\s+automatique))\b
      | ^\W*(?:stage|alternance)\s*(?=[-–—:]|en\b)
      | \b(?:[àa]\s+)?(?:mi-temps|temps\s+(?:partiel|plein|complet))\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What is said of the contract; left out unless the title has nothing else."""

_WORD = re.compile(r"[^\W\d_]+\.?")


def expand(title: str) -> str:
    """Write a title out in full.

    >>> expand("Tech. maint. H/F en CDI")
    'technicien maintenance H/F '
    >>> expand("Aux. de vie, aide aux familles")
    'auxiliaire de vie, aide aux familles'
    """
    written = _WORD.sub(lambda found: _in_full(found[0]), title)
    kept = _CONTRACT.sub("", written)
    return kept if re.search(r"\w{3}", kept) else written


def _in_full(token: str) -> str:
    word = token.rstrip(".")
    lower = word.lower()
    known = ABBREVIATIONS.get(lower) or CAPITALS.get(word) or (DOTTED.get(lower) if token != word else None)
    return known or token
