"""Encoders: texts to vectors whose dot product is a cosine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

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
