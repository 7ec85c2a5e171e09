"""An encoder that remembers the vectors of the last texts: what is read twice in one request is encoded once.

It remembers no text: only a digest of each, under a key that is drawn when the process starts and told to nobody.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from matching.encoders.encoder import Encoder, Vectors

KEPT = 2_048
"""Vectors remembered: three megabytes."""
_KEY = secrets.token_bytes(32)


class RecentEncoder:
    """The same vectors as the encoder within, without computing again those of the last texts."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.id, self.dimension = encoder.id, encoder.dimension
        self._known: OrderedDict[bytes, Vectors] = OrderedDict()
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dimension) float32, rows L2-normalised."""
        names = [_name(text) for text in texts]
        with self._lock:
            found = {name: self._known[name] for name in names if name in self._known}
        fresh = {name: text for name, text in zip(names, texts, strict=True) if name not in found}
        if fresh:
            found.update(zip(fresh, self._encoder.encode(list(fresh.values())), strict=True))
        self._remember(found)
        rows = [found[name] for name in names]
        return np.stack(rows) if rows else np.zeros((0, self.dimension), dtype=np.float32)

    def _remember(self, found: dict[bytes, Vectors]) -> None:
        with self._lock:
            for name, vector in found.items():
                self._known[name] = vector
                self._known.move_to_end(name)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)


def _name(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=_KEY, digest_size=16).digest()
