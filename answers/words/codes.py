"""What a code should have been, as a French sentence."""

from __future__ import annotations

from referentials.errors import CodeKind
from referentials.plain import visible

EXPECTED = {
    CodeKind.ANY: ("officiel", "non vide"),
    CodeKind.ROME: ("ROME", "une lettre et quatre chiffres, par exemple D1106"),
    CodeKind.OGR: ("OGR", "un nombre, par exemple 118069"),
    CodeKind.RNCP: ("RNCP", "RNCP suivi de chiffres, par exemple RNCP37674"),
    CodeKind.RS: ("RS", "RS suivi de chiffres, par exemple RS5719"),
    CodeKind.BLOC: ("de bloc", "code RNCP suivi de BC et d'un numéro, par exemple RNCP37674BC01"),
    CodeKind.ESCO: ("ESCO", "une adresse http://data.europa.eu/esco/…"),
    CodeKind.FORMACODE: ("Formacode", "cinq chiffres, par exemple 42752"),
    CodeKind.FAP: ("de famille professionnelle (FAP)", "J5Z60 ou J5Z par exemple"),
    CodeKind.SIRET: ("SIRET", "quatorze chiffres"),
    CodeKind.TARGET: (
        "d'objectif",
        "un métier (D1106), une certification (RNCP37674, RS5719) ou un bloc (RNCP37674BC01)",
    ),
}
"""What each kind is called, and the form of its codes."""


def bad_code(kind: str, text: str) -> str:
    """That a text is no code of a kind, and what form it should have."""
    name, expected = EXPECTED[CodeKind(kind)]
    return f"« {visible(text)} » n'est pas un code {name} : forme attendue {expected}."
