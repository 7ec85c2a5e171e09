"""Any sentence-transformers model, by name or path (extra `transformers`)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from matching.encoders.encoder import Vectors
from matching.errors import UnknownModelError
from referentials.errors import MissingExtraError


class SentenceTransformerEncoder:
    """Loads the model at the first text; `id` is its name made safe for a path, and changes with a local model."""

    def __init__(self, name: str) -> None:
        self.name = name
        changed = [path.stat().st_mtime_ns for path in sorted(Path(name).glob("*"))] if Path(name).is_dir() else []
        identity = hashlib.sha256(f"{name} {changed}".encode()).hexdigest()[:8]
        self.id = f"st-{re.sub(r'[^A-Za-z0-9.-]+', '-', name).strip('-.')[-60:]}-{identity}"

    @cached_property
    def _model(self) -> Any:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise MissingExtraError("sentence-transformers", "transformers") from error
        try:
            return SentenceTransformer(self.name)
        except (OSError, ValueError) as error:
            raise UnknownModelError(self.name, str(error)) from error

    @property
    def dimension(self) -> int:
        """Dimension of the model's vectors."""
        return int(self._model.get_sentence_embedding_dimension())

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dimension) float32, rows L2-normalised."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)
