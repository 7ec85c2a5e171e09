"""RNCP and RS: what both readers, of the CSV exports and of the XML flux, make of one value; one rule for both.

A certifier without SIRET, or with one that is none, is kept under `sans-siret:<name>`, a partner without SIRET under an
empty one: both are real bodies of a fiche, the first often a professional union.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from referentials.codes import Siret
from referentials.errors import CodeError
from referentials.extract import Part
from referentials.plain import clean
from referentials.remarks import Oddity
from referentials.text import fold
from referentials.values import french_day, iso_day

ACTIVE = {"active": True, "inactive": False}
"""As the CSV exports write it."""
YES_NO = {"oui": True, "non": False}
"""As the XML flux writes it."""
_LEVEL = re.compile(r"NIV([1-8])", re.IGNORECASE)


def level(part: Part, line: int, column: str, text: str | None) -> int | None:
    """Level of a certification, 1 to 8; None, with a reservation, where a text says none."""
    given = (text or "").strip()
    found = _LEVEL.fullmatch(given)
    if given and not found:
        part.reserve(line, column, given, Oddity.LEVEL)
    return int(found[1]) if found else None


def day(part: Part, line: int, column: str, text: str | None) -> date | None:
    """A day of the register; None, with a reservation, for what is none or cannot be."""
    given = (text or "").strip()
    found = french_day(given)
    if found or not given:
        return found
    other = iso_day(given)
    part.reserve(line, column, given, Oddity.DATE_FORM if other else Oddity.DATE)
    return other


def active(part: Part, line: int, column: str, text: str | None, usual: dict[str, bool]) -> bool | None:
    """Whether a fiche is active: said in the `usual` words, or in those of the other format, with a reservation."""
    given = (text or "").strip()
    said = fold(given)
    if not said or said in usual:
        return usual.get(said)
    found = {**ACTIVE, **YES_NO}.get(said)
    part.reserve(line, column, given, Oddity.ACTIVE if found is None else Oddity.ACTIVE_FORM)
    return found


def siret(part: Part, line: int, column: str, text: str | None) -> str | None:
    """A SIRET, blanks taken away; None where there is none, with a reservation where a text is none."""
    given = (text or "").strip()
    if not given:
        return None
    try:
        return Siret.parse(given).value
    except CodeError:
        part.reserve(line, column, given, Oddity.BAD_SIRET)
        return None


@dataclass(frozen=True, slots=True)
class Named:
    """A body as a file tells it."""

    siret: str | None
    name: str | None


def certifier(links: Part, names: Part, at: tuple[int, str], fiche: str, told: Named) -> None:
    """Keep a certifier of a fiche, at a line and a column; rejected when neither SIRET nor name says who it is."""
    (line, column), text, name = at, told.siret, clean(told.name)
    number = siret(links, line, column, text)
    if number is None and name is None:
        links.reject(line, column, text or "", Oddity.CERTIFIER_UNNAMED, fiche=fiche)
        return
    if number is None:
        number = f"sans-siret:{name}"
        if not (text or "").strip():
            links.reserve(line, column, number, Oddity.CERTIFIER_WITHOUT_SIRET, fiche=fiche)
    names.add(siret=number, name=name)
    links.add(certification=fiche, siret=number)
