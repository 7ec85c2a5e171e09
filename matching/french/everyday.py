"""Everyday wordings of competencies: what people say of what they have done, beside the official label.

`everyday.tsv`, written for this index without sight of the evaluation queries kept aside: a wording, and the OGR codes
it tells, best first. Most of ROME has none: the encoder then compares with the label alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

FILE = "everyday.tsv"


@cache
def _text() -> str:
    return (files("matching.french") / FILE).read_text(encoding="utf-8")


def digest() -> str:
    """Name of the content: changes with the wordings."""
    return hashlib.sha256(_text().encode()).hexdigest()


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...]], ...]:
    lines = _text().splitlines()
    return tuple((text, tuple(codes.split())) for text, codes in (line.split("\t") for line in lines))


def wordings(position: Mapping[str, int]) -> tuple[list[str], list[int]]:
    """Wordings and the position of the item each tells; one that tells two stands twice, unknown codes are left out."""
    found = [(text, position[code]) for text, codes in _rows() for code in codes if code in position]
    return [text for text, _ in found], [place for _, place in found]
