"""Training catalogue of Onisep (JSON list, one object per training).

Another catalogue takes one file like this one: a class with `name`, `accepts` (does the file's content look
like mine?) and `read` (one `part.add(...)` per training, the catalogue's name before its ids), and its line in
`readers/registry.py`. Nothing else changes: trainings of all catalogues share the table `trainings`.

    class CariforefReader:
        name = "cariforef"

        def accepts(self, source: Source) -> bool:
            return source.head(source.name).startswith("<?xml") and "lheo" in source.head(source.name)

        def read(self, source: Source) -> Extract:
            extract = Extract(source, self.name, Origin("Réseau des Carif-Oref", "Offre Info", "…"))
            part = extract.part("trainings", source.name)
            for line, action in my_rows(source):
                part.read += 1
                part.add(id=f"cariforef:{action.number}", catalogue="Offre Info", title=action.title)
            return extract
"""

from __future__ import annotations

import re
from typing import Any

from referentials.codes import RncpCode
from referentials.errors import CodeError
from referentials.extract import Extract, Origin, Part
from referentials.plain import clean
from referentials.readers.json_list import json_list
from referentials.remarks import Oddity
from referentials.source import Source, date_in_name

_MARK = '"url_onisep"'
_SLUG = re.compile(r"/slug/([A-Za-z]+\.[0-9]{1,12})/?$")
_MONTHS = {"an": 12, "ans": 12, "année": 12, "années": 12, "mois": 1}

Training = dict[str, Any]


class OnisepReader:
    """Reads the list of trainings, each with its RNCP certification where known; the list does not give their mode."""

    name = "onisep"

    def accepts(self, source: Source) -> bool:
        """Judge by the first training."""
        if source.is_zip:
            return False
        head = source.head(source.name)
        return head.lstrip().startswith("[") and _MARK in head

    def read(self, source: Source) -> Extract:
        """Fill trainings; a training seen twice counts once. Raises SourceError when it is not a JSON list."""
        origin = Origin("Onisep", "Idéo, formations", "ODbL 1.0", date=date_in_name(source.name))
        extract = Extract(source, self.name, origin)
        part = extract.part("trainings", source.name)
        seen: set[str] = set()
        for line, training in json_list(source, part):
            slug = _SLUG.search(str(training.get("url_onisep")))
            title = _text(training, "nom")
            if not slug:
                part.reject(line, "url_onisep", str(training.get("url_onisep")), Oddity.NO_SLUG)
            elif slug[1] in seen:
                part.reject(line, "url_onisep", slug[1], Oddity.COURSE_TWICE)
            elif not title:
                part.reject(line, "nom", "", Oddity.COURSE_UNNAMED)
            else:
                seen.add(slug[1])
                _add(part, line, f"onisep:{slug[1]}", title, training)
        return extract


def months(duration: str | None) -> int | None:
    """Length in months of a duration written in years or months; None when it is written otherwise.

    >>> months("2 ans"), months("6 mois"), months("1 an"), months("variable")
    (24, 6, 12, None)
    """
    found = re.fullmatch(r"([0-9]{1,3})\s*(\w+)", (duration or "").strip().lower())
    return int(found[1]) * _MONTHS[found[2]] if found and found[2] in _MONTHS else None


def _add(part: Part, line: int, identity: str, title: str, training: Training) -> None:
    duration = _text(training, "duree")
    part.add(
        id=identity, catalogue="Onisep", title=title, provider=_text(training, "etablissement"),
        city=_text(training, "ville"), certification=_certification(part, line, training),
        url=_text(training, "url_onisep"), diploma=_text(training, "type_diplome"),
        duration=duration, months=months(duration),
    )  # fmt: skip


def _certification(part: Part, line: int, training: Training) -> str | None:
    text = _text(training, "rncp")
    if not text:
        return None
    try:
        return RncpCode.parse(text).value
    except CodeError as error:
        part.reserve(line, "rncp", text, Oddity.NO_CERTIFICATION, kind=error.kind, text=error.text)
        return None


def _text(training: Training, name: str) -> str | None:
    value = training.get(name)
    return clean(str(value)) if value is not None else None
