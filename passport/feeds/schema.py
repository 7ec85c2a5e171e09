"""What our XSD says of an element, and what it found wrong: as codes, names and lists, never as a sentence.

Values of the file are in no fault: they may be those of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from passport.feeds.receipt import Reason
from referentials.errors import MissingExtraError

if TYPE_CHECKING:
    from lxml import etree
    from lxml.etree import _Element as Element

NAMESPACE = "urn:cdc:cpf:pc5:schema:1.0.0"
_XS = "{http://www.w3.org/2001/XMLSchema}"
_PREFIX = len(NAMESPACE) + 2
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_EXPECTED = re.compile(r"Expected is (?:one of )?\(([^()]*)\)")
"""The one place where libxml2 tells what could have come: names of elements of our own XSD."""
_CONTENT, _MISSING = "SCHEMAV_ELEMENT_CONTENT", "Missing child"
_SHOWN = 60
"""Characters of a name that a fault repeats."""


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """The first thing wrong with an element.

    `expected`: names of elements, values, or the name of a type of the XSD; `line`: where; `more`: how many others.
    """

    reason: Reason
    element: str
    expected: tuple[str, ...]
    line: int | None
    more: int = 0

    @property
    def parameters(self) -> dict[str, object]:
        """The parameters of its reason."""
        said: dict[str, object] = {"element": self.element, "expected": list(self.expected)}
        return said | ({"more": self.more} if self.more else {})


def lxml_etree() -> Any:
    """The library. Raises MissingExtraError."""
    try:
        from lxml import etree
    except ImportError as error:
        raise MissingExtraError("lxml", "vault") from error
    return etree


def named(*names: str) -> tuple[str, ...]:
    """Names in the namespace of the flux."""
    return tuple(f"{{{NAMESPACE}}}{name}" for name in names)


def local(name: object) -> str:
    """Name of an element without its namespace, cut short."""
    return str(name).rpartition("}")[2][:_SHOWN]


def text_of(parent: Element, name: str) -> str | None:
    """Text of a child, on one line; None when it is absent, empty or nil."""
    found = parent.find(f"{{{NAMESPACE}}}{name}")
    if found is None or found.get(_NIL, "").strip() in {"true", "1"}:
        return None
    return " ".join((found.text or "").split()) or None


def texts_of(part: Element) -> dict[str, str]:
    """Texts below a part, each on one line, by the names of their elements; without those that are empty or nil."""
    found = {}
    for element in part.iter():
        text = element.text
        if text and not len(element) and (line := " ".join(text.split())):
            found[element.tag[_PREFIX:]] = line
    return found


def fault_of(element: Element) -> SchemaFault | None:
    """What is wrong with an element that the XSD declares; None when it is valid."""
    schema, expectations = _schema()
    if schema.validate(element):
        return None
    entries = list(schema.error_log)
    at = _place(element, entries[0].path)
    name, expected = local(at.tag), expectations.get(local(at.tag), ())
    if entries[0].type_name != _CONTENT:
        return SchemaFault(Reason.VALUE, name, expected, at.sourceline, len(entries) - 1)
    reason = Reason.MISSING if _MISSING in entries[0].message else Reason.UNEXPECTED
    return SchemaFault(reason, name, _could_come(entries[0].message), at.sourceline, len(entries) - 1)


def _could_come(message: str) -> tuple[str, ...]:
    found = _EXPECTED.search(message)
    return tuple(local(name.strip()) for name in found[1].split(",")) if found else ()


def _place(element: Element, path: str | None) -> Element:
    """The element that a fault is about: the path begins with the element checked."""
    steps = (path or "").split("/")[2:]
    if not steps:
        return element
    prefixes = {prefix: uri for prefix, uri in element.nsmap.items() if prefix}
    try:
        found = element.xpath("/".join(steps), namespaces=prefixes)
    except lxml_etree().XPathError:  # a prefix that is declared further down
        return element
    return found[0] if isinstance(found, list) and found else element


@cache
def _schema() -> tuple[etree.XMLSchema, dict[str, tuple[str, ...]]]:
    """Our XSD, and what each of its elements of text expects."""
    etree = lxml_etree()
    tree = etree.fromstring((files(__package__) / "cpf.xsd").read_bytes()).getroottree()
    return etree.XMLSchema(tree), dict(_expectations(tree))


def _expectations(tree: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Values that a type has, else its name."""
    values = {
        one.get("name"): tuple(value.get("value") for value in one.iter(f"{_XS}enumeration"))
        for one in tree.iter(f"{_XS}simpleType")
    }
    for element in tree.iter(f"{_XS}element"):
        if kind := element.get("type"):
            yield element.get("name"), values[kind] or (kind,)


def forms() -> set[str]:
    """Types of the XSD that are expected by their name, and not by a list of values."""
    expected = (names for names in _schema()[1].values() if len(names) == 1)
    return {name for (name,) in expected}
