"""RNCP and RS: France compétences' XML flux V4.1 (`export_fiches_RNCP_V4_1_*.xml`), plain or zipped.

The flux is read fiche by fiche: memory holds one fiche at a time, whatever the size of the file. Each fiche
described here replaces what the CSV exports say of it. The flux has no table of collective agreements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, cast
from xml.etree import ElementTree
from xml.parsers import expat

from referentials.errors import SourceError, SourceProblem
from referentials.extract import Extract, Origin
from referentials.readers.rncp_fiche import TABLES, Fiche, take
from referentials.source import Source, date_in_name

_ROOT = re.compile(r"<(?:!DOCTYPE\s+)?FICHES\b")
_VERSION = re.compile(r"4(\.\d+)?")
_CHUNK = 1 << 16
"""Bytes read at once when a flux has no line breaks."""


class RncpXmlReader:
    """Reads every fiche of a flux; one without a usable number is rejected and the rest goes on."""

    name = "rncp_xml"

    def accepts(self, source: Source) -> bool:
        """Judge by the root element of an XML member."""
        return any(_is_flux(source, member) for member in source.members)

    def read(self, source: Source) -> Extract:
        """Read every fiche. Raises SourceError when the XML is cut short, ill-formed or of another version."""
        origin = Origin(
            "France compétences", "Répertoires nationaux (RNCP et RS), flux XML", "Licence Ouverte 2.0", "4.1",
            date_in_name(source.name),
        )  # fmt: skip
        extract = Extract(source, self.name, origin, whole_fiches=True)
        for member in source.members:
            if not _is_flux(source, member):
                extract.ignored[member] += 1
                continue
            day = date_in_name(member)
            parts = {table: extract.part(table, member, day) for table in TABLES}
            for line, fiche in iter_fiches(source, member):
                take(parts, line, fiche)
        return extract


def iter_fiches(source: Source, member: str) -> Iterator[tuple[int, Fiche]]:
    """Yield (line of its first tag, fiche) one by one; a fiche is emptied when the next one is asked for.

    Raises SourceError for an ill-formed or truncated flux, a version other than 4.x, or a document type
    declaration (the only way to declare entities, which the flux never needs).
    """
    where = source.label(member)
    start, version, root = 0, None, None
    try:
        with source.open(member) as stream:
            _refuse_doctype(stream, where)
        with source.open(member) as stream:
            for line, event, element in _events(stream):
                root = element if root is None else root
                if event == "start":
                    start = line if element.tag == "FICHE" else start
                elif element.tag == "VERSION_FLUX":
                    version = _check_version(element.text, where, line)
                elif element.tag == "FICHE":
                    _check_version(version, where, start)
                    yield start, element
                    root.clear()
    except ElementTree.ParseError as error:
        raise _ill_formed(where, error.code, error.position[0]) from error


def _events(stream: IO[bytes]) -> Iterator[tuple[int, str, Fiche]]:
    """Yield (line, "start" or "end", element) while reading; at the end, check that the document is whole."""
    parser: ElementTree.XMLPullParser[Fiche] = ElementTree.XMLPullParser(("start", "end"))
    line, ended = 0, True
    while chunk := stream.readline(_CHUNK):
        line += ended
        ended = chunk.endswith(b"\n")
        parser.feed(chunk)
        for event, element in cast("Iterator[tuple[str, Fiche]]", parser.read_events()):
            yield line, event, element
    parser.close()


def _is_flux(source: Source, member: str) -> bool:
    return member.lower().endswith(".xml") and bool(_ROOT.search(source.head(member)))


def _refuse_doctype(stream: IO[bytes], where: str) -> None:
    """Read up to the root element with a parser that stops at a document type declaration."""
    parser, rooted = expat.ParserCreate(), False

    def refuse(*_: object) -> None:
        raise SourceError(where, SourceProblem.XML_DOCTYPE, line=parser.CurrentLineNumber)

    def stop(*_: object) -> None:
        nonlocal rooted
        rooted = True

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = refuse, stop
    try:
        while not rooted and (chunk := stream.read(_CHUNK)):
            parser.Parse(chunk)
    except expat.ExpatError as error:
        raise _ill_formed(where, error.code, error.lineno) from error
    except (LookupError, ValueError) as error:
        raise SourceError(where, SourceProblem.XML_ENCODING, {"said": str(error)}, 1) from error


def _ill_formed(where: str, code: int, line: int) -> SourceError:
    return SourceError(where, SourceProblem.BAD_XML, {"said": expat.ErrorString(code)}, line)


def _check_version(text: str | None, where: str, line: int) -> str:
    version = (text or "").strip()
    if not _VERSION.fullmatch(version):
        raise SourceError(where, SourceProblem.XML_VERSION, {"version": version}, line, "VERSION_FLUX")
    return version
