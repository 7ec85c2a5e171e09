"""Net monthly salaries by family of occupations, in five classes, of the Dares (CSV, comma, Windows-1252).

The file names no year: its publication does (2017-2019, from the survey Emploi of INSEE; employees at full time,
without apprentices, metropolitan France). A share written `NA` is not known.

The file of 2021 has the figures of its two highest classes exchanged: it would have 28 % of all employees at 3000 euros
or more, 15 % from 2000 to 3000, and 65 % of schoolteachers at 3000 or more, whose median the same publication gives as
2148 (`salaire_median_3niv.csv`). A file whose total says so is read the other way round, with a reservation.
"""

from __future__ import annotations

from collections.abc import Mapping

from referentials.codes import FapCode
from referentials.extract import Extract, Origin, Part
from referentials.readers.dares_families import ABSENT, LICENCE, PORTRAITS, PUBLISHER
from referentials.remarks import Oddity
from referentials.rows import rows
from referentials.source import Source, date_in_name

_FAP, _CLASS, _SHARE, _TOTAL = "Fap", "Salaire", "Pourcentage", "Ensemble"
_HIGH, _HIGHEST = "De 2000 € à moins de 3000 €", "3000 € ou plus"
_CLASSES: dict[str, tuple[int, int | None]] = {
    "Moins de 1250 €": (0, 1250),
    "De 1250 € à moins de 1500 €": (1250, 1500),
    "De 1500 € à moins de 2000 €": (1500, 2000),
    _HIGH: (2000, 3000),
    _HIGHEST: (3000, None),
}
"""Euros a month, by the name of the class."""
_EXCHANGED = {**_CLASSES, _HIGH: _CLASSES[_HIGHEST], _HIGHEST: _CLASSES[_HIGH]}
_SINCE, _UNTIL = 2017, 2019

Rows = list[tuple[int, dict[str, str]]]


class DaresSalariesReader:
    """Reads how the employees of each family share out among classes of salary."""

    name = "dares_salaries"

    def accepts(self, source: Source) -> bool:
        """Judge by the header."""
        if source.is_zip:
            return False
        return source.header(source.name) == [_FAP, _CLASS, "Milliers", _SHARE]

    def read(self, source: Source) -> Extract:
        """Fill market_salaries."""
        title = f"{PORTRAITS} : salaires {_SINCE}-{_UNTIL}"
        extract = Extract(source, self.name, Origin(PUBLISHER, title, LICENCE, date=date_in_name(source.name)), True)
        part = extract.part("market_salaries", source.name)
        found = list(rows(source, source.name, (_FAP, _CLASS, _SHARE), part, fallback="cp1252"))
        exchanged = _are_exchanged(found)
        if exchanged:
            part.reserve(exchanged, _CLASS, _HIGHEST, Oddity.CLASSES_EXCHANGED)
        for line, row in found:
            _take(part, line, row, _EXCHANGED if exchanged else _CLASSES)
        return extract


def _are_exchanged(found: Rows) -> int:
    """Line where the total has more employees in the highest class than in the one before; 0 when it has not."""
    total = {row[_CLASS]: (line, _number(row[_SHARE])) for line, row in found if row[_FAP] == _TOTAL}
    line, highest = total.get(_HIGHEST, (0, None))
    before = total.get(_HIGH, (0, None))[1]
    return line if highest is not None and before is not None and highest > before else 0


def _take(part: Part, line: int, row: dict[str, str], classes: Mapping[str, tuple[int, int | None]]) -> None:
    part.read += 1
    share = _number(row[_SHARE])
    if row[_FAP] == _TOTAL:
        part.reject(line, _FAP, row[_FAP], Oddity.NO_FAMILY)
    elif row[_CLASS] not in classes:
        part.reject(line, _CLASS, row[_CLASS], Oddity.SALARY_CLASS)
    elif share is None and row[_SHARE].strip() not in ABSENT:
        part.reject(line, _SHARE, row[_SHARE], Oddity.NUMBER)
    elif fap := part.parse(line, _FAP, FapCode.parse, row[_FAP]):
        low, high = classes[row[_CLASS]]
        part.add(fap=fap.value, low=low, high=high, share=share, since=_SINCE, until=_UNTIL)


def _number(text: str) -> float | None:
    """A share in percent, with two decimals; None when it is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return round(value, 2) if 0 <= value <= 100.01 else None
