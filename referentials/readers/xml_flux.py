"""An XML flux of items, read one by one: memory holds one item at a time, whatever the size of the file.

Names are read without their namespace. A document type declaration is refused before anything is read. Where one item
is ill-formed and the flux goes on to its end, the flux is read again from there, each item by itself, and that one is
given as broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, cast
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from referentials.errors import SourceError, SourceProblem
from referentials.readers.xml_stream import CHUNK, chunks, opened
from referentials.source import Source

_PROLOG = 1 << 24
"""Bytes in which the root of a flux begins, comments before it included."""
_ITEM = 64 * 1024**2
"""Bytes that one item may have when it is read by itself."""
_TAIL = 256
_ASIDE = re.compile(rb"<\?.*?\?>|<!--.*?-->", re.DOTALL)
_ROOT = re.compile(rb"<([\w.:-]+)[^<>]*>")
_UNCLOSED = expat.ErrorString(expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH])


@dataclass(frozen=True, slots=True)
class Broken:
    """An item that is ill-formed, and what the parser said; `byte`: the first that is no UTF-8.

    `around`: no item is, it is what stands between them.
    """

    said: str
    byte: str | None = None
    around: bool = False


Item = Element | Broken


def is_flux(source: Source, member: str, root: str) -> bool:
    """Whether a member is an XML document with that root, be it declared with a document type."""
    head = source.head(member)
    if not (head.lstrip().startswith("<") or member.lower().endswith(".xml")):
        return False
    if re.search(rf"<(?:!DOCTYPE\s+)?(?:[\w.-]+:)?{root}\b", head):
        return _root(source, member) in {root, None}
    return len(head) >= CHUNK // 4 and _root(source, member) == root


def iter_items(source: Source, member: str, name: str, beside: tuple[str, ...] = ()) -> Iterator[tuple[int, Item]]:
    """Yield (line of its first tag, item) for every element of a name, and those of the names `beside`, in order.

    An item is emptied when the next one is asked for. Raises SourceError for what is no XML, is cut short, or has a
    document type declaration.
    """
    where, given = source.label(member), 0
    with opened(source, member) as stream:
        _refuse_doctype(stream, where)
    try:
        with opened(source, member) as stream:
            for line, item in _whole(stream, name, beside):
                given += item.tag == name
                yield line, item
    except ElementTree.ParseError as error:
        with opened(source, member) as stream:
            if not _Alone(stream, name).possible:
                raise _ill_formed(where, error.code, error.position[0]) from error
        with opened(source, member) as stream:
            yield from _mended(_Alone(stream, name).items(given), error)


def _mended(items: Iterator[tuple[int, Item]], error: ElementTree.ParseError) -> Iterator[tuple[int, Item]]:
    """The items that are left; where none of them is at fault, what stands around them is told."""
    whole = True
    for line, item in items:
        whole = whole and not isinstance(item, Broken)
        yield line, item
    if whole:
        yield error.position[0], Broken(expat.ErrorString(error.code), around=True)


def _whole(stream: IO[bytes], name: str, beside: tuple[str, ...]) -> Iterator[tuple[int, Element]]:
    """Read a document while it is well-formed."""
    root, start = None, 0
    for line, event, element in _events(stream):
        root = element if root is None else root
        if event == "start":
            start = line if element.tag == name else start
        elif element.tag in beside:
            yield line, element
        elif element.tag == name:
            yield start, element
            root.clear()


def _events(stream: IO[bytes]) -> Iterator[tuple[int, str, Element]]:
    """Yield (line, "start" or "end", element) while reading; at the end, check that the document is whole."""
    parser: ElementTree.XMLPullParser[Element] = ElementTree.XMLPullParser(("start", "end"))
    line = 1
    for line, chunk in chunks(stream):
        parser.feed(chunk)
        yield from _read(parser, line)
    broken = None
    try:
        parser.close()
    except ElementTree.ParseError as error:
        broken = error
    yield from _read(parser, line)  # expat 2.6 leaves what a long comment precedes until then
    if broken:
        raise broken


def _read(parser: ElementTree.XMLPullParser[Element], line: int) -> Iterator[tuple[int, str, Element]]:
    for event, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
        if event == "start" and element.tag.startswith("{"):
            element.tag = element.tag.rpartition("}")[2]
        yield line, event, element


class _Alone:
    """A flux of which each item is read by itself, comments passed over; of an encoding that has the bytes of ASCII."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        item = rb"<(?:[\w.-]+:)?%b(?=[\s/>])" % name.encode()
        self._item = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|(?P<item>%b)" % item, re.DOTALL)
        self._mark = re.compile(rb"<(/?)(?:[\w.-]+:)?%b(?=[\s/>])[^<>]*>" % name.encode())

    @property
    def possible(self) -> bool:
        """Whether the flux has a root, and goes to its end."""
        first, last, opening = b"", b"", None
        while chunk := self._stream.read(CHUNK * 16):
            last = (last + chunk)[-_TAIL:]
            if opening is None and len(first) < _PROLOG:
                first += chunk
                opening = _root_tag(first)
        return opening is not None and last.rstrip().endswith(b"</" + opening[1] + b">")

    def items(self, skipped: int) -> Iterator[tuple[int, Item]]:
        """The items after the first ones; one that nothing closes before the next is broken."""
        prolog, line, data, place, more = b"", 1, b"", 0, True
        while True:
            found = self._next(data, place)
            if more and (found is None or (found[1] is None and len(data) - place < _ITEM)):
                read = self._stream.read(CHUNK * 16)
                data, place, more = data[place:] + read, 0, bool(read)
                continue
            if found is None:
                return
            start, end = found[0], found[1] or found[0] + 1
            prolog = prolog or _opening(data[:start])
            line += data.count(b"\n", place, start)
            if skipped <= 0:
                yield line, _parsed(prolog, data[start:end]) if found[1] else Broken(_UNCLOSED)
            skipped -= 1
            line += data.count(b"\n", start, end)
            place = end

    def _next(self, data: bytes, place: int) -> tuple[int, int | None] | None:
        """Where the next item begins, and ends: 0 where another begins before, None where neither comes yet."""
        found = next((one for one in self._item.finditer(data, place) if one["item"]), None)
        if not found or data.find(b"<!--", place, found.start()) > data.rfind(b"-->", place, found.start()):
            return None
        after = self._mark.search(data, found.end())
        return found.start(), (after.end() if after[1] else 0) if after else None


