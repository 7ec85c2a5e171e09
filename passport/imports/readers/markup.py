"""XML as objects: local names, lists of elements of one name, texts; nothing outside the file is ever fetched."""

from __future__ import annotations

import codecs
import re
from typing import Any
from xml.etree import ElementTree as ET

from passport.imports.errors import PaperError, PaperProblem

_DOCTYPE = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)", re.I)
_DEEP = 60
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


def tree(data: bytes, file: str) -> tuple[str, dict[str, Any]]:
    """Local name of the root, and what it holds. Raises PaperError for what is not XML, or defines entities."""
    if _DOCTYPE.search(data):
        raise PaperError(PaperProblem.BAD_XML, file, {"said": "DOCTYPE"})
    root = _parsed(data, file)
    return local(root), _object(root, file)


def _parsed(data: bytes, file: str) -> ET.Element:
    """The root; where the bytes are not of the encoding that the file declares, they are read as what they are."""
    try:
        return ET.fromstring(data)  # noqa: S314 - no entity, no DOCTYPE: checked above
    except (ET.ParseError, ValueError, LookupError) as error:
        first = error
    for encoding in ("utf-16",) if data[:2] in _UTF16 else ("utf-8-sig", "cp1252"):
        try:
            text = _DECLARED.sub("", data.decode(encoding), count=1)
            return ET.fromstring(text)  # noqa: S314 - checked above
        except (ET.ParseError, ValueError):
            continue
    raise PaperError(PaperProblem.BAD_XML, file, {"said": str(first)[:200]}) from first


def local(element: ET.Element) -> str:
    """Name of an element without its namespace."""
    return element.tag.rsplit("}", 1)[-1]


def _object(element: ET.Element, file: str, depth: int = 0) -> dict[str, Any]:
    """Children by local name, each a list; attributes; the element's own text under an empty name."""
    if depth > _DEEP:
        raise PaperError(PaperProblem.BAD_XML, file, {"said": f"> {_DEEP}"})
    found: dict[str, Any] = {name.rsplit("}", 1)[-1]: value for name, value in element.attrib.items()}
    if text := (element.text or "").strip():
        found[""] = text
    for child in element:
        if isinstance(child.tag, str):
            found.setdefault(local(child), [])
            if isinstance(found[local(child)], list):
                found[local(child)].append(_object(child, file, depth + 1))
    return found
