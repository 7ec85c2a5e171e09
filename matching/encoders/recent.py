"""An encoder that remembers the last texts it was given: what is read twice in one request is encoded once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from matching.encoders.encoder import Encoder, Vectors

KEPT = 2_048
"""Texts remembered: three megabytes."""


class RecentEncoder:
    """The same vectors as the encoder within, without computing again those of the last texts."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.id, self.dimension = encoder.id, encoder.dimension
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dimension) float32, rows L2-normalised."""
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
        fresh = [text for text in dict.fromkeys(texts) if text not in found]
        if fresh:
            found.update(zip(fresh, self._encoder.encode(fresh), strict=True))
        self._remember(found)
        rows = [found[text] for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dimension), dtype=np.float32)

    def _remember(self, found: dict[str, Vectors]) -> None:
        with self._lock:
            for text, vector in found.items():
                self._known[text] = vector
                self._known.move_to_end(text)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
