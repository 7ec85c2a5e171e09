"""Forms that sentences share: numbers as French writes them, the title of what may have none."""

from __future__ import annotations


def titled(code: str, title: str | None) -> str:
    """A title, or a label; the code, and that its title is not known, when it has none."""
    return title or f"{code} (intitulé inconnu)"


def percent(value: float) -> str:
    """A share of 0 to 1, as French writes it."""
    return f"{100 * value:.0f} %"


def points(value: float) -> str:
    """Points of coverage, one decimal, as French writes it."""
    return f"{value:.1f}".replace(".", ",")


def many(count: int, *words: str) -> str:
    """So many of what the words say, each of which takes an s.

    >>> many(1, "ligne", "ajoutée"), many(2, "ligne", "ajoutée")
    ('1 ligne ajoutée', '2 lignes ajoutées')
    """
    return " ".join([str(count), *(f"{word}s" if count > 1 else word for word in words)])
