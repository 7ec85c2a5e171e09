"""The flux of the certifiers: XML read record by record, each passage checked by our XSD and then emptied.

No document type declaration, no entity, nothing from the network; what is not well-formed ends the reading there, and
the passages that were whole before it stand.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from copy import copy
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from passport.feeds.errors import FeedError, FeedProblem
from passport.feeds.feed import WHOLE, End, Header
from passport.feeds.passage import Read, Refusal
from passport.feeds.passage_xml import Context, passage_of
from passport.feeds.prolog import Root, check_root
from passport.feeds.receipt import Ending, Reason
from passport.feeds.schema import NAMESPACE, SchemaFault, fault_of, local, lxml_etree, named, text_of
from passport.proof.registry import Registry

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CHUNK = 1 << 16
LONGEST = 1 << 20
"""Bytes of the file between one passage and the next, at most: a passage is some two thousand."""
_LINES = 65_535
"""Lines that libxml2 lets be written beside an element; it counts further by itself."""
_BYTES = 81
"""What libxml2 calls bytes that are not of the encoding (XML_ERR_INVALID_ENCODING)."""
FLUX, EMITTER, CERTIFIER, CERTIFICATION, PASSAGE = named(
    "flux", "emetteur", "certificateur", "certification", "passageCertification"
)
_WRAPPERS = frozenset(named("certificateurs", "certifications", "passageCertifications"))
_OWNED = frozenset((EMITTER, CERTIFIER, CERTIFICATION, PASSAGE)) | _WRAPPERS
_STRICT: dict[str, Any] = {
    "resolve_entities": False, "load_dtd": False, "dtd_validation": False, "no_network": True, "huge_tree": False,
    "remove_comments": True, "remove_pis": True, "collect_ids": False,
}  # fmt: skip


class CertifiersFeed:
    """One flux being read; `accepts` and `open` are those of its kind."""

    name = "certifiers_xml"

    def __init__(self, path: Path) -> None:
        self._path = path
        self.end = WHOLE
        self._events = self._read()
        self._context: tuple[Element, Context] | None = None
        self._blamed: set[str] = set()
        """Parts above the last passage that are faulty: it said so."""
        self._sender = ""
        self.header = self._header()

    def records(self, after: int = 0) -> Iterator[Read]:
        """Passages in order; what has no place in the flux is refused too, so that nothing is passed over."""
        rank = 0
        for event, element in self._events:
            if event == "start":
                continue
            if element.tag == PASSAGE:
                rank += 1
                context = self._context_of(element)
                if rank > after:
                    yield _read(element, context)
                _empty(element)
            elif fault := self._leftover(element):
                rank += 1
                if rank > after:
                    yield fault

    def _header(self) -> Header:
        """Read up to the first certifier, or to the end of a flux that has none."""
        for event, element in self._events:
            if element.getroottree().docinfo.doctype:  # the prolog was read by another parser than this one
                raise FeedError(FeedProblem.DOCTYPE, self._path.name)
            if event == "end" or element.tag != FLUX:
                return self._header_before(element)
        raise FeedError(FeedProblem.ILL_FORMED, self._path.name, {"said": self.end.said}, self.end.line)

    def _header_before(self, element: Element) -> Header:
        chain = [element, *element.iterancestors()]
        bare = _before(chain[-1], chain)
        fault = fault_of(bare)
        if fault:
            said = fault.parameters | {"fault": fault.reason}
            raise FeedError(FeedProblem.HEADER, self._path.name, said, fault.line)
        emitter = bare.find(EMITTER)
        assert emitter is not None
        self._sender = text_of(emitter, "idClient") or ""
        return Header(
            kind=self.name,
            id=text_of(bare, "idFlux") or "",
            sender=self._sender,
            written_at=datetime.fromisoformat(text_of(bare, "horodatage") or ""),
        )

    def _context_of(self, passage: Element) -> Context | None:
        """What the certifier and the certification above say; None where the passage is not in one."""
        above = [one for one in passage.iterancestors() if one.tag not in _WRAPPERS]
        if [one.tag for one in above] != [CERTIFICATION, CERTIFIER, EMITTER, FLUX]:
            return None
        if self._context is None or self._context[0] is not above[0]:
            self._context = above[0], self._new_context(above[0], above[1])
        return self._context[1]

    def _new_context(self, certification: Element, certifier: Element) -> Context:
        found = {part.tag: fault_of(_bare(part)) for part in (certifier, certification)}
        faults = {tag: fault for tag, fault in found.items() if fault}
        self._blamed.update(faults)
        return Context(
            issuer=text_of(certifier, "idClient") or "",
            sender=self._sender,
            type=text_of(certification, "type") or "",
            code=text_of(certification, "code") or "",
            depositor=text_of(certification, "natureDeposant") or "",
            fault=next(iter(faults.values()), None),
        )

    def _leftover(self, element: Element) -> Refusal | None:
        """Check what is left of a part once its passages are gone, and empty it."""
        fault = fault_of(_without_parts(element))
        told = _out_of_place(fault) if fault and element.tag not in self._blamed else None
        if element.tag != FLUX:
            self._context = None
            self._blamed.discard(element.tag)
            _empty(element)
        return told

    def _read(self) -> Iterator[tuple[str, Element]]:
        """Yield the events of the parser; sets how it ended."""
        with self._opened() as stream:
            check_root(stream, self._path.name, Root(NAMESPACE, local(FLUX)))
            stream.seek(0)
            parser = lxml_etree().XMLPullParser(
                events=("start", "end"), tag=(FLUX, CERTIFIER, CERTIFICATION, PASSAGE), **_STRICT
            )
            yield from self._fed(parser, stream)

    def _fed(self, parser: Any, stream: IO[bytes]) -> Iterator[tuple[str, Element]]:
        wrong, unfinished = lxml_etree().XMLSyntaxError, 0
        while chunk := stream.read(_CHUNK):
            try:
                parser.feed(chunk)
            except wrong as error:
                self.end = _ended(error)
            unfinished += len(chunk)
            for event in parser.read_events():
                unfinished = 0
                yield event
            if unfinished > LONGEST and self.end is WHOLE:
                self.end = End(Ending.TOO_LARGE, None)
            if self.end is not WHOLE:
                return
        try:
            parser.close()
        except wrong as error:
            self.end = _ended(error, Ending.CUT)
        yield from parser.read_events()

    def _opened(self) -> IO[bytes]:
        try:
            stream = self._path.open("rb")
        except OSError as error:
            raise FeedError(FeedProblem.UNREADABLE, self._path.name, {"said": error.strerror or ""}) from error
        if not stream.read(1):
            stream.close()
            raise FeedError(FeedProblem.EMPTY, self._path.name)
        stream.seek(0)
        return stream


class CertifiersXml:
    """The kind of feeds that certifiers send."""

    name = CertifiersFeed.name

    def accepts(self, head: bytes) -> bool:
        """An XML document, whatever its root: what is wrong with it is then said."""
        wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or head[:4].count(0) == 2
        text = head.replace(b"\0", b"")[2 if wide and head[0] > 127 else 0 :]
        return text.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<")

    def open(self, path: Path, registry: Registry, on: date) -> CertifiersFeed:  # noqa: ARG002 - nothing is signed
        """Read its header. Raises FeedError."""
        return CertifiersFeed(path)


def _ended(error: Any, ending: Ending = Ending.ILL_FORMED) -> End:
    """How an error of the parser ends the reading: what it says names no value of the file but a name of element."""
    said = "encoding" if error.code == _BYTES else ""
    return End(Ending.ILL_FORMED if error.code == 1 else ending, error.lineno, said)


def _read(element: Element, context: Context | None) -> Read:
    if context is None:
        said = {"element": local(PASSAGE)}
        return Refusal(reason=Reason.MISPLACED, line=element.sourceline, parameters=said)
    return passage_of(element, context)


def _out_of_place(fault: SchemaFault) -> Refusal:
    return Refusal(reason=fault.reason, line=fault.line, parameters=fault.parameters)


def _bare(element: Element) -> Element:
    """Copy of a part with its simple elements alone, as far as they are read."""
    made = _made_like(element)
    made.extend([copy(child) for child in element if child.tag not in _OWNED])
    return made


def _before(part: Element, chain: list[Element]) -> Element:
    """Copy of a part with what comes before the first element of the chain, and the parts around that one."""
    made = _made_like(part)
    for child in part:
        if child in chain:
            if child.tag == EMITTER or child.tag in _WRAPPERS:
                made.append(_before(child, chain))
            break
        made.append(copy(child))
    return made


def _made_like(element: Element) -> Element:
    """A part without what is in it; one whose namespaces are no URI gets an attribute that the XSD refuses."""
    etree = lxml_etree()
    try:
        made = etree.Element(element.tag, element.attrib, nsmap=element.nsmap)
    except ValueError:
        made = etree.Element(element.tag, xmlns="")
    if (element.sourceline or 0) <= _LINES:
        made.sourceline = element.sourceline
    return made


def _without_parts(element: Element) -> Element:
    """A part whose own parts, emptied when they ended, are taken out: what is left should be its simple elements."""
    for part in [one for one in element.iter(CERTIFIER, CERTIFICATION, PASSAGE) if one is not element]:
        parent = part.getparent()
        if parent is not None:
            parent.remove(part)
    return element


def _empty(element: Element) -> None:
    """Free a part that was read, and those of its name before it."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    before = element.getprevious()
    while parent is not None and before is not None and before.tag == element.tag:
        parent.remove(before)
        before = element.getprevious()
