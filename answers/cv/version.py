"""What lays a CV out: of the same version, the same content gives the same bytes."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_HERE = Path(__file__).parent
_SOURCES = (
    _HERE / "page.typ", _HERE / "page.py", _HERE / "layout.py", _HERE.parent / "words" / "cv.py",
    _HERE.parent / "words" / "kinds.py",
)  # fmt: skip
"""Files that make pages of a content."""
_LIBRARIES = ("typst", "segno")
_CHARACTERS = 16


@lru_cache(maxsize=1)
def layout_version() -> str:
    """A name of what lays out here: the sources, and the versions of the libraries. It changes by itself with them."""
    digest = hashlib.sha256()
    for path in _SOURCES:
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    digest.update(" ".join(map(_version, _LIBRARIES)).encode())
    return digest.hexdigest()[:_CHARACTERS]


def _version(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return library
