"""Vectors already computed, kept beside the snapshot: nothing is encoded twice, nor for the next snapshot."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import polars as pl
from numpy.typing import NDArray

from matching.encoders.encoder import Encoder, Vectors
from referentials.seal import trusted

KEYS, VECTORS = "texts.parquet", "vectors.npy"
TOLERANCE = 0.01
"""Of the length of a vector, in half precision."""


class CachedEncoder:
    """An encoder that remembers; half precision, so that a fresh vector and a remembered one are the same."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.id, self.dimension = encoder.id, encoder.dimension
        self._known: dict[str, NDArray[np.float16]] = {}
        self._used: set[str] = set()

    def learn(self, folder: Path) -> None:
        """Take over the vectors of a folder that `save` wrote; a damaged or absent one teaches nothing.

        Nor does a vector whose length is not 1: of a folder without digests, nothing else tells it is damaged.
        """
        if not trusted(folder, (KEYS, VECTORS)):
            return
        try:
            keys = pl.read_parquet(folder / KEYS)["key"].to_list()
            with (folder / VECTORS).open("rb") as file:
                vectors = np.load(file)
        except (OSError, ValueError, EOFError, BadZipFile, pl.exceptions.PolarsError):
            return
        if vectors.shape == (len(keys), self.dimension):
            lengths = np.linalg.norm(vectors.astype(np.float32), axis=1)
            whole = np.abs(lengths - 1) < TOLERANCE
            self._known.update((key, vectors[at]) for at, key in enumerate(keys) if whole[at])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dimension) float32, rows L2-normalised to half precision."""
        keys = [_key(text) for text in texts]
        self._used.update(keys)
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if fresh:
            vectors = self._encoder.encode(list(fresh.values())).astype(np.float16)
            self._known.update(zip(fresh, vectors, strict=True))
        found = [self._known[key] for key in keys]
        return np.stack(found).astype(np.float32) if found else np.zeros((0, self.dimension), dtype=np.float32)

    def save(self, folder: Path) -> None:
        """Write the vectors asked for so far in a folder."""
        keys = sorted(self._used)
        pl.DataFrame({"key": keys}).write_parquet(folder / KEYS)
        stacked = np.stack([self._known[key] for key in keys]) if keys else np.zeros((0, self.dimension), np.float16)
        np.save(folder / VECTORS, stacked)


def _key(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
