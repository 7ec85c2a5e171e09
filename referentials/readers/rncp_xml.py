"""RNCP and RS: France compétences' XML flux V4.1 (`export_fiches_RNCP_V4_1_*.xml`), plain or zipped.

The flux is read fiche by fiche (`xml_flux.py`). Each fiche described here replaces what the CSV exports say of it. The
flux has no table of collective agreements.
"""

from __future__ import annotations

import re

from referentials.errors import SourceError, SourceProblem
from referentials.extract import Extract, Origin, Part
from referentials.readers.rncp_fiche import TABLES, Fiche, take
from referentials.readers.xml_flux import Broken, is_flux, iter_items
from referentials.remarks import Oddity
from referentials.source import Source, date_in_name

_FICHES, _FICHE, _FLUX = "FICHES", "FICHE", "VERSION_FLUX"
_VERSION = re.compile(r"4(\.[0-9]+)?")


class RncpXmlReader:
    """Reads every fiche of a flux; one that is ill-formed or without a usable number is rejected, the rest goes on."""

    name = "rncp_xml"

    def accepts(self, source: Source) -> bool:
        """Judge by the root element of an XML member."""
        return any(_is_flux(source, member) for member in source.members)

    def read(self, source: Source) -> Extract:
        """Read every fiche. Raises SourceError when the XML is cut short, of another version, or without a fiche."""
        origin = Origin(
            "France compétences", "Répertoires nationaux (RNCP et RS), flux XML", "Licence Ouverte 2.0", "4.1",
            date_in_name(source.name),
        )  # fmt: skip
        extract = Extract(source, self.name, origin, whole_fiches=True)
        for member in source.members:
            if not _is_flux(source, member):
                extract.ignored[member] += 1
                continue
            parts = {table: extract.part(table, member, date_in_name(member)) for table in TABLES}
            with extract.reading(*parts.values()):
                _read(source, member, parts)
        return extract.checked()


def _read(source: Source, member: str, parts: dict[str, Part]) -> None:
    told = parts["certifications"]
    for line, fiche in iter_fiches(source, member):
        if isinstance(fiche, Broken):
            _broken(told, line, fiche)
        else:
            take(parts, line, fiche)
    bad = [one for one in told.rejected if one.reason is Oddity.NOT_UTF8]
    if len(bad) * 2 > told.read:
        raise SourceError(source.label(member), SourceProblem.NOT_UTF8, dict(bad[0].parameters), bad[0].line)
    if not told.read:
        raise SourceError(source.label(member), SourceProblem.NO_FICHE)


def _broken(told: Part, line: int, fiche: Broken) -> None:
    """Tell what is ill-formed: a fiche, which is rejected, or what stands between them."""
    if fiche.around:
        told.reserve(line, "", "", Oddity.XML_AROUND, said=fiche.said)
        return
    told.read += 1
    if fiche.byte:
        told.reject(line, "", "", Oddity.NOT_UTF8, byte=fiche.byte)
    else:
        told.reject(line, "", "", Oddity.BAD_XML, said=fiche.said)


def iter_fiches(source: Source, member: str):  # type: ignore[no-untyped-def]
    """Yield (line of its first tag, fiche) one by one; a fiche is emptied when the next one is asked for.

    Raises SourceError for a truncated flux, a version other than 4.x, or a document type declaration (the only way to
    declare entities, which the flux never needs).
    """
    where, version, checked = source.label(member), None, False
    for line, item in iter_items(source, member, _FICHE, (_FLUX,)):
        if not isinstance(item, Broken) and item.tag == _FLUX:
            version, checked = _check_version(item.text, where, line), True
            continue
        if not checked:
            _check_version(version, where, line)
        yield line, item


def _is_flux(source: Source, member: str) -> bool:
    return is_flux(source, member, _FICHES)


def _check_version(text: str | None, where: str, line: int) -> str:
    version = (text or "").strip()
    if not _VERSION.fullmatch(version):
        raise SourceError(where, SourceProblem.XML_VERSION, {"version": version}, line, "VERSION_FLUX")
    return version


__all__ = ["Fiche", "RncpXmlReader", "iter_fiches"]
