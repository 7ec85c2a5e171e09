"""Blocs of which a holder chooses some, or takes none: options, facultative ones. Only their title says so."""

from __future__ import annotations

import re

from referentials.text import fold

_SAID = re.compile(
    r"\bfacultati|\boptionnel"
    r"|(?:^|[(\[/.,\t«\"]|-(?=\s)|(?<!\w)-|\b(?:en|pour l'|soit l'))\s*options?\b"
    r"|(?:^|[(\[/:,-])\s*au choix\b"
)
"""« option » counts at the head of the title or of a part of it: « d'options stratégiques », « commun aux deux
options », « dans l'option choisie » are of blocs that everyone takes."""
_EITHER = re.compile(r"\boptions?\b.*(?:\bou\b|/).*\boptions?\b")
"""One bloc for every option, each its own way: « une signalétique (option A) ou un décor (option B) »."""


def is_option(title: str) -> bool:
    """Whether the title of a bloc says that not every holder takes it.

    >>> is_option("Langue vivante (bloc facultatif)"), is_option("Option A : cybersécurité")
    (True, True)
    >>> is_option("Mettre en œuvre un réseau optique"), is_option("Gérer les stock-options")
    (False, False)
    """
    folded = fold(title)
    return bool(_SAID.search(folded)) and not _EITHER.search(folded)
