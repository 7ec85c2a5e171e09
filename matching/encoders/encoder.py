"""Encoders: texts to vectors whose dot product is a cosine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from matching.damage import whole_files

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors; deterministic."""

    @property
    def id(self) -> str:
        """Name of the model, safe in a path; changes whenever its vectors do."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dimension) float32, rows L2-normalised."""


def verify(encoder: Encoder) -> None:
    """Compare the files of an encoder with their digests, where it comes with any. Raises DamagedModelError."""
    own = getattr(encoder, "verify", None)
    if own:
        own()


def read_vectors(file: Path) -> Vectors:
    """Saved vectors, (texts, dimension) float32, laid out to be compared: a product reads each dimension in a row."""
    with whole_files(file.parent, file.name):
        return np.asfortranarray(np.load(file), dtype=np.float32)


def readable(text: str, longest: int) -> str:
    """Cut a text, and replace what no encoding can write (lone surrogates)."""
    return text[:longest].encode("utf-8", "replace").decode("utf-8")
