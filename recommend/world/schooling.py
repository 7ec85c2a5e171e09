"""Schooling: blocs of general education, which every diploma of initial education has, whatever the trade."""

from __future__ import annotations

import re

from referentials.text import fold

_GENERAL = re.compile(
    r"^(?:(?:bloc|ue?|uv|ep|eg|up)?\s*n?°?\s*[\d.]*\s*[-:]?\s*)?"
    r"(?:francais|mathematiques|maths|histoire|langues? vivantes?|education physique|lv ?\d?)\b"
)


def is_schooling(title: str) -> bool:
    """Whether a bloc is of general education.

    >>> is_schooling("U51 : Français"), is_schooling("Enseigner les mathématiques à des collégiens")
    (True, False)
    """
    return bool(_GENERAL.match(fold(title)))
