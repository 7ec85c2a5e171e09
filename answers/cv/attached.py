"""The content of a CV as it is attached to its pages: canonical, and named by what it says."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from answers.cv.version import layout_version
from answers.shapes.base import plain
from answers.shapes.cv import CvContent

NAME = "acquis-cv.json"
"""Name of the content as a file attached to the page."""
ID_CHARACTERS = 20
"""Of base 32, five bits each."""
_UNNAMED = "a" * ID_CHARACTERS


def identified(content: dict[str, Any], base: str | None) -> CvContent:
    """A content with its id, made from all the rest, and the address that it is verified at."""
    unnamed = CvContent(id=_UNNAMED, address=None, **{"layout": layout_version(), **content})
    name = id_of(unnamed)
    address = f"{base.rstrip('/')}/v/{name}" if base else None
    return unnamed.model_copy(update={"id": name, "address": address})


def id_of(content: CvContent) -> str:
    """The id that a content has: 100 bits of the SHA-256 of its canonical form.

    The id is left out, what follows from it, and what lays the pages out.
    """
    bare = content.model_copy(update={"id": _UNNAMED, "address": None, "status": None, "layout": None})
    return base64.b32encode(hashlib.sha256(written(bare)).digest()).decode().lower()[:ID_CHARACTERS]


def read_content(data: bytes) -> CvContent | None:
    """A content as it was attached; None when it is none, or does not have the id that it says."""
    from pydantic import ValidationError

    try:
        content = CvContent.model_validate_json(data)
    except ValidationError:
        return None
    return content if id_of(content) == content.id else None


def written(content: CvContent) -> bytes:
    """A content as it is attached: JSON in its canonical form (RFC 8785)."""
    import rfc8785

    return rfc8785.dumps(plain(content))
