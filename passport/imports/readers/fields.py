"""Fields of documents that may be anything: a text where one is, else nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from passport.document.clean import printable
from passport.imports.draft import Draft
from passport.imports.notes import About, Place
from referentials.text import read_html

_COUNTRIES = {
    "UK": "GB", "EL": "GR", "FRA": "FR", "BEL": "BE", "CHE": "CH", "DEU": "DE", "ESP": "ES", "ITA": "IT", "PRT": "PT",
    "GBR": "GB", "USA": "US", "LUX": "LU", "NLD": "NL", "IRL": "IE", "MAR": "MA", "DZA": "DZ", "TUN": "TN", "POL": "PL",
    "ROU": "RO", "AUT": "AT", "CAN": "CA", "GRC": "GR", "DNK": "DK", "SWE": "SE", "FIN": "FI", "NOR": "NO", "HUN": "HU",
}  # fmt: skip
"""Codes of countries that are written otherwise than in ISO 3166-1 alpha-2."""


def text_of(value: object) -> str:
    """A text, on its lines, without marks of HTML; numbers as they are written; else nothing."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    return printable(read_html(value)).strip() if isinstance(value, str) else ""


def rows_of(value: object) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The objects of a list, with their ranks; of one object, itself."""
    rows = value if isinstance(value, list) else [value]
    for rank, row in enumerate(rows):
        if isinstance(row, Mapping):
            yield rank, row


def object_of(value: object) -> Mapping[str, Any]:
    """An object, or the first of a list; an empty one for anything else."""
    return next((row for _, row in rows_of(value)), {})


def lines_of(*values: object) -> str:
    """Texts, and lists of texts, one a line."""
    every = (one for value in values for one in (value if isinstance(value, list) else [value]))
    return "\n".join(filter(None, map(text_of, every)))


def country_of(code: object) -> str | None:
    """ISO 3166 code of a country; None where none is said."""
    text = text_of(code).rsplit("/", 1)[-1].upper()
    text = _COUNTRIES.get(text, text)
    return text if len(text) == 2 and text.isascii() and text.isalpha() else None


def left_over(draft: Draft, row: Mapping[str, Any], known: Mapping[str, About | None], path: str) -> None:
    """Tell what is left aside of an object: each field that is not read, by what it is about."""
    for name, value in row.items():
        about = known.get(name, About.OTHER)
        if about is not None and value not in ("", None, [], {}):
            draft.aside(about, Place(f"{path}.{name}".lstrip(".")), _short(value))


def _short(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(filter(None, (_short(one) for one in value.values())))
    if isinstance(value, list):
        return "; ".join(filter(None, (_short(one) for one in value[:20])))
    return text_of(value)[:300]
