"""Publics: children, pupils, animals, prisoners… whom a competency may be for, and by what words people tell of them.

« La toilette » of who cares for the aged is not that of a child, « la tonte » of a gardener not that of sheep.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType

from referentials.text import fold

_CHILDREN = (
    r"enfant\w*|bebes?|nourrissons?|petits|petites|creche|maternelle|nounou|nourrice|periscolaire|ecoles?|atsem|"
    r"pueric\w+|scolaires?|eveil|biberons?|couches|mam|rpe|pmi|centre de loisirs|baby\W?sit\w+|familles?"
)
_PUPILS = (
    r"eleves?|etudiant\w*|ecol\w+|classes?|colleg\w+|lycee\w*|cours|enseign\w+|prof\w*|cfa|stagiaires?|formati\w+|"
    r"auto-ecole|maitresse|scolaire\w*|universit\w+|apprenti\w*"
)
_ANIMALS = (
    r"anima(?:l|ux)|ovins?|bovins?|porc\w*|cheva(?:l|ux)|chiens?|chats?|volailles?|troupeaux?|vaches?|brebis|veaux?|vl|"
    r"traite|elev(?:age|eur|euse)|chevres?|moutons?|agneaux?|agnelages?|velages?|poul\w+|veto\w*|veterinaire|equi\w+|"
    r"ferme|agri\w+|canine?|refuge|ane(?:s|sses?)?|lapins?|abeilles?|ruches?"
)
_PUBLICS = MappingProxyType(
    {
        "children": (r"enfants?|nourrissons?|bebes?|tout-petits?", _CHILDREN),
        "pupils": (r"eleves?|etudiante?s?|ecoliers?", _PUPILS),
        "animals": (
            r"anima(?:l|ux)|ovins?|bovins?|porcins?|equides?|cheva(?:l|ux)|chiens?|chats?|volailles?",
            _ANIMALS,
        ),
        "prisoners": (r"detenue?s?", r"deten\w+|prison\w*|penitentiaire\w*|maison d'arret"),
    }
)
"""Of each, its words in labels of ROME, and those by which a record tells of it."""
_IN_LABELS = {name: re.compile(rf"\b(?:{label})\b") for name, (label, _) in _PUBLICS.items()}
_IN_RECORDS = {name: re.compile(rf"\b(?:{record})\b") for name, (_, record) in _PUBLICS.items()}


@lru_cache(1 << 15)
def publics_of(label: str) -> frozenset[str]:
    """Publics that a label names.

    >>> sorted(publics_of("Procéder à la toilette et aux soins de l'enfant"))
    ['children']
    """
    plain = fold(label)
    return frozenset(name for name, words in _IN_LABELS.items() if words.search(plain))


def publics_told(text: str) -> frozenset[str]:
    """Publics that a record tells of."""
    plain = fold(text)
    return frozenset(name for name, words in _IN_RECORDS.items() if words.search(plain))