def _root_tag(data: bytes) -> re.Match[bytes] | None:
    """The tag of the root, comments before it passed over; None where it does not come yet."""
    plain = _ASIDE.sub(b"", data)
    found = _ROOT.search(plain)
    return found if found and b"<!--" not in plain[: found.start()] else None


def _opening(data: bytes) -> bytes:
    """What comes before the first item: the declaration and the tag of the root."""
    declared = re.match(rb"\s*<\?xml[^>]*\?>", data.removeprefix(b"\xef\xbb\xbf"))
    root = _root_tag(data)
    return (declared[0].strip() if declared else b"") + (root[0] if root else b"<flux>")


def _parsed(prolog: bytes, data: bytes) -> Item:
    root = re.search(rb"<([\w.:-]+)[^<>]*>$", prolog)
    try:
        document = ElementTree.fromstring(prolog + data + b"</" + (root[1] if root else b"flux") + b">")  # noqa: S314
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        said = expat.ErrorString(error.code) if isinstance(error, ElementTree.ParseError) else str(error)
        return Broken(said, _bad_byte(prolog, data))
    for element in document.iter():
        element.tag = element.tag.rpartition("}")[2]
    return document[0] if len(document) else Broken("no element found")


def _bad_byte(prolog: bytes, data: bytes) -> str | None:
    """The first byte of an item that is no UTF-8, where the flux says that it is."""
    if re.search(rb"encoding\s*=\s*.(?!utf-?8)", prolog, re.IGNORECASE):
        return None
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return f"0x{data[error.start]:02X}"
    return None


def _root(source: Source, member: str) -> str | None:
    """Name of the root element, without its namespace; None where a parser does not come to it."""
    parser, found = expat.ParserCreate(namespace_separator="}"), ""

    def started(name: str, _: object) -> None:
        nonlocal found
        found = found or name.rpartition("}")[2]

    parser.StartElementHandler = started
    try:
        with opened(source, member) as stream:
            for _ in range(_PROLOG // CHUNK):
                if found or not (chunk := stream.read(CHUNK)):
                    break
                parser.Parse(chunk)
        if not found:
            parser.Parse(b"", True)  # expat 2.6 leaves what a long comment precedes until then
    except (expat.ExpatError, LookupError, ValueError, SourceError):
        return found or None
    return found or None


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
        while not rooted and (chunk := stream.read(CHUNK)):
            parser.Parse(chunk)
        if not rooted:
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        if not rooted:
            raise _ill_formed(where, error.code, error.lineno) from error
    except (LookupError, ValueError) as error:
        raise SourceError(where, SourceProblem.XML_ENCODING, {"said": str(error)}, 1) from error


def _ill_formed(where: str, code: int, line: int) -> SourceError:
    return SourceError(where, SourceProblem.BAD_XML, {"said": expat.ErrorString(code)}, line)
