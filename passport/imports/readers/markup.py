"""XML as objects: local names, lists of elements of one name, texts; nothing outside the file is ever fetched."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

from passport.imports.errors import PaperError, PaperProblem

_DOCTYPE = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)", re.I)
_DEEP = 60


def tree(data: bytes, file: str) -> tuple[str, dict[str, Any]]:
    """Local name of the root, and what it holds. Raises PaperError for what is not XML, or defines entities."""
    if _DOCTYPE.search(data):
        raise PaperError(PaperProblem.BAD_XML, file, {"said": "DOCTYPE"})
    try:
        root = ET.fromstring(data)  # noqa: S314 - no entity, no DOCTYPE: checked above
    except (ET.ParseError, ValueError, LookupError) as error:
        raise PaperError(PaperProblem.BAD_XML, file, {"said": str(error)[:200]}) from error
    return local(root), _object(root, file)


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
