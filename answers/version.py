"""Which acquis answered: the version of the package, and a digest of the code, weights and rules that decide answers.

The digest is of the source files, data tables among them (`weights.py`, `coefficients.json`, `rules`, wordings…), of
the packages that make an answer, in their order. So it changes whenever a weight, a rule of law, a word or a line of
code does, without anyone having to think of raising a number; a comment changes it too, which costs a caller one answer
sent again. It is the same on every machine that has the same files. The text model is left out: its own digest makes
its id. Read once a process, some 10 ms for 3 MB.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("referentials", "passport", "matching", "graph", "recommend", "answers", "api")
"""By name: `answers` does not import `api`, whose code makes answers too where it is there."""
_DIGITS = 12
_NOT_CODE = ("__pycache__", "french_model")


@cache
def acquis_version() -> str:
    """Version and digest, as PEP 440 writes a build: `0.1.0+2f81c0a94be7`."""
    return f"{version('acquis')}+{code_digest(_folders())[:_DIGITS]}"


def code_digest(folders: Iterable[Path]) -> str:
    """SHA-256 of the files of packages, by package and path."""
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(_files(folder), key=lambda file: file.relative_to(folder).as_posix()):
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            digest.update(f"{folder.name}/{file.relative_to(folder).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def _folders() -> Iterator[Path]:
    for name in PACKAGES:
        spec = find_spec(name)
        if spec and spec.origin:
            yield Path(spec.origin).parent


def _files(folder: Path) -> Iterator[Path]:
    """Every file but the model, what Python compiles and what an editor leaves."""
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part in _NOT_CODE or part.startswith(".") for part in parts):
            yield path
